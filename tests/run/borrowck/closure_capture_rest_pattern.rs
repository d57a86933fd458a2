// `[..]` looks at nothing, not even the length: the closure captures nothing of `x`.

fn main() {
    let x: &mut [u8] = &mut [1, 2];
    let c = || match x {
        [..] => 7,
    };
    let y = &mut *x;
    y[0] = 5;
    println!("{} {:?}", c(), x);
}
