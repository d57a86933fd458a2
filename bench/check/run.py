#!/usr/bin/env python3
"""Time to check a crate of 20,000 lines: types and borrows, no machine code. Ours against rustc --emit=metadata."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))
from generate import generate  # noqa: E402
from timing import measure, parser, table  # noqa: E402


def main():
    options = parser(__doc__, runs=7)
    options.add_argument("--lines", type=int, default=20_000, help="size of the crate (default 20000)")
    options.add_argument("--seed", type=int, default=1, help="which crate (default 1)")
    arguments = options.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        lines = generate(directory, arguments.lines, arguments.seed)
        source = str(Path(directory, "src", "lib.rs"))
        common = ["--crate-name", "generated", "--crate-type", "lib", "--edition", "2021", "--emit=metadata", source]
        commands = [
            ("rustc", [arguments.rustc, *common, "--out-dir", str(Path(directory, "theirs"))]),
            ("verdigris rustc", [arguments.verdigris, "rustc", *common, "--out-dir", str(Path(directory, "ours"))]),
        ]
        for name in ("theirs", "ours"):
            Path(directory, name).mkdir()
        print(f"{lines} lines")
        table(measure(commands, arguments.runs, arguments.warmup), baseline="rustc")


if __name__ == "__main__":
    main()
