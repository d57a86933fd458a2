#!/usr/bin/env python3
"""What borrow checking costs: its share of a check, for programs, for generated crates of growing size, and for one long function.

The goals: at most 15 % of a check, linear in the number of functions, and a function of 5,000 lines in under 2 seconds. Times are those
that -Z time-passes prints, on one core, the best of the runs of each program; the rest of the process (start, reading the library) counts too."""

import os
import re
import subprocess
import sys
import tempfile
import time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from timing import ROOT, parser  # noqa: E402

PASS = "borrow-checking"


def load(name, path):
    spec = spec_from_file_location(name, path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Cost:
    """Seconds of one run: of the whole process, and of the pass."""

    def __init__(self, whole, passed):
        self.whole = whole
        self.passed = passed

    @property
    def share(self):
        return 100 * self.passed / self.whole


def check(arguments, source, directory):
    """The quickest of the runs."""
    command = [arguments.verdigris, "rustc", "-Ztime-passes", "--crate-name", "measured", "--crate-type", "lib", "--edition", "2021", "--emit=metadata"]
    command += ["-Awarnings", "--out-dir", str(directory), str(source)]
    environment = {**os.environ, "DOTNET_PROCESSOR_COUNT": "1"}
    best = None
    for _ in range(arguments.runs):
        start = time.perf_counter()
        finished = subprocess.run(command, capture_output=True, text=True, env=environment)
        elapsed = time.perf_counter() - start
        if finished.returncode != 0:
            sys.exit(f"{source} failed:\n{finished.stderr[-4000:]}")
        passes = {name: float(seconds) for seconds, name in re.findall(r"time: +([\d.]+)\t(.*)", finished.stderr)}
        cost = Cost(elapsed, passes.get(PASS, 0.0))
        best = cost if best is None or cost.whole < best.whole else best
    return best


def show(name, cost):
    print(f"{name:<40}{cost.whole * 1000:>8.0f} ms{cost.passed * 1000:>8.0f} ms{cost.share:>7.1f} %")


def main():
    options = parser(__doc__, runs=3)
    options.add_argument("--programs", default=str(ROOT / "tests/run/language"), help="a directory of programs (default: tests/run/language)")
    arguments = options.parse_args()
    print(f"{'':<40}{'check':>11}{PASS:>11}{'share':>9}".replace(PASS, "borrows".rjust(11)))
    with tempfile.TemporaryDirectory() as directory:
        programs = sorted(Path(arguments.programs).rglob("*.rs"))
        costs = [check(arguments, program, directory) for program in programs]
        show(f"{len(programs)} programs", Cost(sum(c.whole for c in costs), sum(c.passed for c in costs)))

        crates = load("generate_crate", HERE.parent / "check/generate.py")
        for lines in (5_000, 10_000, 20_000, 40_000):
            folder = Path(directory, str(lines))
            written = crates.generate(str(folder), lines, 1)
            show(f"crate of {written} lines", check(arguments, folder / "src/lib.rs", directory))

        functions = load("generate_function", HERE / "generate.py")
        for lines in (1_250, 2_500, 5_000):
            source = Path(directory, f"function_{lines}.rs")
            source.write_text(functions.generate(lines))
            show(f"function of {lines} lines", check(arguments, source, directory))


if __name__ == "__main__":
    main()
