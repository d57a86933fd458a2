//! What Linux has beyond other systems of its kind.
pub mod fs;
pub mod net;
pub mod raw;
