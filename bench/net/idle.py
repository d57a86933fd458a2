#!/usr/bin/env python3
"""Idle connections: what one costs the server in memory.

    idle.py --server 'ours=./echo {port}' --server 'theirs=./echo_server {address}' [--connections N]

As many as the limit of descriptors allows, each from its own address and port in 127/8. A server must echo: each connection is used once
before it is left alone, so that buffers which come with the first byte are counted. The figure is resident memory and page tables, before
and after; what the kernel keeps for a socket is the same for all and not counted. At the end every 97th connection is used again.
"""
import argparse, pathlib, re, resource, shlex, socket, struct, subprocess, sys, time


def memory(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return sum(int(value) for value in re.findall(r"^Vm(?:RSS|PTE):\s+(\d+)", status, re.MULTILINE)) * 1024


def echo(connection):
    connection.sendall(b"x")
    if connection.recv(1) != b"x":
        sys.exit("a connection does not echo")


def measure(name, command, count):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(shlex.split(command.format(port=port, address=f"127.0.0.1:{port}")), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    held = []
    try:
        for _ in range(500):
            try:
                echo(socket.create_connection(("127.0.0.1", port), timeout=10))
                break
            except OSError:
                time.sleep(0.02)
        before = memory(server.pid)
        for i in range(count):
            connection = socket.socket()
            held.append(connection)
            connection.settimeout(20)
            # Closed by a reset, so that the next server's connections find the ports free.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            connection.bind((f"127.0.{1 + i // 200}.{1 + i % 200}", 10_000 + i))
            connection.connect(("127.0.0.1", port))
            echo(connection)
        time.sleep(0.5)
        after = memory(server.pid)
        for connection in held[::97]:
            echo(connection)
        print(f"| {name} | {count:,} | {before / 2**20:.1f} | {after / 2**20:.1f} | {(after - before) / count:,.0f} |", flush=True)
    finally:
        for connection in held:
            connection.close()
        server.kill()
        server.wait()


def main():
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", action="append", required=True, metavar="NAME=COMMAND", help="with {port} or {address}")
    parser.add_argument("--connections", type=int, default=min(limit - 50, 50_000))
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    print("| server | connections | before MiB | after MiB | bytes each |\n|---|---:|---:|---:|---:|", flush=True)
    for server in options.server:
        measure(*server.split("=", 1), options.connections)


main()
