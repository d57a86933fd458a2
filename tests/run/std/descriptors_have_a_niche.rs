// Descriptors are never -1, so that options of them are as small.
use std::fs::File;
use std::mem::size_of;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::fd::{BorrowedFd, OwnedFd};
use std::panic::UnwindSafe;
use std::process::ChildStdin;

fn is_unwind_safe<T: UnwindSafe>() {}

fn main() {
    println!("{} {} {}", size_of::<Option<OwnedFd>>(), size_of::<Option<BorrowedFd<'_>>>(), size_of::<Option<File>>());
    println!("{} {} {}", size_of::<Option<TcpStream>>(), size_of::<Option<TcpListener>>(), size_of::<Option<UdpSocket>>());
    println!("{}", size_of::<Option<ChildStdin>>());
    is_unwind_safe::<std::vec::Drain<'static, i32>>();
    is_unwind_safe::<std::vec::IntoIter<i32>>();
    let error = std::os::unix::fs::chroot("a\0b").unwrap_err();
    println!("{error}");
    println!("{}", File::open("/dev/null").map(Some).unwrap().is_some());
}
