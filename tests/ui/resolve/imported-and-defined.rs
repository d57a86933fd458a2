#![allow(unused)]
use std::collections::HashMap;
struct HashMap; //~ ERROR E0255
fn main() {}
