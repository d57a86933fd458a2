//@ edition: 2021
//! Between the other two: re-exports, implements a foreign trait, is generic over foreign things.

pub extern crate shapes;
pub use shapes::*;
pub use shapes::tagged as labelled;

pub struct Circle(pub f64);

impl Shape for Circle {
    const SIDES: u32 = 0;
    type Unit = String;
    fn area(&self) -> String {
        format!("about {:.1}", self.0 * self.0 * 3.14159)
    }
}

pub fn total<S: Shape<Unit = f64>>(shapes: &[S]) -> f64 {
    shapes.iter().map(|s| s.area()).sum()
}

impl From<Circle> for Square {
    fn from(circle: Circle) -> Square {
        Square(circle.0 * 2.0)
    }
}

pub fn next_count() -> usize {
    shapes::count()
}

pub mod prelude {
    pub use crate::Circle as Round;
    pub use shapes::{Colour::{self, *}, Noisy};
}
