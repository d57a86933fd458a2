#[derive(Debug)]
enum Shape {
    Named { name: String, sides: Vec<u32> },
    Circle(f64, Option<String>),
    Empty,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Level {
    Low,
    High,
}

fn describe(shape: &Shape) -> String {
    match shape {
        Shape::Named { name, sides } if sides.len() > 2 => format!("{name}:{}", sides.len()),
        Shape::Named { name, .. } => name.clone(),
        Shape::Circle(radius, Some(label)) => format!("{label}{radius}"),
        Shape::Circle(radius, None) => radius.to_string(),
        Shape::Empty => String::new(),
    }
}

fn into_name(shape: Shape) -> Option<String> {
    match shape {
        Shape::Named { name, sides: _ } => Some(name),
        Shape::Circle(_, label) => label,
        Shape::Empty => None,
    }
}

fn grow(shape: &mut Shape, by: u32) {
    match shape {
        Shape::Named { sides, .. } => {
            for side in sides.iter_mut() {
                *side += by;
            }
            sides.push(by);
        }
        Shape::Circle(radius, label) => {
            *radius += f64::from(by);
            if let Some(text) = label {
                text.push('+');
            }
        }
        Shape::Empty => *shape = Shape::Circle(1.0, None),
    }
}

fn pair(values: (String, String)) -> String {
    let (ref left, right) = values;
    let joined = format!("{left}{right}");
    drop(right);
    joined
}

fn slices(numbers: &mut [i32]) -> i32 {
    if let [first, .., last] = numbers {
        std::mem::swap(first, last);
    }
    match numbers {
        [] => 0,
        [only] => *only,
        [first, rest @ ..] => {
            rest[0] += 1;
            *first + rest.len() as i32
        }
    }
}

fn binding(input: Option<String>) -> usize {
    let Some(text) = input else { return 0 };
    match text.len() {
        n @ 0..=3 => n,
        n => n * 2,
    }
}

fn main() {
    let mut shape = Shape::Named { name: String::from("tri"), sides: vec![3, 4, 5] };
    println!("{}", describe(&shape));
    grow(&mut shape, 2);
    println!("{:?}", shape);
    let name = into_name(shape);
    println!("{:?}", name);
    let mut other = Shape::Empty;
    grow(&mut other, 1);
    grow(&mut other, 1);
    println!("{}", describe(&other));
    println!("{}", pair((String::from("l"), String::from("r"))));
    let mut numbers = [1, 2, 3];
    println!("{} {:?}", slices(&mut numbers), numbers);
    println!("{}", binding(Some(String::from("four"))));
    let level = Level::Low;
    let same = level;
    println!("{}", level == same && level != Level::High);
    let mut slot = Some(String::from("s"));
    if let Some(text) = slot.as_mut() {
        text.push('t');
    }
    while let Some(text) = slot.take() {
        println!("{text}");
    }
}
