//! Names of functions, out of their symbols in Rust's mangling v0 (RFC 2603): what a reader of a back trace wants to see. Hashes of crates
//! are left out, and so are lifetimes. A symbol that is not understood is shown as it is.
use core::fmt::{self, Write};

/// Shows the function that a symbol names.
pub struct Demangled<'a>(pub &'a str);
impl fmt::Display for Demangled<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(text) = self.0.strip_prefix("_R").filter(|t| t.is_ascii()) else { return f.write_str(self.0) };
        // Once without output, so that nothing is shown of what turns out to be something else.
        let mut nothing = Nothing;
        let understood = Reader { text: text.as_bytes(), at: 0, depth: 0, out: &mut nothing }.path(true);
        if understood.is_none() {
            return f.write_str(self.0);
        }
        Reader { text: text.as_bytes(), at: 0, depth: 0, out: f }.path(true).ok_or(fmt::Error)
    }
}
struct Nothing;
impl Write for Nothing {
    fn write_str(&mut self, _: &str) -> fmt::Result { Ok(()) }
}

/// Reads a symbol and writes what it means; `None` for what is no symbol, is too deep, or cannot be written.
struct Reader<'a, W: Write> {
    text: &'a [u8],
    at: usize,
    depth: u32,
    out: &'a mut W,
}
impl<W: Write> Reader<'_, W> {
    fn print(&mut self, s: &str) -> Option<()> { self.out.write_str(s).ok() }
    fn next(&mut self) -> Option<u8> {
        let b = *self.text.get(self.at)?;
        self.at += 1;
        Some(b)
    }
    fn eat(&mut self, b: u8) -> bool {
        let eats = self.text.get(self.at) == Some(&b);
        self.at += usize::from(eats);
        eats
    }
    /// A number to the base of 62, which ends with an underscore.
    fn number(&mut self) -> Option<u64> {
        let mut n = 0u64;
        if self.eat(b'_') {
            return Some(0);
        }
        loop {
            let digit = match self.next()? {
                b @ b'0'..=b'9' => b - b'0',
                b @ b'a'..=b'z' => b - b'a' + 10,
                b @ b'A'..=b'Z' => b - b'A' + 36,
                b'_' => return n.checked_add(1),
                _ => return None,
            };
            n = n.checked_mul(62)?.checked_add(u64::from(digit))?;
        }
    }
    /// A number that tells equal names apart; 0 if there is none.
    fn disambiguator(&mut self) -> Option<u64> { if self.eat(b's') { self.number()?.checked_add(1) } else { Some(0) } }
    fn identifier(&mut self) -> Option<()> {
        let coded = self.eat(b'u');
        let mut length = 0usize;
        if !self.eat(b'0') {
            while let Some(b @ b'0'..=b'9') = self.text.get(self.at) {
                length = length.checked_mul(10)?.checked_add(usize::from(b - b'0'))?;
                self.at += 1;
            }
        }
        self.eat(b'_');
        let bytes = self.text.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        if coded {
            self.print("punycode{")?;
        }
        self.out.write_str(core::str::from_utf8(bytes).ok()?).ok()?;
        if coded { self.print("}") } else { Some(()) }
    }
    fn nested<R>(&mut self, f: impl FnOnce(&mut Self) -> Option<R>) -> Option<R> {
        const DEEPEST: u32 = 100;
        if self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        let r = f(self);
        self.depth -= 1;
        r
    }
    /// Goes on at an earlier place, then comes back.
    fn back<R>(&mut self, f: impl FnOnce(&mut Self) -> Option<R>) -> Option<R> {
        let here = self.at - 1;
        let to = usize::try_from(self.number()?).ok()?;
        if to >= here {
            return None;
        }
        let after = core::mem::replace(&mut self.at, to);
        let r = self.nested(f);
        self.at = after;
        r
    }
    /// Reads without writing.
    fn silently(&mut self, f: impl FnOnce(&mut Reader<'_, Nothing>) -> Option<()>) -> Option<()> {
        let mut quiet = Reader { text: self.text, at: self.at, depth: self.depth, out: &mut Nothing };
        f(&mut quiet)?;
        self.at = quiet.at;
        Some(())
    }
    /// A path; that of a value has `::` before its generic arguments.
    fn path(&mut self, value: bool) -> Option<()> { self.nested(|r| r.path_inner(value)) }
    fn path_inner(&mut self, value: bool) -> Option<()> {
        match self.next()? {
            b'C' => {
                self.disambiguator()?;
                self.identifier()
            }
            b'N' => {
                let space = self.next()?;
                self.path(value)?;
                let number = self.disambiguator()?;
                match space {
                    b'a'..=b'z' => {
                        self.print("::")?;
                        self.identifier()
                    }
                    _ => {
                        self.print(match space { b'C' => "::{closure", b'S' => "::{shim:", _ => "::{other:" })?;
                        self.identifier()?;
                        write!(self.out, "#{number}}}").ok()
                    }
                }
            }
            kind @ (b'M' | b'X') => {
                // Where the impl stands says less than what it is for.
                self.disambiguator()?;
                self.silently_path()?;
                self.qualified(kind == b'X')
            }
            b'Y' => self.qualified(true),
            b'I' => {
                self.path(value)?;
                self.print(if value { "::<" } else { "<" })?;
                self.list(Self::generic_argument)?;
                self.print(">")
            }
            b'B' => self.back(|r| r.path(value)),
            _ => None,
        }
    }
    fn silently_path(&mut self) -> Option<()> { self.silently(|r| r.path(false)) }
    fn qualified(&mut self, has_trait: bool) -> Option<()> {
        self.print("<")?;
        self.kind()?;
        if has_trait {
            self.print(" as ")?;
            self.path(false)?;
        }
        self.print(">")
    }
    /// Items up to `E`, with commas; how many.
    fn list(&mut self, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<usize> {
        let mut count = 0;
        while !self.eat(b'E') {
            if count != 0 {
                self.print(", ")?;
            }
            item(self)?;
            count += 1;
        }
        Some(count)
    }
    fn generic_argument(&mut self) -> Option<()> {
        match self.text.get(self.at)? {
            b'L' => {
                self.at += 1;
                self.number()?;
                self.print("'_")
            }
            b'K' => {
                self.at += 1;
                self.constant()
            }
            _ => self.kind(),
        }
    }
    /// A type.
    fn kind(&mut self) -> Option<()> { self.nested(Self::kind_inner) }
    fn kind_inner(&mut self) -> Option<()> {
        let tag = self.next()?;
        if let Some(name) = primitive(tag) {
            return self.print(name);
        }
        match tag {
            b'A' => {
                self.print("[")?;
                self.kind()?;
                self.print("; ")?;
                self.constant()?;
                self.print("]")
            }
            b'S' => {
                self.print("[")?;
                self.kind()?;
                self.print("]")
            }
            b'T' => {
                self.print("(")?;
                if self.list(Self::kind)? == 1 {
                    self.print(",")?;
                }
                self.print(")")
            }
            b'R' | b'Q' => {
                if self.eat(b'L') {
                    self.number()?;
                }
                self.print(if tag == b'R' { "&" } else { "&mut " })?;
                self.kind()
            }
            b'P' | b'O' => {
                self.print(if tag == b'P' { "*const " } else { "*mut " })?;
                self.kind()
            }
            b'F' => self.function(),
            b'D' => {
                self.print("dyn ")?;
                self.binder()?;
                let mut first = true;
                while !self.eat(b'E') {
                    if !first {
                        self.print(" + ")?;
                    }
                    first = false;
                    self.bound()?;
                }
                if !self.eat(b'L') {
                    return None;
                }
                self.number().map(drop)
            }
            b'B' => self.back(Self::kind),
            _ => {
                self.at -= 1;
                self.path(false)
            }
        }
    }
    fn binder(&mut self) -> Option<()> {
        if self.eat(b'G') {
            self.number()?;
        }
        Some(())
    }
    fn function(&mut self) -> Option<()> {
        self.binder()?;
        if self.eat(b'U') {
            self.print("unsafe ")?;
        }
        if self.eat(b'K') {
            self.print("extern \"")?;
            if self.eat(b'C') { self.print("C")? } else { self.identifier()? }
            self.print("\" ")?;
        }
        self.print("fn(")?;
        self.list(Self::kind)?;
        self.print(")")?;
        if self.eat(b'u') {
            return Some(());
        }
        self.print(" -> ")?;
        self.kind()
    }
    /// A trait of a `dyn`, with the types it is bound to.
    fn bound(&mut self) -> Option<()> {
        self.path(false)?;
        while self.eat(b'p') {
            self.print("<")?;
            self.identifier()?;
            self.print(" = ")?;
            self.kind()?;
            self.print(">")?;
        }
        Some(())
    }
    /// A constant; of those that are no plain number only the outline is shown.
    fn constant(&mut self) -> Option<()> {
        if self.eat(b'B') {
            return self.back(Self::constant);
        }
        if self.eat(b'p') {
            return self.print("_");
        }
        let kind = self.next()?;
        primitive(kind)?;
        if self.eat(b'n') {
            self.print("-")?;
        }
        let start = self.at;
        while self.next()? != b'_' {}
        let digits = core::str::from_utf8(self.text.get(start..self.at - 1)?).ok()?;
        match (kind, u64::from_str_radix(digits, 16)) {
            (b'b', Ok(n)) => self.print(if n == 0 { "false" } else { "true" }),
            (_, Ok(n)) => write!(self.out, "{n}").ok(),
            (_, Err(_)) => write!(self.out, "0x{digits}").ok(),
        }
    }
}
fn primitive(tag: u8) -> Option<&'static str> {
    Some(match tag {
        b'a' => "i8",
        b'b' => "bool",
        b'c' => "char",
        b'd' => "f64",
        b'e' => "str",
        b'f' => "f32",
        b'h' => "u8",
        b'i' => "isize",
        b'j' => "usize",
        b'l' => "i32",
        b'm' => "u32",
        b'n' => "i128",
        b'o' => "u128",
        b'p' => "_",
        b's' => "i16",
        b't' => "u16",
        b'u' => "()",
        b'v' => "...",
        b'x' => "i64",
        b'y' => "u64",
        b'z' => "!",
        _ => return None,
    })
}
