#![forbid(unsafe_code)]
fn main() {
    unsafe { std::hint::unreachable_unchecked() } //~ ERROR unsafe_code
}
