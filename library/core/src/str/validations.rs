//! Decoding and checking UTF-8.
use super::Utf8Error;

#[inline]
const fn acc(ch: u32, byte: u8) -> u32 { (ch << 6) | (byte & 0x3F) as u32 }

/// Decodes the next code point.
///
/// # Safety
/// The bytes must be UTF-8.
#[inline]
pub unsafe fn next_code_point<'a, I: Iterator<Item = &'a u8>>(bytes: &mut I) -> Option<u32> {
    let x = *bytes.next()?;
    if x < 128 {
        return Some(x as u32);
    }
    let init = (x & 0x1F) as u32;
    let y = *bytes.next().unwrap_unchecked();
    let mut ch = acc(init, y);
    if x >= 0xE0 {
        let z = *bytes.next().unwrap_unchecked();
        let y_z = acc((y & 0x3F) as u32, z);
        ch = init << 12 | y_z;
        if x >= 0xF0 {
            let w = *bytes.next().unwrap_unchecked();
            ch = (init & 7) << 18 | acc(y_z, w);
        }
    }
    Some(ch)
}
/// Decodes the last code point.
///
/// # Safety
/// The bytes must be UTF-8.
#[inline]
pub(super) unsafe fn next_code_point_reverse<'a, I: DoubleEndedIterator<Item = &'a u8>>(bytes: &mut I) -> Option<u32> {
    let w = *bytes.next_back()?;
    if w < 128 {
        return Some(w as u32);
    }
    let z = *bytes.next_back().unwrap_unchecked();
    let mut ch = (z & 0x1F) as u32;
    if (z as i8) < -64 {
        let y = *bytes.next_back().unwrap_unchecked();
        ch = (y & 0x0F) as u32;
        if (y as i8) < -64 {
            let x = *bytes.next_back().unwrap_unchecked();
            ch = acc((x & 0x07) as u32, y);
        }
        ch = acc(ch, z);
    }
    Some(acc(ch, w))
}

/// The length of a sequence by its first byte; zero for bytes that start none.
#[must_use]
#[inline]
pub const fn utf8_char_width(b: u8) -> usize {
    match b {
        0..=0x7F => 1,
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 0,
    }
}

/// Checks bytes; ASCII two words at a time.
#[inline(always)]
pub(super) const fn run_utf8_validation(v: &[u8]) -> Result<(), Utf8Error> {
    const WORD: usize = size_of::<usize>();
    const HIGH: usize = usize::MAX / 255 * 128;
    let len = v.len();
    let mut index = 0;
    while index < len {
        let old = index;
        macro_rules! err {
            ($n:expr) => { return Err(Utf8Error { valid_up_to: old, error_len: $n }) };
        }
        macro_rules! next {
            () => {{
                index += 1;
                if index >= len {
                    err!(None)
                }
                v[index]
            }};
        }
        let first = v[index];
        if first < 128 {
            if index + 2 * WORD <= len && v[index + 1] < 128 {
                // SAFETY: within the slice; the reads are unaligned.
                unsafe {
                    let p = v.as_ptr();
                    while index + 2 * WORD <= len {
                        let a = (p.add(index) as *const usize).read_unaligned();
                        let b = (p.add(index + WORD) as *const usize).read_unaligned();
                        if (a | b) & HIGH != 0 {
                            break;
                        }
                        index += 2 * WORD;
                    }
                }
                while index < len && v[index] < 128 {
                    index += 1;
                }
            } else {
                index += 1;
            }
            continue;
        }
        match utf8_char_width(first) {
            2 => {
                if next!() as i8 >= -64 {
                    err!(Some(1))
                }
            }
            3 => {
                match (first, next!()) {
                    (0xE0, 0xA0..=0xBF) | (0xE1..=0xEC, 0x80..=0xBF) | (0xED, 0x80..=0x9F) | (0xEE..=0xEF, 0x80..=0xBF) => {}
                    _ => err!(Some(1)),
                }
                if next!() as i8 >= -64 {
                    err!(Some(2))
                }
            }
            4 => {
                match (first, next!()) {
                    (0xF0, 0x90..=0xBF) | (0xF1..=0xF3, 0x80..=0xBF) | (0xF4, 0x80..=0x8F) => {}
                    _ => err!(Some(1)),
                }
                if next!() as i8 >= -64 {
                    err!(Some(2))
                }
                if next!() as i8 >= -64 {
                    err!(Some(3))
                }
            }
            _ => err!(Some(1)),
        }
        index += 1;
    }
    Ok(())
}
