use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::mpsc;
use std::sync::{Arc, Mutex, RwLock};
use std::thread;

struct Job {
    id: u32,
    payload: String,
}

fn shared_counter() -> u32 {
    let counter = Arc::new(Mutex::new(0));
    let mut handles = Vec::new();
    for i in 0..4 {
        let counter = Arc::clone(&counter);
        handles.push(thread::spawn(move || {
            let mut guard = counter.lock().unwrap();
            *guard += i;
        }));
    }
    for handle in handles {
        handle.join().unwrap();
    }
    let total = *counter.lock().unwrap();
    total
}

fn pipeline(jobs: Vec<Job>) -> HashMap<u32, usize> {
    let (sender, receiver) = mpsc::channel::<Job>();
    let results = Arc::new(RwLock::new(HashMap::new()));
    let worker = {
        let results = results.clone();
        thread::spawn(move || {
            for job in receiver {
                let length = job.payload.len();
                results.write().unwrap().insert(job.id, length);
            }
        })
    };
    for job in jobs {
        sender.send(job).unwrap();
    }
    drop(sender);
    worker.join().unwrap();
    let map = results.read().unwrap().clone();
    map
}

fn scoped(numbers: &mut [i32]) -> i32 {
    let mut largest = 0;
    thread::scope(|scope| {
        let (left, right) = numbers.split_at_mut(2);
        scope.spawn(move || left.iter_mut().for_each(|n| *n += 1));
        scope.spawn(move || right.iter_mut().for_each(|n| *n *= 2));
    });
    thread::scope(|scope| {
        scope.spawn(|| largest = *numbers.iter().max().unwrap());
    });
    largest
}

fn local() -> usize {
    let shared = Rc::new(RefCell::new(vec![1, 2]));
    let other = Rc::clone(&shared);
    other.borrow_mut().push(3);
    let length = shared.borrow().len();
    length + Rc::strong_count(&shared)
}

fn main() {
    println!("{}", shared_counter());
    let jobs = vec![Job { id: 1, payload: String::from("one") }, Job { id: 2, payload: "three".to_string() }];
    println!("{:?}", pipeline(jobs).len());
    let mut numbers = [1, 2, 3, 4];
    println!("{} {:?}", scoped(&mut numbers), numbers);
    println!("{}", local());
    let name = String::from("worker");
    let handle = thread::spawn(move || name.len());
    println!("{}", handle.join().unwrap());
}
