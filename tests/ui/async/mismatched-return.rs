async fn yields() {}

async fn wrong() -> u32 {
    "x" //~ ERROR E0308
}

async fn missing() -> u32 { //~ ERROR E0308
    yields().await;
}

async fn question() -> u32 {
    let x: u32 = "1".parse()?; //~ ERROR E0277
    x
}

async fn question_in_block() {
    let f = async {
        let x: u32 = "1".parse()?; //~ ERROR E0277
        x
    };
    let _: u32 = f.await;
}

fn main() {
    let _ = (wrong(), missing(), question(), question_in_block());
}
