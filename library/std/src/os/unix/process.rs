//! What Unix knows of processes.
use crate::ffi::{CString, OsStr};
use crate::io;
use crate::path::Path;
use crate::process::{Command, ExitStatus};
use crate::sys::libc;

/// A wait status and what it says.
pub trait ExitStatusExt {
    /// From what `wait` gave.
    fn from_raw(raw: i32) -> Self;
    /// The signal that ended the process.
    fn signal(&self) -> Option<i32>;
    /// Whether it left a core dump.
    fn core_dumped(&self) -> bool;
    /// The signal that stopped the process.
    fn stopped_signal(&self) -> Option<i32>;
    /// Whether the process goes on after it was stopped.
    fn continued(&self) -> bool;
    /// What `wait` gave.
    fn into_raw(self) -> i32;
}
impl ExitStatusExt for ExitStatus {
    fn from_raw(raw: i32) -> Self { ExitStatus::from_wait(raw) }
    fn signal(&self) -> Option<i32> { self.ending_signal() }
    fn core_dumped(&self) -> bool { self.ending_signal().is_some() && self.to_wait() & 0x80 != 0 }
    fn stopped_signal(&self) -> Option<i32> { self.stopping_signal() }
    fn continued(&self) -> bool { self.has_continued() }
    fn into_raw(self) -> i32 { self.to_wait() }
}

/// Commands on Unix.
pub trait CommandExt {
    /// The user it runs as.
    fn uid(&mut self, id: u32) -> &mut Command;
    /// The group it runs as.
    fn gid(&mut self, id: u32) -> &mut Command;
    /// The further groups it has.
    fn groups(&mut self, groups: &[u32]) -> &mut Command;
    /// Runs a closure in the child, just before it becomes the program.
    ///
    /// # Safety
    /// It runs after `fork`: it may only make calls that are safe in a signal handler, and neither allocate nor lock.
    unsafe fn pre_exec<F: FnMut() -> io::Result<()> + Send + Sync + 'static>(&mut self, f: F) -> &mut Command;
    /// As `pre_exec`, from when the contract was not told.
    #[deprecated(since = "1.37.0", note = "should be unsafe, use `pre_exec` instead")]
    fn before_exec<F: FnMut() -> io::Result<()> + Send + Sync + 'static>(&mut self, f: F) -> &mut Command {
        // SAFETY: the caller knows what the name says.
        unsafe { self.pre_exec(f) }
    }
    /// Becomes the program; returns only on failure.
    #[must_use = "if this function returns, the process has not been replaced"]
    fn exec(&mut self) -> io::Error;
    /// What the program is told to be called.
    fn arg0<S: AsRef<OsStr>>(&mut self, arg: S) -> &mut Command;
    /// The process group it is in; zero makes a new one.
    fn process_group(&mut self, pgroup: i32) -> &mut Command;
    /// The directory it takes for the root.
    fn chroot<P: AsRef<Path>>(&mut self, dir: P) -> &mut Command;
    /// Whether it begins a new session.
    fn setsid(&mut self, setsid: bool) -> &mut Command;
}
impl CommandExt for Command {
    fn uid(&mut self, id: u32) -> &mut Command {
        self.change().uid = Some(id);
        self
    }
    fn gid(&mut self, id: u32) -> &mut Command {
        self.change().gid = Some(id);
        self
    }
    fn groups(&mut self, groups: &[u32]) -> &mut Command {
        self.change().groups = Some(groups.to_vec());
        self
    }
    unsafe fn pre_exec<F: FnMut() -> io::Result<()> + Send + Sync + 'static>(&mut self, f: F) -> &mut Command {
        self.change().actions.push(crate::boxed::Box::new(f));
        self
    }
    fn exec(&mut self) -> io::Error { self.become_it() }
    fn arg0<S: AsRef<OsStr>>(&mut self, arg: S) -> &mut Command {
        self.set_name(arg.as_ref());
        self
    }
    fn process_group(&mut self, pgroup: i32) -> &mut Command {
        self.change().process_group = Some(pgroup);
        self
    }
    fn chroot<P: AsRef<Path>>(&mut self, dir: P) -> &mut Command {
        self.change().root = Some(CString::new(dir.as_ref().as_os_str().as_encoded_bytes()).ok());
        self
    }
    fn setsid(&mut self, setsid: bool) -> &mut Command {
        self.change().new_session = setsid;
        self
    }
}

/// The number of the process that started this one.
#[must_use]
pub fn parent_id() -> u32 {
    // SAFETY: a plain question.
    unsafe { libc::getppid() as u32 }
}
