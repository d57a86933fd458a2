//@ edition: 2021
// A method's `impl Trait` captures what is named in it, like a function's; one of a trait captures all there is.
struct List {
    values: Vec<u32>,
}

impl List {
    fn hidden(&self) -> impl Iterator<Item = u32> {
        self.values.iter().copied() //~ ERROR E0700
    }

    fn named(&self) -> impl Iterator<Item = u32> + '_ {
        self.values.iter().copied()
    }
}

trait Values {
    fn values(&self) -> impl Iterator<Item = u32>;
}

impl Values for List {
    fn values(&self) -> impl Iterator<Item = u32> {
        self.values.iter().copied()
    }
}

fn main() {
    let list = List { values: vec![1] };
    list.hidden();
    list.named();
    list.values();
}
