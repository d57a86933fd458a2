//@ check-pass
// `unsafe` blocks that allow nothing.

#![allow(dead_code)]

unsafe fn danger() -> u32 {
    1
}

fn blocks(p: *const u32) -> u32 {
    unsafe { println!("safe") }
    unsafe {
        unsafe { danger() };
    }
    unsafe {
        danger();
        let _ = unsafe { *p };
        let f = || unsafe { danger() };
        f();
    }
    unsafe {
        println!("a");
        unsafe {
            unsafe { danger() };
        }
    }
    let f = || unsafe { *p };
    #[allow(unused_unsafe)]
    unsafe {
        println!("allowed")
    }
    unsafe { danger() + f() }
}

unsafe fn whole(p: *const u32) -> u32 {
    unsafe { println!("safe") };
    unsafe { *p }
}

fn main() {}
