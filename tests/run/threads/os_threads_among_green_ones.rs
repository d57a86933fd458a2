//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8
// Foreign threads, made by C or asked for, use everything with green ones.
use std::os::verdigris::runtime;
use std::os::verdigris::thread::BuilderExt;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Barrier, Mutex};
use std::thread;

unsafe extern "C" {
    fn pthread_self() -> u64;
    fn pthread_create(thread: *mut u64, attributes: *const u8, run: extern "C" fn(*mut u8) -> *mut u8, argument: *mut u8) -> i32;
    fn pthread_join(thread: u64, result: *mut *mut u8) -> i32;
}
extern "C" fn foreign(_: *mut u8) -> *mut u8 {
    // A thread that C made spawns and waits.
    let sum: usize = (0..10).map(|i| thread::spawn(move || i)).map(|t| t.join().unwrap()).sum();
    std::ptr::without_provenance_mut(sum)
}

fn main() {
    let (ping, pings) = sync_channel::<u32>(1);
    let (pong, pongs) = sync_channel::<u32>(1);
    let echo = thread::Builder::new().os_thread().spawn(move || {
        let me = unsafe { pthread_self() };
        for value in pings {
            pong.send(value + 1).unwrap();
            assert_eq!(unsafe { pthread_self() }, me);
        }
    });
    let total = thread::spawn(move || {
        (0..1000).map(|i| {
            ping.send(i).unwrap();
            pongs.recv().unwrap()
        }).sum::<u32>()
    });
    println!("{}", total.join().unwrap());
    echo.unwrap().join().unwrap();

    let (barrier, count) = (Arc::new(Barrier::new(20)), Arc::new(Mutex::new(0)));
    let threads: Vec<_> = (0..20)
        .map(|i| {
            let (barrier, count) = (Arc::clone(&barrier), Arc::clone(&count));
            let work = move || for _ in 0..20 {
                *count.lock().unwrap() += 1;
                barrier.wait();
            };
            let builder = thread::Builder::new();
            if i % 2 == 0 { builder.spawn(work) } else { builder.os_thread().spawn(work) }.unwrap()
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    println!("{}", count.lock().unwrap());
    let (mut thread, mut result) = (0, std::ptr::null_mut());
    unsafe {
        assert_eq!(pthread_create(&mut thread, std::ptr::null(), foreign, std::ptr::null_mut()), 0);
        pthread_join(thread, &mut result);
    }
    println!("{}", result.addr());
    let counters = runtime::counters();
    assert!(counters.workers > 0 && counters.spawned >= 21 && counters.switches >= counters.spawned);
}
