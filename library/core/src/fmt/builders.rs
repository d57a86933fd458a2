//! Builders of `Debug` output.
use super::*;
use crate::fmt;

/// Indents every line.
struct PadAdapter<'buf, 'state> {
    buf: &'buf mut (dyn Write + 'buf),
    on_newline: &'state mut bool,
}
impl Write for PadAdapter<'_, '_> {
    fn write_str(&mut self, s: &str) -> Result {
        for s in s.split_inclusive('\n') {
            if *self.on_newline {
                self.buf.write_str("    ")?;
            }
            *self.on_newline = s.ends_with('\n');
            self.buf.write_str(s)?;
        }
        Ok(())
    }
    fn write_char(&mut self, c: char) -> Result {
        if *self.on_newline {
            self.buf.write_str("    ")?;
        }
        *self.on_newline = c == '\n';
        self.buf.write_char(c)
    }
}
/// Calls `f` with an indented formatter of the same options.
fn indented(fmt: &mut Formatter<'_>, on_newline: &mut bool, f: impl FnOnce(&mut Formatter<'_>) -> Result) -> Result {
    let options = fmt.options;
    let mut adapter = PadAdapter { buf: fmt.buf, on_newline };
    f(&mut Formatter { options, buf: &mut adapter })
}

/// See `Formatter::debug_struct`.
#[must_use = "must eventually call `finish()` on Debug builders"]
#[allow(missing_debug_implementations)]
#[rustc_diagnostic_item = "DebugStruct"]
pub struct DebugStruct<'a, 'b: 'a> {
    fmt: &'a mut Formatter<'b>,
    result: Result,
    has_fields: bool,
}
impl<'a, 'b: 'a> DebugStruct<'a, 'b> {
    /// Adds a field.
    pub fn field(&mut self, name: &str, value: &dyn Debug) -> &mut Self { self.field_with(name, |f| value.fmt(f)) }
    /// Adds a field that a function writes.
    #[doc(hidden)]
    pub fn field_with<F: FnOnce(&mut Formatter<'_>) -> Result>(&mut self, name: &str, value_fmt: F) -> &mut Self {
        self.result = self.result.and_then(|_| {
            if self.fmt.alternate() {
                if !self.has_fields {
                    self.fmt.write_str(" {\n")?;
                }
                indented(self.fmt, &mut true, |f| {
                    f.write_str(name)?;
                    f.write_str(": ")?;
                    value_fmt(f)?;
                    f.write_str(",\n")
                })
            } else {
                self.fmt.write_str(if self.has_fields { ", " } else { " { " })?;
                self.fmt.write_str(name)?;
                self.fmt.write_str(": ")?;
                value_fmt(self.fmt)
            }
        });
        self.has_fields = true;
        self
    }
    /// Ends with a sign that there are other fields.
    pub fn finish_non_exhaustive(&mut self) -> Result {
        self.result = self.result.and_then(|_| {
            if !self.has_fields {
                self.fmt.write_str(" { .. }")
            } else if self.fmt.alternate() {
                indented(self.fmt, &mut true, |f| f.write_str("..\n"))?;
                self.fmt.write_str("}")
            } else {
                self.fmt.write_str(", .. }")
            }
        });
        self.result
    }
    /// Ends.
    pub fn finish(&mut self) -> Result {
        if self.has_fields {
            self.result = self.result.and_then(|_| self.fmt.write_str(if self.fmt.alternate() { "}" } else { " }" }));
        }
        self.result
    }
}

/// See `Formatter::debug_tuple`.
#[must_use = "must eventually call `finish()` on Debug builders"]
#[allow(missing_debug_implementations)]
pub struct DebugTuple<'a, 'b: 'a> {
    fmt: &'a mut Formatter<'b>,
    result: Result,
    fields: usize,
    empty_name: bool,
}
impl<'a, 'b: 'a> DebugTuple<'a, 'b> {
    /// Adds a field.
    pub fn field(&mut self, value: &dyn Debug) -> &mut Self { self.field_with(|f| value.fmt(f)) }
    /// Adds a field that a function writes.
    #[doc(hidden)]
    pub fn field_with<F: FnOnce(&mut Formatter<'_>) -> Result>(&mut self, value_fmt: F) -> &mut Self {
        self.result = self.result.and_then(|_| {
            if self.fmt.alternate() {
                if self.fields == 0 {
                    self.fmt.write_str("(\n")?;
                }
                indented(self.fmt, &mut true, |f| {
                    value_fmt(f)?;
                    f.write_str(",\n")
                })
            } else {
                self.fmt.write_str(if self.fields == 0 { "(" } else { ", " })?;
                value_fmt(self.fmt)
            }
        });
        self.fields += 1;
        self
    }
    /// Ends with a sign that there are other fields.
    pub fn finish_non_exhaustive(&mut self) -> Result {
        self.result = self.result.and_then(|_| {
            if self.fields == 0 {
                self.fmt.write_str("(..)")
            } else if self.fmt.alternate() {
                indented(self.fmt, &mut true, |f| f.write_str("..\n"))?;
                self.fmt.write_str(")")
            } else {
                self.fmt.write_str(", ..)")
            }
        });
        self.result
    }
    /// Ends.
    pub fn finish(&mut self) -> Result {
        if self.fields > 0 {
            self.result = self.result.and_then(|_| {
                if self.fields == 1 && self.empty_name && !self.fmt.alternate() {
                    self.fmt.write_str(",")?;
                }
                self.fmt.write_str(")")
            });
        }
        self.result
    }
}

/// What sets and lists have in common.
struct DebugInner<'a, 'b: 'a> {
    fmt: &'a mut Formatter<'b>,
    result: Result,
    has_fields: bool,
}
impl<'a, 'b: 'a> DebugInner<'a, 'b> {
    fn entry_with<F: FnOnce(&mut Formatter<'_>) -> Result>(&mut self, entry_fmt: F) {
        self.result = self.result.and_then(|_| {
            if self.fmt.alternate() {
                if !self.has_fields {
                    self.fmt.write_str("\n")?;
                }
                indented(self.fmt, &mut true, |f| {
                    entry_fmt(f)?;
                    f.write_str(",\n")
                })
            } else {
                if self.has_fields {
                    self.fmt.write_str(", ")?;
                }
                entry_fmt(self.fmt)
            }
        });
        self.has_fields = true;
    }
    fn finish(&mut self, close: &str, rest: bool) -> Result {
        self.result = self.result.and_then(|_| {
            if rest {
                if !self.has_fields {
                    self.fmt.write_str("..")?;
                } else if self.fmt.alternate() {
                    indented(self.fmt, &mut true, |f| f.write_str("..\n"))?;
                } else {
                    self.fmt.write_str(", ..")?;
                }
            }
            self.fmt.write_str(close)
        });
        self.result
    }
}
macro_rules! sequence_builder {
    ($($(#[$doc:meta])* $name:ident $close:literal;)*) => {$(
        $(#[$doc])*
        #[must_use = "must eventually call `finish()` on Debug builders"]
        #[allow(missing_debug_implementations)]
        pub struct $name<'a, 'b: 'a> {
            inner: DebugInner<'a, 'b>,
        }
        impl<'a, 'b: 'a> $name<'a, 'b> {
            /// Adds an entry.
            pub fn entry(&mut self, entry: &dyn Debug) -> &mut Self {
                self.inner.entry_with(|f| entry.fmt(f));
                self
            }
            /// Adds an entry that a function writes.
            #[doc(hidden)]
            pub fn entry_with<F: FnOnce(&mut Formatter<'_>) -> Result>(&mut self, entry_fmt: F) -> &mut Self {
                self.inner.entry_with(entry_fmt);
                self
            }
            /// Adds the entries of an iterator.
            pub fn entries<D: Debug, I: IntoIterator<Item = D>>(&mut self, entries: I) -> &mut Self {
                for entry in entries {
                    self.entry(&entry);
                }
                self
            }
            /// Ends with a sign that there are other entries.
            pub fn finish_non_exhaustive(&mut self) -> Result { self.inner.finish($close, true) }
            /// Ends.
            pub fn finish(&mut self) -> Result { self.inner.finish($close, false) }
        }
    )*};
}
sequence_builder! {
    #[doc = "See `Formatter::debug_set`."] DebugSet "}";
    #[doc = "See `Formatter::debug_list`."] DebugList "]";
}

/// See `Formatter::debug_map`.
#[must_use = "must eventually call `finish()` on Debug builders"]
#[allow(missing_debug_implementations)]
pub struct DebugMap<'a, 'b: 'a> {
    fmt: &'a mut Formatter<'b>,
    result: Result,
    has_fields: bool,
    has_key: bool,
    on_newline: bool,
}
impl<'a, 'b: 'a> DebugMap<'a, 'b> {
    /// Adds an entry.
    pub fn entry(&mut self, key: &dyn Debug, value: &dyn Debug) -> &mut Self { self.key(key).value(value) }
    /// Adds a key.
    pub fn key(&mut self, key: &dyn Debug) -> &mut Self { self.key_with(|f| key.fmt(f)) }
    /// Adds a key that a function writes.
    #[doc(hidden)]
    pub fn key_with<F: FnOnce(&mut Formatter<'_>) -> Result>(&mut self, key_fmt: F) -> &mut Self {
        self.result = self.result.and_then(|_| {
            assert!(!self.has_key, "attempted to begin a new map entry without completing the previous one");
            if self.fmt.alternate() {
                if !self.has_fields {
                    self.fmt.write_str("\n")?;
                }
                self.on_newline = true;
                indented(self.fmt, &mut self.on_newline, |f| {
                    key_fmt(f)?;
                    f.write_str(": ")
                })?;
            } else {
                if self.has_fields {
                    self.fmt.write_str(", ")?;
                }
                key_fmt(self.fmt)?;
                self.fmt.write_str(": ")?;
            }
            self.has_key = true;
            Ok(())
        });
        self
    }
    /// Adds a value.
    pub fn value(&mut self, value: &dyn Debug) -> &mut Self { self.value_with(|f| value.fmt(f)) }
    /// Adds a value that a function writes.
    #[doc(hidden)]
    pub fn value_with<F: FnOnce(&mut Formatter<'_>) -> Result>(&mut self, value_fmt: F) -> &mut Self {
        self.result = self.result.and_then(|_| {
            assert!(self.has_key, "attempted to format a map value before its key");
            if self.fmt.alternate() {
                indented(self.fmt, &mut self.on_newline, |f| {
                    value_fmt(f)?;
                    f.write_str(",\n")
                })?;
            } else {
                value_fmt(self.fmt)?;
            }
            self.has_key = false;
            Ok(())
        });
        self.has_fields = true;
        self
    }
    /// Adds the entries of an iterator.
    pub fn entries<K: Debug, V: Debug, I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) -> &mut Self {
        for (k, v) in entries {
            self.entry(&k, &v);
        }
        self
    }
    /// Ends with a sign that there are other entries.
    pub fn finish_non_exhaustive(&mut self) -> Result {
        self.result = self.result.and_then(|_| {
            assert!(!self.has_key, "attempted to finish a map with a partial entry");
            if !self.has_fields {
                self.fmt.write_str("..}")
            } else if self.fmt.alternate() {
                indented(self.fmt, &mut true, |f| f.write_str("..\n"))?;
                self.fmt.write_str("}")
            } else {
                self.fmt.write_str(", ..}")
            }
        });
        self.result
    }
    /// Ends.
    pub fn finish(&mut self) -> Result {
        self.result = self.result.and_then(|_| {
            assert!(!self.has_key, "attempted to finish a map with a partial entry");
            self.fmt.write_str("}")
        });
        self.result
    }
}

/// See `from_fn`.
#[derive(Copy, Clone)]
pub struct FromFn<F>(F);
/// A value whose formatting is a function.
#[must_use = "returns a type implementing Debug and Display, which do not have any effects unless they are used"]
pub const fn from_fn<F: Fn(&mut Formatter<'_>) -> fmt::Result>(f: F) -> FromFn<F> { FromFn(f) }
impl<F: Fn(&mut Formatter<'_>) -> Result> Debug for FromFn<F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { (self.0)(f) }
}
impl<F: Fn(&mut Formatter<'_>) -> Result> Display for FromFn<F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { (self.0)(f) }
}

macro_rules! struct_helpers {
    ($($name:ident($($n:ident $v:ident),*);)*) => {$(
        /// Called by derives.
        #[doc(hidden)]
        pub fn $name<'b>(&'b mut self, name: &str, $($n: &str, $v: &dyn Debug),*) -> Result {
            let mut b = self.debug_struct(name);
            $(b.field($n, $v);)*
            b.finish()
        }
    )*};
}
macro_rules! tuple_helpers {
    ($($name:ident($($v:ident),*);)*) => {$(
        /// Called by derives.
        #[doc(hidden)]
        pub fn $name<'b>(&'b mut self, name: &str, $($v: &dyn Debug),*) -> Result {
            let mut b = self.debug_tuple(name);
            $(b.field($v);)*
            b.finish()
        }
    )*};
}
impl<'a> Formatter<'a> {
    /// Starts a struct.
    pub fn debug_struct<'b>(&'b mut self, name: &str) -> DebugStruct<'b, 'a> {
        let result = self.write_str(name);
        DebugStruct { fmt: self, result, has_fields: false }
    }
    /// Starts a tuple.
    pub fn debug_tuple<'b>(&'b mut self, name: &str) -> DebugTuple<'b, 'a> {
        let result = self.write_str(name);
        DebugTuple { fmt: self, result, fields: 0, empty_name: name.is_empty() }
    }
    /// Starts a list.
    pub fn debug_list<'b>(&'b mut self) -> DebugList<'b, 'a> {
        let result = self.write_str("[");
        DebugList { inner: DebugInner { fmt: self, result, has_fields: false } }
    }
    /// Starts a set.
    pub fn debug_set<'b>(&'b mut self) -> DebugSet<'b, 'a> {
        let result = self.write_str("{");
        DebugSet { inner: DebugInner { fmt: self, result, has_fields: false } }
    }
    /// Starts a map.
    pub fn debug_map<'b>(&'b mut self) -> DebugMap<'b, 'a> {
        let result = self.write_str("{");
        DebugMap { fmt: self, result, has_fields: false, has_key: false, on_newline: true }
    }
    struct_helpers! {
        debug_struct_field1_finish(n1 v1);
        debug_struct_field2_finish(n1 v1, n2 v2);
        debug_struct_field3_finish(n1 v1, n2 v2, n3 v3);
        debug_struct_field4_finish(n1 v1, n2 v2, n3 v3, n4 v4);
        debug_struct_field5_finish(n1 v1, n2 v2, n3 v3, n4 v4, n5 v5);
    }
    tuple_helpers! {
        debug_tuple_field1_finish(v1);
        debug_tuple_field2_finish(v1, v2);
        debug_tuple_field3_finish(v1, v2, v3);
        debug_tuple_field4_finish(v1, v2, v3, v4);
        debug_tuple_field5_finish(v1, v2, v3, v4, v5);
    }
    /// Called by derives.
    #[doc(hidden)]
    pub fn debug_struct_fields_finish<'b>(&'b mut self, name: &str, names: &[&str], values: &[&dyn Debug]) -> Result {
        let mut b = self.debug_struct(name);
        for (name, value) in names.iter().zip(values) {
            b.field(name, *value);
        }
        b.finish()
    }
    /// Called by derives.
    #[doc(hidden)]
    pub fn debug_tuple_fields_finish<'b>(&'b mut self, name: &str, values: &[&dyn Debug]) -> Result {
        let mut b = self.debug_tuple(name);
        for value in values {
            b.field(*value);
        }
        b.finish()
    }
}
