// Each adaptor mentions the item of the one before it several times: following each mention anew would double the work, and
// more, with every step.
fn main() {
    let values: Vec<u32> = (0..100).collect();
    let sum: u32 = values
        .iter()
        .map(|x| x + 1)
        .filter(|x| *x > 1)
        .filter(|x| *x > 2)
        .map(|x| x * 2)
        .filter(|x| *x > 3)
        .take_while(|x| *x < 190)
        .filter(|x| *x > 4)
        .map(|x| x - 1)
        .filter(|x| *x > 5)
        .inspect(|x| assert!(*x > 5))
        .filter(|x| *x > 6)
        .map(|x| x + 1)
        .filter(|x| *x > 7)
        .skip_while(|x| *x < 10)
        .filter(|x| *x > 8)
        .map(|x| x / 2)
        .filter(|x| *x > 9)
        .enumerate()
        .filter(|(_, x)| *x > 10)
        .map(|(_, x)| x)
        .filter(|x| *x > 11)
        .sum();
    println!("{sum}");
}
