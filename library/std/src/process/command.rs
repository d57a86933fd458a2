//! How a process is started: what it runs, with which arguments, environment and streams.

use super::child::{Child, ChildStderr, ChildStdin, ChildStdout, ExitStatus, Output};
use super::spawn::{Change, Plan};
use crate::collections::BTreeMap;
use crate::ffi::{CString, OsStr, OsString};
use crate::fs::File;
use crate::io::{Error, ErrorKind, Result, Stderr, Stdout};
use crate::os::fd::AsFd;
use crate::path::{Path, PathBuf};
use crate::vec::Vec;
use core::fmt;

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
impl From<Stdout> for Stdio {
    fn from(stream: Stdout) -> Self { duplicate(stream) }
}
impl From<Stderr> for Stdio {
    fn from(stream: Stderr) -> Self { duplicate(stream) }
}
/// Another descriptor of this process's stream; if there is none, the child has none either.
fn duplicate(stream: impl AsFd) -> Stdio { stream.as_fd().try_clone_to_owned().map_or(Stdio::inherit(), |owned| File::from(owned).into()) }
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
#[rustc_diagnostic_item = "Command"]
pub struct Command {
    program: OsString,
    /// What the program is told to be called, if that is not its path.
    name: Option<OsString>,
    arguments: Vec<OsString>,
    cleared: bool,
    variables: BTreeMap<OsString, Option<OsString>>,
    directory: Option<PathBuf>,
    streams: [Option<Stdio>; 3],
    change: Change,
}

impl Command {
    /// A command that runs that program, looked for in `PATH` if it has no slash.
    pub fn new<S: AsRef<OsStr>>(program: S) -> Self {
        Self {
            program: program.as_ref().to_os_string(),
            name: None,
            arguments: Vec::new(),
            cleared: false,
            variables: BTreeMap::new(),
            directory: None,
            streams: [None, None, None],
            change: Change::default(),
        }
    }
    pub(crate) fn change(&mut self) -> &mut Change { &mut self.change }
    pub(crate) fn set_name(&mut self, name: &OsStr) { self.name = Some(name.to_os_string()) }
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
    pub(crate) fn become_it(&mut self) -> Error {
        let mut held = Vec::new();
        match self.prepare(&mut held, || Target::Inherit) {
            Ok((mut plan, _)) => plan.exec(&mut self.change),
            Err(error) => error,
        }
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

    /// All that the child needs, ready before there is a child; the files that only it needs go to `held`. What we keep
    /// of the pipes is in the array.
    fn prepare(&self, held: &mut Vec<File>, default: fn() -> Target) -> Result<(Plan, [Option<File>; 3])> {
        let mut words = Vec::new();
        words.push(terminated(self.name.as_ref().unwrap_or(&self.program))?);
        for argument in &self.arguments {
            words.push(terminated(argument)?);
        }
        let (mut theirs, mut ours) = ([INHERITED; 3], [None, None, None]);
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
                    let file = File::options().read(index == 0).write(index != 0).open("/dev/null")?;
                    theirs[index] = file.descriptor();
                    held.push(file);
                }
                Target::Piped => {
                    let (reader, writer) = crate::io::pipe()?;
                    let (mine, other) = if index == 0 { (writer.0, reader.0) } else { (reader.0, writer.0) };
                    theirs[index] = other.descriptor();
                    held.push(other);
                    ours[index] = Some(mine);
                }
            }
            // A descriptor that is itself a standard one would be overwritten before its turn comes.
            if theirs[index] >= 0 && theirs[index] <= 2 && theirs[index] != index as i32 {
                let copy = duplicate_above(theirs[index])?;
                theirs[index] = copy.descriptor();
                held.push(copy);
            }
        }
        let directory = self.directory.as_ref().map(|dir| terminated(dir.as_os_str())).transpose()?;
        let searches_own_path = !self.program.as_encoded_bytes().contains(&b'/')
            && (self.cleared || self.variables.contains_key(OsStr::new("PATH")));
        let plan = Plan::new(terminated(&self.program)?, words, self.environment()?, directory, theirs, searches_own_path);
        Ok((plan, ours))
    }

    fn start(&mut self, default: fn() -> Target) -> Result<Child> {
        let mut held = Vec::new();
        let (mut plan, [stdin, stdout, stderr]) = self.prepare(&mut held, default)?;
        let pid = plan.start(&mut self.change)?;
        Ok(Child {
            pid,
            status: None,
            stdin: stdin.map(ChildStdin),
            stdout: stdout.map(ChildStdout),
            stderr: stderr.map(ChildStderr),
        })
    }
}

/// The stream stays as it is in this process.
const INHERITED: i32 = -1;

fn duplicate_above(fd: i32) -> Result<File> {
    // SAFETY: only borrowed for the call; if it is not open, the call says so.
    unsafe { crate::os::fd::BorrowedFd::borrow_raw(fd) }.try_clone_to_owned().map(File::from)
}

fn terminated(text: &OsStr) -> Result<CString> {
    CString::new(text.as_encoded_bytes()).map_err(|_| Error::message(ErrorKind::InvalidInput, "nul byte found in provided data"))
}

impl fmt::Debug for Command {
    /// As a shell would have it, or all fields.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name.as_ref().unwrap_or(&self.program);
        if f.alternate() {
            return self.fields(name, f);
        }
        if let Some(directory) = &self.directory {
            write!(f, "cd {directory:?} && ")?;
        }
        if self.cleared {
            f.write_str("env -i ")?;
        } else if self.variables.values().any(Option::is_none) {
            f.write_str("env ")?;
            for (key, _) in self.variables.iter().filter(|(_, value)| value.is_none()) {
                write!(f, "-u {} ", key.to_string_lossy())?;
            }
        }
        for (key, value) in &self.variables {
            if let Some(value) = value {
                write!(f, "{}={value:?} ", key.to_string_lossy())?;
            }
        }
        if *name != self.program {
            write!(f, "[{:?}] ", self.program)?;
        }
        write!(f, "{name:?}")?;
        self.arguments.iter().try_for_each(|argument| write!(f, " {argument:?}"))
    }
}
impl Command {
    fn fields(&self, name: &OsString, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct CommandEnv<'a>(&'a Command);
        impl fmt::Debug for CommandEnv<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct("CommandEnv").field("clear", &self.0.cleared).field("vars", &self.0.variables).finish()
            }
        }
        let words: Vec<&OsString> = core::iter::once(name).chain(&self.arguments).collect();
        let mut shown = f.debug_struct("Command");
        shown.field("program", &self.program).field("args", &words);
        if self.cleared || !self.variables.is_empty() {
            shown.field("env", &CommandEnv(self));
        }
        if let Some(directory) = &self.directory {
            shown.field("cwd", &Some(directory));
        }
        self.change.fields(&mut shown);
        for (name, stream) in ["stdin", "stdout", "stderr"].iter().zip(&self.streams) {
            if let Some(stream) = stream {
                shown.field(name, stream);
            }
        }
        shown.field("create_pidfd", &false).finish()
    }
}

impl fmt::Debug for CommandArgs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("CommandArgs").field("inner", &self.inner.as_slice()).finish() }
}
/// A command's arguments.
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
impl fmt::Debug for CommandEnvs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Entries<'a>(crate::collections::btree_map::Iter<'a, OsString, Option<OsString>>);
        impl fmt::Debug for Entries<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.0.clone()).finish() }
        }
        f.debug_struct("CommandEnvs").field("iter", &Entries(self.inner.clone())).finish()
    }
}
