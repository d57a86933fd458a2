//! Who is in which room.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::net::{Shutdown, TcpStream};
use std::sync::mpsc::{SyncSender, TrySendError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A client in a room.
#[derive(Clone)]
pub struct Member {
    pub name: String,
    /// What its writer has still to send.
    pub queue: SyncSender<Arc<str>>,
    pub stream: Arc<TcpStream>,
}

impl Member {
    /// Puts a line into the queue; whether there was room. Never waits.
    fn offer(&self, line: &Arc<str>) -> bool {
        // Who has gone is not slow: its own threads see to the rest.
        !matches!(self.queue.try_send(Arc::clone(line)), Err(TrySendError::Full(_)))
    }
}

type Room = BTreeMap<u64, Member>;

/// All rooms; one without members does not exist.
#[derive(Default)]
pub struct Rooms {
    // Held only as long as queues are filled, which never waits. So all members of a room see all lines in the same order.
    rooms: Mutex<HashMap<String, Room>>,
}

impl Rooms {
    pub fn join(&self, room: &str, id: u64, member: Member) {
        let mut rooms = self.lock();
        let members = rooms.entry(room.to_owned()).or_default();
        let line = format!("* {} has joined {room}\n", member.name);
        members.insert(id, member);
        tell(members, line);
    }

    /// Nothing happens if the member was dropped before.
    pub fn leave(&self, room: &str, id: u64) {
        let mut rooms = self.lock();
        let Some(members) = rooms.get_mut(room) else { return };
        if let Some(member) = members.remove(&id) {
            tell(members, format!("* {} has left {room}\n", member.name));
        }
        if members.is_empty() {
            rooms.remove(room);
        }
    }

    pub fn say(&self, room: &str, line: String) {
        if let Some(members) = self.lock().get_mut(room) {
            tell(members, line);
        }
    }

    pub fn names(&self, room: &str) -> Vec<String> {
        self.lock().get(room).map_or_else(Vec::new, |members| members.values().map(|member| member.name.clone()).collect())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Room>> { self.rooms.lock().unwrap_or_else(PoisonError::into_inner) }
}

/// Sends a line to all members, and drops those whose queues are full; of that the others are told too.
fn tell(members: &mut Room, line: String) {
    let mut lines = VecDeque::from([line]);
    while let Some(line) = lines.pop_front() {
        let line: Arc<str> = line.into();
        members.retain(|_, member| {
            let has_room = member.offer(&line);
            if !has_room {
                // Both of its threads wait for the connection: this ends them.
                let _ = member.stream.shutdown(Shutdown::Both);
                lines.push_back(format!("* {} was too slow\n", member.name));
            }
            has_room
        });
    }
}
