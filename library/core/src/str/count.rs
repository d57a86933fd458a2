//! Counting code points: bytes that do not continue a sequence, a word at a time.

/// The number of code points.
pub(super) fn count_chars(s: &str) -> usize {
    const WORD: usize = size_of::<usize>();
    const LO: usize = usize::MAX / 255;
    let bytes = s.as_bytes();
    let len = bytes.len();
    let mut total = 0;
    let mut i = 0;
    // Each word adds at most one to each byte lane, so 255 words fit before summing up.
    while i + WORD <= len {
        let mut lanes = 0usize;
        let mut n = 0;
        while n < 255 && i + WORD <= len {
            // SAFETY: within the slice; the read is unaligned.
            let w = unsafe { (bytes.as_ptr().add(i) as *const usize).read_unaligned() };
            lanes += (((!w >> 7) | (w >> 6)) & LO) as usize;
            i += WORD;
            n += 1;
        }
        const PAIRS: usize = usize::MAX / 0xFFFF;
        let even = (lanes & (PAIRS * 0xFF)) + ((lanes >> 8) & (PAIRS * 0xFF));
        total += even.wrapping_mul(PAIRS) >> (usize::BITS - 16);
    }
    while i < len {
        total += (bytes[i] as i8 >= -64) as usize;
        i += 1;
    }
    total
}
