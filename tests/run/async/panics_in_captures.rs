//@ aux-build: executor.rs
// A capture whose destructor panics: the captures after it are dropped all the same.
use executor::{Noisy, block_on, poll_once, yield_now};
use std::panic::{AssertUnwindSafe, catch_unwind};
struct Bomb;
impl Drop for Bomb {
    fn drop(&mut self) {
        println!("bomb");
        panic!("bomb")
    }
}
fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let (a, b, c) = (Noisy("a"), Bomb, Noisy("c"));
    let f = async move {
        let _ = (&a, &b, &c);
        yield_now().await;
    };
    println!("{}", catch_unwind(AssertUnwindSafe(|| block_on(f))).is_err());
    let (a, b, c) = (Noisy("a2"), Bomb, Noisy("c2"));
    let f = async move {
        let _ = (&a, &b, &c);
        yield_now().await;
    };
    println!(
        "{}",
        catch_unwind(AssertUnwindSafe(|| {
            let mut f = Box::pin(f);
            let _ = poll_once(f.as_mut());
            drop(f)
        }))
        .is_err()
    );
    println!(
        "{}",
        catch_unwind(|| {
            let t = (Noisy("x"), Bomb, Noisy("y"), Noisy("z"));
            drop(t.0);
        })
        .is_err()
    );
}
