trait Service {
    async fn call(&self, x: &str) -> u32;
}

struct OtherOutput;

impl Service for OtherOutput {
    async fn call(&self, _x: &str) -> String { //~ ERROR E0271
        String::new()
    }
}

fn main() {
    let _ = OtherOutput;
}
