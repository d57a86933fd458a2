//@ check-pass
#![warn(unused_labels)]
fn main() {
    'never: loop {
        break;
    }
    'outer: for first in 0..3 {
        'inner: for second in 0..3 {
            if first == second {
                continue 'outer;
            }
        }
    }
    '_ignored: loop {
        break;
    }
}
