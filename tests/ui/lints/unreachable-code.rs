//@ check-pass
#![warn(unreachable_code)]
fn stops() -> ! {
    loop {}
}
fn behind_return(value: u8) -> u8 {
    return value;
    println!("never");
    println!("never told twice");
}
fn behind_call() {
    stops();
    let _value = 1;
}
fn all_arms(value: bool) -> u8 {
    match value {
        true => return 1,
        false => return 2,
    }
    3
}
fn takes(_: u8) {}
fn argument() {
    takes(return);
}
fn loops(value: bool) {
    loop {
        if value {
            break;
        }
    }
    loop {
        continue;
        println!("never");
    }
}
fn panics(value: bool) -> u8 {
    if value {
        panic!("stop");
    }
    1
}
fn main() {
    behind_return(1);
    behind_call();
    all_arms(true);
    argument();
    loops(true);
    panics(false);
}
