//! Composable iteration. Adaptors implement `fold` where a plain loop over `next` would cost
//! more, and forward `try_fold` where that helps searches. Three hidden methods of `Iterator`
//! (`__trusted_len`, `__random_access`, `__get_unchecked`) stand in for specialisation: they are
//! constants after monomorphisation.
mod adapters;
mod range;
mod sources;
mod traits;

pub use self::adapters::{
    Chain, Cloned, Copied, Cycle, Enumerate, Filter, FilterMap, FlatMap, Flatten, Fuse, Inspect, Map, MapWhile, Peekable, Rev,
    Scan, Skip, SkipWhile, StepBy, Take, TakeWhile, Zip, chain, zip,
};
#[doc(hidden)]
pub use self::adapters::{ByRefSized, GenericShunt, try_process};
pub use self::range::Step;
pub use self::sources::{
    Empty, FromFn, Once, OnceWith, Repeat, RepeatN, RepeatWith, Successors, empty, from_fn, once, once_with, repeat, repeat_n,
    repeat_with, successors,
};
pub use self::traits::{
    DoubleEndedIterator, ExactSizeIterator, Extend, FromIterator, FusedIterator, IntoIterator, Iterator, Product, Sum,
};
#[doc(hidden)]
pub use self::traits::TrustedLen;
