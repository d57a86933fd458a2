//! Who is in which room.

use std::collections::HashMap;
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{SyncSender, TrySendError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A line that many read: made once, whoever gets it.
pub type Line = Arc<str>;

/// A client as the rooms know it.
#[derive(Clone)]
pub struct Member {
    id: u64,
    pub name: Arc<str>,
    queue: SyncSender<Line>,
    /// To end the connection of one that is too slow.
    stream: Arc<TcpStream>,
}

impl Member {
    pub fn new(name: &str, queue: SyncSender<Line>, stream: Arc<TcpStream>) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self { id: NEXT.fetch_add(1, Ordering::Relaxed), name: name.into(), queue, stream }
    }

    /// Queues a line; false if the client is gone, or too slow and therefore dropped. Never waits.
    pub fn tell(&self, line: &Line) -> bool {
        match self.queue.try_send(Arc::clone(line)) {
            Ok(()) => true,
            Err(TrySendError::Disconnected(_)) => false,
            Err(TrySendError::Full(_)) => {
                // Both of its threads notice: the reader sees the end, the writer an error.
                let _ = self.stream.shutdown(Shutdown::Both);
                false
            }
        }
    }
}

/// All rooms. A room is there while somebody is in it.
#[derive(Default)]
pub struct Rooms(Mutex<HashMap<String, Vec<Member>>>);

impl Rooms {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Vec<Member>>> {
        // No operation leaves the map half changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn enter(&self, room: &str, member: &Member) {
        self.broadcast(room, member, &format!("* {} enters\n", member.name));
        self.lock().entry(room.to_owned()).or_default().push(member.clone());
    }

    pub fn leave(&self, room: &str, member: &Member) {
        {
            let mut rooms = self.lock();
            if let Some(members) = rooms.get_mut(room) {
                members.retain(|other| other.id != member.id);
                if members.is_empty() {
                    rooms.remove(room);
                }
            }
        }
        self.broadcast(room, member, &format!("* {} leaves\n", member.name));
    }

    /// Tells everyone in the room but the speaker. Those that cannot follow are no longer in it afterwards.
    pub fn broadcast(&self, room: &str, speaker: &Member, text: &str) {
        let line: Line = text.into();
        if let Some(members) = self.lock().get_mut(room) {
            members.retain(|member| member.id == speaker.id || member.tell(&line));
        }
    }

    /// The names of those in the room, in the order in which they came.
    pub fn names(&self, room: &str) -> Vec<Arc<str>> {
        self.lock().get(room).map_or(Vec::new(), |members| members.iter().map(|member| Arc::clone(&member.name)).collect())
    }
}
