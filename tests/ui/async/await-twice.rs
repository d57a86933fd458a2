async fn yields() {}

async fn short_lived() {
    let r;
    {
        let x = 1;
        r = async { x + 1 }; //~ ERROR E0597
    }
    r.await;
}

fn main() {
    let _ = (yields(), short_lived());
}
