//! The names every module starts with, per edition.
mod common;

/// The first prelude, under its old name.
pub mod v1 {
    pub use super::common::*;
}
/// Prelude of edition 2015.
pub mod rust_2015 {
    pub use super::common::*;
}
/// Prelude of edition 2018.
pub mod rust_2018 {
    pub use super::common::*;
}
/// Prelude of edition 2021.
pub mod rust_2021 {
    pub use super::common::*;
    pub use crate::convert::{TryFrom, TryInto};
    pub use crate::iter::FromIterator;
}
/// Prelude of edition 2024.
pub mod rust_2024 {
    pub use super::rust_2021::*;
    pub use crate::future::{Future, IntoFuture};
}
