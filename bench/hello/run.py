#!/usr/bin/env python3
"""Time from command to executable for a program of one line, without optimisation: the whole process, linking included."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from timing import measure, parser, table  # noqa: E402


def main():
    arguments = parser(__doc__, runs=20).parse_args()
    with tempfile.TemporaryDirectory() as directory:
        source = Path(directory, "hello.rs")
        source.write_text('fn main() {\n    println!("Hello, world!");\n}\n')
        commands = [
            ("rustc", [arguments.rustc, str(source), "-g", "-o", str(Path(directory, "theirs"))]),
            ("verdigris rustc", [arguments.verdigris, "rustc", str(source), "-g", "-o", str(Path(directory, "ours"))]),
        ]
        table(measure(commands, arguments.runs, arguments.warmup), baseline="rustc")


if __name__ == "__main__":
    main()
