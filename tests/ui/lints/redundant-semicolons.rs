//@ check-pass
// Semicolons that end no statement; one after a block-like statement ends it.

fn double(x: u32) -> u32 { ;;
    let y = x;;;
    let z = y; ;
    if z > 1 {};
    while z > 100 {};
    #[allow(redundant_semicolons)]
    {
        double(z);;
    }
    z * 2
}

fn main() {
    double(1);; double(2);
    {
        fn inner() {};
        inner();
    }
}
