//@ exit-code: 101
// A panic unwinds, drops what is live, is caught with its payload, and ends the program with 101 at last.
use std::panic;

struct Loud(&'static str);

impl Drop for Loud {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn index(values: &[i32], at: usize) -> i32 {
    let _guard = Loud("in index");
    values[at]
}

fn main() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().unwrap();
        println!("hook: line {}, column {}", place.line(), place.column());
    }));
    let caught = panic::catch_unwind(|| {
        let _outer = Loud("outer");
        panic!("with {}", std::hint::black_box(42));
    });
    println!("{:?}", caught.unwrap_err().downcast_ref::<String>());
    let caught = panic::catch_unwind(|| index(&[1, 2], std::hint::black_box(5)));
    println!("{}", caught.is_err());
    let least = std::hint::black_box(i8::MIN);
    println!("{}", panic::catch_unwind(|| i8::strict_neg(least)).is_err());
    let joined = std::thread::spawn(|| -> i32 { panic!("in a thread") }).join();
    println!("{:?}", joined.unwrap_err().downcast_ref::<&str>());
    let _last = Loud("last");
    None::<i32>.expect("nothing");
}
