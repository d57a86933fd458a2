fn f(a: i32, b: i32, c: i32) {}
fn main() {
    f(
        1,
        // a comment
        "two",
        3,
        4,
    );
    let x: i32 = if true {
        1
    } else {
        match 1 {
            _ => {
                "a"
            }
        }
    };
    let y: i32 = {
        let a = 1;
        let b = 2;
        let c = 3;
        let d = 4;
        let e = 5;
        let f = 6;
        "result"
    };
}
