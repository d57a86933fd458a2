// A guard must not change what the arms before it have tested.
fn assigned() {
    let mut x = Some(1);
    match x {
        None => {}
        Some(_) if { x = None; false } => {} //~ ERROR E0510
        Some(_) => {}
    }
}

fn borrowed() {
    let mut x = Some(1);
    match x {
        None => {}
        Some(_) if { let r = &mut x; *r = None; false } => {} //~ ERROR E0510
        Some(_) => {}
    }
}

fn main() {}
