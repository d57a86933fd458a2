//! One connection: requests in, responses out, in order, until one side has enough.

use std::io::{self, BufWriter, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use crate::request::{RequestError, RequestReader};
use crate::response::{Response, Status};
use crate::routes::Routes;

/// How long a client may take for the next piece of a request.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);

const WRITE_BUFFER: usize = 16 * 1024;

pub fn handle(stream: TcpStream, routes: &Routes) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(IDLE_TIMEOUT))?;
    stream.set_write_timeout(Some(IDLE_TIMEOUT))?;
    let mut reader = RequestReader::new(&stream);
    let mut writer = BufWriter::with_capacity(WRITE_BUFFER, &stream);
    loop {
        // Responses to pipelined requests go out together; before waiting for more, everything is sent.
        if !reader.has_buffered_request() {
            writer.flush()?;
        }
        let request = match reader.next() {
            Ok(Some(request)) => request,
            Ok(None) => break,
            Err(RequestError::Io(error)) => return Err(error),
            Err(error) => {
                // After a request that was not understood nobody knows where the next one begins.
                let response = Response::error(error.status());
                response.write_to(&mut writer, response.has_body(), false)?;
                break;
            }
        };
        let is_kept_alive = request.wants_keep_alive();
        let response = routes.respond(&request);
        response.write_to(&mut writer, !request.is_head(), is_kept_alive)?;
        if !is_kept_alive {
            break;
        }
    }
    writer.flush()?;
    drop(writer);
    // Say that nothing more comes, so that the client sees the end and not a reset.
    stream.shutdown(Shutdown::Write)
}

impl RequestError {
    fn status(&self) -> Status {
        match self {
            RequestError::Malformed | RequestError::Io(_) => Status::BadRequest,
            RequestError::HeadTooLarge => Status::HeaderFieldsTooLarge,
            RequestError::BodyTooLarge => Status::ContentTooLarge,
            RequestError::UnsupportedEncoding => Status::NotImplemented,
            RequestError::UnsupportedVersion => Status::VersionNotSupported,
        }
    }
}
