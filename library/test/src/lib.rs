//! The test harness that `--test` binaries link: it takes the table of tests the compiler wrote, reads the command
//! line, runs what was asked for on a pool of threads and reports the way libtest does.
//!
//! Each test runs on a thread named after it (so that panic messages name it) with its output captured, unless
//! `--nocapture` is given. Results are printed in the order in which tests end.

mod bench;
mod options;
mod run;
mod types;

pub use self::bench::{Bencher, black_box};
pub use self::types::{
    NamePadding, ShouldPanic, StaticBenchFn, StaticTestFn, StaticTestName, TestDesc, TestDescAndFn, TestFn, TestName,
    TestType,
};
pub use self::types::TestFn::{DynBenchFn, DynTestFn};
pub use self::types::TestName::DynTestName;

use std::process::{ExitCode, Termination};

/// The entry that the compiler's generated `main` calls with the table of tests.
pub fn test_main_static(tests: &[&TestDescAndFn]) {
    let owned = tests.iter().map(|test| test.duplicate()).collect();
    let arguments: Vec<String> = std::env::args().collect();
    test_main(&arguments, owned, None);
}

/// As `test_main_static` where panics abort: the tests run in this process all the same, so the first failure ends it.
pub fn test_main_static_abort(tests: &[&TestDescAndFn]) {
    test_main_static(tests);
}

/// Runs tests made at run time with the given command line (the program's name first); leaves with 101 on failure.
pub fn test_main(arguments: &[String], tests: Vec<TestDescAndFn>, _options: Option<()>) {
    let options = match options::Options::parse(arguments) {
        Ok(Some(options)) => options,
        Ok(None) => return,
        Err(message) => {
            eprintln!("error: {message}");
            std::process::exit(101);
        }
    };
    let right = if options.list { run::list(&options, tests) } else { run::run_all(&options, tests) };
    if !right {
        std::process::exit(101);
    }
}

/// Turns what a test returned into its result: anything but success fails the test.
pub fn assert_test_result<T: Termination>(result: T) -> Result<(), String> {
    let code = result.report();
    if code == ExitCode::SUCCESS {
        Ok(())
    } else {
        Err(String::from("the test returned a termination value with a non-zero status code (1) which indicates a failure"))
    }
}
