//! The command line of a test binary.

/// What was asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub filters: Vec<String>,
    pub skip: Vec<String>,
    pub exact: bool,
    pub list: bool,
    pub terse: bool,
    pub no_capture: bool,
    pub show_output: bool,
    pub ignored_only: bool,
    pub include_ignored: bool,
    pub bench: bool,
    pub should_panic_excluded: bool,
    pub threads: Option<usize>,
}

const USAGE: &str = "\
Usage: [OPTIONS] [FILTERS...]

Options:
        --include-ignored
                        Run ignored and not ignored tests
        --ignored       Run only ignored tests
        --exclude-should-panic
                        Excludes tests marked as should_panic
        --test          Run tests and not benchmarks
        --bench         Run benchmarks instead of tests
        --list          List all tests and benchmarks
    -h, --help          Display this message
        --no-capture    don't capture stdout/stderr of each task, allow
                        printing directly
        --test-threads n_threads
                        Number of threads used for running tests in parallel
        --skip FILTER   Skip tests whose names contain FILTER (this flag can
                        be used multiple times)
    -q, --quiet         Display one character per test instead of one line.
                        Alias to --format=terse
        --exact         Exactly match filters rather than by substring
        --color auto|always|never
                        Configure coloring of output
        --format pretty|terse
                        Configure formatting of output
        --show-output   Show captured stdout of successful tests
";

impl Options {
    /// Reads the arguments after the program's name. `None`: help was shown, there is nothing to do.
    pub fn parse(arguments: &[String]) -> Result<Option<Self>, String> {
        let mut options = Self::default();
        options.no_capture = std::env::var_os("RUST_TEST_NOCAPTURE").is_some_and(|value| value != "0");
        let mut rest = arguments.iter().skip(1);
        while let Some(argument) = rest.next() {
            if argument == "--" {
                options.filters.extend(rest.by_ref().cloned());
                break;
            }
            if !argument.starts_with('-') || argument == "-" {
                options.filters.push(argument.clone());
                continue;
            }
            let (name, given) = match argument.split_once('=') {
                Some((name, value)) => (name, Some(String::from(value))),
                None => (argument.as_str(), None),
            };
            let mut value = || {
                let plain = name.trim_start_matches('-');
                given.clone().or_else(|| rest.next().cloned()).ok_or(format!("Argument to option '{plain}' missing"))
            };
            match name {
                "-h" | "--help" => {
                    print!("{USAGE}");
                    return Ok(None);
                }
                "--exact" => options.exact = true,
                "--list" => options.list = true,
                "--nocapture" | "--no-capture" => options.no_capture = true,
                "--show-output" => options.show_output = true,
                "--ignored" => options.ignored_only = true,
                "--include-ignored" => options.include_ignored = true,
                "--exclude-should-panic" => options.should_panic_excluded = true,
                "--bench" => options.bench = true,
                "--test" => options.bench = false,
                "-q" | "--quiet" => options.terse = true,
                "--skip" => options.skip.push(value()?),
                "--format" => match value()?.as_str() {
                    "pretty" => options.terse = false,
                    "terse" => options.terse = true,
                    other => {
                        return Err(format!(
                            "argument for --format must be pretty, terse, json or junit (was {other})"
                        ));
                    }
                },
                "--test-threads" => options.threads = Some(thread_count(&value()?, "argument for --test-threads")?),
                "--color" | "--logfile" | "-Z" | "--shuffle-seed" => drop(value()?),
                "--report-time" | "--ensure-time" | "--shuffle" | "--force-run-in-process" => {}
                other => return Err(format!("Unrecognized option: '{}'", other.trim_start_matches('-'))),
            }
        }
        if options.threads.is_none()
            && let Ok(text) = std::env::var("RUST_TEST_THREADS")
        {
            options.threads = Some(thread_count(&text, "RUST_TEST_THREADS")?);
        }
        Ok(Some(options))
    }

    /// Whether the filters choose a test of this name.
    pub fn chooses(&self, name: &str) -> bool {
        let matches = |filter: &String| if self.exact { name == filter } else { name.contains(filter.as_str()) };
        (self.filters.is_empty() || self.filters.iter().any(matches)) && !self.skip.iter().any(matches)
    }
}

fn thread_count(text: &str, what: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Err(format!("{what} must not be 0")),
        Ok(count) => Ok(count),
        Err(error) => Err(format!("{what} must be a number > 0 (error: {error})")),
    }
}
