//@ edition: 2024
//@ environments: VERDIGRIS_IO=uring
//@ environments: VERDIGRIS_THREADS=os
// The HTTP server and the proxy of the examples with programs that everybody uses: curl, wrk, openssl, a browser. A program
// that is not there is skipped, and standard error says so.
#![allow(dead_code)]
#[path = "../../examples/http_server/src/connection.rs"]
mod connection;
#[path = "../../examples/http_server/src/files.rs"]
mod files;
#[path = "../../examples/http_server/src/request.rs"]
mod request;
#[path = "../../examples/http_server/src/response.rs"]
mod response;
#[path = "../../examples/http_server/src/routes.rs"]
mod routes;
#[path = "../../examples/proxy/src/tunnel.rs"]
mod tunnel;

use std::fs;
use std::io::{ErrorKind, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

const RESOURCES: usize = 50;

/// A directory that is removed in the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("real-clients-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) { let _ = fs::remove_dir_all(&self.0); }
}

/// A server that is ended in the end.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What a program prints; `None` if it is not there.
fn output(command: &mut Command) -> Option<String> {
    match command.stdin(Stdio::null()).stderr(Stdio::null()).output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            eprintln!("skipped: there is no {:?}", command.get_program());
            None
        }
        Err(error) => panic!("{error}"),
    }
}

fn report(client: &str, result: Option<bool>) { println!("{client}: {}", if result.unwrap_or(true) { "as it should" } else { "WRONG" }) }

fn http_server(directory: &Path) -> SocketAddr {
    let routes = Arc::new(routes::Routes::new(Some(files::FileDirectory::open(directory).unwrap())));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (stream, routes) = (stream.unwrap(), Arc::clone(&routes));
            thread::spawn(move || drop(connection::handle(stream, &routes)));
        }
    });
    address
}

fn proxy(target: SocketAddr) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || tunnel::serve(&listener, &target.to_string()));
    address
}

/// A page that is complete only when the browser has fetched all it refers to: each of the scripts counts itself.
fn write_page(directory: &Path) {
    let mut page = String::from("<!doctype html><title>0</title><p id=count>0</p><script>let n = 0</script>\n");
    for i in 0..RESOURCES {
        page += &format!("<script src=\"part{i}.js\"></script>\n");
        fs::write(directory.join(format!("part{i}.js")), "document.getElementById('count').textContent = `parts: ${++n}`;\n").unwrap();
    }
    fs::write(directory.join("index.html"), page).unwrap();
}

fn curl(address: SocketAddr) -> Option<bool> {
    let url = |path: &str| format!("http://{address}{path}");
    let body = output(Command::new("curl").args(["-s", "--max-time", "5", &url("/hello?name=curl"), &url("/plaintext")]))?;
    // Larger than all buffers on the way.
    let large = "0123456789abcdef".repeat(20_000);
    let mut post = Command::new("curl").args(["-s", "--max-time", "5", "--data-binary", "@-", &url("/echo")])
        .stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = post.stdin.take().unwrap();
    let sent = large.clone();
    let writer = thread::spawn(move || stdin.write_all(sent.as_bytes()).unwrap());
    let echoed = post.wait_with_output().unwrap();
    writer.join().unwrap();
    let missing = output(Command::new("curl").args(["-s", "--max-time", "5", "-o", "/dev/null", "-w", "%{http_code}", &url("/nowhere")]))?;
    Some(body == "Hello, curl!\nHello, World!" && echoed.stdout == large.as_bytes() && missing == "404")
}

fn wrk(address: SocketAddr) -> Option<bool> {
    let text = output(Command::new("wrk").args(["-t1", "-c50", "-d1s", &format!("http://{address}/plaintext")]))?;
    let requests = text.split_whitespace().zip(text.split_whitespace().skip(1)).find(|(_, word)| *word == "requests").and_then(|(n, _)| n.parse().ok());
    Some(requests.unwrap_or(0) > 100 && !text.contains("Socket errors") && !text.contains("Non-2xx"))
}

/// TLS through the proxy: the server turns round each line that it gets.
fn openssl(directory: &Path) -> Option<bool> {
    let (key, certificate) = (directory.join("key.pem"), directory.join("certificate.pem"));
    output(Command::new("openssl").args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout"])
        .arg(&key).arg("-out").arg(&certificate))?;
    let server = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let _server = Ended(Command::new("openssl").args(["s_server", "-rev", "-accept", &server.to_string(), "-key"]).arg(&key).arg("-cert").arg(&certificate)
        .stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    // Until it listens.
    while TcpStream::connect(server).is_err() {
        thread::sleep(Duration::from_millis(20));
    }
    let mut client = Command::new("openssl").args(["s_client", "-quiet", "-verify_return_error", "-CAfile"]).arg(&certificate)
        .args(["-connect", &proxy(server).to_string()]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut stdin = client.stdin.take().unwrap();
    stdin.write_all(b"through the proxy\nCLOSE\n").unwrap();
    let mut line = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(client.stdout.take().unwrap()), &mut line).unwrap();
    drop(Ended(client));
    Some(line == "yxorp eht hguorht\n")
}

fn browser(address: SocketAddr, directory: &Path) -> Option<bool> {
    let mut command = Command::new("chromium");
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--virtual-time-budget=8000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", directory.join("profile").display())).arg(format!("http://{address}/files/"));
    let page = output(&mut command)?;
    if page.is_empty() {
        eprintln!("skipped: the browser does not work here");
        return None;
    }
    Some(page.contains(&format!("parts: {RESOURCES}<")))
}

fn main() {
    let scratch = Scratch::new();
    let site = scratch.0.join("site");
    fs::create_dir_all(&site).unwrap();
    write_page(&site);
    let server = http_server(&site);
    report("curl", curl(server));
    report("curl through the proxy", curl(proxy(server)));
    report("wrk", wrk(server));
    report("wrk through the proxy", wrk(proxy(server)));
    report("openssl through the proxy", openssl(&scratch.0));
    report("a browser", browser(server, &scratch.0));
}
