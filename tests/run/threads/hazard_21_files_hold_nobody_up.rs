//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 21: files, whose readiness the kernel does not tell, hold up only the thread that asked.
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::Arc;
use std::thread;

unsafe extern "C" {
    fn mkfifo(path: *const std::ffi::c_char, mode: u32) -> i32;
}

fn main() {
    let directory = std::env::temp_dir().join(format!("verdigris-files-{}", std::process::id()));
    fs::create_dir(&directory).unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let ticks = Arc::new(AtomicUsize::new(0));
    let (theirs, count) = (stop.clone(), ticks.clone());
    let ticker = thread::spawn(move || {
        while !theirs.load(Ordering::Relaxed) {
            count.fetch_add(1, Ordering::Relaxed);
            thread::yield_now();
        }
    });
    // Opening a pipe that nobody writes to waits until somebody does: here, a thread that runs only if this one holds up nobody.
    let fifos: Vec<_> = (0..8)
        .map(|i| {
            let path = directory.join(format!("fifo{i}"));
            let name = std::ffi::CString::new(path.to_str().unwrap()).unwrap();
            assert_eq!(unsafe { mkfifo(name.as_ptr(), 0o600) }, 0);
            path
        })
        .collect();
    let readers: Vec<_> = fifos
        .iter()
        .cloned()
        .map(|path| {
            thread::spawn(move || {
                let mut text = String::new();
                File::open(path).unwrap().read_to_string(&mut text).unwrap();
                text
            })
        })
        .collect();
    let before = ticks.load(Ordering::Relaxed);
    while ticks.load(Ordering::Relaxed) < before + 3 {
        thread::yield_now();
    }
    for (i, path) in fifos.iter().enumerate() {
        write!(OpenOptions::new().write(true).open(path).unwrap(), "message {i}").unwrap();
    }
    for reader in readers {
        println!("{}", reader.join().unwrap());
    }
    // Whole files, each by its own thread.
    let threads: Vec<_> = (0..40)
        .map(|i| {
            let path = directory.join(format!("file{i}"));
            thread::spawn(move || {
                let bytes = vec![i as u8; 10_000 + i];
                fs::write(&path, &bytes).unwrap();
                let mut file = OpenOptions::new().read(true).write(true).open(&path).unwrap();
                file.seek(SeekFrom::Start(5)).unwrap();
                file.write_all(b"hello").unwrap();
                file.sync_all().unwrap();
                file.rewind().unwrap();
                let mut back = Vec::new();
                file.read_to_end(&mut back).unwrap();
                assert_eq!((back.len(), &back[5..10]), (bytes.len(), &b"hello"[..]));
                assert!(back[10..].iter().all(|&b| b == i as u8));
                fs::metadata(&path).unwrap().len()
            })
        })
        .collect();
    println!("{}", threads.into_iter().map(|t| t.join().unwrap()).sum::<u64>());
    stop.store(true, Ordering::Relaxed);
    ticker.join().unwrap();
    fs::remove_dir_all(&directory).unwrap();
}
