async fn direct(n: usize) { //~ ERROR E0733
    if n > 0 {
        direct(n - 1).await;
    }
}

async fn even(n: usize) -> bool { //~ ERROR E0733
    if n == 0 { true } else { odd(n - 1).await }
}

async fn odd(n: usize) -> bool {
    if n == 0 { false } else { even(n - 1).await }
}

struct S;

impl S {
    async fn method(&self) { //~ ERROR E0733
        self.method().await;
    }
}

async fn boxed(n: usize) {
    if n > 0 {
        Box::pin(boxed(n - 1)).await;
    }
}

fn main() {}
