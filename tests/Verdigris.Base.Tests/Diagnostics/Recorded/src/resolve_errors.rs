mod inner { pub struct Thing; fn hidden() {} }
use inner::Thin;
fn main() {
    let value = Sting::new();
    vlaue + 1;
    inner::hidden();
    let c: HashMap<i32, i32>;
    undefined_macro!(1);
    let x = foo::bar();
}
