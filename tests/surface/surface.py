#!/usr/bin/env python3
"""Measures which stable public items of the standard library our library has.

The list (`stable.tsv`) holds kind, module, what the item belongs to, and names. From each item comes a probe, a line of Rust
that compiles only if the item is there. `check` compiles the probes and counts, by module, the lines that are rejected. `list` makes the list anew
from the HTML documentation of a Rust release, and `prune` takes from it what that release's own compiler rejects (unstable
items, those of other platforms, shortened headers); these two are needed for another Rust version only.

    surface.py check --rustc CMD [--module REGEX] [--missing FILE]
    surface.py list HTML
    surface.py prune --rustc CMD
"""

import argparse
import collections
import concurrent.futures
import html
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
LIST = os.path.join(HERE, "stable.tsv")
PAGE = re.compile(r"^(struct|enum|union|trait|fn|macro|constant|type|static|primitive)\.(.+)\.html$")
SECTION = re.compile(
    r'<section id="([a-z]+)[.-]([^"]*)" class="([^"]*)">(.*?)</section>', re.S)
ANCHOR = re.compile(r'<a class="([a-z]+)"[^>]*? title="([a-z ]+) ([^" ]+)"[^>]*>(.*?)</a>', re.S)
# Modules of which nothing, or nothing that is portable, is stable.
LEFT_OUT = ("arch", "simd", "intrinsics", "autodiff", "os/wasi", "os/windows", "os/macos", "os/ios", "os/fortanix_sgx")
# A lifetime left out.
ELIDED = re.compile(r"&(?!')|'_\b")
# Errors that say a probe's item is not there; others (types that cannot be inferred) do not matter for values.
ABSENT = {"E0599", "E0425", "E0433", "E0432", "E0412", "E0405", "E0576", "E0531", "E0603", "E0423", "E0574", "E0107", "E0616", "E0624", "E0658"}


def text(fragment):
    """A header as Rust: links become full paths."""
    def path(match):
        kind, _, full, shown = match.groups()
        if kind in ("struct", "enum", "union", "trait", "type") and "::" in full:
            return full
        return shown
    fragment = ANCHOR.sub(path, fragment)
    fragment = fragment.replace("<br>", " ").replace('<div class="where">', " ")
    fragment = html.unescape(re.sub(r"<[^>]+>", "", fragment)).replace("\u00a0", " ")
    fragment = re.sub(r"\[const\] |(?<=impl )const |(?<=: )const |(?<=\+ )const |(?<=> )const ", "", fragment)
    return re.sub(r"\s+", " ", fragment).strip()


def split(source, separator=","):
    """Splits at separators outside brackets."""
    parts, depth, current = [], 0, ""
    for index, char in enumerate(source):
        if char in "<([{":
            depth += 1
        elif char in ")]}" or char == ">" and source[index - 1] != "-":
            depth -= 1
        if char == separator and depth == 0:
            parts.append(current.strip())
            current = ""
        else:
            current += char
    if current.strip():
        parts.append(current.strip())
    return parts


def header(source):
    """Takes `impl<G> Trait for Type where W` apart."""
    source = re.sub(r"^unsafe ", "", source)
    if not source.startswith("impl"):
        return None
    source = source[4:].strip()
    generics = []
    if source.startswith("<"):
        depth = 0
        for index, char in enumerate(source):
            depth += char == "<"
            depth -= char == ">" and source[index - 1] != "-"
            if depth == 0:
                break
        generics, source = split(source[1:index]), source[index + 1:].strip()
    where = []
    if " where " in source:
        source, clause = source.split(" where ", 1)
        where = split(clause.rstrip(","))
    source = source.strip()
    if source.startswith("!"):
        return None
    # A type is not generic over its allocator in our library, as that parameter is unstable.
    if any("::Allocator" in part for part in generics + where):
        generics = [g for g in generics if re.match(r"A\d?\b", g) is None]
        where = [w for w in where if re.match(r"A\d?\b", w) is None]
        source = re.sub(r", A\d?(?=>)", "", source)
    generics = [re.sub(r" = [^,]*$", "", g) for g in generics]
    parts = source.split(" for ", 1) if not source.startswith("for<") else [source]
    if len(parts) == 2 and not parts[0].endswith("for<"):
        trait, subject = parts
    else:
        trait, subject = None, source
    return generics, trait, subject, where


def arguments(generics):
    return [g.split(":")[0].replace("const ", "").strip() for g in generics]


def angle(parts):
    return "<" + ", ".join(parts) + ">" if parts else ""


def clause(where):
    return " where " + ", ".join(where) if where else ""


def pages(root):
    for folder, folders, files in os.walk(os.path.join(root, "std")):
        module = os.path.relpath(folder, os.path.join(root, "std")).replace(os.sep, "/")
        folders.sort()
        if module.startswith(LEFT_OUT):
            folders.clear()
            continue
        for file in sorted(files):
            match = PAGE.match(file)
            if match and not match.group(2).endswith("!"):
                with open(os.path.join(folder, file), encoding="utf-8") as source:
                    yield ("" if module == "." else module), match.group(1), match.group(2), source.read()


def probe(kind, of, member):
    """A line of Rust that compiles only if the item is there; `$` stands for a number of its own."""
    if kind == "item":
        rename = "_" if of.startswith("trait ") else "U"
        return f"mod m$ {{ use {of.split(' ')[1]} as {rename}; }}"
    if kind == "variant":
        return f"mod m$ {{ use {of}::{member} as _; }}"
    if kind == "required":
        return f"fn m$() {{ let _ = <() as {of}>::{member}; }}"
    generics, trait, subject, where = header(of)
    if kind == "method":
        return f"fn m${angle(generics)}(){clause(where)} {{ let _ = <{subject}>::{member}; }}"
    # A local trait's supertrait must hold where the local trait is implemented.
    if ELIDED.search(" ".join([trait, subject] + generics + where)):
        trait, subject = (ELIDED.sub(lambda m: "&'e " if m.group(0) == "&" else "'e", part) for part in (trait, subject))
        generics = ["'e"] + generics
    lifetimes = [g.split(":")[0] for g in generics if g.startswith("'")]
    types = [a for g, a in zip(generics, arguments(generics)) if not g.startswith(("'", "const "))]
    where = where + [f"{t}: {l}" for t in types for l in lifetimes]
    # The right-hand side of an operator is the type itself unless said otherwise, and must be sized.
    sized = "Sized + " if trait.startswith("std::ops::") and not subject.startswith("[") else ""
    named = angle(generics)
    return (f"trait M${named}: {sized}{trait}{clause(where)} {{}} "
            f"impl{named} M${angle(arguments(generics))} for {subject}{clause(where)} {{}}")


def member_sections(page):
    """Sections of a page's own items, without those of other types that it shows."""
    for mark in ('id="synthetic-implementations"', 'id="blanket-implementations"', '<h2 id="implementors"', 'id="foreign-impls"', 'id="deref-methods'):
        page = page.split(mark)[0]
    return [(what, member, classes, body) for what, member, classes, body in SECTION.findall(page)]


def enumerate_items(root):
    found, unstable = [], set()
    for module, kind, name, page in pages(root):
        full = "::".join(["std"] + (module.split("/") if module else []) + [name])
        top = page.split('<h2 id="', 1)[0].split('<details class="toggle top-doc"', 1)[0]
        if 'http-equiv="refresh"' in page:
            continue
        if "nightly-only experimental API" in top:
            unstable.add(full)
            continue
        module = module or "std"
        if kind != "primitive":
            found.append(("item", module, f"{kind} {full}", ""))
        if kind in ("fn", "macro", "constant", "static"):
            continue
        current = None
        if kind == "trait":
            declaration = re.search(r'<pre class="rust item-decl"><code>(.*?)</code>', page, re.S)
            head = re.search(r"trait " + name + r"(<.*)", text(declaration.group(1)) if declaration else "")
            parameters = header("impl" + head.group(1))[0] if head else []
            trait = full + angle(["_" for p in parameters if not p.startswith("'")])
        for what, member, classes, body in member_sections(page):
            member = re.sub(r"-\d+$", "", member)
            if what == "impl":
                code = re.search(r'<h3 class="code-header">(.*?)</h3>', body, re.S)
                current = text(code.group(1)) if code and "stab unstable" not in body else None
                parts = header(current) if current else None
                if parts is None:
                    current = None
                elif parts[1]:
                    found.append(("impl", module, current, ""))
                    current = None
            elif "stab unstable" in body:
                continue
            elif kind == "trait":
                if what in ("method", "tymethod"):
                    found.append(("required", module, trait, member))
            elif what == "variant":
                found.append(("variant", module, full, member))
            elif what in ("method", "associatedconstant") and current and "trait-impl" not in classes:
                found.append(("method", module, current, member))
    seen = set()
    for row in found:
        key = (row[0], row[2], row[3])
        line = " ".join(key)
        if key in seen or re.search(r"…|core_arch|std::simd|f128|f16\b|std::ops::Drop for ", line):
            continue
        if any(path in line and re.search(re.escape(path) + r"\b", line) for path in unstable if path != "std::alloc::Allocator"):
            continue
        seen.add(key)
        yield row


def rejected(command, probes, features):
    """The positions of the probes that the compiler rejects."""
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "probes.rs")
        with open(file, "w", encoding="utf-8") as out:
            out.write((f"#![feature({features})] " if features else "") + "#![allow(warnings)] use std::*;\n")
            for index, probe in enumerate(probes):
                out.write(probe[1].replace("$", str(index)) + "\n")
            out.write("fn main() {}\n")
        # Metadata only: what runs is of no interest.
        run = subprocess.run(
            command.split() + ["--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "--error-format=json", "-o", file + ".rmeta", file],
            capture_output=True, text=True, timeout=600)
    lines = set()
    for line in run.stderr.splitlines():
        if not line.startswith("{"):
            continue
        message = json.loads(line)
        code = (message.get("code") or {}).get("code")
        if message.get("level") != "error":
            continue
        for span in message.get("spans", []):
            if span.get("is_primary") and span["file_name"].endswith("probes.rs"):
                index = span["line_start"] - 2
                if 0 <= index < len(probes) and (probes[index][0] in ("impl", "item", "variant") or code in ABSENT):
                    lines.add(index)
    if run.returncode not in (0, 1):
        raise SystemExit(f"the compiler ended with {run.returncode}:\n{run.stderr[-2000:]}")
    return lines


def measure(command, rows, features, jobs):
    """The rows that are rejected. Names that cannot be resolved may keep a compiler from looking at bodies, so rounds follow."""
    groups = collections.defaultdict(list)
    for row in rows:
        groups[row[1].split("/")[0]].append(row)

    def one(group):
        remaining, missing = group, []
        for _ in range(8):
            bad = rejected(command, [(r[0], probe(r[0], r[2], r[3])) for r in remaining], features)
            if not bad:
                break
            missing += [remaining[i] for i in sorted(bad)]
            remaining = [r for i, r in enumerate(remaining) if i not in bad]
        return missing

    chunks = []
    for group in groups.values():
        chunks += [group[i:i + 1500] for i in range(0, len(group), 1500)]
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        return [row for missing in pool.map(one, chunks) for row in missing]


def read():
    with open(LIST, encoding="utf-8") as source:
        rows = [line.rstrip("\n").split("\t") for line in source if line.strip()]
    return [(kind, module, of, member) for kind, module, of, members in rows for member in members.split(" ")]


def write(rows):
    groups = {}
    for kind, module, of, member in rows:
        groups.setdefault((kind, module, of), []).append(member)
    with open(LIST, "w", encoding="utf-8") as out:
        for group, members in groups.items():
            out.write("\t".join(group) + "\t" + " ".join(members) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("check", "list", "prune"))
    parser.add_argument("html", nargs="?")
    parser.add_argument("--rustc")
    parser.add_argument("--module", default="")
    parser.add_argument("--missing", metavar="FILE", help="write the missing items here")
    parser.add_argument("--features", default="")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    options = parser.parse_args()
    if options.what == "list":
        write(list(enumerate_items(options.html)))
        return
    rows = [row for row in read() if re.search(options.module, row[1])]
    missing = measure(options.rustc, rows, options.features, options.jobs)
    if options.what == "prune":
        gone = set(missing)
        write([row for row in rows if row not in gone])
        print(f"{len(gone)} pruned, {len(rows) - len(gone)} left")
        for row in missing:
            print(*row, sep="\t")
        return
    totals, lacking = collections.Counter(), collections.Counter()
    for row in rows:
        totals[row[1].split("/")[0]] += 1
    for row in missing:
        lacking[row[1].split("/")[0]] += 1
    for module in sorted(totals, key=lambda m: -lacking[m]):
        print(f"{module:24} {totals[module] - lacking[module]:5} of {totals[module]:5}")
    print(f"{'all':24} {len(rows) - len(missing):5} of {len(rows):5}  {100 * (1 - len(missing) / max(1, len(rows))):.1f} %")
    if options.missing:
        with open(options.missing, "w", encoding="utf-8") as out:
            for row in missing:
                out.write("\t".join(row) + "\n")


if __name__ == "__main__":
    sys.exit(main())
