#!/usr/bin/env python3
"""Connections that are closed after ten requests: what servers pay for them, side by side.

    short.py --rustc 'verdigris rustc' --server 'ours=./http_server {port}' --server 'theirs=./http_hyper {address}'

Each server must answer `GET /plaintext` with `Hello, World!`. The load generator (short.rs) is built once, by the compiler given,
and is the same for all. Servers run on one core and the load on another, in turn and several times; the figures are medians, of
which CPU seconds per million requests is the steadiest.
"""
import argparse, os, pathlib, resource, shlex, socket, statistics, subprocess, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def connect(port):
    for _ in range(500):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.02)
    raise SystemExit("a server does not listen")


def measure(command, load, options, connections):
    port = free_port()
    words = shlex.split(command.format(port=port, address=f"127.0.0.1:{port}"))
    cores = os.cpu_count() > 1
    pin = lambda core, command: (["taskset", "-c", core] if cores else []) + command
    server = subprocess.Popen(pin("0", words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        connect(port)
        client = pin("1", [load, f"127.0.0.1:{port}", str(connections)])
        subprocess.run(client + ["1"], stdout=subprocess.DEVNULL, check=True)
        before = cpu_seconds(server.pid)
        text = subprocess.run(client + [str(options.seconds)], stdout=subprocess.PIPE, text=True, check=True).stdout
        cpu = cpu_seconds(server.pid) - before
    finally:
        server.kill()
        server.wait()
    figures = {name: int(value) for name, value in (line.split() for line in text.splitlines())}
    if figures["requests"] == 0 or figures["errors"] > figures["connections"] / 1000:
        raise SystemExit(f"{command}: {figures['errors']} of {figures['connections']} connections failed")
    return {"cpu": cpu / figures["requests"] * 1e6, "rate": figures["requests"] / figures["duration"] * 1e6,
            "p50": figures["p50"], "p99": figures["p99"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rustc", default=str(HERE.parents[1] / "verdigris") + " rustc", help="builds the load generator")
    parser.add_argument("--server", action="append", required=True, metavar="NAME=COMMAND", help="with {port} or {address}")
    parser.add_argument("--connections", type=int, action="append", help="at a time (64 and 512)")
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    servers = dict(server.split("=", 1) for server in options.server)
    with tempfile.TemporaryDirectory() as folder:
        load = f"{folder}/short"
        subprocess.run([*shlex.split(options.rustc), "--edition", "2024", "-O", "-o", load, str(HERE / "short.rs")], check=True)
        for connections in options.connections or [64, 512]:
            results = {name: [] for name in servers}
            for round in range(options.rounds):
                order = list(servers)
                for name in order[round % len(order):] + order[:round % len(order)]:
                    results[name].append(measure(servers[name], load, options, connections))
            best = min(statistics.median(r["cpu"] for r in of) for of in results.values())
            print(f"\n{connections} connections at a time, 10 requests each\n\n| server | CPU s/M req | of the best | req/s | p50 µs | p99 µs |\n|---|---:|---:|---:|---:|---:|")
            for name, of in results.items():
                cpu, rate, p50, p99 = (statistics.median(r[key] for r in of) for key in ("cpu", "rate", "p50", "p99"))
                print(f"| {name} | {cpu:.1f} | {cpu / best:.2f} | {rate:,.0f} | {p50:,.0f} | {p99:,.0f} |", flush=True)


main()
