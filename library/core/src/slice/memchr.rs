//! Search for a byte, two words at a time.

const LO: usize = usize::MAX / 255;
const HI: usize = LO * 128;
const WORD: usize = size_of::<usize>();

#[inline]
const fn has_zero(x: usize) -> bool { x.wrapping_sub(LO) & !x & HI != 0 }

/// The first position of a byte.
#[inline]
#[must_use]
pub const fn memchr(x: u8, text: &[u8]) -> Option<usize> {
    if text.len() < 2 * WORD {
        let mut i = 0;
        while i < text.len() {
            if text[i] == x {
                return Some(i);
            }
            i += 1;
        }
        return None;
    }
    long(x, text)
}
const fn long(x: u8, text: &[u8]) -> Option<usize> {
    let len = text.len();
    let ptr = text.as_ptr();
    let repeated = LO * x as usize;
    let mut i = 0;
    while i + 2 * WORD <= len {
        // SAFETY: within the slice; the reads are unaligned.
        let (u, v) = unsafe { ((ptr.add(i) as *const usize).read_unaligned(), (ptr.add(i + WORD) as *const usize).read_unaligned()) };
        if has_zero(u ^ repeated) || has_zero(v ^ repeated) {
            break;
        }
        i += 2 * WORD;
    }
    while i < len {
        if text[i] == x {
            return Some(i);
        }
        i += 1;
    }
    None
}
/// The last position of a byte.
#[must_use]
pub fn memrchr(x: u8, text: &[u8]) -> Option<usize> {
    let ptr = text.as_ptr();
    let repeated = LO * x as usize;
    let mut end = text.len();
    while end >= 2 * WORD {
        // SAFETY: within the slice; the reads are unaligned.
        let (u, v) = unsafe { ((ptr.add(end - 2 * WORD) as *const usize).read_unaligned(), (ptr.add(end - WORD) as *const usize).read_unaligned()) };
        if has_zero(u ^ repeated) || has_zero(v ^ repeated) {
            break;
        }
        end -= 2 * WORD;
    }
    while end > 0 {
        end -= 1;
        if text[end] == x {
            return Some(end);
        }
    }
    None
}
