//@ edition: 2021
// Before edition 2024 an opaque type captures only what it mentions.
#![allow(unused)]

fn iterate<'a>(list: &'a [i32]) -> impl Iterator {
    list.iter() //~ ERROR E0700
}

fn main() {}
