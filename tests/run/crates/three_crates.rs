//@ edition: 2021
//@ aux-build: shapes.rs middle.rs
use middle::prelude::*;
use middle::{Shape, Square};
use shapes::geo::Point;
use std::sync::atomic::Ordering;

const EIGHTY_ONE: u64 = shapes::power(3, 4);
static ORIGIN: Point<i32> = Point::new(1, 2);
const LENGTHS: [u8; shapes::TABLE.len()] = [0; shapes::TABLE.len()];

shapes::make_struct!(Config { depth: usize, name: String });

fn main() {
    println!("{:?} {}", ORIGIN, ORIGIN.sum());
    println!("{} {:?} {} {}", EIGHTY_ONE, shapes::TABLE, shapes::GREETING, LENGTHS.len());
    println!("{} | {}", Square(3.0).describe(), Round(1.0).describe());
    println!("{}", middle::total(&[Square(1.0), Square(2.0)]));
    println!("{}", Square::from(Round(2.0)).0);
    let before = shapes::count();
    let after = middle::next_count();
    println!("{} {}", after - before, shapes::COUNTER.load(Ordering::SeqCst));
    unsafe {
        shapes::RAW += 41;
        println!("{}", *&raw const shapes::RAW);
        println!("{:#x}", shapes::Bits { float: 1.0 }.int);
    }
    shapes::LOCAL.with(|l| l.set(l.get() + 1));
    println!("{}", std::thread::spawn(|| shapes::LOCAL.with(|l| l.get())).join().unwrap() + shapes::LOCAL.with(|l| l.get()));
    let add = shapes::adder(5);
    println!("{} {} {}", add(1), shapes::apply(&add, 2), shapes::boxed("fn")());
    println!("{:?}", shapes::evens(7).map(|n| n * 10).collect::<Vec<_>>());
    let text = "not the macro's";
    println!("{} {} {text}", shapes::tagged!(1, 'x', text), middle::labelled!(2.5));
    println!("{:?} {:?}", Config::default(), Config::fields());
    println!("{:?} {} {}", [Red, Green, Custom { r: 1, g: 2 }], Red < Green, std::mem::size_of::<Colour>());
    println!("{}", shapes::caller_line() == line!());
    let _a = Noisy("first");
    let _b: Box<dyn std::any::Any> = Box::new(middle::Noisy("second"));
    println!("{}", _b.is::<shapes::Noisy>());
}
