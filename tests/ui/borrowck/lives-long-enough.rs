// References to what is gone.
struct Loud<'a>(&'a i32);

impl Drop for Loud<'_> {
    fn drop(&mut self) {}
}

fn inner_scope() {
    let r;
    {
        let x = 1;
        r = &x; //~ ERROR E0597
    }
    println!("{r}");
}

fn temporary() {
    let bytes = String::from("a").as_bytes(); //~ ERROR E0716
    println!("{bytes:?}");
}

fn dropped_in_reverse() {
    let loud;
    let x = 1;
    loud = Loud(&x); //~ ERROR E0597
}

fn must_be_static() {
    let x = 1;
    let r: &'static i32 = &x; //~ ERROR E0597
    println!("{r}");
}

fn returned() -> &'static str {
    let text = String::new();
    &text //~ ERROR E0515
}

fn returned_inside() -> Option<&'static i32> {
    let x = 1;
    Some(&x) //~ ERROR E0515
}

fn returned_temporary<'a>() -> &'a String {
    &String::new() //~ ERROR E0515
}

fn returned_parameter(text: String) -> &'static str {
    text.as_str() //~ ERROR E0515
}

fn closure_returned() -> Box<dyn Fn() -> i32> {
    let x = 1;
    Box::new(|| x + 1) //~ ERROR E0373
}

fn closure_in_thread() {
    let x = 1;
    std::thread::spawn(|| println!("{x}")); //~ ERROR E0373
}

fn main() {}
