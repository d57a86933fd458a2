#!/usr/bin/env python3
"""The examples with clients that others wrote: curl, wrk, openssl and a browser. `clients.py [--cargo CMD]`

A client that is not installed is left out, with a line that says so; anything else that is not as it should be ends this with status 1.
"""
import argparse, os, pathlib, re, shlex, shutil, socket, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECONDS = 60
started = []


def run(command, **options):
    return subprocess.run([str(word) for word in command], timeout=SECONDS, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options).stdout


def serve(command):
    """Starts an example; the port on which it says that it listens."""
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, text=True)
    started.append(process)
    return int(process.stdout.readline().rsplit(":", 1)[1])


def check(what, holds, seen=""):
    if not holds:
        sys.exit(f"FAILED {what}: {seen}")
    print(f"right: {what}", flush=True)


def found(*names):
    for name in names:
        if path := shutil.which(name):
            return path
    print(f"left out: {names[0]} is not installed", flush=True)
    return None


def make_site(folder):
    """A page that needs 50 other files, and says in its title how many of them came."""
    kinds = [("svg", 25), ("js", 15), ("css", 10)]
    for kind, count in kinds:
        for i in range(count):
            text = {"svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
                    "js": "window.scripts = (window.scripts || 0) + 1;", "css": f".c{i} {{ color: red }}"}[kind]
            (folder / f"{i}.{kind}").write_text(text)
    tags = {"svg": '<img src="{}.svg">', "js": '<script src="{}.js"></script>', "css": '<link rel="stylesheet" href="{}.css">'}
    body = "\n".join(tags[kind].format(i) for kind, count in kinds for i in range(count))
    (folder / "index.html").write_text(f"""<!doctype html><title>not yet</title>
{body}
<script>onload = () => document.title = 'came ' + ([...document.images].filter(i => i.naturalWidth == 9).length
    + window.scripts + [...document.styleSheets].filter(s => s.cssRules.length == 1).length)</script>
""")
    (folder / "large.bin").write_bytes(bytes(range(256)) * 40_000)


def http(port, folder):
    url = f"http://127.0.0.1:{port}"
    if curl := found("curl"):
        check("curl gets a page", run([curl, "-s", f"{url}/hello?name=curl"]) == b"Hello, curl!\n")
        check("curl gets 10 MB", run([curl, "-s", f"{url}/files/large.bin"]) == (folder / "large.bin").read_bytes())
        head = run([curl, "-sI", f"{url}/plaintext", f"{url}/nowhere"]).decode()
        check("curl asks twice on one connection", re.findall(r"HTTP/1.1 (\d+)", head) == ["200", "404"], head)
        posted = run([curl, "-s", "--data-binary", f"@{folder / 'index.html'}", f"{url}/echo"])
        check("curl sends a body", posted == (folder / "index.html").read_bytes())
        many = run([curl, "-s", "-Z", "--parallel-max", "50", *[f"{url}/files/{i}.svg" for i in range(25)]])
        check("curl gets 25 files at once", many.count(b"</svg>") == 25)
    if wrk := found("wrk"):
        text = run([wrk, "-t2", "-c200", "-d3s", f"{url}/plaintext"]).decode()
        rate = re.search(r"Requests/sec:\s*([\d.]+)", text)
        check(f"wrk with 200 connections: {rate[1] if rate else 0} requests a second", rate and float(rate[1]) > 0 and not re.search("Socket errors|Non-2xx", text), text)
    if browser := found("chromium", "chromium-browser", "google-chrome"):
        with tempfile.TemporaryDirectory() as profile:
            page = run([browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--user-data-dir={profile}",
                        "--virtual-time-budget=20000", "--dump-dom", f"{url}/files/"]).decode(errors="replace")
        check("a browser shows a page with 50 resources", "<title>came 50</title>" in page, page[-2000:])


def tls(proxy, folder):
    openssl = found("openssl")
    if not openssl:
        return
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    run([openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost"])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        upstream = probe.getsockname()[1]
    started.append(subprocess.Popen([openssl, "s_server", "-accept", str(upstream), "-key", key, "-cert", certificate, "-www", "-quiet"],
                                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", upstream)).close()
            break
        except OSError:
            time.sleep(0.05)
    port = serve([proxy, "0", f"127.0.0.1:{upstream}"])
    text = run([openssl, "s_client", "-connect", f"127.0.0.1:{port}", "-CAfile", certificate, "-verify_return_error", "-ign_eof"],
               input=b"GET / HTTP/1.0\r\n\r\n").decode(errors="replace")
    check("openssl s_client through the proxy", "Verify return code: 0 (ok)" in text and "HTTP/1.0 200 ok" in text, text[-2000:])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cargo", default=str(ROOT / "verdigris"), help="builds the examples")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        for name in ("http_server", "proxy"):
            subprocess.run([*shlex.split(options.cargo), "build", "--release", "--quiet", "--target-dir", str(scratch / "target")], cwd=ROOT / "examples" / name, check=True)
        site = scratch / "site"
        site.mkdir()
        make_site(site)
        release = scratch / "target" / "release"
        try:
            port = serve([release / "http_server", "0", site])
            http(port, site)
            through = serve([release / "proxy", "0", f"127.0.0.1:{port}"])
            if curl := found("curl"):
                check("curl gets 10 MB through the proxy", run([curl, "-s", f"http://127.0.0.1:{through}/files/large.bin"]) == (site / "large.bin").read_bytes())
            tls(release / "proxy", scratch)
            check("all servers still run", all(process.poll() is None for process in started))
        finally:
            for process in started:
                process.kill()
                process.wait()


main()
