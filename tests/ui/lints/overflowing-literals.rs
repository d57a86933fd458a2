// Literals that their type cannot hold.

#![allow(unused_variables, double_negations)]

#[derive(PartialEq)]
#[repr(u8)]
enum Small {
    A = 255,
}

const C: i8 = 128; //~ ERROR overflowing_literals
static S: u16 = 65536; //~ ERROR overflowing_literals

fn takes<T>(_: T) {}

fn integers() {
    let a = 256u8; //~ ERROR overflowing_literals
    let b = 128i8; //~ ERROR overflowing_literals
    let b = -129i8; //~ ERROR overflowing_literals
    let b = -128i8;
    let b = - -128i8; //~ ERROR overflowing_literals
    let b = -(-(129i8)); //~ ERROR overflowing_literals
    let c: u8 = 300; //~ ERROR overflowing_literals
    let c: i8 = 200; //~ ERROR overflowing_literals
    let c: i16 = 40_000; //~ ERROR overflowing_literals
    let c: i64 = 9_223_372_036_854_775_808; //~ ERROR overflowing_literals
    let c: isize = 9_223_372_036_854_775_808; //~ ERROR overflowing_literals
    let c: usize = 18_446_744_073_709_551_616; //~ ERROR overflowing_literals
    let c: i128 = 170141183460469231731687303715884105728; //~ ERROR overflowing_literals
    let c: i128 = -170141183460469231731687303715884105728;
    let d = 3_000_000_000; //~ ERROR overflowing_literals
    let e = -3_000_000_000; //~ ERROR overflowing_literals
    takes::<u8>(1_000); //~ ERROR overflowing_literals
    takes(-(200_i8)); //~ ERROR overflowing_literals
    let f = !300u8; //~ ERROR overflowing_literals
    let g = 2147483648; //~ ERROR overflowing_literals
    let h: u8 = b'x';
}

fn radices() {
    let a = 0xFFi8; //~ ERROR overflowing_literals
    let a: i8 = 0xFF; //~ ERROR overflowing_literals
    let a: i8 = 0b1000_0000; //~ ERROR overflowing_literals
    let a = 0xFFFF_FFFFi32; //~ ERROR overflowing_literals
    let a: i32 = 0x8000_0000; //~ ERROR overflowing_literals
    let a = 0x1_0000u16; //~ ERROR overflowing_literals
    let a: u8 = 0x100; //~ ERROR overflowing_literals
    let a: i8 = 0x1FF; //~ ERROR overflowing_literals
    let a = -0xFFi8; //~ ERROR overflowing_literals
    let a = -0x80i8;
    let a: i8 = 0o777; //~ ERROR overflowing_literals
    let a = 0xFFFF_FFFF_FFFF_FFFFi64; //~ ERROR overflowing_literals
    let a: i128 = 0xFFFF_FFFF_FFFF_FFFF_FFFF_FFFF_FFFF_FFFF; //~ ERROR overflowing_literals
    let a: isize = 0xFFFF_FFFF_FFFF_FFFF; //~ ERROR overflowing_literals
    let a = 0xFFFF_FFFF_FFFFi16; //~ ERROR overflowing_literals
    let a = 0xFi8;
}

fn casts() {
    let a = 300 as u8; //~ ERROR overflowing_literals
    let a = 128 as i8; //~ ERROR overflowing_literals
    let a = -129 as i8; //~ ERROR overflowing_literals
    let a = 0xFF as i8; //~ ERROR overflowing_literals
    let a = 500 as char; //~ ERROR overflowing_literals
    let a = 0xD800 as char; //~ ERROR overflowing_literals
    let a = 0x11_0000 as char; //~ ERROR overflowing_literals
    let a = 97 as char;
    let a = 0x1F980u8 as char; //~ ERROR overflowing_literals
}

fn ranges() {
    for i in 0..256u8 {} //~ ERROR overflowing_literals
    for i in 0u8..256 {} //~ ERROR overflowing_literals
    for i in 0..=256u8 {} //~ ERROR overflowing_literals
    for i in 0..257u8 {} //~ ERROR overflowing_literals
    for i in 0..128i8 {} //~ ERROR overflowing_literals
    let r = 0u8..256; //~ ERROR overflowing_literals
    let s = &[1, 2][0..18_446_744_073_709_551_616]; //~ ERROR overflowing_literals
}

fn floats() {
    let a = 3.5e38_f32; //~ ERROR overflowing_literals
    let a: f32 = 1e39; //~ ERROR overflowing_literals
    let a = 1.8e308; //~ ERROR overflowing_literals
    let a = -1.8e308_f64; //~ ERROR overflowing_literals
    let a: f32 = 3.4e38;
}

fn patterns(x: i8, y: u8) {
    match x {
        -129 => {} //~ ERROR overflowing_literals
        128 => {} //~ ERROR overflowing_literals
        -128..=127 => {}
    }
    if let 256 = y {} //~ ERROR overflowing_literals
}

#[allow(overflowing_literals)]
fn allowed() {
    let a = 256u8;
}

macro_rules! wide {
    ($e:expr) => { $e as u64 + 256u8 as u64 }; //~ ERROR overflowing_literals
}

fn main() {
    let w = wide!(3u8);
    takes::<[u8; 2]>([1, 256]); //~ ERROR overflowing_literals
    let x: u8 = if true { 256 } else { 0 }; //~ ERROR overflowing_literals
}
