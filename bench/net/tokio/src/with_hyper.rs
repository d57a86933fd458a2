//! The same with hyper.

use hyper::header::{HeaderValue, CONTENT_TYPE, SERVER};
use hyper::server::conn::Http;
use hyper::service::service_fn;
use hyper::{Body, Request, Response};
use std::convert::Infallible;
use std::io;

#[tokio::main]
async fn main() -> io::Result<()> {
    let listener = peers::listen()?;
    let mut http = Http::new();
    http.http1_only(true);
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let http = http.clone();
                tokio::spawn(async move {
                    if stream.set_nodelay(true).is_ok() {
                        let _ = http.serve_connection(stream, service_fn(answer)).await;
                    }
                });
            }
            Err(error) => {
                eprintln!("accept: {error}");
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
        }
    }
}

async fn answer(_: Request<Body>) -> Result<Response<Body>, Infallible> {
    let mut response = Response::new(Body::from("Hello, World!"));
    response.headers_mut().insert(SERVER, HeaderValue::from_static("bench"));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    Ok(response)
}
