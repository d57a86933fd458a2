//! Which code answers which path.

use crate::files::FileDirectory;
use crate::request::Request;
use crate::response::{Response, Status};

const INDEX: &str = "<!doctype html>\n<title>http_server</title>\n<h1>It works</h1>\n\
    <ul>\n<li><a href=\"/hello?name=world\">/hello?name=…</a>\n<li>POST /echo\n<li><a href=\"/files/\">/files/…</a>\n</ul>\n";

pub struct Routes {
    files: Option<FileDirectory>,
}

impl Routes {
    pub fn new(files: Option<FileDirectory>) -> Self {
        Self { files }
    }

    pub fn respond(&self, request: &Request) -> Response {
        let is_get = matches!(request.method.as_str(), "GET" | "HEAD");
        match request.path.as_str() {
            "/" if is_get => Response::ok("text/html; charset=utf-8", INDEX.as_bytes()),
            "/plaintext" if is_get => Response::text("Hello, World!"),
            "/hello" if is_get => hello(request),
            "/echo" if request.method == "POST" => Response::ok("application/octet-stream", request.body.clone()),
            "/echo" => Response::method_not_allowed("POST"),
            "/" | "/plaintext" | "/hello" => Response::method_not_allowed("GET, HEAD"),
            path => match (path.strip_prefix("/files/"), &self.files) {
                (Some(_), Some(_)) if !is_get => Response::method_not_allowed("GET, HEAD"),
                (Some(file), Some(directory)) => directory.respond(file),
                _ => Response::error(Status::NotFound),
            },
        }
    }
}

fn hello(request: &Request) -> Response {
    let name = request
        .query
        .split('&')
        .find_map(|pair| pair.strip_prefix("name="))
        .map_or_else(|| Some("stranger".to_owned()), |value| percent_decode(&value.replace('+', " ")));
    match name {
        Some(name) => Response::ok("text/plain; charset=utf-8", format!("Hello, {name}!\n").into_bytes()),
        None => Response::error(Status::BadRequest),
    }
}

/// `%41` → `A`; `None` if it is not valid or not UTF-8.
pub fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        if *first != b'%' {
            bytes.push(*first);
            rest = tail;
            continue;
        }
        let [high, low, tail @ ..] = tail else { return None };
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let value = digit(*high)? * 16 + digit(*low)?;
        bytes.push(u8::try_from(value).ok()?);
        rest = tail;
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_percent_signs() {
        assert_eq!(percent_decode("a%20b%C3%A9").as_deref(), Some("a bé"));
        for bad in ["%", "%2", "%zz", "%ff"] {
            assert_eq!(percent_decode(bad), None, "{bad}");
        }
    }
}
