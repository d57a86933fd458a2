//! Writing responses.

use std::borrow::Cow;
use std::io::{self, Write};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Ok,
    BadRequest,
    NotFound,
    MethodNotAllowed,
    ContentTooLarge,
    HeaderFieldsTooLarge,
    InternalServerError,
    NotImplemented,
    VersionNotSupported,
}

impl Status {
    fn code_and_reason(self) -> (u16, &'static str) {
        match self {
            Self::Ok => (200, "OK"),
            Self::BadRequest => (400, "Bad Request"),
            Self::NotFound => (404, "Not Found"),
            Self::MethodNotAllowed => (405, "Method Not Allowed"),
            Self::ContentTooLarge => (413, "Content Too Large"),
            Self::HeaderFieldsTooLarge => (431, "Request Header Fields Too Large"),
            Self::InternalServerError => (500, "Internal Server Error"),
            Self::NotImplemented => (501, "Not Implemented"),
            Self::VersionNotSupported => (505, "HTTP Version Not Supported"),
        }
    }
}

#[derive(Debug)]
pub struct Response {
    pub status: Status,
    pub content_type: &'static str,
    pub body: Cow<'static, [u8]>,
    /// The methods a resource has, for `405`.
    pub allow: Option<&'static str>,
}

impl Response {
    pub fn ok(content_type: &'static str, body: impl Into<Cow<'static, [u8]>>) -> Self {
        Self { status: Status::Ok, content_type, body: body.into(), allow: None }
    }

    pub fn text(body: &'static str) -> Self {
        Self::ok("text/plain; charset=utf-8", body.as_bytes())
    }

    pub fn error(status: Status) -> Self {
        let (code, reason) = status.code_and_reason();
        let body = format!("{code} {reason}\n").into_bytes();
        Self { status, content_type: "text/plain; charset=utf-8", body: body.into(), allow: None }
    }

    pub fn method_not_allowed(allow: &'static str) -> Self {
        Self { allow: Some(allow), ..Self::error(Status::MethodNotAllowed) }
    }

    pub fn has_body(&self) -> bool {
        !self.body.is_empty()
    }

    /// Writes the head and, if asked for, the body. The length is that of the body in either case.
    pub fn write_to(&self, writer: &mut impl Write, with_body: bool, is_kept_alive: bool) -> io::Result<()> {
        let (code, reason) = self.status.code_and_reason();
        write!(
            writer,
            "HTTP/1.1 {code} {reason}\r\nContent-Type: {}\r\nContent-Length: {}\r\n",
            self.content_type,
            self.body.len()
        )?;
        if let Some(allow) = self.allow {
            write!(writer, "Allow: {allow}\r\n")?;
        }
        writer.write_all(if is_kept_alive { b"Connection: keep-alive\r\n\r\n" } else { b"Connection: close\r\n\r\n" })?;
        if with_body {
            writer.write_all(&self.body)?;
        }
        Ok(())
    }
}
