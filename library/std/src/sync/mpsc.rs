//! Channels: a queue under a lock, with a condition for each side. A bound of zero is a
//! rendezvous: the sender waits until its message has been taken.
use super::{Arc, Condvar, Mutex};
use crate::collections::VecDeque;
use crate::time::{Duration, Instant};
use core::error;
use core::fmt;

struct State<T> { queue: VecDeque<T>, senders: usize, receiver: bool, waiting: usize, taken: u64, sent: u64 }
struct Shared<T> { state: Mutex<State<T>>, not_empty: Condvar, not_full: Condvar, bound: Option<usize> }
/// The sending side.
#[rustc_diagnostic_item = "mpsc_Sender"]
pub struct Sender<T> { shared: Arc<Shared<T>> }
/// The sending side of a bounded channel.
pub struct SyncSender<T> { shared: Arc<Shared<T>> }
/// The receiving side.
pub struct Receiver<T> { shared: Arc<Shared<T>>, not_sync: core::marker::PhantomData<core::cell::Cell<()>> }
/// A channel without bound.
#[must_use]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let shared = make(None);
    (Sender { shared: shared.clone() }, Receiver { shared, not_sync: core::marker::PhantomData })
}
/// A channel with a bound.
#[must_use]
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {
    let shared = make(Some(bound));
    (SyncSender { shared: shared.clone() }, Receiver { shared, not_sync: core::marker::PhantomData })
}
fn make<T>(bound: Option<usize>) -> Arc<Shared<T>> {
    Arc::new(Shared { state: Mutex::new(State { queue: VecDeque::new(), senders: 1, receiver: true, waiting: 0, taken: 0, sent: 0 }), not_empty: Condvar::new(), not_full: Condvar::new(), bound })
}
impl<T> Shared<T> {
    fn send(&self, t: T) -> Result<(), SendError<T>> {
        let mut s = self.state.lock().unwrap_or_else(|e| e.into_inner());
        if let Some(bound) = self.bound {
            while s.receiver && s.queue.len() >= core::cmp::max(bound, 1) {
                s = self.not_full.wait(s).unwrap_or_else(|e| e.into_inner());
            }
        }
        if !s.receiver {
            return Err(SendError(t));
        }
        s.queue.push_back(t);
        s.sent += 1;
        let mine = s.sent;
        if s.waiting > 0 {
            self.not_empty.notify_one();
        }
        if self.bound == Some(0) {
            while s.receiver && s.taken < mine {
                s = self.not_full.wait(s).unwrap_or_else(|e| e.into_inner());
            }
            if s.taken < mine {
                if let Some(t) = s.queue.pop_back() {
                    return Err(SendError(t));
                }
            }
        }
        Ok(())
    }
    fn try_send(&self, t: T) -> Result<(), TrySendError<T>> {
        let mut s = self.state.lock().unwrap_or_else(|e| e.into_inner());
        if !s.receiver {
            return Err(TrySendError::Disconnected(t));
        }
        match self.bound {
            Some(0) if s.waiting <= s.queue.len() => return Err(TrySendError::Full(t)),
            Some(b) if b > 0 && s.queue.len() >= b => return Err(TrySendError::Full(t)),
            _ => {}
        }
        s.queue.push_back(t);
        s.sent += 1;
        self.not_empty.notify_one();
        Ok(())
    }
    fn recv(&self, wait: bool, deadline: Option<Instant>) -> Result<T, RecvTimeoutError> {
        let mut s = self.state.lock().unwrap_or_else(|e| e.into_inner());
        loop {
            if let Some(t) = s.queue.pop_front() {
                s.taken += 1;
                if self.bound.is_some() {
                    self.not_full.notify_all();
                }
                return Ok(t);
            }
            if s.senders == 0 {
                return Err(RecvTimeoutError::Disconnected);
            }
            if !wait {
                return Err(RecvTimeoutError::Timeout);
            }
            s.waiting += 1;
            s = match deadline {
                None => self.not_empty.wait(s).unwrap_or_else(|e| e.into_inner()),
                Some(d) => match d.checked_duration_since(Instant::now()) {
                    Some(left) if !left.is_zero() => self.not_empty.wait_timeout(s, left).unwrap_or_else(|e| e.into_inner()).0,
                    _ => {
                        s.waiting -= 1;
                        return Err(RecvTimeoutError::Timeout);
                    }
                },
            };
            s.waiting -= 1;
        }
    }
    fn add_sender(&self) { self.state.lock().unwrap_or_else(|e| e.into_inner()).senders += 1; }
    fn drop_sender(&self) {
        let mut s = self.state.lock().unwrap_or_else(|e| e.into_inner());
        s.senders -= 1;
        if s.senders == 0 {
            self.not_empty.notify_all();
        }
    }
}
impl<T> Sender<T> {
    /// Sends; never waits.
    pub fn send(&self, t: T) -> Result<(), SendError<T>> { self.shared.send(t) }
}
impl<T> SyncSender<T> {
    /// Sends; waits while the channel is full.
    pub fn send(&self, t: T) -> Result<(), SendError<T>> { self.shared.send(t) }
    /// Sends if the channel is not full.
    pub fn try_send(&self, t: T) -> Result<(), TrySendError<T>> { self.shared.try_send(t) }
}
macro_rules! sender {
    ($($t:ident)*) => {$(
        impl<T> Clone for $t<T> {
            fn clone(&self) -> Self {
                self.shared.add_sender();
                $t { shared: self.shared.clone() }
            }
        }
        impl<T> Drop for $t<T> {
            fn drop(&mut self) { self.shared.drop_sender() }
        }
        impl<T> fmt::Debug for $t<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct(stringify!($t)).finish_non_exhaustive() }
        }
    )*};
}
sender! { Sender SyncSender }
impl<T> Receiver<T> {
    /// Receives if there is a message.
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.shared.recv(false, None).map_err(|e| match e { RecvTimeoutError::Timeout => TryRecvError::Empty, RecvTimeoutError::Disconnected => TryRecvError::Disconnected })
    }
    /// Receives; waits for a message.
    pub fn recv(&self) -> Result<T, RecvError> { self.shared.recv(true, None).map_err(|_| RecvError) }
    /// Receives; waits up to a time.
    pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> { self.shared.recv(true, Instant::now().checked_add(timeout)) }
    /// Iterates over messages until all senders are gone.
    pub fn iter(&self) -> Iter<'_, T> { Iter { rx: self } }
    /// Iterates over messages that are there.
    pub fn try_iter(&self) -> TryIter<'_, T> { TryIter { rx: self } }
}
impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let mut s = self.shared.state.lock().unwrap_or_else(|e| e.into_inner());
        s.receiver = false;
        let queue = if self.shared.bound == Some(0) { VecDeque::new() } else { core::mem::take(&mut s.queue) };
        self.shared.not_full.notify_all();
        drop(s);
        drop(queue);
    }
}
impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Receiver").finish_non_exhaustive() }
}
/// See `Receiver::iter`.
#[derive(Debug)]
pub struct Iter<'a, T: 'a> { rx: &'a Receiver<T> }
/// See `Receiver::try_iter`.
#[derive(Debug)]
pub struct TryIter<'a, T: 'a> { rx: &'a Receiver<T> }
/// Messages by value.
#[derive(Debug)]
pub struct IntoIter<T> { rx: Receiver<T> }
impl<T> Iterator for Iter<'_, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> { self.rx.recv().ok() }
}
impl<T> Iterator for TryIter<'_, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> { self.rx.try_recv().ok() }
}
impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> { self.rx.recv().ok() }
}
impl<'a, T> IntoIterator for &'a Receiver<T> {
    type Item = T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}
impl<T> IntoIterator for Receiver<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> { IntoIter { rx: self } }
}
/// The receiver is gone; the message is inside.
#[derive(PartialEq, Eq, Clone, Copy)]
pub struct SendError<T>(pub T);
/// All senders are gone.
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub struct RecvError;
/// Nothing was received.
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub enum TryRecvError {
    /// No message.
    Empty,
    /// All senders are gone.
    Disconnected,
}
/// Nothing was received in time.
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub enum RecvTimeoutError {
    /// No message.
    Timeout,
    /// All senders are gone.
    Disconnected,
}
/// Nothing was sent; the message is inside.
#[derive(PartialEq, Eq, Clone, Copy)]
pub enum TrySendError<T> {
    /// The channel is full.
    Full(T),
    /// The receiver is gone.
    Disconnected(T),
}
impl<T> fmt::Debug for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("SendError").finish_non_exhaustive() }
}
impl<T> fmt::Display for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("sending on a closed channel") }
}
impl<T> error::Error for SendError<T> {}
impl<T> fmt::Debug for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(match self { TrySendError::Full(..) => "Full(..)", TrySendError::Disconnected(..) => "Disconnected(..)" }) }
}
impl<T> fmt::Display for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(match self { TrySendError::Full(..) => "sending on a full channel", TrySendError::Disconnected(..) => "sending on a closed channel" }) }
}
impl<T> error::Error for TrySendError<T> {}
impl<T> From<SendError<T>> for TrySendError<T> {
    fn from(err: SendError<T>) -> TrySendError<T> { TrySendError::Disconnected(err.0) }
}
macro_rules! messages {
    ($($t:ident |$s:ident| $e:expr;)*) => {$(
        impl fmt::Display for $t {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { let $s = self; f.write_str($e) }
        }
        impl error::Error for $t {}
    )*};
}
messages! {
    RecvError |_s| "receiving on a closed channel";
    TryRecvError |s| match s { TryRecvError::Empty => "receiving on an empty channel", TryRecvError::Disconnected => "receiving on a closed channel" };
    RecvTimeoutError |s| match s { RecvTimeoutError::Timeout => "timed out waiting on channel", RecvTimeoutError::Disconnected => "channel is empty and sending half is closed" };
}
impl From<RecvError> for TryRecvError {
    fn from(_: RecvError) -> TryRecvError { TryRecvError::Disconnected }
}
impl From<RecvError> for RecvTimeoutError {
    fn from(_: RecvError) -> RecvTimeoutError { RecvTimeoutError::Disconnected }
}
