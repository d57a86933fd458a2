fn bound<F: async Fn()>(_: F) {} //~ ERROR E0658

fn main() {
    let _ = bound::<fn() -> std::future::Ready<()>>;
}
