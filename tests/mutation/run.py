#!/usr/bin/env python3
"""Mutants of accepted programs, held against recorded verdicts of rustc 1.95.

  run.py                     a sample: every 12th mutant
  run.py --all               all of them
  run.py --show N            prints the first N disagreements
  run.py --write DIR         writes each disagreeing mutant as a file
  run.py --record [--rustc CMD] [--per-seed N]
                             asks rustc again and writes verdicts.tsv (needs rustc)
  run.py … --seeds DIR --table FILE
                             mutates the programs of a folder instead, with a table of their own

verdicts.tsv has a line per mutant: the seed, the kind of mutation, the edits (start, end, replacement), the codes of the
errors; `-` stands for an error without a code, nothing for an accepted program. A seed that was changed must be recorded
again: its first line in the table bears its checksum.
"""

import argparse
import collections
import concurrent.futures
import hashlib
import json
import os
import random
import shlex
import subprocess
import sys
import tempfile

import mutations

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TABLE = os.path.join(HERE, "verdicts.tsv")
SAMPLE = 12
EDITION = "2021"

# The goals: nothing unsound is accepted, next to nothing that is sound is rejected, and the reasons are the same.
MAX_REJECTED = 0.005
MIN_EQUAL = 0.97

OWNERSHIP = set(
    "E0106 E0133 E0261 E0277 E0309 E0310 E0311 E0373 E0381 E0382 E0384 E0478 E0491 E0492 E0493 E0499 E0500 E0501 E0502 E0503 E0505 "
    "E0506 E0507 E0508 E0509 E0510 E0515 E0516 E0520 E0521 E0524 E0525 E0594 E0595 E0596 E0597 E0621 E0626 E0700 E0712 E0713 E0716".split()
)
UNCODED = ("lifetime may not live long enough", "captured variable cannot escape", "implementation of", "higher-ranked", "`impl` item signature")


def seeds(folder):
    """Paths from the root, sorted; of the given folder only if there is one."""
    if folder:
        return sorted(os.path.join(os.path.abspath(folder), name) for name in os.listdir(folder) if name.endswith(".rs"))
    found = []
    for folder in ("tests/mutation/seeds", "tests/run/std"):
        for name in sorted(os.listdir(os.path.join(ROOT, folder))):
            if name.endswith(".rs"):
                found.append(f"{folder}/{name}")
    return found


def read(seed):
    with open(os.path.join(ROOT, seed), encoding="utf-8") as file:
        return file.read()


def checksum(source):
    return hashlib.sha256(source.encode()).hexdigest()[:12]


def compile_one(command, source, directory, name):
    """The codes and messages of the errors; None if the compiler did not end in an orderly way."""
    path = os.path.join(directory, name + ".rs")
    with open(path, "w", encoding="utf-8") as file:
        file.write(source)
    arguments = ["--edition", EDITION, "--emit=metadata", "--error-format=json", "-A", "warnings", "-o", os.path.join(directory, name + ".rmeta"), path]
    try:
        result = subprocess.run(command + arguments, capture_output=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        return None
    finally:
        os.remove(path)
    if result.returncode not in (0, 1):
        return None
    codes, messages = set(), []
    for line in result.stderr.decode("utf-8", "replace").splitlines():
        if line.startswith("{"):
            diagnostic = json.loads(line)
            if diagnostic.get("level") == "error" and not diagnostic["message"].startswith("aborting due to"):
                codes.add(diagnostic["code"]["code"] if diagnostic.get("code") else "-")
                messages.append(diagnostic["message"])
    if result.returncode != 0 and not codes:
        return None
    return sorted(codes), messages


def is_about_ownership(codes, messages):
    return all(code == "-" or code in OWNERSHIP for code in codes) and (
        "-" not in codes or any(message.startswith(UNCODED) for message in messages))


def record(options):
    command = shlex.split(options.rustc)
    lines = []
    with tempfile.TemporaryDirectory() as directory, concurrent.futures.ThreadPoolExecutor(options.jobs) as executor:
        for seed in seeds(options.seeds):
            source = read(seed)
            if "//@ compile-flags" in source or compile_one(command, source, directory, "seed") != ([], []):
                print(f"{seed}: skipped, not accepted on its own", file=sys.stderr)
                continue
            found = list(dict.fromkeys((kind, tuple(map(tuple, edits))) for kind, edits in mutations.mutations(source)))
            random.Random(seed).shuffle(found)
            found = found[: options.per_seed]
            verdicts = executor.map(
                lambda item: compile_one(command, mutations.apply(source, item[1][1]), directory, f"m{item[0]}"), enumerate(found))
            kept = 0
            lines.append(f"{seed}\t{checksum(source)}")
            for (kind, edits), verdict in zip(found, verdicts):
                if verdict is not None and is_about_ownership(*verdict):
                    lines.append(f"{seed}\t{kind}\t{json.dumps(edits)}\t{','.join(verdict[0])}")
                    kept += 1
            print(f"{seed}: {kept} of {len(found)}", file=sys.stderr)
    with open(options.table, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def load(table):
    sources, mutants = {}, []
    with open(table, encoding="utf-8") as file:
        for line in file.read().splitlines():
            fields = line.split("\t")
            if len(fields) == 2:
                source = read(fields[0])
                if checksum(source) != fields[1]:
                    sys.exit(f"{fields[0]} was changed: record the verdicts again (run.py --record)")
                sources[fields[0]] = source
            else:
                seed, kind, edits, codes = fields
                mutants.append((seed, kind, json.loads(edits), codes.split(",") if codes else []))
    return sources, mutants


def replay(options):
    sources, mutants = load(options.table)
    if options.kind:
        mutants = [mutant for mutant in mutants if options.kind in mutant[1]]
    elif not options.all:
        mutants = mutants[::SAMPLE]
    command = shlex.split(options.compiler)
    count = collections.Counter()
    disagreements = []
    with tempfile.TemporaryDirectory() as directory, concurrent.futures.ThreadPoolExecutor(options.jobs) as executor:
        def check(item):
            index, (seed, _, edits, _) = item
            return compile_one(command, mutations.apply(sources[seed], edits), directory, f"m{index}")

        for mutant, verdict in zip(mutants, executor.map(check, enumerate(mutants))):
            expected = mutant[3]
            got = verdict[0] if verdict is not None else ["crash"]
            if got == expected:
                count["equal"] += 1
                continue
            what = "crash" if verdict is None else "accepted" if not got else "rejected" if not expected else "codes"
            count[what] += 1
            disagreements.append((what, mutant, got, verdict[1] if verdict else []))
    total = len(mutants)
    accepted = sum(1 for mutant in mutants if not mutant[3])
    pairs = collections.Counter((what, ",".join(mutant[3]), ",".join(got)) for what, mutant, got, _ in disagreements)
    for (what, expected, got), number in pairs.most_common() if options.show else []:
        print(f"{number:5} {what}: expected {expected or 'nothing'}, got {got or 'nothing'}")
    for what, (seed, kind, edits, expected), got, messages in disagreements[: options.show]:
        print(f"{what}: {seed} {kind} {json.dumps(edits)}: expected {expected}, got {got} {messages[:2]}")
    if options.write:
        os.makedirs(options.write, exist_ok=True)
        for index, (what, (seed, kind, edits, expected), got, messages) in enumerate(disagreements):
            with open(os.path.join(options.write, f"{what}-{kind}-{index}.rs"), "w", encoding="utf-8") as file:
                file.write(f"// expected {expected}, got {got} {messages[:3]}\n// {seed} {edits}\n{mutations.apply(sources[seed], edits)}")
    print(
        f"{total} mutants ({accepted} of them sound): equal codes {count['equal']} ({count['equal'] / max(total, 1):.2%}), accepted wrongly {count['accepted']}, "
        f"rejected wrongly {count['rejected']} ({count['rejected'] / max(accepted, 1):.2%}), crashes {count['crash']}")
    passed = (
        count["accepted"] == 0 and count["crash"] == 0 and count["rejected"] <= MAX_REJECTED * max(total, 1)
        and count["equal"] >= MIN_EQUAL * total)
    print(f"Failed: {0 if passed else 1}, Passed: {1 if passed else 0}")
    return 0 if passed else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--kind", help="only mutations whose kind contains this")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--write")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--rustc", default="rustc")
    parser.add_argument("--seeds", metavar="DIR", help="a folder of programs, each accepted in edition 2021")
    parser.add_argument("--table", metavar="FILE", default=TABLE)
    parser.add_argument("--per-seed", type=int, default=700)
    parser.add_argument("--compiler", default=f"{ROOT}/artifacts/bin/verdigris rustc")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    if options.record:
        record(options)
        return 0
    return replay(options)


if __name__ == "__main__":
    sys.exit(main())
