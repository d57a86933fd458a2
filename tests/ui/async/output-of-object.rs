fn main() {
    let _: std::pin::Pin<Box<dyn Future<Output = u32>>> = Box::pin(async { "x" }); //~ ERROR E0271
}
