//! Which function an address belongs to: by the symbol table of the executable, which is read from its file when it is first asked
//! for, and for shared libraries by what the dynamic linker knows.
use super::demangle::Demangled;
use super::libc;
use crate::fs;
use crate::vec::Vec;
use core::ffi::CStr;
use core::fmt;

/// The functions of the executable by address, as long as its symbols have not been stripped.
pub struct Symbols {
    file: Vec<u8>,
    /// Where each begins and ends, and where its name is in the file.
    functions: Vec<(usize, usize, usize)>,
    /// What is added to addresses of the file.
    base: usize,
}

#[repr(C)]
struct Information {
    file: *const libc::c_char,
    start: *mut libc::c_void,
    symbol: *const libc::c_char,
    address: *mut libc::c_void,
}
#[repr(C)]
struct Module {
    base: usize,
}
unsafe extern "C" {
    fn dladdr(address: *const libc::c_void, information: *mut Information) -> i32;
    fn dl_iterate_phdr(callback: extern "C" fn(*const Module, usize, *mut libc::c_void) -> i32, data: *mut libc::c_void) -> i32;
}
/// Where the executable lies: the linker tells of it first.
fn base() -> usize {
    extern "C" fn first(module: *const Module, _: usize, data: *mut libc::c_void) -> i32 {
        // SAFETY: the linker's module, and the number below.
        unsafe { *(data as *mut usize) = (*module).base };
        1
    }
    let mut base = 0usize;
    // SAFETY: the callback writes the number.
    unsafe { dl_iterate_phdr(first, &raw mut base as *mut _) };
    base
}

impl Symbols {
    /// Those of the running executable; none if its file cannot be read.
    pub fn load() -> Symbols {
        let mut symbols = Symbols { file: fs::read("/proc/self/exe").unwrap_or_default(), functions: Vec::new(), base: base() };
        symbols.functions = symbols.read().unwrap_or_default();
        symbols.functions.sort_unstable();
        symbols
    }
    fn number<const N: usize>(&self, at: usize) -> Option<usize> {
        let mut bytes = [0; 8];
        bytes[..N].copy_from_slice(self.file.get(at..at.checked_add(N)?)?);
        Some(u64::from_le_bytes(bytes) as usize)
    }
    /// Reads the symbol table (ELF, 64 bits, little-endian).
    fn read(&self) -> Option<Vec<(usize, usize, usize)>> {
        const SYMBOL_TABLE: usize = 2;
        const FUNCTION: usize = 2;
        const ENTRY: usize = 24;
        let (sections, size, count) = (self.number::<8>(40)?, self.number::<2>(58)?, self.number::<2>(60)?);
        let header = |i: usize| sections + i * size;
        let table = (0..count).map(header).find(|&h| self.number::<4>(h + 4) == Some(SYMBOL_TABLE))?;
        let names = self.number::<8>(header(self.number::<4>(table + 40)?) + 24)?;
        let (start, length) = (self.number::<8>(table + 24)?, self.number::<8>(table + 32)?);
        let mut functions = Vec::new();
        for entry in (start..start.checked_add(length)?).step_by(ENTRY) {
            if self.number::<1>(entry + 4)? & 15 == FUNCTION {
                let (low, long) = (self.number::<8>(entry + 8)?, self.number::<8>(entry + 16)?);
                functions.push((low, low + long, names + self.number::<4>(entry)?));
            }
        }
        Some(functions)
    }
    /// The symbol of the function in which an address lies.
    fn symbol(&self, address: usize) -> Option<&str> {
        let wanted = address.checked_sub(self.base)?;
        let after = self.functions.partition_point(|f| f.0 <= wanted);
        let &(_, end, name) = self.functions.get(after.checked_sub(1)?)?;
        if wanted >= end {
            return None;
        }
        CStr::from_bytes_until_nul(self.file.get(name..)?).ok()?.to_str().ok()
    }
    /// Shows the function in which an address lies.
    pub fn show(&self, address: usize, f: &mut dyn fmt::Write) -> fmt::Result {
        if let Some(symbol) = self.symbol(address) {
            return write!(f, "{}", Demangled(symbol));
        }
        // SAFETY: zeros are a value; the linker's names stay.
        unsafe {
            let mut found: Information = core::mem::zeroed();
            if dladdr(address as *const _, &mut found) != 0 && !found.symbol.is_null() {
                if let Ok(symbol) = CStr::from_ptr(found.symbol).to_str() {
                    return write!(f, "{}", Demangled(symbol));
                }
            }
        }
        f.write_str("<unknown>")
    }
}
