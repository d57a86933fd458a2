//! Choosing, running and reporting tests.

use crate::bench::Bencher;
use crate::options::Options;
use crate::types::{ShouldPanic, TestDesc, TestDescAndFn, TestFn};
use std::any::Any;
use std::collections::VecDeque;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Instant;

/// How a test ended.
enum Outcome {
    Passed,
    Failed(Option<String>),
    Ignored,
    Measured(u64, u64),
}

/// What a worker sends back.
struct Report {
    desc: TestDesc,
    outcome: Outcome,
    output: Vec<u8>,
}

/// Prints the names the filters choose.
pub fn list(options: &Options, tests: Vec<TestDescAndFn>) -> bool {
    let (chosen, _) = choose(options, tests);
    let (mut plain, mut benches) = (0, 0);
    for test in &chosen {
        let is_bench = matches!(test.testfn, TestFn::StaticBenchFn(_) | TestFn::DynBenchFn(_));
        *(if is_bench { &mut benches } else { &mut plain }) += 1;
        println!("{}: {}", test.desc.name, if is_bench { "benchmark" } else { "test" });
    }
    if !options.terse {
        if !chosen.is_empty() {
            println!();
        }
        let ending = |count| if count == 1 { "" } else { "s" };
        println!("{plain} test{}, {benches} benchmark{}", ending(plain), ending(benches));
    }
    true
}

/// The chosen tests by name, and how many the filters left out.
fn choose(options: &Options, tests: Vec<TestDescAndFn>) -> (Vec<TestDescAndFn>, usize) {
    let all = tests.len();
    let mut chosen: Vec<TestDescAndFn> = tests
        .into_iter()
        .filter(|test| options.chooses(test.desc.name.as_slice()))
        .filter(|test| !options.should_panic_excluded || test.desc.should_panic == ShouldPanic::No)
        .filter(|test| !options.ignored_only || test.desc.ignore)
        .collect();
    if options.ignored_only || options.include_ignored {
        chosen.iter_mut().for_each(|test| test.desc.ignore = false);
    }
    chosen.sort_by(|a, b| a.desc.name.as_slice().cmp(b.desc.name.as_slice()));
    let left_out = all - chosen.len();
    (chosen, left_out)
}

/// Runs the chosen tests; true if none failed.
pub fn run_all(options: &Options, tests: Vec<TestDescAndFn>) -> bool {
    let (chosen, left_out) = choose(options, tests);
    let started = Instant::now();
    let total = chosen.len();
    println!("\nrunning {total} test{}", if total == 1 { "" } else { "s" });
    let workers = options.threads.unwrap_or_else(|| thread::available_parallelism().map_or(1, |n| n.get()));
    let mut tally = Tally { total, ..Tally::default() };
    if workers == 1 {
        for test in chosen {
            if !options.terse {
                print!("test {} ... ", test.desc.shown());
                let _ = std::io::stdout().flush();
            }
            let (sender, receiver) = channel();
            run_one(options, test, &sender);
            tally.take(options, receiver.recv().expect("a test always reports"), true);
        }
    } else {
        for report in start_pool(options, chosen, workers.min(total)) {
            tally.take(options, report, false);
        }
    }
    tally.finish(options, left_out, started)
}

/// Threads that take tests from a common queue; what they report arrives through the channel.
fn start_pool(options: &Options, tests: Vec<TestDescAndFn>, workers: usize) -> Receiver<Report> {
    let queue = Arc::new(Mutex::new(VecDeque::from(tests)));
    let (sender, receiver) = channel();
    for _ in 0..workers {
        let (queue, sender, options) = (Arc::clone(&queue), sender.clone(), options.clone());
        thread::spawn(move || {
            loop {
                let next = queue.lock().unwrap().pop_front();
                let Some(test) = next else { break };
                run_one(&options, test, &sender);
            }
        });
    }
    receiver
}

/// Runs a test on a thread of its own and reports.
fn run_one(options: &Options, test: TestDescAndFn, sender: &Sender<Report>) {
    let TestDescAndFn { desc, testfn } = test;
    if desc.ignore {
        let _ = sender.send(Report { desc, outcome: Outcome::Ignored, output: Vec::new() });
        return;
    }
    let captured = Arc::new(Mutex::new(Vec::new()));
    let target = (!options.no_capture).then(|| Arc::clone(&captured));
    let timed = options.bench;
    let should_panic = desc.should_panic;
    let place = format!("{}:{}:{}", desc.source_file, desc.start_line, desc.start_col);
    let body = move || {
        std::io::set_capture(target);
        let result = catch_unwind(AssertUnwindSafe(|| call(testfn, timed)));
        std::io::set_capture(None);
        judge(should_panic, &place, result)
    };
    let outcome = match thread::Builder::new().name(String::from(desc.name.as_slice())).spawn(body) {
        Ok(handle) => handle.join().unwrap_or_else(|_| Outcome::Failed(None)),
        Err(error) => Outcome::Failed(Some(format!("Error: could not start a thread: {error}"))),
    };
    let output = std::mem::take(&mut *captured.lock().unwrap_or_else(|poison| poison.into_inner()));
    let _ = sender.send(Report { desc, outcome, output });
}

type Called = Result<Option<(u64, u64)>, String>;

fn call(testfn: TestFn, timed: bool) -> Called {
    let mut bencher = Bencher::new(timed);
    match testfn {
        TestFn::StaticTestFn(f) => f()?,
        TestFn::DynTestFn(f) => f()?,
        TestFn::StaticBenchFn(f) => f(&mut bencher)?,
        TestFn::DynBenchFn(f) => f(&mut bencher)?,
    }
    Ok(bencher.nanoseconds)
}

fn judge(should_panic: ShouldPanic, place: &str, result: Result<Called, Box<dyn Any + Send>>) -> Outcome {
    // A test that returns an error counts as one that panicked with the error's text.
    let result = match result {
        Ok(Err(message)) => Err(Box::new(message) as Box<dyn Any + Send>),
        other => other,
    };
    match (should_panic, result) {
        (ShouldPanic::No, Ok(Ok(None))) | (ShouldPanic::Yes, Err(_)) => Outcome::Passed,
        (ShouldPanic::No, Ok(Ok(Some((median, spread))))) => Outcome::Measured(median, spread),
        (_, Ok(Err(_))) => Outcome::Failed(None),
        (ShouldPanic::No, Err(_)) => Outcome::Failed(None),
        (_, Ok(Ok(_))) => Outcome::Failed(Some(format!("test did not panic as expected at {place}"))),
        (ShouldPanic::YesWithMessage(expected), Err(payload)) => {
            let text = payload
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| payload.downcast_ref::<&'static str>().copied());
            match text {
                Some(text) if text.contains(expected) => Outcome::Passed,
                Some(text) => Outcome::Failed(Some(format!(
                    "panic did not contain expected string\n      panic message: {text:?}\n expected substring: {expected:?}"
                ))),
                None => Outcome::Failed(Some(format!(
                    "expected panic with string value,\n found non-string value: `{:?}`\n     expected substring: {expected:?}",
                    (*payload).type_id()
                ))),
            }
        }
    }
}

/// Counts, and the output to show at the end.
#[derive(Default)]
struct Tally {
    passed: usize,
    ignored: usize,
    measured: usize,
    column: usize,
    done: usize,
    total: usize,
    failures: Vec<(String, Vec<u8>)>,
    successes: Vec<(String, Vec<u8>)>,
}

impl Tally {
    /// Counts and prints one result; `named` if the line's beginning is on the terminal already.
    fn take(&mut self, options: &Options, report: Report, named: bool) {
        let Report { desc, outcome, mut output } = report;
        let (word, letter) = match &outcome {
            Outcome::Passed => (String::from("ok"), '.'),
            Outcome::Failed(_) => (String::from("FAILED"), 'F'),
            Outcome::Ignored => match desc.ignore_message {
                Some(reason) => (format!("ignored, {reason}"), 'i'),
                None => (String::from("ignored"), 'i'),
            },
            Outcome::Measured(median, spread) => (format!("bench: {median:>11} ns/iter (+/- {spread})"), '.'),
        };
        if options.terse {
            self.terse(letter, desc.name.as_slice());
        } else if named {
            println!("{word}");
        } else {
            println!("test {} ... {word}", desc.shown());
        }
        let name = String::from(desc.name.as_slice());
        match outcome {
            Outcome::Passed => {
                self.passed += 1;
                self.successes.push((name, output));
            }
            Outcome::Ignored => self.ignored += 1,
            Outcome::Measured(..) => self.measured += 1,
            Outcome::Failed(message) => {
                if let Some(message) = message {
                    output.extend_from_slice(format!("note: {message}").as_bytes());
                }
                self.failures.push((name, output));
            }
        }
    }

    /// A letter for a result, a line for a failure.
    fn terse(&mut self, letter: char, name: &str) {
        if letter == 'F' {
            if self.column > 0 {
                println!(" {}/{}", self.done, self.total);
            }
            println!("{name} --- FAILED");
            self.column = 0;
        } else {
            print!("{letter}");
            self.column += 1;
        }
        self.done += 1;
        if self.column == 88 {
            println!(" {}/{}", self.done, self.total);
            self.column = 0;
        }
    }

    fn finish(mut self, options: &Options, left_out: usize, started: Instant) -> bool {
        if options.show_output {
            section("successes", &mut self.successes);
        }
        if !self.failures.is_empty() {
            section("failures", &mut self.failures);
        } else if options.terse {
            println!();
        }
        let right = self.failures.is_empty();
        println!(
            "\ntest result: {}. {} passed; {} failed; {} ignored; {} measured; {left_out} filtered out; finished in {:.2}s\n",
            if right { "ok" } else { "FAILED" },
            self.passed,
            self.failures.len(),
            self.ignored,
            self.measured,
            started.elapsed().as_secs_f64(),
        );
        right
    }
}

/// The captured output of some tests, then their names.
fn section(title: &str, entries: &mut [(String, Vec<u8>)]) {
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    println!("\n{title}:");
    let mut shown = false;
    for (name, output) in entries.iter().filter(|entry| !entry.1.is_empty()) {
        println!("{}---- {name} stdout ----", if shown { "" } else { "\n" });
        let _ = std::io::stdout().write_all(output);
        println!();
        shown = true;
    }
    println!("\n{title}:");
    for (name, _) in entries.iter() {
        println!("    {name}");
    }
}
