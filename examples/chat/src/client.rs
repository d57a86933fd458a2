//! Connections: what a client says, and what it is told.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use std::time::Duration;

use crate::rooms::{Line, Member, Rooms};

/// Lines that may wait for one client.
const QUEUE: usize = 256;
/// Bytes of one line, its end included. Who sends longer ones is no chat client.
const LONGEST: u64 = 1024;
const FIRST_ROOM: &str = "lobby";
/// How long the system may take no byte for a client that reads nothing.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves all who connect. Returns only when the listener fails for good.
pub fn serve(listener: &TcpListener) {
    let rooms = Arc::new(Rooms::default());
    for stream in listener.incoming() {
        let stream = match stream {
            Ok(stream) => stream,
            Err(error) => {
                // Out of descriptors, say: others will leave.
                eprintln!("chat: {error}");
                thread::sleep(Duration::from_millis(10));
                continue;
            }
        };
        let rooms = Arc::clone(&rooms);
        let spawned = thread::Builder::new().name("client".to_owned()).spawn(move || {
            // The other side may go away at any time: that ends the connection, and concerns nobody else.
            let _ = talk(stream, &rooms);
        });
        if let Err(error) = spawned {
            eprintln!("chat: no thread for a connection: {error}");
        }
    }
}

fn talk(stream: TcpStream, rooms: &Rooms) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let stream = Arc::new(stream);
    let mut reader = BufReader::new(&*stream);
    let Some(name) = read_line(&mut reader)? else { return Ok(()) };
    let (queue, lines) = sync_channel(QUEUE);
    let member = Member::new(&name, queue, Arc::clone(&stream));
    let writer = {
        let stream = Arc::clone(&stream);
        thread::Builder::new().name(format!("to {name}")).spawn(move || write_lines(&stream, lines))?
    };
    converse(&mut reader, rooms, &member);
    // The last sender of the queue: the writer sends what is left, and ends.
    drop(member);
    let _ = writer.join();
    Ok(())
}

/// Does what the client says until it goes.
fn converse(reader: &mut impl BufRead, rooms: &Rooms, member: &Member) {
    let mut room = FIRST_ROOM.to_owned();
    rooms.enter(&room, member);
    // An error is the end, too.
    while let Ok(Some(line)) = read_line(reader) {
        match line.split_once(' ').unwrap_or((&line, "")) {
            ("/quit", _) => break,
            ("/join", to) if !to.is_empty() => {
                rooms.leave(&room, member);
                room = to.to_owned();
                rooms.enter(&room, member);
            }
            ("/who", _) => {
                let answer = format!("* {}: {}\n", room, rooms.names(&room).join(", "));
                if !member.tell(&answer.into()) {
                    break;
                }
            }
            (command, _) if command.starts_with('/') => {
                if !member.tell(&"* /join ROOM, /who, /quit\n".into()) {
                    break;
                }
            }
            _ => rooms.broadcast(&room, member, &format!("{}: {line}\n", member.name)),
        }
    }
    rooms.leave(&room, member);
}

/// The next line without its end; `None` at the end.
fn read_line(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = String::new();
    if reader.take(LONGEST).read_line(&mut line)? == 0 {
        return Ok(None);
    }
    if line.len() as u64 == LONGEST && !line.ends_with('\n') {
        return Err(io::ErrorKind::InvalidData.into());
    }
    line.truncate(line.trim_end().len());
    Ok(Some(line))
}

/// Sends what is queued, as much at a time as there is, until nobody queues any more or the client is gone.
fn write_lines(stream: &TcpStream, lines: Receiver<Line>) {
    let mut writer = BufWriter::new(stream);
    while let Ok(first) = lines.recv() {
        let sent = writer.write_all(first.as_bytes())
            .and_then(|()| lines.try_iter().try_for_each(|line| writer.write_all(line.as_bytes())))
            .and_then(|()| writer.flush());
        if sent.is_err() {
            break;
        }
    }
    // After an error the reader must not wait for more.
    let _ = stream.shutdown(Shutdown::Both);
    drop(writer.into_parts());
}
