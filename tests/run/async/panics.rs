//@ aux-build: executor.rs
// A panic inside a future, polls after that, and panics in destructors.
use executor::{Noisy, block_on, poll_once, yield_now};

use std::panic::{AssertUnwindSafe, catch_unwind};
async fn boom(n: u32) -> u32 {
    let _a = Noisy("a");
    yield_now().await;
    let _b = Noisy("b");
    if n == 1 {
        panic!("boom");
    }
    yield_now().await;
    n
}
async fn outer(n: u32) -> u32 {
    let _o = Noisy("outer");
    boom(n).await + 1
}
struct PanicDrop;
impl Drop for PanicDrop {
    fn drop(&mut self) {
        println!("panicdrop");
        panic!("in drop")
    }
}
async fn pd(_p: PanicDrop, _n: Noisy) {
    let _m = Noisy("m");
    yield_now().await;
}
fn main() {
    std::panic::set_hook(Box::new(|i| {
        println!(
            "hook: {}",
            i.payload()
                .downcast_ref::<&str>()
                .map(|s| s.to_string())
                .or_else(|| i.payload().downcast_ref::<String>().cloned())
                .unwrap_or_default()
        )
    }));
    let mut f = Box::pin(outer(1));
    println!("{:?}", poll_once(f.as_mut()));
    println!("{}", catch_unwind(AssertUnwindSafe(|| poll_once(f.as_mut()))).is_err());
    println!("{}", catch_unwind(AssertUnwindSafe(|| poll_once(f.as_mut()))).is_err());
    drop(f);
    let mut g = Box::pin(outer(2));
    while poll_once(g.as_mut()).is_pending() {}
    println!("{}", catch_unwind(AssertUnwindSafe(|| poll_once(g.as_mut()))).is_err());
    drop(g);
    println!(
        "{}",
        catch_unwind(AssertUnwindSafe(|| drop(pd(PanicDrop, Noisy("n"))))).is_err()
    );
    println!(
        "{}",
        catch_unwind(AssertUnwindSafe(|| {
            let mut h = Box::pin(pd(PanicDrop, Noisy("n")));
            let _ = poll_once(h.as_mut());
            println!("now drop");
            drop(h)
        }))
        .is_err()
    );
    println!(
        "{}",
        catch_unwind(AssertUnwindSafe(|| block_on(pd(PanicDrop, Noisy("n"))))).is_err()
    );
    println!(
        "{}",
        catch_unwind(AssertUnwindSafe(|| block_on(async {
            let x = Noisy("x");
            let v: Vec<u32> = vec![];
            yield_now().await;
            println!("{}", v[0]);
            drop(x);
        })))
        .is_err()
    );
}
