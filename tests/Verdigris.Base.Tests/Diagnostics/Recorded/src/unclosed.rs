fn main() {
    if true {
        println!("a");
    
fn other() {
    let s = "unterminated;
}
