//@ check-pass
async fn f() {}

struct S;

impl S {
    async fn m(&self) {}
}

#[must_use]
async fn important() -> u32 {
    1
}

async fn uses() {
    f();
    f().await;
    S.m();
    async {};
    async { 1 };
    important().await;
    important();
    let c = async || 1;
    c();
}

fn main() {
    let _ = uses();
}
