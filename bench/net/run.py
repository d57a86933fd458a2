#!/usr/bin/env python3
"""Busy connections, such as are closed after ten requests, and idle ones: the same server as plain threads, for tokio, in Go and others.

The server has the first core and the load the second. What a request costs the server's CPU is the steadiest figure on a
machine that others use too, so rounds alternate between the contenders and the ratios are those of medians of one run.
"""

import argparse
import os
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TICKS = os.sysconf("SC_CLK_TCK")


def build(folder, arguments):
    """The contenders that can be built: name -> command."""
    contenders = {}

    def attempt(name, commands, program, cwd=None):
        for command in commands:
            try:
                done = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
                failure = done.stdout.strip().splitlines()[-1:] if done.returncode else None
            except OSError as error:
                failure = [str(error)]
            if failure is not None:
                print(f"{name} is left out: {' '.join(failure)}", file=sys.stderr)
                return
        for contender, words in program.items():
            contenders[contender] = words

    rust = ["--edition", "2024", "-O", str(HERE / "server.rs"), "-o"]
    attempt("verdigris", [[*arguments.verdigris.split(), *rust, f"{folder}/ours"]], 
            {"verdigris": ["env", "VERDIGRIS_IO=epoll", f"{folder}/ours"], "verdigris, io_uring": ["env", "VERDIGRIS_IO=uring", f"{folder}/ours"]})
    attempt("rustc", [[arguments.rustc, *rust, f"{folder}/theirs"]], {"OS threads": [f"{folder}/theirs"]})
    tokio = folder / "tokio"
    shutil.copytree(HERE / "tokio", tokio, dirs_exist_ok=True)
    attempt("tokio", [["cargo", "build", "--release", "--quiet", *arguments.cargo.split()]],
            {"tokio": [f"{tokio}/target/release/raw"], "tokio + hyper": [f"{tokio}/target/release/with_hyper"]}, cwd=tokio)
    attempt("go", [["go", "build", "-o", f"{folder}/go-server", "."]],
            {"Go": [f"{folder}/go-server"], "Go net/http": [f"{folder}/go-server", "http"]}, cwd=HERE / "go")
    kestrel = folder / "kestrel"
    shutil.copytree(HERE / "kestrel", kestrel, dirs_exist_ok=True)
    attempt("Kestrel", [["dotnet", "publish", "-c", "Release", "-o", "out", "-v", "q", "--nologo"]], {"Kestrel": ["dotnet", f"{kestrel}/out/kestrel.dll"]}, cwd=kestrel)
    nginx = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
    if nginx:
        contenders["nginx"] = [nginx, "-p", str(folder), "-c", f"{folder}/nginx.conf"]
    subprocess.run([arguments.rustc, "--edition", "2024", "-O", str(HERE / "load.rs"), "-o", f"{folder}/load"], check=True)
    return contenders


class Server:
    def __init__(self, command):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"127.0.0.1:{port}"
        place = len(command)
        if "-c" in command:
            configuration = Path(command[-1])
            values = {"@ADDRESS@": self.address, "@FOLDER@": str(configuration.parent), "@DESCRIPTORS@": str(resource.getrlimit(resource.RLIMIT_NOFILE)[0])}
            text = re.sub("@[A-Z]+@", lambda found: values[found[0]], (HERE / "nginx" / "nginx.conf").read_text())
            configuration.write_text(text)
            words = command
        else:
            place -= command[-1] in ("http", "echo")
            words = [*command[:place], self.address, *command[place:]]
        self.process = subprocess.Popen(["taskset", "-c", "0", *words], stdout=subprocess.DEVNULL)
        while self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.02)
        sys.exit(f"{command[0]} has ended")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # nginx ends its workers only if it is asked to end.
        self.process.terminate()
        self.process.wait()

    def processes(self):
        """The server and its children."""
        pid = self.process.pid
        return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]

    def cpu(self):
        fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in self.processes()]
        return sum(int(words[11]) + int(words[12]) for words in fields) / TICKS

    def load(self, folder, *words):
        done = subprocess.run(["taskset", "-c", "1", f"{folder}/load", words[0], self.address, *map(str, words[1:])],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=300)
        if done.returncode:
            print(done.stderr.strip(), file=sys.stderr)
            return None
        return {name: float(value) for name, value in re.findall(r"^(\w+) ([\d.]+)$", done.stdout, re.MULTILINE)}


TITLES = {"kept": "connections", "echo": "connections that send 64 bytes and get them back", "short": "connections at a time, closed after 10 requests"}


def busy(contenders, folder, arguments, kind):
    if kind == "echo":
        contenders = {name: [*command, "echo"] for name, command in contenders.items() if name in ("verdigris", "verdigris, io_uring", "OS threads", "tokio", "Go")}
    for connections in arguments.connections:
        runs = {name: [] for name in contenders}
        for _ in range(arguments.rounds):
            for name, command in contenders.items():
                with Server(command) as server:
                    server.load(folder, kind, connections, 1)
                    before = server.cpu()
                    figures = server.load(folder, kind, connections, arguments.seconds)
                    if figures:
                        figures["cpu"] = (server.cpu() - before) / figures["requests"] * 1e6
                        runs[name].append(figures)
        median = {name: {key: statistics.median(run[key] for run in found) for key in found[0]} for name, found in runs.items() if found}
        print(f"\n{connections:,} {TITLES[kind]}\n")
        print("| server | CPU s per million requests | ratio to verdigris | requests/s | p50 µs | p99 µs |\n|---|---:|---:|---:|---:|---:|")
        ours = median.get("verdigris", {}).get("cpu")
        for name, found in sorted(median.items(), key=lambda item: item[1]["cpu"]):
            ratio = f"{found['cpu'] / ours:.2f}" if ours else "–"
            print(f"| {name} | {found['cpu']:.2f} | {ratio} | {found['requests'] / found['seconds']:,.0f} | {found['p50']:,.0f} | {found['p99']:,.0f} |")


def idle(contenders, folder, arguments):
    count = arguments.idle or resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 50
    print(f"\n{count:,} idle connections\n\n| server | bytes each | µs to open one |\n|---|---:|---:|")
    for name, command in contenders.items():
        if name == "OS threads":
            print(f"| {name} | not run: as many OS threads are not safe here | |")
            continue
        with Server(command) as server:
            if figures := server.load(folder, "idle", count, server.processes()[-1]):
                print(f"| {name} | {figures['bytes']:,.0f} | {figures['microseconds']:.1f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verdigris", default=f"{ROOT}/verdigris rustc", help="a command that takes rustc's arguments")
    parser.add_argument("--rustc", default="rustc")
    parser.add_argument("--cargo", default="", help="more arguments for cargo, such as --offline")
    parser.add_argument("--connections", type=int, nargs="*", default=[64, 512, 4096])
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--contenders", help="only these, with slashes between them")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--idle", type=int, help="idle connections (otherwise as many as there may be descriptors)")
    parser.add_argument("--only", choices=["kept", "echo", "short", "idle"])
    parser.add_argument("--build-directory", type=Path)
    arguments = parser.parse_args()
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.build_directory or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        contenders = build(folder, arguments)
        if arguments.contenders:
            contenders = {name: command for name, command in contenders.items() if name in arguments.contenders.split("/")}
        for kind in TITLES:
            if arguments.only in (None, kind):
                busy(contenders, folder, arguments, kind)
        if arguments.only in (None, "idle"):
            idle(contenders, folder, arguments)


if __name__ == "__main__":
    main()
