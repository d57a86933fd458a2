trait Pairs: Iterator + Sized {
    fn pairs(self) -> impl Iterator<Item = (Self::Item, Self::Item)> where Self::Item: Copy;
}
impl<I: Iterator> Pairs for I {
    fn pairs(mut self) -> impl Iterator<Item = (I::Item, I::Item)> where I::Item: Copy {
        let mut last = self.next();
        std::iter::from_fn(move || { let next = self.next()?; let pair = (last?, next); last = Some(next); Some(pair) })
    }
}
fn survey(n: usize) {
    let data: Vec<u32> = (0..n as u32).map(|x| x * x).collect();
    println!("{:?}", data.iter().pairs().map(|(a, b)| b.abs_diff(*a)).max());
}
fn main() { survey(5); }
