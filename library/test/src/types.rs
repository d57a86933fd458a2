//! What the compiler writes into the table of tests. Names and fields are fixed by what its expansion of `#[test]`
//! spells.

use crate::bench::Bencher;
use std::fmt;

pub use self::TestFn::{StaticBenchFn, StaticTestFn};
pub use self::TestName::StaticTestName;

/// Where a test comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum TestType {
    /// From the library or binary itself.
    UnitTest,
    /// From a file of `tests/`.
    IntegrationTest,
    /// From documentation.
    DocTest,
    /// Not known.
    Unknown,
}

/// How a name is padded in a listing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum NamePadding {
    /// Not at all.
    PadNone,
    /// On the right.
    PadOnRight,
}

/// A test's name.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum TestName {
    /// Written by the compiler.
    StaticTestName(&'static str),
    /// Made at run time.
    DynTestName(String),
}

impl TestName {
    /// The text.
    pub fn as_slice(&self) -> &str {
        match self {
            Self::StaticTestName(name) => name,
            Self::DynTestName(name) => name,
        }
    }
}

impl fmt::Display for TestName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self.as_slice(), f) }
}

/// Whether a test is to panic.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum ShouldPanic {
    /// It is not.
    No,
    /// With any message.
    Yes,
    /// With a message that holds this text.
    YesWithMessage(&'static str),
}

/// A test's body.
pub enum TestFn {
    /// A `#[test]`.
    StaticTestFn(fn() -> Result<(), String>),
    /// A `#[bench]`.
    StaticBenchFn(fn(&mut Bencher) -> Result<(), String>),
    /// A test made at run time.
    DynTestFn(Box<dyn FnOnce() -> Result<(), String> + Send>),
    /// A benchmark made at run time.
    DynBenchFn(Box<dyn Fn(&mut Bencher) -> Result<(), String> + Send>),
}

/// All about a test but its body.
#[derive(Clone, Debug)]
pub struct TestDesc {
    pub name: TestName,
    pub ignore: bool,
    pub ignore_message: Option<&'static str>,
    pub source_file: &'static str,
    pub start_line: usize,
    pub start_col: usize,
    pub end_line: usize,
    pub end_col: usize,
    pub should_panic: ShouldPanic,
    pub compile_fail: bool,
    pub no_run: bool,
    pub test_type: TestType,
}

impl TestDesc {
    /// The name as result lines show it.
    pub fn shown(&self) -> String {
        let mut text = String::from(self.name.as_slice());
        if self.should_panic != ShouldPanic::No {
            text.push_str(" - should panic");
        }
        text
    }
}

/// A test.
pub struct TestDescAndFn {
    pub desc: TestDesc,
    pub testfn: TestFn,
}

impl TestDescAndFn {
    /// A copy of a test the compiler wrote, whose body is a plain function.
    pub fn duplicate(&self) -> Self {
        let testfn = match self.testfn {
            StaticTestFn(f) => StaticTestFn(f),
            StaticBenchFn(f) => StaticBenchFn(f),
            _ => panic!("non-static tests passed to test::test_main_static"),
        };
        Self { desc: self.desc.clone(), testfn }
    }
}
