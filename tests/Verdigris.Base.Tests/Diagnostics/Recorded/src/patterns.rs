enum Color { Red, Green, Blue(u8) }
fn main() {
    let c = Color::Red;
    match c {
        Color::Red => {}
        Color::Green => {}
    }
    let Some(x) = Some(1).filter(|v| *v > 0);
    match 5u8 { 0..=100 => (), 200..=255 => () }
    let (a, b) = (1, 2, 3);
    while let None = Some(2) { break 5; }
}
