//@ edition: 2021
// One report for one cause: what an error makes unknown is not reported again.
use std::fmt::Debug;

struct Table<'a, K, V>(&'_ [(K, V)], &'a V); //~ ERROR E0106

impl<K: Debug, V: Debug> Table<'_, K, V> {
    fn keys(&self) -> Vec<&K> {
        self.0.iter().map(|(key, _)| key).collect()
    }
}

fn shorten<'short, 'long: 'middle>(value: &'long str, _other: &'short str) -> &'short str { //~ ERROR E0261
    value
}

fn text(value: &String) -> str { //~ ERROR E0277
    value
}

fn compare(left: String, right: Option<u32>) {
    assert_eq!(left, right); //~ ERROR E0277
    if left.as_bytes() == right {} //~ ERROR E0277
}

fn main() {}
