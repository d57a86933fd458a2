//! Starting a process: `fork`, then in the child only calls that are safe after it (`dup2`, `chdir`, `execvp`), all
//! of whose arguments stand ready beforehand. A pipe that `exec` closes brings the error number if it fails.

use super::child::{Child, ChildStderr, ChildStdin, ChildStdout, ExitStatus, Output};
use crate::collections::BTreeMap;
use crate::ffi::{CString, OsStr, OsString};
use crate::fs::File;
use crate::io::{Error, ErrorKind, Read, Result};
use crate::path::{Path, PathBuf};
use crate::sys::libc;
use crate::vec::Vec;
use core::ffi::{c_char, c_int};
use core::fmt;

const CLOSE_ON_EXEC: c_int = 0o2000000;

unsafe extern "C" {
    static mut environ: *const *const c_char;
    fn chdir(path: *const c_char) -> c_int;
    fn _exit(code: c_int) -> !;
}

enum Target {
    Inherit,
    Null,
    Piped,
    Given(File),
}

/// What a standard stream of a child is.
pub struct Stdio(Target);

impl Stdio {
    /// A new pipe, whose other end the `Child` holds.
    #[must_use]
    pub fn piped() -> Self { Self(Target::Piped) }
    /// The parent's stream.
    #[must_use]
    pub fn inherit() -> Self { Self(Target::Inherit) }
    /// `/dev/null`.
    #[must_use]
    pub fn null() -> Self { Self(Target::Null) }
}

impl fmt::Debug for Stdio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Stdio").finish_non_exhaustive() }
}
impl From<File> for Stdio {
    fn from(file: File) -> Self { Self(Target::Given(file)) }
}
impl From<ChildStdin> for Stdio {
    fn from(pipe: ChildStdin) -> Self { Self(Target::Given(pipe.0)) }
}
impl From<ChildStdout> for Stdio {
    fn from(pipe: ChildStdout) -> Self { Self(Target::Given(pipe.0)) }
}
impl From<ChildStderr> for Stdio {
    fn from(pipe: ChildStderr) -> Self { Self(Target::Given(pipe.0)) }
}

/// How to start a process.
pub struct Command {
    program: OsString,
    arguments: Vec<OsString>,
    cleared: bool,
    variables: BTreeMap<OsString, Option<OsString>>,
    directory: Option<PathBuf>,
    streams: [Option<Stdio>; 3],
}

impl Command {
    /// A command that runs that program, looked for in `PATH` if it has no slash.
    pub fn new<S: AsRef<OsStr>>(program: S) -> Self {
        Self {
            program: program.as_ref().to_os_string(),
            arguments: Vec::new(),
            cleared: false,
            variables: BTreeMap::new(),
            directory: None,
            streams: [None, None, None],
        }
    }
    /// Adds an argument.
    pub fn arg<S: AsRef<OsStr>>(&mut self, arg: S) -> &mut Self {
        self.arguments.push(arg.as_ref().to_os_string());
        self
    }
    /// Adds arguments.
    pub fn args<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&mut self, args: I) -> &mut Self {
        args.into_iter().for_each(|arg| {
            self.arg(arg);
        });
        self
    }
    /// Sets a variable of its environment.
    pub fn env<K: AsRef<OsStr>, V: AsRef<OsStr>>(&mut self, key: K, value: V) -> &mut Self {
        self.variables.insert(key.as_ref().to_os_string(), Some(value.as_ref().to_os_string()));
        self
    }
    /// Sets variables of its environment.
    pub fn envs<I: IntoIterator<Item = (K, V)>, K: AsRef<OsStr>, V: AsRef<OsStr>>(&mut self, vars: I) -> &mut Self {
        vars.into_iter().for_each(|(key, value)| {
            self.env(key, value);
        });
        self
    }
    /// Takes a variable from its environment.
    pub fn env_remove<K: AsRef<OsStr>>(&mut self, key: K) -> &mut Self {
        self.variables.insert(key.as_ref().to_os_string(), None);
        self
    }
    /// Starts its environment from nothing.
    pub fn env_clear(&mut self) -> &mut Self {
        self.cleared = true;
        self.variables.clear();
        self
    }
    /// The directory it starts in.
    pub fn current_dir<P: AsRef<Path>>(&mut self, dir: P) -> &mut Self {
        self.directory = Some(dir.as_ref().to_path_buf());
        self
    }
    /// Its standard input.
    pub fn stdin<T: Into<Stdio>>(&mut self, stream: T) -> &mut Self {
        self.streams[0] = Some(stream.into());
        self
    }
    /// Its standard output.
    pub fn stdout<T: Into<Stdio>>(&mut self, stream: T) -> &mut Self {
        self.streams[1] = Some(stream.into());
        self
    }
    /// Its standard error.
    pub fn stderr<T: Into<Stdio>>(&mut self, stream: T) -> &mut Self {
        self.streams[2] = Some(stream.into());
        self
    }
    /// The program.
    #[must_use]
    pub fn get_program(&self) -> &OsStr { &self.program }
    /// The arguments.
    pub fn get_args(&self) -> CommandArgs<'_> { CommandArgs { inner: self.arguments.iter() } }
    /// The variables set (or, with `None`, taken away).
    pub fn get_envs(&self) -> CommandEnvs<'_> { CommandEnvs { inner: self.variables.iter() } }
    /// The directory it starts in, if set.
    #[must_use]
    pub fn get_current_dir(&self) -> Option<&Path> { self.directory.as_deref() }

    /// Starts it, streams inherited unless set.
    pub fn spawn(&mut self) -> Result<Child> { self.start(|| Target::Inherit) }
    /// Starts it and gathers what it writes.
    pub fn output(&mut self) -> Result<Output> {
        let null_input = self.streams[0].is_none();
        if null_input {
            self.streams[0] = Some(Stdio::null());
        }
        let child = self.start(|| Target::Piped);
        if null_input {
            self.streams[0] = None;
        }
        child?.wait_with_output()
    }
    /// Starts it and waits for its end.
    pub fn status(&mut self) -> Result<ExitStatus> { self.spawn()?.wait() }

    /// Becomes the program in place of starting a child; returns only if that fails.
    #[doc(hidden)]
    pub fn become_it(&mut self) -> Error {
        let prepared = || -> Result<_> {
            let mut words = Vec::new();
            words.push(terminated(&self.program)?);
            for argument in &self.arguments {
                words.push(terminated(argument)?);
            }
            let directory = self.directory.as_ref().map(|dir| terminated(dir.as_os_str())).transpose()?;
            Ok((words, self.environment()?, directory))
        };
        let (words, environment, directory) = match prepared() {
            Ok(all) => all,
            Err(error) => return error,
        };
        let given = |stream: &Option<Stdio>| match stream {
            Some(Stdio(Target::Given(file))) => file.descriptor(),
            _ => -1,
        };
        let streams = [given(&self.streams[0]), given(&self.streams[1]), given(&self.streams[2])];
        let environment_at = environment.as_deref().map(pointers);
        // SAFETY: both lists end in a null pointer; what is replaced on failure is what the caller asked for.
        unsafe { become_program(&streams, directory.as_ref(), environment_at.as_deref(), &pointers(&words)) };
        Error::last_os_error()
    }

    fn environment(&self) -> Result<Option<Vec<CString>>> {
        if !self.cleared && self.variables.is_empty() {
            return Ok(None);
        }
        let mut all = BTreeMap::new();
        if !self.cleared {
            all.extend(crate::env::vars_os());
        }
        for (key, value) in &self.variables {
            match value {
                Some(value) => all.insert(key.clone(), value.clone()),
                None => all.remove(key),
            };
        }
        all.into_iter()
            .map(|(mut entry, value)| {
                entry.push("=");
                entry.push(value);
                terminated(&entry)
            })
            .collect::<Result<Vec<CString>>>()
            .map(Some)
    }

    fn start(&mut self, default: fn() -> Target) -> Result<Child> {
        let mut words = Vec::new();
        words.push(terminated(&self.program)?);
        for argument in &self.arguments {
            words.push(terminated(argument)?);
        }
        let words_at = pointers(&words);
        let environment = self.environment()?;
        let environment_at = environment.as_deref().map(pointers);
        let directory = self.directory.as_ref().map(|dir| terminated(dir.as_os_str())).transpose()?;

        // What the child is to have as 0, 1, 2 (-1: as it is), what we keep, and what to close after the fork.
        let (mut theirs, mut ours, mut held) = ([-1; 3], [None, None, None], Vec::new());
        for (index, stream) in self.streams.iter().enumerate() {
            let fallback;
            let target = match stream {
                Some(stream) => &stream.0,
                None => {
                    fallback = default();
                    &fallback
                }
            };
            match target {
                Target::Inherit => {}
                Target::Given(file) => theirs[index] = file.descriptor(),
                Target::Null => {
                    let file = File::options().read(true).write(true).open("/dev/null")?;
                    theirs[index] = file.descriptor();
                    held.push(file);
                }
                Target::Piped => {
                    let (reader, writer) = pipe()?;
                    let (mine, other) = if index == 0 { (writer, reader) } else { (reader, writer) };
                    theirs[index] = other.descriptor();
                    held.push(other);
                    ours[index] = Some(mine);
                }
            }
        }
        let (mut error_reader, error_writer) = pipe()?;
        // SAFETY: the child only makes calls that are allowed after a fork and ends in `exec` or `_exit`.
        let pid = unsafe { libc::fork() };
        if pid < 0 {
            return Err(Error::last_os_error());
        }
        if pid == 0 {
            // SAFETY: as above; all pointers lead to memory that the fork copied.
            unsafe {
                become_program(&theirs, directory.as_ref(), environment_at.as_deref(), &words_at);
                let number = Error::last_os_error().raw_os_error().unwrap_or(0).to_ne_bytes();
                libc::write(error_writer.descriptor(), number.as_ptr().cast(), number.len());
                _exit(1)
            }
        }
        drop(error_writer);
        drop(held);
        let [stdin, stdout, stderr] = ours;
        let mut child = Child {
            pid,
            status: None,
            stdin: stdin.map(ChildStdin),
            stdout: stdout.map(ChildStdout),
            stderr: stderr.map(ChildStderr),
        };
        let mut number = [0; 4];
        match error_reader.read_exact(&mut number) {
            Ok(()) => {
                let _ = child.wait();
                Err(Error::from_raw_os_error(i32::from_ne_bytes(number)))
            }
            Err(_) => Ok(child),
        }
    }
}

/// The child's part; returns only if something failed, with `errno` set.
///
/// # Safety
/// Only in a process just forked; both lists end in a null pointer.
unsafe fn become_program(
    streams: &[c_int; 3],
    directory: Option<&CString>,
    environment: Option<&[*const c_char]>,
    words: &[*const c_char],
) {
    // SAFETY: the caller's promise.
    unsafe {
        for (index, &descriptor) in streams.iter().enumerate() {
            if descriptor >= 0 && libc::dup2(descriptor, index as c_int) < 0 {
                return;
            }
        }
        if let Some(directory) = directory
            && chdir(directory.as_ptr()) < 0
        {
            return;
        }
        if let Some(environment) = environment {
            environ = environment.as_ptr();
        }
        // The parent ignores SIGPIPE (13); a program expects the default.
        libc::signal(13, 0);
        libc::execvp(words[0], words.as_ptr());
    }
}

fn terminated(text: &OsStr) -> Result<CString> {
    CString::new(text.as_encoded_bytes())
        .map_err(|_| Error::new(ErrorKind::InvalidInput, "nul byte found in provided data"))
}

fn pointers(words: &[CString]) -> Vec<*const c_char> {
    words.iter().map(|word| word.as_ptr()).chain([core::ptr::null()]).collect()
}

fn pipe() -> Result<(File, File)> {
    let mut ends = [0; 2];
    // SAFETY: room for two descriptors.
    if unsafe { libc::pipe2(ends.as_mut_ptr(), CLOSE_ON_EXEC) } < 0 {
        return Err(Error::last_os_error());
    }
    Ok((File::from_descriptor(ends[0]), File::from_descriptor(ends[1])))
}

impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (key, value) in &self.variables {
            if let Some(value) = value {
                write!(f, "{}={value:?} ", key.to_string_lossy())?;
            }
        }
        write!(f, "{:?}", self.program)?;
        self.arguments.iter().try_for_each(|argument| write!(f, " {argument:?}"))
    }
}

/// A command's arguments.
#[derive(Debug)]
pub struct CommandArgs<'a> {
    inner: core::slice::Iter<'a, OsString>,
}
impl<'a> Iterator for CommandArgs<'a> {
    type Item = &'a OsStr;
    fn next(&mut self) -> Option<&'a OsStr> { self.inner.next().map(|arg| &**arg) }
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
}
impl ExactSizeIterator for CommandArgs<'_> {}

/// What a command changes of its environment.
pub struct CommandEnvs<'a> {
    inner: crate::collections::btree_map::Iter<'a, OsString, Option<OsString>>,
}
impl<'a> Iterator for CommandEnvs<'a> {
    type Item = (&'a OsStr, Option<&'a OsStr>);
    fn next(&mut self) -> Option<Self::Item> { self.inner.next().map(|(key, value)| (&**key, value.as_deref())) }
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
}
impl ExactSizeIterator for CommandEnvs<'_> {}
