// What format_args! borrows lives as long as its value; a guard's bindings live through the arm.
fn text(n: i32) -> String {
    n.to_string()
}

enum Command {
    Run(String),
    Stop,
}

fn describe(command: Command) -> String {
    match command {
        Command::Run(name) if let Some(first) = name.chars().next() => format!("{name} starts with {first}"),
        Command::Run(name) => format!("{name:?} is empty"),
        Command::Stop => "stop".to_string(),
    }
}

fn main() {
    let both = format_args!("{0} {0} {1}", text(1), text(2)).to_string();
    let kept = format_args!("{}", text(3));
    println!("{both} {kept}");
    println!("{} {} {}", describe(Command::Run("go".into())), describe(Command::Run(String::new())), describe(Command::Stop));
}
