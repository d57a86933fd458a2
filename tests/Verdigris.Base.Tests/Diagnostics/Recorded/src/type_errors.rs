use std::collections::HashMap;
struct Point { x: i32, y: i32 }
fn add(a: i32, b: i32) -> i32 { a + b }
fn no_value(flag: bool) -> i32 {
    if flag {
        1
    } else {
        "two"
    };
}
fn main() {
    let p = Point { x: 1 };
    add(1);
    add(1, "x", 3.0);
    let n: u8 = 300i32;
	let tabbed: String = 	"with tab";
    let wide: i32 = "日本語の文字列";
    p.z;
    let m: HashMap<String> = HashMap::new();
    match p { Point { x, .. } if x > 0 => (), }
    let r: Result<i32, ()> = Ok(match n {
        0 => 1,
        1 => {
            "long arm"
        }
        _ => 2,
    });
}
