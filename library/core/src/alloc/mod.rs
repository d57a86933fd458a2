//! Memory layouts and the trait of allocators.
mod global;
mod layout;
pub use self::global::GlobalAlloc;
pub use self::layout::{Layout, LayoutError};
