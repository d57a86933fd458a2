// Operations that fail whenever they are reached; in code that constants may run they are looked for by every check.

#![allow(unused_variables, unused_mut, unused_assignments, dead_code)]

const LENGTH: usize = 5;

struct S {
    a: u8,
}

impl S {
    const K: u8 = 255 + 1; //~ ERROR arithmetic_overflow
}

const fn overflows() {
    let a = 255u8 + 1; //~ ERROR arithmetic_overflow
    let b = 0u8 - 1; //~ ERROR arithmetic_overflow
    let c = 200u8 * 2; //~ ERROR arithmetic_overflow
    let d = 1 << 40; //~ ERROR arithmetic_overflow
    let e = 1i32 >> 32; //~ ERROR arithmetic_overflow
    let f = 1u64 << 64u8; //~ ERROR arithmetic_overflow
    let g = 1i32 << -1; //~ ERROR arithmetic_overflow
    let h = -(i32::MIN); //~ ERROR arithmetic_overflow
    let i = i32::MAX + 1; //~ ERROR arithmetic_overflow
    let j = i128::MAX * 2; //~ ERROR arithmetic_overflow
    let x: u8 = 250;
    let y = x + 10; //~ ERROR arithmetic_overflow
    let mut t = 255u8;
    t += 1; //~ ERROR arithmetic_overflow
    let v = (255u8 as u16 as u8) + 1; //~ ERROR arithmetic_overflow
    let n = 5i8 - 10 + -124; //~ ERROR arithmetic_overflow
    let ch = 'a' as u8 + 200; //~ ERROR arithmetic_overflow
    let bt = true as u8 + 255; //~ ERROR arithmetic_overflow
    let tup = (1u8, 255u8);
    let tt = tup.1 + 1; //~ ERROR arithmetic_overflow
    let s = S { a: 255 };
    let sa = s.a + 1; //~ ERROR arithmetic_overflow
    let day = 60 * 60 * 24 * 365 * 100; //~ ERROR arithmetic_overflow
    let b = !0u8 + 1; //~ ERROR arithmetic_overflow
    let w = (2147483647i32 as i64 + 1) as i32 - 1; //~ ERROR arithmetic_overflow
}

const fn panics(p: i32, arr: [i32; 3], slice: &[i32]) {
    let a = 1 / 0; //~ ERROR unconditional_panic
    let b = 1 % 0; //~ ERROR unconditional_panic
    let c = p / 0; //~ ERROR unconditional_panic
    let d = i32::MIN / -1; //~ ERROR unconditional_panic
    let f = [1, 2, 3][5]; //~ ERROR unconditional_panic
    let g = arr[3]; //~ ERROR unconditional_panic
    let h = arr[LENGTH]; //~ ERROR unconditional_panic
    let i = 7;
    let j = arr[i]; //~ ERROR unconditional_panic
    let n = [[1, 2], [3, 4]][1][2]; //~ ERROR unconditional_panic
    let mut ar = [0; 3];
    ar[3] = 1; //~ ERROR unconditional_panic
    let u = p << 33; //~ ERROR arithmetic_overflow
    let o = slice[5];
    let f = 1.0 / 0.0;
}

const fn flow(c: bool) {
    let x = if c { 255u8 } else { 1 };
    let y = x + 1;
    let mut k = 255u8;
    if c {
        k = 0;
    }
    let z = k + 1;
    if false {
        let w = 255u8 + 1;
    }
    let b = 255u8;
    let rb = &b;
    let bb = b + 1;
    match 3 {
        3 => {
            let w = 255u8 + 1; //~ ERROR arithmetic_overflow
        }
        _ => {
            let w = 255u8 + 2;
        }
    }
    let w = 255u8.wrapping_add(1);
    let mut i = 0u8;
    while i < 250 {
        i += 10;
    }
}

const fn parameter<const M: usize>() {
    let b = [1, 2, 3];
    let c = b[M];
    let d = [0u8; M];
    let e = d[3];
    let f = 255u8 + 1; //~ ERROR arithmetic_overflow
}

#[allow(arithmetic_overflow, unconditional_panic)]
const fn allowed() {
    let a = 255u8 + 1;
    let b = 1 / 0;
}

fn main() {}
