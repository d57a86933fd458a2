fn two<'a, 'b>(a: &'a str, b: &'b str) -> impl Future<Output = &'a str> {
    async move { //~ ERROR
        let _ = a;
        b
    }
}

async fn three<'a, 'b>(a: &'a str, b: &'b str) -> &'a str {
    let _ = a;
    b //~ ERROR
}

fn main() {
    let _ = (two("", ""), three("", ""));
}
