//@ check-pass
#![warn(dead_code)]
trait Shape {
    fn area(&self) -> u32;
    fn name(&self) -> &'static str {
        "shape"
    }
}
trait NeverUsed {
    fn method(&self);
}
struct Square(u32);
impl Shape for Square {
    fn area(&self) -> u32 {
        self.0 * self.0
    }
}
impl NeverUsed for Square {
    fn method(&self) {}
}
impl Square {
    fn grow(&mut self) {}
    fn unit() -> Square {
        Square(1)
    }
    const SIDE: u32 = 1;
}
struct NeverMade;
#[derive(Debug, Clone)]
struct Point {
    x: u8,
    y: u8,
    z: u8,
}
struct Pair(u8, u8, u8);
enum Event {
    Opened,
    Moved(u8),
    Closed { code: u8 },
    Named(u8),
}
#[repr(C)]
struct Header {
    version: u8,
}
union Never {
    byte: u8,
}
type Alias = u8;
static COUNT: u8 = 0;
const LIMIT: u8 = 0;
fn caller() {
    callee();
}
fn callee() {}
fn _ignored() {}
#[allow(dead_code)]
fn known() {
    kept_by_known();
}
fn kept_by_known() {}
mod inner {
    pub fn unused() {}
    pub fn used() {}
}
fn consume(event: &Event) -> u8 {
    match event {
        Event::Opened => 0,
        Event::Moved(by) => *by,
        Event::Closed { code } => *code,
        Event::Named(_) => 1,
    }
}
fn main() {
    println!("{}", Square(2).area());
    let point = Point { x: 1, y: 2, z: 3 };
    println!("{point:?} {}", point.z);
    let pair = Pair(1, 2, 3);
    println!("{}", pair.1);
    consume(&Event::Opened);
    consume(&Event::Named(2));
    let header = Header { version: 1 };
    let _ = &header;
    inner::used();
}
