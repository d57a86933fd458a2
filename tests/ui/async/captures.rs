async fn yields() {}

fn consume<F: Future>(_: F) {}

fn main() {
    let mut v = vec![1];
    let g = async { v.push(1); };
    println!("{}", v.len()); //~ ERROR E0502
    consume(g);
    let mut z = 1;
    let r = &mut z;
    let k = async { println!("{z}"); }; //~ ERROR E0502
    *r = 2;
    consume(k);
    let _ = yields();
}
