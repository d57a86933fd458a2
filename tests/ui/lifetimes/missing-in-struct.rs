#![allow(unused)]
struct Reader { text: &str } //~ ERROR E0106
struct Holder { reader: Other } //~ ERROR E0106
struct Other<'a>(&'a u8);
enum Either { Left(&u8), Right { value: &u8 } } //~ ERROR E0106 //~ ERROR E0106
type Name = &str; //~ ERROR E0106
fn main() {}
