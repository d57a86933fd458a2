#![allow(unused)]
mod config { pub const LIMIT: u32 = 1; pub fn load() {} }
fn main() {
    let limit = config.LIMIT; //~ ERROR E0423
    config.load(); //~ ERROR E0423
}
