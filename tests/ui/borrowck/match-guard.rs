// A guard does not change what is matched.
#![allow(unused)]

fn main() {
    let mut option = Some(1);
    match option {
        Some(_) if { option = None; false } => {} //~ ERROR E0510
        _ => {}
    }
}
