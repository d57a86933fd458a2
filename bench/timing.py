"""Times commands side by side and prints a table. The runs of all commands alternate, so that a busy moment hits each alike."""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def parser(description, runs):
    """Options that all benchmarks share."""
    result = argparse.ArgumentParser(description=description)
    result.add_argument("-n", "--runs", type=int, default=runs, help=f"measured runs of each command (default {runs})")
    result.add_argument("--warmup", type=int, default=1, help="runs before measuring (default 1)")
    result.add_argument("--rustc", default=os.environ.get("RUSTC", "rustc"), help="the compiler to compare with (default: $RUSTC or rustc)")
    result.add_argument("--verdigris", default=str(ROOT / "artifacts/bin/verdigris"), help="our executable (default: artifacts/bin/verdigris)")
    return result


def measure(commands, runs, warmup, before=lambda: None):
    """Seconds of each run by name; a command that fails ends the program with what it said."""
    times = {name: [] for name, _ in commands}
    for run in range(warmup + runs):
        for name, command in commands:
            before()
            start = time.perf_counter()
            finished = subprocess.run(command, capture_output=True, text=True)
            elapsed = time.perf_counter() - start
            if finished.returncode != 0:
                sys.exit(f"{name} failed ({finished.returncode}):\n{finished.stdout[-2000:]}{finished.stderr[-4000:]}")
            if run >= warmup:
                times[name].append(elapsed)
    return times


def table(times, baseline):
    """Minimum, median and the ratio of medians to the baseline's."""
    reference = statistics.median(times[baseline])
    print(f"{'':<24}{'min':>10}{'median':>10}{'ratio':>8}")
    for name, values in times.items():
        median = statistics.median(values)
        print(f"{name:<24}{min(values) * 1000:>8.1f}ms{median * 1000:>8.1f}ms{median / reference:>8.2f}")
