async fn yields() {}

async fn conflict() {
    let mut v = vec![1];
    let first = &v[0];
    yields().await;
    v.push(2); //~ ERROR E0502
    yields().await;
    println!("{first}");
}

async fn dangling() {
    let r;
    {
        let x = 1;
        r = &x; //~ ERROR E0597
        yields().await;
    }
    println!("{r}");
}

async fn returns_local() -> &'static str {
    let s = String::new();
    yields().await;
    &s //~ ERROR E0515
}

async fn not_mut(x: Vec<u32>) {
    x.push(1); //~ ERROR E0596
    yields().await;
}

fn main() {
    let _ = (conflict(), dangling(), returns_local(), not_mut(vec![]));
}
