#![allow(unused)]
fn main() {
    /// about nothing //~ ERROR E0585
}
