//@ check-pass
//@ edition: 2021
#![warn(static_mut_refs)]
static mut COUNT: u8 = 0;
static mut LIST: Vec<u8> = Vec::new();
fn main() {
    unsafe {
        let _shared = &COUNT;
        let _unique = &mut COUNT;
        let _raw = &raw const COUNT;
        LIST.push(1);
        COUNT += 1;
    }
}
