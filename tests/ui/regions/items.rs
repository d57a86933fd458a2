// Regions where there is no code.
trait Makes<'a> {
    type Out;
}

impl<'a, T> Makes<'a> for Vec<T> {
    type Out = &'a T; //~ ERROR E0309
}

trait Finds {
    fn find(&self, text: &str) -> &str;
    fn longest<'a>(text: &'a str) -> &'a str;
}

struct Finder;

impl Finds for Finder {
    fn find<'a>(&self, text: &'a str) -> &'a str { //~ ERROR
        text
    }

    fn longest<'a>(_: &'a str) -> &'static str {
        ""
    }
}

fn main() {}
