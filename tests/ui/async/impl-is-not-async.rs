trait Service {
    async fn call(&self) -> u32;
}

struct Plain;

impl Service for Plain {
    fn call(&self) -> u32 { //~ ERROR
        1
    }
}

fn main() {
    let _ = Plain;
}
