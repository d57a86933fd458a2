fn returns() -> impl Future<Output = usize> {
    let local = String::from("x");
    async { local.len() } //~ ERROR E0373
}

fn param(x: u32) -> impl Future<Output = u32> {
    async { x + 1 } //~ ERROR E0373
}

fn main() {
    let _ = (returns(), param(1));
}
