// A value borrowed where a struct with an unsized tail is expected is coerced, whatever branches it comes from.
use std::ffi::{CStr, CString};
use std::path::{Path, PathBuf};

fn length(text: &CStr) -> usize {
    text.to_bytes().len()
}

fn made(text: &str) -> Option<CString> {
    CString::new(text).ok()
}

fn lengths(text: &str) -> Option<usize> {
    let through_match = length(&match made(text) {
        Some(string) => string,
        None => return None,
    });
    let through_if = length(&if through_match > 2 { made(text).unwrap() } else { CString::default() });
    Some(length(&made(text)?) + through_if + length(&{ made(text)? }))
}

fn last(path: &Path) -> String {
    path.display().to_string()
}

fn main() {
    println!("{:?} {:?} {:?}", lengths("abc"), lengths("ab"), lengths("a\0"));
    println!("{}", last(&if std::env::args().count() > 9 { PathBuf::from("many") } else { PathBuf::from("few") }));
}
