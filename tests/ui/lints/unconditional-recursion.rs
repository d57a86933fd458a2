//@ check-pass
// Functions that cannot return without calling themselves.

#![allow(dead_code)]

fn straight() -> u32 {
    straight()
}

fn ends(n: u32) -> u32 {
    if n == 0 { 0 } else { ends(n - 1) }
}

struct S(u32);

impl S {
    fn method(&self) -> u32 {
        self.method()
    }

    fn branches(&self, b: bool) -> u32 {
        if b { self.branches(b) } else { self.branches(!b) }
    }

    fn waits(&self) -> u32 {
        loop {
            if self.0 == 0 {
                continue;
            }
            return self.waits();
        }
    }
}

impl std::fmt::Display for S {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        self.fmt(f)
    }
}

impl std::fmt::Debug for S {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

trait T {
    fn default(&self, n: u32) -> u32 {
        self.default(n + 1)
    }
}

fn panics(n: u32) -> u32 {
    if n > 10 {
        panic!()
    }
    panics(n + 1)
}

fn main() {}
