//! Reading requests: RFC 9112, without chunked bodies.

use std::io::{self, Read};

/// The request line and all header fields together.
const MAX_HEAD: usize = 8 * 1024;
const MAX_HEADERS: usize = 100;
const MAX_BODY: usize = 1024 * 1024;
const READ_SIZE: usize = 8 * 1024;

#[derive(Debug)]
pub enum RequestError {
    Malformed,
    HeadTooLarge,
    BodyTooLarge,
    UnsupportedEncoding,
    UnsupportedVersion,
    Io(io::Error),
}

impl From<io::Error> for RequestError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

#[derive(Debug)]
pub struct Request {
    pub method: String,
    /// Still percent-encoded, without the query.
    pub path: String,
    pub query: String,
    pub body: Vec<u8>,
    is_http_11: bool,
    headers: Vec<(String, String)>,
}

impl Request {
    /// The value of a header field; names are not case-sensitive.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub fn is_head(&self) -> bool {
        self.method == "HEAD"
    }

    pub fn wants_keep_alive(&self) -> bool {
        let has = |token: &str| {
            self.header("connection")
                .is_some_and(|value| value.split(',').any(|part| part.trim().eq_ignore_ascii_case(token)))
        };
        if self.is_http_11 { !has("close") } else { has("keep-alive") }
    }
}

/// Cuts a stream of bytes into requests. What is read beyond one is the beginning of the next.
pub struct RequestReader<R> {
    source: R,
    buffer: Vec<u8>,
    /// What comes before has been consumed.
    start: usize,
}

impl<R: Read> RequestReader<R> {
    pub fn new(source: R) -> Self {
        Self { source, buffer: Vec::with_capacity(READ_SIZE), start: 0 }
    }

    /// Whether the head of another request has already arrived.
    pub fn has_buffered_request(&self) -> bool {
        find_head_end(&self.buffer[self.start..]).is_some()
    }

    /// The next request; `None` if the client is done.
    pub fn next(&mut self) -> Result<Option<Request>, RequestError> {
        let head_length = loop {
            self.skip_empty_lines();
            let pending = &self.buffer[self.start..];
            if let Some(length) = find_head_end(pending) {
                if length > MAX_HEAD {
                    return Err(RequestError::HeadTooLarge);
                }
                break length;
            }
            if pending.len() > MAX_HEAD {
                return Err(RequestError::HeadTooLarge);
            }
            if self.fill()? == 0 {
                let is_at_end = self.start == self.buffer.len();
                return if is_at_end { Ok(None) } else { Err(RequestError::Malformed) };
            }
        };
        let mut request = parse_head(&self.buffer[self.start..self.start + head_length])?;
        self.start += head_length;
        let body_length = body_length(&request)?;
        while self.buffer.len() - self.start < body_length {
            if self.fill()? == 0 {
                return Err(RequestError::Malformed);
            }
        }
        request.body = self.buffer[self.start..self.start + body_length].to_vec();
        self.start += body_length;
        Ok(Some(request))
    }

    /// An empty line before a request is ignored (RFC 9112, 2.2).
    fn skip_empty_lines(&mut self) {
        while self.buffer[self.start..].starts_with(b"\r\n") {
            self.start += 2;
        }
    }

    /// Reads once; the number of bytes.
    fn fill(&mut self) -> io::Result<usize> {
        if self.start > 0 {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        let old_length = self.buffer.len();
        self.buffer.resize(old_length + READ_SIZE, 0);
        let result = loop {
            match self.source.read(&mut self.buffer[old_length..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result,
            }
        };
        self.buffer.truncate(old_length + *result.as_ref().unwrap_or(&0));
        result
    }
}

/// The length of the head with the empty line that ends it.
fn find_head_end(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|window| window == b"\r\n\r\n").map(|at| at + 4)
}

fn parse_head(head: &[u8]) -> Result<Request, RequestError> {
    let head = std::str::from_utf8(head).map_err(|_| RequestError::Malformed)?;
    let mut lines = head.split("\r\n");
    let request_line = lines.next().ok_or(RequestError::Malformed)?;
    let mut words = request_line.split(' ');
    let (Some(method), Some(target), Some(version), None) = (words.next(), words.next(), words.next(), words.next()) else {
        return Err(RequestError::Malformed);
    };
    if method.is_empty() || !method.bytes().all(is_token_byte) || !target.starts_with(['/', '*']) {
        return Err(RequestError::Malformed);
    }
    let is_http_11 = match version {
        "HTTP/1.1" => true,
        "HTTP/1.0" => false,
        other if other.starts_with("HTTP/") => return Err(RequestError::UnsupportedVersion),
        _ => return Err(RequestError::Malformed),
    };
    let mut headers = Vec::new();
    for line in lines.take_while(|line| !line.is_empty()) {
        if headers.len() == MAX_HEADERS {
            return Err(RequestError::HeadTooLarge);
        }
        let (name, value) = line.split_once(':').ok_or(RequestError::Malformed)?;
        if name.is_empty() || !name.bytes().all(is_token_byte) || value.bytes().any(|byte| byte < b' ' && byte != b'\t') {
            return Err(RequestError::Malformed);
        }
        headers.push((name.to_owned(), value.trim_matches([' ', '\t']).to_owned()));
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let request = Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        body: Vec::new(),
        is_http_11,
        headers,
    };
    // Without exactly one host, a request of HTTP/1.1 is not valid (RFC 9112, 3.2).
    let hosts = request.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("host")).count();
    if hosts > 1 || (is_http_11 && hosts == 0) {
        return Err(RequestError::Malformed);
    }
    Ok(request)
}

fn body_length(request: &Request) -> Result<usize, RequestError> {
    if request.header("transfer-encoding").is_some() {
        return Err(RequestError::UnsupportedEncoding);
    }
    let mut lengths = request
        .headers
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .map(|(_, value)| value);
    let Some(first) = lengths.next() else { return Ok(0) };
    // Two lengths that differ are how requests are smuggled past a proxy.
    if lengths.any(|other| other != first) || first.is_empty() || !first.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(RequestError::Malformed);
    }
    match first.parse() {
        Ok(length) if length <= MAX_BODY => Ok(length),
        _ => Err(RequestError::BodyTooLarge),
    }
}

fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Option<Request>, RequestError> {
        RequestReader::new(text.as_bytes()).next()
    }

    #[test]
    fn reads_pipelined_requests() {
        let text = "GET /a?x=1 HTTP/1.1\r\nHost: h\r\n\r\nPOST /b HTTP/1.1\r\nhost: h\r\nContent-Length: 3\r\n\r\nabcGET";
        let mut reader = RequestReader::new(text.as_bytes());
        let first = reader.next().unwrap().unwrap();
        assert_eq!((first.method.as_str(), first.path.as_str(), first.query.as_str()), ("GET", "/a", "x=1"));
        let second = reader.next().unwrap().unwrap();
        assert_eq!((second.path.as_str(), second.body.as_slice()), ("/b", b"abc".as_slice()));
        assert!(matches!(reader.next(), Err(RequestError::Malformed)));
    }

    #[test]
    fn refuses_what_is_not_a_request() {
        for text in [
            "GET /\r\n\r\n",
            "GET  / HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\r\nbad line\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        ] {
            assert!(matches!(read(text), Err(RequestError::Malformed)), "{text}");
        }
        assert!(matches!(read("GET / HTTP/2.0\r\nHost: h\r\n\r\n"), Err(RequestError::UnsupportedVersion)));
    }

    #[test]
    fn limits_the_head() {
        let text = format!("GET / HTTP/1.1\r\nHost: h\r\nX: {}\r\n\r\n", "x".repeat(MAX_HEAD));
        assert!(matches!(read(&text), Err(RequestError::HeadTooLarge)));
    }

    #[test]
    fn keeps_connections_alive_by_version() {
        let alive = |text: &str| read(text).unwrap().unwrap().wants_keep_alive();
        assert!(alive("GET / HTTP/1.1\r\nHost: h\r\n\r\n"));
        assert!(!alive("GET / HTTP/1.1\r\nHost: h\r\nConnection: Close\r\n\r\n"));
        assert!(!alive("GET / HTTP/1.0\r\n\r\n"));
        assert!(alive("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
    }
}
