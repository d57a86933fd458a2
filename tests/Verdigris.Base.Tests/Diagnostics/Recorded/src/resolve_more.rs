mod inner { pub struct Thing; fn hidden() {} }
fn main() {
    let value = Sting::new();
    vlaue + 1;
    let c: HashMap<i32, i32>;
    let d = Rc::new(1);
    inner::hidden();
    prnt(1);
    let x: Strng;
}
