//! Unicode properties of characters.
mod data;
pub use self::data::UNICODE_VERSION;
use self::data::*;

/// A set of scalar values.
pub struct Property {
    index: &'static [u8],
    blocks: &'static [[u64; 4]],
}
impl Property {
    #[inline]
    const fn contains(&self, c: char) -> bool {
        let c = c as usize;
        let chunk = c >> 8;
        let last = self.index.len() - 1;
        let block = self.index[if chunk < last { chunk } else { last }] as usize;
        self.blocks[block][(c >> 6) & 3] >> (c & 63) & 1 != 0
    }
}
/// Alphabetic.
pub const fn alphabetic(c: char) -> bool { ALPHABETIC.contains(c) }
/// Lowercase.
pub const fn lowercase(c: char) -> bool { LOWERCASE.contains(c) }
/// Uppercase.
pub const fn uppercase(c: char) -> bool { UPPERCASE.contains(c) }
/// Number.
pub const fn numeric(c: char) -> bool { NUMERIC.contains(c) }
/// Extends a grapheme.
pub const fn grapheme_extend(c: char) -> bool { c as u32 >= 0x300 && GRAPHEME_EXTEND.contains(c) }
/// Shown as it is by `Debug`.
pub const fn printable(c: char) -> bool { PRINTABLE.contains(c) }
/// White space.
#[inline]
pub const fn white_space(c: char) -> bool {
    matches!(c as u32, 0x85 | 0xA0 | 0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F | 0x205F | 0x3000)
}

fn convert(c: char, table: &[(u32, u32)], multi: &[[u32; 3]]) -> [char; 3] {
    match table.binary_search_by(|&(from, _)| from.cmp(&(c as u32))) {
        Err(_) => [c, '\0', '\0'],
        Ok(i) => {
            let to = table[i].1;
            match char::from_u32(to) {
                Some(to) => [to, '\0', '\0'],
                None => {
                    let m = multi[(to - 0x110000) as usize];
                    // SAFETY: the tables hold scalar values.
                    unsafe { [char::from_u32_unchecked(m[0]), char::from_u32_unchecked(m[1]), char::from_u32_unchecked(m[2])] }
                }
            }
        }
    }
}
/// The lower case of a character, filled up with zeros.
pub fn to_lower(c: char) -> [char; 3] {
    if c.is_ascii() { [c.to_ascii_lowercase(), '\0', '\0'] } else { convert(c, &LOWER, &LOWER_MULTI) }
}
/// The upper case of a character, filled up with zeros.
pub fn to_upper(c: char) -> [char; 3] {
    if c.is_ascii() { [c.to_ascii_uppercase(), '\0', '\0'] } else { convert(c, &UPPER, &UPPER_MULTI) }
}
