// Kinds of closures that call other closures, nested ones that make iterators, and boxed ones.
struct Body(f64);

fn twice<T>(mut f: impl FnMut() -> T) -> (T, T) {
    (f(), f())
}

fn products(bodies: &[Body]) -> f64 {
    bodies.iter().enumerate().flat_map(|(i, a)| bodies[i + 1..].iter().map(move |b| (a, b))).map(|(a, b)| a.0 * b.0).sum()
}

struct Grid<const R: usize, const C: usize>([[usize; C]; R]);

impl<const R: usize, const C: usize> Grid<R, C> {
    fn new() -> Self {
        Grid(std::array::from_fn(|r| std::array::from_fn(|c| r * C + c)))
    }
}

fn boxed(words: Vec<&'static str>) -> Vec<Box<dyn FnOnce() -> String>> {
    words.into_iter().map(|word| Box::new(move || word.to_uppercase()) as Box<dyn FnOnce() -> String>).collect()
}

fn main() {
    let mut sum = 0;
    let mut add = |n: u32| {
        sum += n;
        sum
    };
    // The inner closures borrow `add`, whose kind is known only once its body is.
    let pairs = twice(|| twice(|| add(10)));
    println!("{pairs:?} {}", add(1));
    println!("{}", products(&[Body(1.0), Body(2.0), Body(3.0)]));
    println!("{:?}", Grid::<2, 3>::new().0);
    println!("{:?}", boxed(vec!["one", "two"]).into_iter().map(|f| f()).collect::<Vec<_>>());
    let mut count = 0;
    let mut dynamic: Box<dyn FnMut() -> i32> = Box::new(|| {
        count += 1;
        count
    });
    println!("{} {}", dynamic(), dynamic());
}
