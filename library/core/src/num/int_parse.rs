//! Digits of integers.

/// The value of an ASCII digit of a base.
#[inline(always)]
pub(super) const fn digit(c: u8, radix: u32) -> Option<u32> {
    let d = if c <= b'9' || radix <= 10 {
        (c as u32).wrapping_sub('0' as u32)
    } else {
        let letter = ((c | 0x20) as u32).wrapping_sub('a' as u32);
        if letter < 26 { letter + 10 } else { return None }
    };
    if d < radix { Some(d) } else { None }
}

#[cold]
#[track_caller]
pub(super) const fn radix_panic(_radix: u32) -> ! {
    panic!("from_ascii_radix: radix must lie in the range `[2, 36]`")
}
