// Literals and nested `format_args!` become part of the text.

fn name() -> String {
    "a".to_string()
}

fn main() {
    assert_eq!(format_args!("a{}b{}", "c", 7).as_str(), Some("acb7"));
    assert_eq!(format_args!("a{}", format_args!("b{}", 1)).as_str(), Some("ab1"));
    assert_eq!(format_args!("{}", -1).as_str(), None);
    let text = { let text = format_args!("{}", 0); text };
    println!("{text}");
    let n = 3;
    println!("a{:>5}|{}", format_args!("b{}{}", n, name()), 9_u8);
    println!("{0}{1}{0}", "twice", format_args!("{n}"));
    println!("{:1$}|{}", "w", 5);
    println!("{:?} {:x}", "debug", 255);
}
