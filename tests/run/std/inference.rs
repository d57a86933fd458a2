// Numbers choose impls; constants in types need no generic arguments.
struct Natural<L>(Vec<L>);

impl<L: From<bool>> From<u32> for Natural<L> {
    fn from(n: u32) -> Self {
        Natural((0..n).map(|i| L::from(i % 2 == 0)).collect())
    }
}

struct Ring<T, const N: usize> {
    items: [Option<T>; N],
}

impl<T, const N: usize> Ring<T, N> {
    const EMPTY: Option<T> = None;

    fn new() -> Self {
        Ring { items: [Self::EMPTY; N] }
    }
}

const WIDTH: usize = 3;

fn zeros<T>(_: T) -> [u8; WIDTH * 2] {
    let buffer = [0; WIDTH * 2];
    buffer
}

fn main() {
    let direct = Natural::<u8>::from(3);
    let inferred: Natural<u16> = Natural::from(2);
    println!("{:?} {:?}", direct.0, inferred.0);
    println!("{} {:?}", Ring::<String, 4>::new().items.len(), zeros("x"));
}
