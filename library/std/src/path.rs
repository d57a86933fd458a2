//! Paths: bytes between slashes. Components leave out empty parts and `.` except at the start.
use crate::borrow::{Borrow, Cow, ToOwned};
use crate::boxed::Box;
use crate::collections::TryReserveError;
use crate::ffi::{OsStr, OsString, os_str};
use crate::rc::Rc;
use crate::string::String;
use crate::sync::Arc;
use core::cmp::Ordering;
use core::error::Error;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::iter::FusedIterator;
use core::ops::{Deref, DerefMut};

/// The separator.
pub const MAIN_SEPARATOR: char = '/';
/// The separator.
pub const MAIN_SEPARATOR_STR: &str = "/";
/// Whether it separates.
#[must_use]
pub fn is_separator(c: char) -> bool { c == '/' }
/// A prefix of Windows; there are none.
#[derive(Copy, Clone, Debug, Hash, PartialOrd, Ord, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Prefix<'a> { Verbatim(&'a OsStr), VerbatimUNC(&'a OsStr, &'a OsStr), VerbatimDisk(u8), DeviceNS(&'a OsStr), UNC(&'a OsStr, &'a OsStr), Disk(u8) }
impl<'a> Prefix<'a> {
    /// Whether it is verbatim.
    #[must_use]
    pub fn is_verbatim(&self) -> bool { matches!(self, Prefix::Verbatim(_) | Prefix::VerbatimDisk(_) | Prefix::VerbatimUNC(..)) }
}
/// A prefix with its text.
#[derive(Copy, Clone, Debug, Hash, PartialOrd, Ord, PartialEq, Eq)]
pub struct PrefixComponent<'a> { raw: &'a OsStr, parsed: Prefix<'a> }
impl<'a> PrefixComponent<'a> {
    /// The prefix.
    #[must_use]
    pub fn kind(&self) -> Prefix<'a> { self.parsed }
    /// The text.
    #[must_use]
    pub fn as_os_str(&self) -> &'a OsStr { self.raw }
}
/// A part of a path.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)]
pub enum Component<'a> { Prefix(PrefixComponent<'a>), RootDir, CurDir, ParentDir, Normal(&'a OsStr) }
impl<'a> Component<'a> {
    /// The text.
    #[must_use]
    pub fn as_os_str(self) -> &'a OsStr {
        match self { Component::Prefix(p) => p.raw, Component::RootDir => OsStr::new("/"), Component::CurDir => OsStr::new("."), Component::ParentDir => OsStr::new(".."), Component::Normal(p) => p }
    }
}
impl AsRef<OsStr> for Component<'_> { fn as_ref(&self) -> &OsStr { self.as_os_str() } }
impl AsRef<Path> for Component<'_> { fn as_ref(&self) -> &Path { Path::new(self.as_os_str()) } }
/// The parts of a path. `start`: whether the first part is still to come; `root`: whether it is `/`.
#[derive(Clone)]
pub struct Components<'a> { path: &'a [u8], start: bool, root: bool, done: bool }
impl<'a> Components<'a> {
    fn classify(part: &'a [u8]) -> Option<Component<'a>> {
        match part { b"" | b"." => None, b".." => Some(Component::ParentDir), _ => Some(Component::Normal(OsStr::from_slice(part))) }
    }
    fn leading_dot(&self) -> bool { self.start && !self.root && (self.path == b"." || self.path.starts_with(b"./")) }
    /// What is left.
    #[must_use]
    pub fn as_path(&self) -> &'a Path {
        let mut c = self.clone();
        // Trims what gives no component at either end.
        if !c.start || !(c.root || c.leading_dot()) {
            loop {
                let n = c.path.iter().position(|&b| b == b'/');
                let part = &c.path[..n.unwrap_or(c.path.len())];
                if Self::classify(part).is_some() || c.path.is_empty() { break; }
                match n { Some(i) => c.path = &c.path[i + 1..], None => { c.path = &[]; } }
            }
        }
        loop {
            let body = c.body_start();
            let rest = &c.path[body..];
            if rest.is_empty() { break; }
            let i = rest.iter().rposition(|&b| b == b'/').map_or(0, |i| i + 1);
            if Self::classify(&rest[i..]).is_some() { break; }
            let cut = body + if i > 0 { i - 1 } else { 0 };
            c.path = &c.path[..cut];
        }
        Path::new(OsStr::from_slice(c.path))
    }
    /// Where parts after the root or leading dot begin.
    fn body_start(&self) -> usize { if !self.start { 0 } else if self.root { 1 } else if self.leading_dot() { 1 } else { 0 } }
}
impl<'a> Iterator for Components<'a> {
    type Item = Component<'a>;
    fn next(&mut self) -> Option<Component<'a>> {
        if self.done { return None; }
        if self.start {
            let dot = self.leading_dot();
            self.start = false;
            if self.root { self.path = &self.path[1..]; return Some(Component::RootDir); }
            if dot { self.path = &self.path[1..]; return Some(Component::CurDir); }
        }
        while !self.path.is_empty() {
            let n = self.path.iter().position(|&b| b == b'/');
            let part = &self.path[..n.unwrap_or(self.path.len())];
            self.path = match n { Some(i) => &self.path[i + 1..], None => &[] };
            if let Some(c) = Self::classify(part) { return Some(c); }
        }
        self.done = true;
        None
    }
}
impl<'a> DoubleEndedIterator for Components<'a> {
    fn next_back(&mut self) -> Option<Component<'a>> {
        if self.done { return None; }
        loop {
            let body = self.body_start();
            if self.path.len() <= body { break; }
            let rest = &self.path[body..];
            let i = rest.iter().rposition(|&b| b == b'/');
            let part = &rest[i.map_or(0, |i| i + 1)..];
            let cut = body + i.unwrap_or(0);
            let c = Self::classify(part);
            self.path = &self.path[..cut];
            if c.is_some() { return c; }
        }
        self.done = true;
        if self.start {
            if self.root { self.path = &[]; return Some(Component::RootDir); }
            if self.leading_dot() { self.path = &[]; return Some(Component::CurDir); }
        }
        None
    }
}
impl FusedIterator for Components<'_> {}
impl<'a> PartialEq for Components<'a> { fn eq(&self, o: &Self) -> bool { self.clone().eq_iter(o.clone()) } }
impl<'a> Components<'a> { fn eq_iter(self, o: Self) -> bool { Iterator::eq(self, o) } }
impl Eq for Components<'_> {}
impl<'a> PartialOrd for Components<'a> { fn partial_cmp(&self, o: &Self) -> Option<Ordering> { Some(Ord::cmp(self, o)) } }
impl Ord for Components<'_> { fn cmp(&self, o: &Self) -> Ordering { Iterator::cmp(self.clone(), o.clone()) } }
impl AsRef<Path> for Components<'_> { fn as_ref(&self) -> &Path { self.as_path() } }
impl AsRef<OsStr> for Components<'_> { fn as_ref(&self) -> &OsStr { self.as_path().as_os_str() } }
impl fmt::Debug for Components<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct H<'a>(&'a Path);
        impl fmt::Debug for H<'_> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.0.components()).finish() } }
        f.debug_tuple("Components").field(&H(self.as_path())).finish()
    }
}
/// The parts of a path as text.
#[derive(Clone)]
pub struct Iter<'a> { inner: Components<'a> }
impl AsRef<Path> for Iter<'_> { fn as_ref(&self) -> &Path { self.as_path() } }
impl AsRef<OsStr> for Iter<'_> { fn as_ref(&self) -> &OsStr { self.as_path().as_os_str() } }
impl<'a> Iter<'a> {
    /// What is left.
    #[must_use]
    pub fn as_path(&self) -> &'a Path { self.inner.as_path() }
}
impl<'a> Iterator for Iter<'a> { type Item = &'a OsStr; fn next(&mut self) -> Option<&'a OsStr> { self.inner.next().map(Component::as_os_str) } }
impl<'a> DoubleEndedIterator for Iter<'a> { fn next_back(&mut self) -> Option<&'a OsStr> { self.inner.next_back().map(Component::as_os_str) } }
impl FusedIterator for Iter<'_> {}
impl fmt::Debug for Iter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct H<'a>(&'a Path);
        impl fmt::Debug for H<'_> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.0.iter()).finish() } }
        f.debug_tuple("Iter").field(&H(self.as_path())).finish()
    }
}
/// See `Path::ancestors`.
#[derive(Copy, Clone, Debug)]
pub struct Ancestors<'a> { next: Option<&'a Path> }
impl<'a> Iterator for Ancestors<'a> { type Item = &'a Path; fn next(&mut self) -> Option<&'a Path> { let n = self.next; self.next = n.and_then(Path::parent); n } }
impl FusedIterator for Ancestors<'_> {}
/// An owned path.
#[rustc_diagnostic_item = "PathBuf"]
#[derive(Clone, Default)]
pub struct PathBuf { inner: OsString }
/// A path.
#[rustc_diagnostic_item = "Path"]
#[repr(transparent)]
pub struct Path { inner: OsStr }
/// A prefix was not one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StripPrefixError(());
impl fmt::Display for StripPrefixError { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("prefix not found") } }
impl Error for StripPrefixError {}
/// Stem and extension.
fn split_name(name: &OsStr) -> (Option<&OsStr>, Option<&OsStr>) {
    let b = name.as_encoded_bytes();
    if b == b".." { return (Some(name), None); }
    match b.iter().rposition(|&c| c == b'.') { None | Some(0) => (Some(name), None), Some(i) => (Some(OsStr::from_slice(&b[..i])), Some(OsStr::from_slice(&b[i + 1..]))) }
}
impl Path {
    /// Of text.
    pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &Path {
        // SAFETY: the layouts are the same.
        unsafe { &*(s.as_ref() as *const OsStr as *const Path) }
    }
    fn bytes(&self) -> &[u8] { self.inner.as_encoded_bytes() }
    /// The text.
    #[must_use]
    pub fn as_os_str(&self) -> &OsStr { &self.inner }
    /// The text, uniquely.
    pub fn as_mut_os_str(&mut self) -> &mut OsStr { &mut self.inner }
    /// As UTF-8.
    #[must_use]
    pub fn to_str(&self) -> Option<&str> { self.inner.to_str() }
    /// As UTF-8, with replacements.
    #[must_use]
    pub fn to_string_lossy(&self) -> Cow<'_, str> { self.inner.to_string_lossy() }
    /// Owned.
    #[must_use]
    pub fn to_path_buf(&self) -> PathBuf { PathBuf { inner: self.inner.to_os_string() } }
    /// Whether it starts at the root.
    #[must_use]
    pub fn is_absolute(&self) -> bool { self.has_root() }
    /// Whether it does not.
    #[must_use]
    pub fn is_relative(&self) -> bool { !self.is_absolute() }
    /// Whether it starts with a slash.
    #[must_use]
    pub fn has_root(&self) -> bool { self.bytes().first() == Some(&b'/') }
    /// Without the last part.
    #[must_use]
    pub fn parent(&self) -> Option<&Path> {
        let mut c = self.components();
        c.next_back().and_then(|p| match p { Component::Normal(_) | Component::CurDir | Component::ParentDir => Some(c.as_path()), _ => None })
    }
    /// This and all parents.
    pub fn ancestors(&self) -> Ancestors<'_> { Ancestors { next: Some(self) } }
    /// The last part.
    #[must_use]
    pub fn file_name(&self) -> Option<&OsStr> { match self.components().next_back() { Some(Component::Normal(p)) => Some(p), _ => None } }
    /// The rest behind a prefix.
    pub fn strip_prefix<P: AsRef<Path>>(&self, base: P) -> Result<&Path, StripPrefixError> {
        let mut a = self.components();
        let mut b = base.as_ref().components();
        loop {
            let before = a.clone();
            match (a.next(), b.next()) { (Some(x), Some(y)) if x == y => {} (_, None) => return Ok(before.as_path()), _ => return Err(StripPrefixError(())) }
        }
    }
    /// Whether it starts with those parts.
    #[must_use]
    pub fn starts_with<P: AsRef<Path>>(&self, base: P) -> bool { self.strip_prefix(base).is_ok() }
    /// Whether it ends with those parts.
    #[must_use]
    pub fn ends_with<P: AsRef<Path>>(&self, child: P) -> bool {
        let mut a = self.components().rev();
        for y in child.as_ref().components().rev() { if a.next() != Some(y) { return false; } }
        true
    }
    /// The last part without extension.
    #[must_use]
    pub fn file_stem(&self) -> Option<&OsStr> { self.file_name().and_then(|n| split_name(n).0) }
    /// The last part up to its first dot.
    #[must_use]
    pub fn file_prefix(&self) -> Option<&OsStr> {
        self.file_name().map(|n| { let b = n.as_encoded_bytes(); if b == b".." { return n; } match b.iter().skip(1).position(|&c| c == b'.') { Some(i) => OsStr::from_slice(&b[..i + 1]), None => n } })
    }
    /// The extension.
    #[must_use]
    pub fn extension(&self) -> Option<&OsStr> { self.file_name().and_then(|n| split_name(n).1) }
    /// With more parts.
    #[must_use]
    pub fn join<P: AsRef<Path>>(&self, path: P) -> PathBuf { let mut b = self.to_path_buf(); b.push(path); b }
    /// With another last part.
    #[must_use]
    pub fn with_file_name<S: AsRef<OsStr>>(&self, name: S) -> PathBuf { let mut b = self.to_path_buf(); b.set_file_name(name); b }
    /// With another extension.
    #[must_use]
    pub fn with_extension<S: AsRef<OsStr>>(&self, ext: S) -> PathBuf { let mut b = self.to_path_buf(); b.set_extension(ext); b }
    /// With one more extension.
    #[must_use]
    pub fn with_added_extension<S: AsRef<OsStr>>(&self, ext: S) -> PathBuf { let mut b = self.to_path_buf(); b.add_extension(ext); b }
    /// The parts.
    pub fn components(&self) -> Components<'_> { Components { path: self.bytes(), start: true, root: self.has_root(), done: false } }
    /// The parts as text.
    pub fn iter(&self) -> Iter<'_> { Iter { inner: self.components() } }
    /// For showing.
    #[must_use]
    pub fn display(&self) -> Display<'_> { Display { inner: self.inner.display() } }
    /// Owned.
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_path_buf(self: Box<Path>) -> PathBuf {
        // SAFETY: the layouts are the same.
        PathBuf { inner: unsafe { Box::from_raw(Box::into_raw(self) as *mut OsStr) }.into_os_string() }
    }
    /// Whether there is something.
    #[must_use]
    pub fn exists(&self) -> bool { crate::fs::metadata(self).is_ok() }
    /// Whether there is something, or an error.
    pub fn try_exists(&self) -> crate::io::Result<bool> { crate::fs::exists(self) }
    /// Whether it is a file.
    #[must_use]
    pub fn is_file(&self) -> bool { crate::fs::metadata(self).map(|m| m.is_file()).unwrap_or(false) }
    /// Whether it is a directory.
    #[must_use]
    pub fn is_dir(&self) -> bool { crate::fs::metadata(self).map(|m| m.is_dir()).unwrap_or(false) }
    /// Whether it is a symbolic link.
    #[must_use]
    pub fn is_symlink(&self) -> bool { crate::fs::symlink_metadata(self).map(|m| m.is_symlink()).unwrap_or(false) }
    /// What is known.
    pub fn metadata(&self) -> crate::io::Result<crate::fs::Metadata> { crate::fs::metadata(self) }
    /// What is known, of a link itself.
    pub fn symlink_metadata(&self) -> crate::io::Result<crate::fs::Metadata> { crate::fs::symlink_metadata(self) }
    /// Absolute and without links.
    pub fn canonicalize(&self) -> crate::io::Result<PathBuf> { crate::fs::canonicalize(self) }
    /// Where a link points.
    pub fn read_link(&self) -> crate::io::Result<PathBuf> { crate::fs::read_link(self) }
    /// What is in a directory.
    pub fn read_dir(&self) -> crate::io::Result<crate::fs::ReadDir> { crate::fs::read_dir(self) }
}
/// See `Path::display`.
pub struct Display<'a> { inner: os_str::Display<'a> }
impl fmt::Display for Display<'_> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&self.inner, f) } }
impl fmt::Debug for Display<'_> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.inner, f) } }
/// Absolute, without asking the system.
pub fn absolute<P: AsRef<Path>>(path: P) -> crate::io::Result<PathBuf> {
    let p = path.as_ref();
    if p.as_os_str().is_empty() { return Err(crate::io::Error::message(crate::io::ErrorKind::InvalidInput, "cannot make an empty path absolute")); }
    let mut out = if p.has_root() { PathBuf::new() } else { crate::env::current_dir()? };
    out.extend(p.components().filter(|c| *c != Component::CurDir));
    Ok(out)
}
impl PathBuf {
    /// Empty.
    #[must_use]
    pub const fn new() -> PathBuf { PathBuf { inner: OsString::new() } }
    /// With room.
    #[must_use]
    pub fn with_capacity(n: usize) -> PathBuf { PathBuf { inner: OsString::with_capacity(n) } }
    /// Makes room.
    pub fn try_reserve(&mut self, n: usize) -> Result<(), TryReserveError> { self.inner.try_reserve(n) }
    /// Makes room for just so many bytes.
    pub fn reserve_exact(&mut self, n: usize) { self.inner.reserve_exact(n) }
    /// Makes room for just so many bytes.
    pub fn try_reserve_exact(&mut self, n: usize) -> Result<(), TryReserveError> { self.inner.try_reserve_exact(n) }
    /// Gives back unused memory beyond a size.
    pub fn shrink_to(&mut self, min: usize) { self.inner.shrink_to(min) }
    /// A path that is never freed.
    pub fn leak<'a>(self) -> &'a mut Path {
        // SAFETY: the layouts are the same.
        unsafe { &mut *(self.inner.leak() as *mut OsStr as *mut Path) }
    }
    /// The path.
    #[must_use]
    pub fn as_path(&self) -> &Path { self }
    /// Appends parts; an absolute path replaces.
    #[rustc_confusables("append", "put")]
    pub fn push<P: AsRef<Path>>(&mut self, path: P) {
        let p = path.as_ref();
        if p.is_absolute() { self.inner.clear(); } else if !self.inner.is_empty() && !self.inner.as_encoded_bytes().ends_with(b"/") { self.inner.push("/"); }
        self.inner.push(p.as_os_str());
    }
    /// Removes the last part.
    pub fn pop(&mut self) -> bool { match self.parent().map(|p| p.as_os_str().len()) { Some(n) => { self.inner.truncate(n); true } None => false } }
    /// Replaces the last part.
    pub fn set_file_name<S: AsRef<OsStr>>(&mut self, name: S) { if self.file_name().is_some() { self.pop(); } self.push(Path::new(name.as_ref())); }
    fn stem_end(&self) -> Option<usize> {
        let stem = self.file_stem()?.as_encoded_bytes();
        Some(stem.as_ptr().addr() + stem.len() - self.inner.as_encoded_bytes().as_ptr().addr())
    }
    /// Replaces the extension.
    pub fn set_extension<S: AsRef<OsStr>>(&mut self, ext: S) -> bool {
        let Some(end) = self.stem_end() else { return false };
        self.inner.truncate(end);
        let ext = ext.as_ref();
        if !ext.is_empty() { self.inner.push("."); self.inner.push(ext); }
        true
    }
    /// Adds an extension.
    pub fn add_extension<S: AsRef<OsStr>>(&mut self, ext: S) -> bool {
        let Some(name) = self.file_name() else { return false };
        let name = name.as_encoded_bytes();
        let end = name.as_ptr().addr() + name.len() - self.inner.as_encoded_bytes().as_ptr().addr();
        let ext = ext.as_ref();
        if !ext.is_empty() { self.inner.truncate(end); self.inner.push("."); self.inner.push(ext); }
        true
    }
    /// The text.
    #[must_use]
    pub fn into_os_string(self) -> OsString { self.inner }
    /// The text.
    pub fn as_mut_os_string(&mut self) -> &mut OsString { &mut self.inner }
    /// As a box.
    #[must_use]
    pub fn into_boxed_path(self) -> Box<Path> {
        // SAFETY: the layouts are the same.
        unsafe { Box::from_raw(Box::into_raw(self.inner.into_boxed_os_str()) as *mut Path) }
    }
    /// How many bytes fit.
    #[must_use]
    pub fn capacity(&self) -> usize { self.inner.capacity() }
    /// Removes everything.
    pub fn clear(&mut self) { self.inner.clear() }
    /// Makes room.
    pub fn reserve(&mut self, n: usize) { self.inner.reserve(n) }
    /// Gives back unused memory.
    pub fn shrink_to_fit(&mut self) { self.inner.shrink_to_fit() }
}
impl Deref for PathBuf { type Target = Path; fn deref(&self) -> &Path { Path::new(&self.inner) } }
impl DerefMut for PathBuf {
    fn deref_mut(&mut self) -> &mut Path {
        // SAFETY: the layouts are the same.
        unsafe { &mut *(&mut *self.inner as *mut OsStr as *mut Path) }
    }
}
impl fmt::Debug for Path { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.inner, f) } }
impl fmt::Debug for PathBuf { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&**self, f) } }
impl PartialEq for Path { fn eq(&self, o: &Path) -> bool { self.components() == o.components() } }
impl Eq for Path {}
impl PartialOrd for Path { fn partial_cmp(&self, o: &Path) -> Option<Ordering> { Some(self.cmp(o)) } }
impl Ord for Path { fn cmp(&self, o: &Path) -> Ordering { Ord::cmp(&self.components(), &o.components()) } }
impl Hash for Path { fn hash<H: Hasher>(&self, h: &mut H) { for c in self.components() { c.hash(h); } } }
impl PartialEq for PathBuf { fn eq(&self, o: &PathBuf) -> bool { **self == **o } }
impl Eq for PathBuf {}
impl PartialOrd for PathBuf { fn partial_cmp(&self, o: &PathBuf) -> Option<Ordering> { Some(self.cmp(o)) } }
impl Ord for PathBuf { fn cmp(&self, o: &PathBuf) -> Ordering { (**self).cmp(&**o) } }
impl Hash for PathBuf { fn hash<H: Hasher>(&self, h: &mut H) { (**self).hash(h) } }
macro_rules! equal {
    ($([$($l:tt)*] $a:ty, $b:ty;)*) => {$(
        impl<$($l)*> PartialEq<$b> for $a { fn eq(&self, o: &$b) -> bool { <Path as PartialEq>::eq(self.as_ref(), o.as_ref()) } }
        impl<$($l)*> PartialEq<$a> for $b { fn eq(&self, o: &$a) -> bool { <Path as PartialEq>::eq(self.as_ref(), o.as_ref()) } }
    )*};
}
macro_rules! compared {
    ($([$($l:tt)*] $a:ty, $b:ty;)*) => {$(
        equal! { [$($l)*] $a, $b; }
        impl<$($l)*> PartialOrd<$b> for $a { fn partial_cmp(&self, o: &$b) -> Option<Ordering> { <Path as PartialOrd>::partial_cmp(self.as_ref(), o.as_ref()) } }
        impl<$($l)*> PartialOrd<$a> for $b { fn partial_cmp(&self, o: &$a) -> Option<Ordering> { <Path as PartialOrd>::partial_cmp(self.as_ref(), o.as_ref()) } }
    )*};
}
equal! { [] Path, str; [] PathBuf, str; [] PathBuf, String; [] Path, String; ['a] PathBuf, &'a str; }
compared! {
    [] PathBuf, Path; ['a] PathBuf, &'a Path; ['a] Cow<'a, Path>, Path; ['a, 'b] Cow<'a, Path>, &'b Path; ['a] Cow<'a, Path>, PathBuf;
    [] PathBuf, OsStr; ['a] PathBuf, &'a OsStr; [] Path, OsStr; ['a] Path, &'a OsStr; ['a] &'a Path, OsStr;
    ['a] Path, Cow<'a, OsStr>; ['a] PathBuf, Cow<'a, OsStr>; ['a, 'b] &'b Path, Cow<'a, OsStr>;
    [] PathBuf, OsString; [] Path, OsString; ['a] &'a Path, OsString;
    ['a] Cow<'a, Path>, OsStr; ['a, 'b] Cow<'a, Path>, &'b OsStr; ['a] Cow<'a, Path>, OsString;
}
macro_rules! as_ref {
    ($($t:ty |$s:ident| $e:expr;)*) => { $(impl AsRef<Path> for $t { fn as_ref(&self) -> &Path { let $s = self; $e } })* };
}
as_ref! { Path |s| s; PathBuf |s| s; OsStr |s| Path::new(s); OsString |s| Path::new(&**s); str |s| Path::new(s); String |s| Path::new(&**s); Cow<'_, OsStr> |s| Path::new(&**s); }
impl AsRef<OsStr> for Path { fn as_ref(&self) -> &OsStr { &self.inner } }
impl AsRef<OsStr> for PathBuf { fn as_ref(&self) -> &OsStr { &self.inner } }
impl<T: ?Sized + AsRef<OsStr>> From<&T> for PathBuf { fn from(s: &T) -> PathBuf { PathBuf { inner: s.as_ref().to_os_string() } } }
impl From<OsString> for PathBuf { fn from(s: OsString) -> PathBuf { PathBuf { inner: s } } }
impl From<PathBuf> for OsString { fn from(s: PathBuf) -> OsString { s.inner } }
impl From<String> for PathBuf { fn from(s: String) -> PathBuf { PathBuf { inner: s.into() } } }
impl From<Box<Path>> for PathBuf { fn from(b: Box<Path>) -> PathBuf { b.into_path_buf() } }
impl From<PathBuf> for Box<Path> { fn from(b: PathBuf) -> Box<Path> { b.into_boxed_path() } }
impl From<&Path> for Box<Path> { fn from(p: &Path) -> Box<Path> { p.to_path_buf().into_boxed_path() } }
impl<'a> From<&'a Path> for Cow<'a, Path> { fn from(p: &'a Path) -> Self { Cow::Borrowed(p) } }
impl<'a> From<PathBuf> for Cow<'a, Path> { fn from(p: PathBuf) -> Self { Cow::Owned(p) } }
impl<'a> From<Cow<'a, Path>> for PathBuf { fn from(p: Cow<'a, Path>) -> Self { p.into_owned() } }
macro_rules! shared { ($($t:ident)*) => { $(impl From<&Path> for $t<Path> { fn from(p: &Path) -> Self { let b: $t<OsStr> = $t::from(p.as_os_str());
    // SAFETY: the layouts are the same.
    unsafe { $t::from_raw($t::into_raw(b) as *const Path) } } } impl From<PathBuf> for $t<Path> { fn from(p: PathBuf) -> Self { Self::from(&*p) } })* }; }
shared! { Rc Arc }
impl From<&mut Path> for Rc<Path> { fn from(p: &mut Path) -> Self { Self::from(&*p) } }
impl From<&mut Path> for Arc<Path> { fn from(p: &mut Path) -> Self { Self::from(&*p) } }
impl From<&mut Path> for Box<Path> { fn from(p: &mut Path) -> Self { Self::from(&*p) } }
impl From<Cow<'_, Path>> for Box<Path> { fn from(p: Cow<'_, Path>) -> Self { match p { Cow::Borrowed(p) => Self::from(p), Cow::Owned(p) => Self::from(p) } } }
impl<'a> From<&'a PathBuf> for Cow<'a, Path> { fn from(p: &'a PathBuf) -> Self { Cow::Borrowed(p) } }
impl Clone for Box<Path> { fn clone(&self) -> Self { self.to_path_buf().into_boxed_path() } }
impl Borrow<Path> for PathBuf { fn borrow(&self) -> &Path { self } }
impl ToOwned for Path { type Owned = PathBuf; fn to_owned(&self) -> PathBuf { self.to_path_buf() } }
impl core::str::FromStr for PathBuf { type Err = core::convert::Infallible; fn from_str(s: &str) -> Result<Self, Self::Err> { Ok(s.into()) } }
impl<P: AsRef<Path>> FromIterator<P> for PathBuf { fn from_iter<I: IntoIterator<Item = P>>(i: I) -> PathBuf { let mut b = PathBuf::new(); b.extend(i); b } }
impl<P: AsRef<Path>> Extend<P> for PathBuf { fn extend<I: IntoIterator<Item = P>>(&mut self, i: I) { i.into_iter().for_each(|p| self.push(p.as_ref())) } }
impl<'a> IntoIterator for &'a PathBuf { type Item = &'a OsStr; type IntoIter = Iter<'a>; fn into_iter(self) -> Iter<'a> { self.iter() } }
impl<'a> IntoIterator for &'a Path { type Item = &'a OsStr; type IntoIter = Iter<'a>; fn into_iter(self) -> Iter<'a> { self.iter() } }
