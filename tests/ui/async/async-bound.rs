#![allow(dead_code)]

fn bound<F: async Fn()>(_: F) {} //~ ERROR E0658

fn main() {}
