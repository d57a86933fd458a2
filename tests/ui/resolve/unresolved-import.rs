#![allow(unused)]
use std::collections::HashMapp; //~ ERROR E0432
use std::nothing; //~ ERROR E0432
fn main() {}
