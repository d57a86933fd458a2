// Literals that their type cannot hold.

#![allow(unused_variables, double_negations)]

#[derive(PartialEq)]
#[repr(u8)]
enum Small {
    A = 255,
}

const C: i8 = 128;
static S: u16 = 65536;

fn takes<T>(_: T) {}

fn integers() {
    let a = 256u8;
    let b = 128i8;
    let b = -129i8;
    let b = -128i8;
    let b = - -128i8;
    let b = -(-(129i8));
    let c: u8 = 300;
    let c: i8 = 200;
    let c: i16 = 40_000;
    let c: i64 = 9_223_372_036_854_775_808;
    let c: isize = 9_223_372_036_854_775_808;
    let c: usize = 18_446_744_073_709_551_616;
    let c: i128 = 170141183460469231731687303715884105728;
    let c: i128 = -170141183460469231731687303715884105728;
    let d = 3_000_000_000;
    let e = -3_000_000_000;
    takes::<u8>(1_000);
    takes(-(200_i8));
    let f = !300u8;
    let g = 2147483648;
    let h: u8 = b'x';
}

fn radices() {
    let a = 0xFFi8;
    let a: i8 = 0xFF;
    let a: i8 = 0b1000_0000;
    let a = 0xFFFF_FFFFi32;
    let a: i32 = 0x8000_0000;
    let a = 0x1_0000u16;
    let a: u8 = 0x100;
    let a: i8 = 0x1FF;
    let a = -0xFFi8;
    let a = -0x80i8;
    let a: i8 = 0o777;
    let a = 0xFFFF_FFFF_FFFF_FFFFi64;
    let a: i128 = 0xFFFF_FFFF_FFFF_FFFF_FFFF_FFFF_FFFF_FFFF;
    let a: isize = 0xFFFF_FFFF_FFFF_FFFF;
    let a = 0xFFFF_FFFF_FFFFi16;
    let a = 0xFi8;
}

fn casts() {
    let a = 300 as u8;
    let a = 128 as i8;
    let a = -129 as i8;
    let a = 0xFF as i8;
    let a = 500 as char;
    let a = 0xD800 as char;
    let a = 0x11_0000 as char;
    let a = 97 as char;
    let a = 0x1F980u8 as char;
}

fn ranges() {
    for i in 0..256u8 {}
    for i in 0u8..256 {}
    for i in 0..=256u8 {}
    for i in 0..257u8 {}
    for i in 0..128i8 {}
    let r = 0u8..256;
    let s = &[1, 2][0..18_446_744_073_709_551_616];
}

fn floats() {
    let a = 3.5e38_f32;
    let a: f32 = 1e39;
    let a = 1.8e308;
    let a = -1.8e308_f64;
    let a: f32 = 3.4e38;
}

fn patterns(x: i8, y: u8) {
    match x {
        -129 => {}
        128 => {}
        -128..=127 => {}
    }
    if let 256 = y {}
}

#[allow(overflowing_literals)]
fn allowed() {
    let a = 256u8;
}

macro_rules! wide {
    ($e:expr) => { $e as u64 + 256u8 as u64 };
}

fn main() {
    let w = wide!(3u8);
    takes::<[u8; 2]>([1, 256]);
    let x: u8 = if true { 256 } else { 0 };
}
