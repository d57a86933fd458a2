//! Destructors.

/// Code that runs when a value goes out of scope.
#[lang = "drop"]
pub trait Drop {
    /// Runs once, when the value is destroyed.
    fn drop(&mut self);
}
