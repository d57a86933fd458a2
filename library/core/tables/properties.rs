// Prints, for every scalar value, its properties as rows for `unicode.py`. Built with any Rust
// compiler whose library has the wanted Unicode version:
//   rustc -O properties.rs && ./properties | python3 unicode.py > ../src/unicode/data.rs
fn main() {
    let (a, b, c) = char::UNICODE_VERSION;
    println!("V {a} {b} {c}");
    for n in 0..0x110000u32 {
        let Some(c) = char::from_u32(n) else { continue };
        // `escape_debug` writes `\u{…}` for what is not printable, and, of strings, for what
        // extends the grapheme before it.
        let alone: String = c.escape_debug().collect();
        let text = format!("a{c}");
        let inside: String = text.escape_debug().collect();
        let printable = n < 0x20 || n == 0x7f || !inside.ends_with('}');
        let extend = n >= 0x300 && alone.ends_with('}') && printable;
        let flags = [c.is_alphabetic(), c.is_lowercase(), c.is_uppercase(), c.is_numeric(), extend, printable];
        let bits: String = flags.iter().map(|&f| if f { '1' } else { '0' }).collect();
        let show = |s: String| s.chars().map(|c| (c as u32).to_string()).collect::<Vec<_>>().join(",");
        println!("{n} {bits} {} {}", show(c.to_lowercase().collect()), show(c.to_uppercase().collect()));
    }
}
