//! Clients: one thread that reads, one that writes.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::rooms::{Member, Rooms};

/// Lines that may wait for a client.
const QUEUE: usize = 256;

const LONGEST_LINE: u64 = 1024;

/// How long a client may take for what is sent to it, once nobody drops it for being slow.
const WRITE_TIMEOUT: Duration = Duration::from_secs(30);

/// Serves clients for as long as the process lives.
pub fn serve(listener: &TcpListener) {
    let rooms = Arc::new(Rooms::default());
    for stream in listener.incoming() {
        // A client that is gone before it is accepted is no reason to stop.
        let Ok(stream) = stream else { continue };
        let rooms = Arc::clone(&rooms);
        let spawned = thread::Builder::new().name("client".to_owned()).spawn(move || {
            // A client may go away at any time: that concerns nobody else.
            let _ = client(stream, &rooms);
        });
        if let Err(error) = spawned {
            eprintln!("chat: no thread for a client: {error}");
        }
    }
}

fn client(stream: TcpStream, rooms: &Rooms) -> io::Result<()> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    stream.set_nodelay(true)?;
    stream.set_write_timeout(Some(WRITE_TIMEOUT))?;
    let stream = &Arc::new(stream);
    let (queue, lines) = mpsc::sync_channel(QUEUE);
    thread::scope(|scope| {
        scope.spawn(move || {
            // Whatever the reason: the reader need not wait any longer.
            let _ = write(stream, &lines);
            let _ = stream.shutdown(Shutdown::Both);
        });
        // The queue ends with the last that may fill it: this one, and the room's copy.
        let mut reader = BufReader::new(&**stream);
        let Some(name) = read_line(&mut reader)?.filter(|name| is_name(name)) else {
            let _ = queue.try_send("* a name, please: letters and digits\n".into());
            return Ok(());
        };
        let member = Member { name, queue, stream: Arc::clone(stream) };
        converse(&mut reader, rooms, NEXT.fetch_add(1, Ordering::Relaxed), member)
    })
}

fn converse(reader: &mut impl BufRead, rooms: &Rooms, id: u64, member: Member) -> io::Result<()> {
    let mut room = "lobby".to_owned();
    rooms.join(&room, id, member.clone());
    let ended = loop {
        let line = match read_line(reader) {
            Ok(Some(line)) => line,
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        };
        match line.split_once(' ').unwrap_or((&line, "")) {
            ("/quit", _) => break Ok(()),
            ("/who", _) => {
                // Who asks for more than it reads misses the answer.
                let _ = member.queue.try_send(format!("* here: {}\n", rooms.names(&room).join(" ")).into());
            }
            ("/join", other) if is_name(other) => {
                rooms.leave(&room, id);
                room = other.to_owned();
                rooms.join(&room, id, member.clone());
            }
            ("/join", _) => {
                let _ = member.queue.try_send("* a room has a name of letters and digits\n".into());
            }
            _ => rooms.say(&room, format!("{}: {line}\n", member.name)),
        }
    };
    rooms.leave(&room, id);
    ended
}

fn is_name(text: &str) -> bool { !text.is_empty() && text.len() <= 32 && text.chars().all(char::is_alphanumeric) }

/// The next line without its end; `None` at the end of the stream. A line that is too long ends the conversation.
fn read_line(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = String::new();
    if reader.take(LONGEST_LINE).read_line(&mut line)? == 0 {
        return Ok(None);
    }
    if !line.ends_with('\n') && line.len() as u64 >= LONGEST_LINE {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the line is too long"));
    }
    line.truncate(line.trim_end().len());
    Ok(Some(line))
}

/// Writes lines as they come, those that wait already together.
fn write(stream: &TcpStream, lines: &Receiver<Arc<str>>) -> io::Result<()> {
    let mut writer = BufWriter::new(stream);
    while let Ok(line) = lines.recv() {
        writer.write_all(line.as_bytes())?;
        while let Ok(line) = lines.try_recv() {
            writer.write_all(line.as_bytes())?;
        }
        writer.flush()?;
    }
    Ok(())
}
