const C: usize = {
    let _ = async { 1 }; //~ ERROR E0658
    0
};

fn main() {
    let _ = C;
}
