//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 7: the number of an error is that of the thread's own call, however many others fail meanwhile on the same OS thread.
use std::fs::{self, File, OpenOptions};
use std::io::{Error, Read};
use std::os::unix::net::UnixStream;
use std::thread;

fn number<T>(result: Result<T, Error>) -> i32 {
    let Err(error) = result else { panic!("no error") };
    thread::yield_now();
    error.raw_os_error().unwrap()
}

fn main() {
    let threads: Vec<_> = (0..120)
        .map(|i| {
            thread::spawn(move || {
                for _ in 0..20 {
                    let (expected, found) = match i % 6 {
                        0 => (2, number(File::open("/nonexistent"))),
                        1 => (20, number(File::open("/dev/null/x"))),
                        2 => (21, number(OpenOptions::new().write(true).open("/"))),
                        3 => (111, number(UnixStream::connect("/dev/null"))),
                        4 => (21, number(File::open("/").unwrap().read(&mut [0; 8]))),
                        _ => (17, number(fs::create_dir("/proc"))),
                    };
                    assert_eq!(found, expected);
                }
            })
        })
        .collect();
    println!("{}", threads.into_iter().map(|t| t.join().unwrap()).count());
}
