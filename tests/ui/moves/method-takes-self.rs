// A method with `self` takes its receiver.
#![allow(unused)]

struct Token(u32);

impl Token {
    fn spend(self) -> u32 {
        self.0
    }
}

fn main() {
    let token = Token(1);
    token.spend();
    token.spend(); //~ ERROR E0382
}
