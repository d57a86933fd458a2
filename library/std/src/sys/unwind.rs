//! Unwinding over libgcc: raising, catching, and the personality routine, which reads the
//! language-specific data area (call-site table) of a frame and says where to land. The format
//! is that of GCC's `.gcc_except_table`; actions of type zero are cleanups, others catch.
use crate::boxed::Box;
use core::any::Any;

#[repr(C)]
struct Exception {
    class: u64,
    cleanup: extern "C" fn(i32, *mut Exception),
    private: [u64; 2],
    canary: *const u8,
    cause: Box<dyn Any + Send>,
}
/// "VRDGRUST": tells our exceptions from those of others.
const CLASS: u64 = u64::from_be_bytes(*b"VRDGRUST");
static CANARY: u8 = 0;

unsafe extern "C-unwind" {
    fn _Unwind_RaiseException(e: *mut Exception) -> i32;
    fn _Unwind_Resume(e: *mut Exception) -> !;
}
unsafe extern "C" {
    fn _Unwind_DeleteException(e: *mut Exception);
    fn _Unwind_GetLanguageSpecificData(c: *mut u8) -> *const u8;
    fn _Unwind_GetIPInfo(c: *mut u8, before: *mut i32) -> usize;
    fn _Unwind_GetRegionStart(c: *mut u8) -> usize;
    fn _Unwind_GetTextRelBase(c: *mut u8) -> usize;
    fn _Unwind_GetDataRelBase(c: *mut u8) -> usize;
    fn _Unwind_SetGR(c: *mut u8, i: i32, v: usize);
    fn _Unwind_SetIP(c: *mut u8, v: usize);
}
extern "C" fn cleanup(_: i32, e: *mut Exception) {
    // SAFETY: a foreign runtime gives the exception up.
    unsafe { drop(Box::from_raw(e)) };
    crate::rt::abort_with("Rust panics must be rethrown");
}
/// Raises an exception that carries a payload.
pub fn raise(cause: Box<dyn Any + Send>) -> i32 {
    let e = Box::into_raw(Box::new(Exception { class: CLASS, cleanup, private: [0; 2], canary: &CANARY, cause }));
    // SAFETY: the exception is fresh.
    unsafe { _Unwind_RaiseException(e) }
}
/// Takes the payload out of what was caught.
///
/// # Safety
/// The pointer must be from the unwinder.
pub unsafe fn take(p: *mut u8) -> Box<dyn Any + Send> {
    let e = p as *mut Exception;
    if (*e).class != CLASS || (*e).canary != &raw const CANARY {
        _Unwind_DeleteException(e);
        crate::rt::abort_with("Rust cannot catch foreign exceptions");
    }
    Box::from_raw(e).cause
}

struct Reader(*const u8);
impl Reader {
    unsafe fn read<T: Copy>(&mut self) -> T {
        let v = (self.0 as *const T).read_unaligned();
        self.0 = self.0.add(size_of::<T>());
        v
    }
    unsafe fn uleb(&mut self) -> u64 {
        let (mut shift, mut r) = (0, 0);
        loop {
            let b: u8 = self.read();
            r |= ((b & 0x7F) as u64) << shift;
            shift += 7;
            if b & 0x80 == 0 {
                return r;
            }
        }
    }
    unsafe fn sleb(&mut self) -> i64 {
        let (mut shift, mut r) = (0u32, 0u64);
        loop {
            let b: u8 = self.read();
            r |= ((b & 0x7F) as u64) << shift;
            shift += 7;
            if b & 0x80 == 0 {
                if shift < 64 && b & 0x40 != 0 {
                    r |= !0 << shift;
                }
                return r as i64;
            }
        }
    }
    unsafe fn offset(&mut self, encoding: u8) -> usize {
        match encoding & 0x0F {
            0x00 | 0x04 | 0x0C => self.read::<u64>() as usize,
            0x01 => self.uleb() as usize,
            0x02 => self.read::<u16>() as usize,
            0x03 => self.read::<u32>() as usize,
            0x09 => self.sleb() as usize,
            0x0A => self.read::<i16>() as usize,
            0x0B => self.read::<i32>() as usize,
            _ => crate::sys::abort(),
        }
    }
    unsafe fn pointer(&mut self, encoding: u8, context: *mut u8) -> usize {
        let at = self.0.addr();
        let v = self.offset(encoding);
        v.wrapping_add(match encoding & 0x70 {
            0x00 => 0,
            0x10 => at,
            0x20 => _Unwind_GetTextRelBase(context),
            0x30 => _Unwind_GetDataRelBase(context),
            0x40 => _Unwind_GetRegionStart(context),
            _ => crate::sys::abort(),
        })
    }
}
enum Action {
    None,
    Cleanup(usize),
    Catch(usize),
    Terminate,
}
unsafe fn find_action(lsda: *const u8, context: *mut u8) -> Action {
    if lsda.is_null() {
        return Action::None;
    }
    let mut before = 0;
    let ip = _Unwind_GetIPInfo(context, &mut before);
    let ip = if before != 0 { ip } else { ip - 1 };
    let func = _Unwind_GetRegionStart(context);
    let mut r = Reader(lsda);
    let enc: u8 = r.read();
    let pads = if enc != 0xFF { r.pointer(enc, context) } else { func };
    let tt: u8 = r.read();
    if tt != 0xFF {
        r.uleb();
    }
    let cs: u8 = r.read();
    let len = r.uleb() as usize;
    let actions = r.0.add(len);
    while r.0 < actions {
        let start = r.offset(cs);
        let size = r.offset(cs);
        let pad = r.offset(cs);
        let action = r.uleb();
        if ip < func.wrapping_add(start) {
            break;
        }
        if ip < func.wrapping_add(start).wrapping_add(size) {
            if pad == 0 {
                return Action::None;
            }
            let pad = pads.wrapping_add(pad);
            if action == 0 {
                return Action::Cleanup(pad);
            }
            let t = Reader(actions.add(action as usize - 1)).sleb();
            return if t == 0 { Action::Cleanup(pad) } else if t > 0 { Action::Catch(pad) } else { Action::Terminate };
        }
    }
    Action::Terminate
}
/// The personality routine of all frames.
#[lang = "eh_personality"]
unsafe extern "C" fn rust_eh_personality(version: i32, actions: i32, _class: u64, exception: *mut Exception, context: *mut u8) -> i32 {
    const SEARCH: i32 = 1;
    if version != 1 {
        return 3;
    }
    let action = find_action(_Unwind_GetLanguageSpecificData(context), context);
    if actions & SEARCH != 0 {
        return match action {
            Action::None | Action::Cleanup(_) => 8,
            Action::Catch(_) => 6,
            Action::Terminate => 3,
        };
    }
    match action {
        Action::None => 8,
        Action::Cleanup(pad) | Action::Catch(pad) => {
            _Unwind_SetGR(context, 0, exception.addr());
            _Unwind_SetGR(context, 1, 0);
            _Unwind_SetIP(context, pad);
            7
        }
        Action::Terminate => 2,
    }
}
const _: unsafe extern "C-unwind" fn(*mut Exception) -> ! = _Unwind_Resume;
