//! The moment a process starts.
//!
//! Mostly the C library's `posix_spawn` does it, which copies nothing of this process. What it cannot do (other users, closures
//! before `exec`) takes a `fork`, in whose child only calls are made that are allowed there; all their arguments stand ready
//! beforehand, and a pipe that `exec` closes brings the error number if one fails.

use crate::boxed::Box;
use crate::ffi::CString;
use crate::io::{Error, ErrorKind, Read, Result};
use crate::sys::fd::{as_parent, check};
use crate::sys::libc::{self, c_char, c_int};
use crate::vec::Vec;
use core::fmt;
use core::mem::MaybeUninit;
use core::ptr;

const SIGPIPE: c_int = 13;

/// What the child changes of itself before it becomes the program.
#[derive(Default)]
pub(crate) struct Change {
    pub uid: Option<u32>,
    pub gid: Option<u32>,
    pub groups: Option<Vec<u32>>,
    pub process_group: Option<i32>,
    /// A name with NUL is none: the start says so.
    pub root: Option<Option<CString>>,
    pub new_session: bool,
    pub actions: Vec<Box<dyn FnMut() -> Result<()> + Send + Sync>>,
}

impl Change {
    fn root(&self) -> Result<Option<&CString>> {
        match &self.root {
            Some(None) => Err(Error::message(ErrorKind::InvalidInput, "nul byte found in provided data")),
            Some(Some(root)) => Ok(Some(root)),
            None => Ok(None),
        }
    }
    fn needs_fork(&self) -> bool {
        self.uid.is_some() || self.gid.is_some() || self.groups.is_some() || self.root.is_some() || self.new_session || !self.actions.is_empty()
    }
    pub(super) fn fields(&self, shown: &mut fmt::DebugStruct<'_, '_>) {
        if let Some(uid) = &self.uid {
            shown.field("uid", uid);
        }
        if let Some(gid) = &self.gid {
            shown.field("gid", gid);
        }
        if let Some(groups) = &self.groups {
            shown.field("groups", groups);
        }
        if let Some(group) = &self.process_group {
            shown.field("pgroup", group);
        }
    }
}

/// A list of C strings that ends in a null pointer.
struct List {
    pointers: Vec<*const c_char>,
    /// What the pointers lead to.
    #[expect(dead_code, reason = "keeps the strings")]
    strings: Vec<CString>,
}
impl List {
    fn new(strings: Vec<CString>) -> List {
        List { pointers: strings.iter().map(|string| string.as_ptr()).chain([ptr::null()]).collect(), strings }
    }
}

/// All that the child needs.
pub(super) struct Plan {
    program: CString,
    words: List,
    /// None: that of this process.
    environment: Option<List>,
    directory: Option<CString>,
    /// The descriptors to have as 0, 1 and 2; negative: as they are.
    streams: [c_int; 3],
    /// Whether the program is looked for in the `PATH` of the child's own environment.
    searches_own_path: bool,
}

impl Plan {
    pub fn new(
        program: CString, words: Vec<CString>, environment: Option<Vec<CString>>, directory: Option<CString>, streams: [c_int; 3], searches_own_path: bool,
    ) -> Plan {
        Plan { program, words: List::new(words), environment: environment.map(List::new), directory, streams, searches_own_path }
    }

    /// Starts the child and gives its number.
    pub fn start(&mut self, change: &mut Change) -> Result<c_int> {
        change.root()?;
        if change.needs_fork() || self.searches_own_path {
            self.fork(change)
        } else {
            as_parent(|| self.spawn(change))
        }
    }

    fn spawn(&self, change: &Change) -> Result<c_int> {
        const SETPGROUP: i16 = 2;
        const SETSIGDEF: i16 = 4;
        const SETSIGMASK: i16 = 8;
        /// These calls give the error's number.
        fn done(number: c_int) -> Result<()> { if number == 0 { Ok(()) } else { Err(Error::from_raw_os_error(number)) } }
        struct Actions(libc::posix_spawn_file_actions_t);
        impl Drop for Actions {
            // SAFETY: it was initialised.
            fn drop(&mut self) { unsafe { libc::posix_spawn_file_actions_destroy(&mut self.0) }; }
        }
        struct Attributes(libc::posix_spawnattr_t);
        impl Drop for Attributes {
            // SAFETY: it was initialised.
            fn drop(&mut self) { unsafe { libc::posix_spawnattr_destroy(&mut self.0) }; }
        }
        // SAFETY: both objects are initialised by their functions; strings and lists end as they must and outlive the call.
        unsafe {
            let mut actions = MaybeUninit::uninit();
            done(libc::posix_spawn_file_actions_init(actions.as_mut_ptr()))?;
            let mut actions = Actions(actions.assume_init());
            let mut attributes = MaybeUninit::uninit();
            done(libc::posix_spawnattr_init(attributes.as_mut_ptr()))?;
            let mut attributes = Attributes(attributes.assume_init());
            for (index, &descriptor) in self.streams.iter().enumerate() {
                if descriptor >= 0 {
                    done(libc::posix_spawn_file_actions_adddup2(&mut actions.0, descriptor, index as c_int))?;
                }
            }
            if let Some(directory) = &self.directory {
                done(libc::posix_spawn_file_actions_addchdir_np(&mut actions.0, directory.as_ptr()))?;
            }
            let mut flags = SETSIGDEF | SETSIGMASK;
            if let Some(group) = change.process_group {
                flags |= SETPGROUP;
                done(libc::posix_spawnattr_setpgroup(&mut attributes.0, group))?;
            }
            let mut signals = no_signals();
            done(libc::posix_spawnattr_setsigmask(&mut attributes.0, &signals))?;
            // We ignore it; a program expects the default.
            libc::sigaddset(&mut signals, SIGPIPE);
            done(libc::posix_spawnattr_setsigdefault(&mut attributes.0, &signals))?;
            done(libc::posix_spawnattr_setflags(&mut attributes.0, flags))?;
            let environment = self.environment.as_ref().map_or(libc::environ, |list| list.pointers.as_ptr());
            let mut pid = 0;
            done(libc::posix_spawnp(&mut pid, self.program.as_ptr(), &actions.0, &attributes.0, self.words.pointers.as_ptr(), environment))?;
            Ok(pid)
        }
    }

    fn fork(&mut self, change: &mut Change) -> Result<c_int> {
        let (mut error_reader, error_writer) = crate::io::pipe()?;
        // SAFETY: the child only makes calls that are allowed after a fork, and the caller's closures, which promise the same; it ends in
        // `exec` or `_exit`.
        let pid = unsafe { check(libc::fork() as isize)? } as c_int;
        if pid == 0 {
            // SAFETY: as above.
            unsafe {
                let error = self.become_program(change);
                let number = error.raw_os_error().unwrap_or(22).to_ne_bytes();
                libc::write(error_writer.0.descriptor(), number.as_ptr().cast(), number.len());
                libc::_exit(1)
            }
        }
        drop(error_writer);
        let mut number = [0; 4];
        match error_reader.read_exact(&mut number) {
            Ok(()) => {
                let mut status = 0;
                // SAFETY: the child has ended or is about to.
                while unsafe { libc::waitpid(pid, &mut status, 0) } < 0 && Error::last_os_error().kind() == ErrorKind::Interrupted {}
                Err(Error::from_raw_os_error(i32::from_ne_bytes(number)))
            }
            Err(_) => Ok(pid),
        }
    }

    /// Becomes the program; returns only if that fails.
    pub fn exec(&mut self, change: &mut Change) -> Error {
        // SAFETY: the lists end in null pointers; what is changed on failure is what the caller asked for.
        unsafe { self.become_program(change) }
    }

    /// Makes all changes and becomes the program.
    ///
    /// # Safety
    /// After a fork the closures must make only calls that are allowed there.
    unsafe fn become_program(&mut self, change: &mut Change) -> Error {
        let result: Result<()> = (|| {
            for (index, &descriptor) in self.streams.iter().enumerate() {
                if descriptor >= 0 {
                    check(libc::dup2(descriptor, index as c_int) as isize)?;
                }
            }
            // Groups first: once the user is another, they may not be changed any more.
            if let Some(groups) = &change.groups {
                check(libc::setgroups(groups.len(), groups.as_ptr()) as isize)?;
            }
            if let Some(gid) = change.gid {
                check(libc::setgid(gid) as isize)?;
            }
            if let Some(uid) = change.uid {
                // The groups of the superuser do not stay with another user.
                if change.groups.is_none() && libc::getuid() == 0 {
                    check(libc::setgroups(0, ptr::null()) as isize)?;
                }
                check(libc::setuid(uid) as isize)?;
            }
            if let Some(root) = change.root()? {
                check(libc::chroot(root.as_ptr()) as isize)?;
                if self.directory.is_none() {
                    check(libc::chdir(c"/".as_ptr()) as isize)?;
                }
            }
            if let Some(directory) = &self.directory {
                check(libc::chdir(directory.as_ptr()) as isize)?;
            }
            if let Some(group) = change.process_group {
                check(libc::setpgid(0, group) as isize)?;
            }
            if change.new_session {
                check(libc::setsid() as isize)?;
            }
            const SET: c_int = 2;
            libc::pthread_sigmask(SET, &no_signals(), ptr::null_mut());
            libc::signal(SIGPIPE, 0);
            for action in &mut change.actions {
                action()?;
            }
            Ok(())
        })();
        if let Err(error) = result {
            return error;
        }
        let before = libc::environ;
        if let Some(environment) = &self.environment {
            libc::environ = environment.pointers.as_ptr();
        }
        libc::execvp(self.program.as_ptr(), self.words.pointers.as_ptr());
        let error = Error::last_os_error();
        libc::environ = before;
        error
    }
}

fn no_signals() -> libc::sigset_t {
    // SAFETY: the function fills the set.
    unsafe {
        let mut set = MaybeUninit::uninit();
        libc::sigemptyset(set.as_mut_ptr());
        set.assume_init()
    }
}
