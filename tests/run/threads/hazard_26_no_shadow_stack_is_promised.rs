// Hazard 26: switching stacks does not keep a shadow stack, so the executable must not say that it works with one.
use std::fs;

fn main() {
    const PT_GNU_PROPERTY: u32 = 0x6474_E553;
    const FEATURES: u32 = 0xC000_0002;
    const SHADOW_STACK: u32 = 2;
    let file = fs::read("/proc/self/exe").unwrap();
    let u16_at = |at: usize| u16::from_le_bytes(file[at..at + 2].try_into().unwrap()) as usize;
    let u32_at = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap());
    let u64_at = |at: usize| u64::from_le_bytes(file[at..at + 8].try_into().unwrap()) as usize;
    let (table, size, count) = (u64_at(32), u16_at(54), u16_at(56));
    let mut promised = false;
    for header in (0..count).map(|i| table + i * size).filter(|&h| u32_at(h) == PT_GNU_PROPERTY) {
        // A note: the sizes of name and text, the kind, the name "GNU", then properties of eight-byte alignment.
        let (mut at, end) = (u64_at(header + 8) + 16, u64_at(header + 8) + u64_at(header + 32));
        while at + 12 <= end {
            promised |= u32_at(at) == FEATURES && u32_at(at + 8) & SHADOW_STACK != 0;
            at += 8 + (u32_at(at + 4) as usize).next_multiple_of(8);
        }
    }
    assert_eq!(&file[..4], b"\x7fELF");
    println!("promised: {promised}");
}
