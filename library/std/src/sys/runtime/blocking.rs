//! OS threads for calls that block and have no readiness: opening files, `getaddrinfo`, `waitpid`.
//!
//! The job lies on the stack of the green thread that waits for it. The thread that runs it reads whom to wake, then stores `done`, then
//! wakes: after the store the job may be gone.
use super::green::{self, Green, Waiting};
use super::os::{self, OsLock};
use super::machine::atomic::AtomicU32;
use super::machine::{self, Cell};
use super::{current, park};
use crate::sys::libc;
use core::cell::UnsafeCell;
use core::mem::MaybeUninit;
use core::ptr;
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release};

/// More calls than these wait for their turn.
const MOST: usize = 128;
const STACK: usize = 1 << 20;
/// How long a thread without work stays.
const IDLE: u64 = 5_000_000_000;

struct Job {
    run: unsafe fn(*const Job),
    green: *const Green,
    done: AtomicU32,
    next: Cell<*const Job>,
    /// The thread that runs it must not end before the process does.
    stays: bool,
}
struct Pool {
    first: *const Job,
    last: *const Job,
    threads: usize,
    idle: usize,
    /// Wake-ups that were given and not yet taken.
    promised: usize,
}
static POOL: OsLock<Pool> = OsLock::new(Pool { first: ptr::null(), last: ptr::null(), threads: 0, idle: 0, promised: 0 });
/// Changes with each job; idle threads wait on it.
static COMING: AtomicU32 = AtomicU32::new(0);

/// Runs a call that may block; it must not unwind. On a foreign thread it simply runs.
pub fn run<R, F: FnOnce() -> R>(call: F) -> R { run_job(call, false) }
/// The same for a call after which its OS thread must live on: to the kernel, the thread that made a child is the parent whose death the child
/// may ask to be told of (`PR_SET_PDEATHSIG`).
pub fn run_and_stay<R, F: FnOnce() -> R>(call: F) -> R { run_job(call, true) }
fn run_job<R, F: FnOnce() -> R>(call: F, stays: bool) -> R {
    let green = current::green();
    if green.is_null() {
        return call();
    }
    #[repr(C)]
    struct Call<R, F> {
        job: Job,
        call: Cell<Option<F>>,
        result: UnsafeCell<MaybeUninit<R>>,
    }
    unsafe fn work<R, F: FnOnce() -> R>(job: *const Job) {
        let this = &*(job as *const Call<R, F>);
        if let Some(call) = this.call.take() {
            (*this.result.get()).write(call());
        }
    }
    let this = Call { job: Job { run: work::<R, F>, green, done: AtomicU32::new(0), next: Cell::new(ptr::null()), stays }, call: Cell::new(Some(call)), result: UnsafeCell::new(MaybeUninit::uninit()) };
    if submit(&this.job) {
        // SAFETY: `green` is the calling thread; the result is written before `done`.
        unsafe {
            park::stop_until(green, None, Waiting::Call, || this.job.done.load(Acquire) != 0);
            this.result.into_inner().assume_init()
        }
    } else {
        // No thread could be made: better here than not at all.
        match this.call.take() {
            Some(call) => call(),
            None => crate::sys::abort(),
        }
    }
}
fn submit(job: &Job) -> bool {
    let mut pool = POOL.lock();
    if pool.idle <= pool.promised && pool.threads < MOST {
        if machine::os_thread(c"blocking", STACK, serve, ptr::null_mut()) {
            pool.threads += 1;
        } else if pool.threads == 0 {
            return false;
        }
    } else if pool.idle > pool.promised {
        pool.promised += 1;
        COMING.fetch_add(1, Release);
        os::futex_wake(&COMING, 1);
    }
    // SAFETY: jobs in the list are valid.
    match unsafe { pool.last.as_ref() } {
        Some(last) => last.next.set(job),
        None => pool.first = job,
    }
    pool.last = job;
    true
}
extern "C" fn serve(_: *mut libc::c_void) -> *mut libc::c_void {
    let mut pool = POOL.lock();
    let mut until = 0;
    let mut stays = false;
    loop {
        let job = pool.first;
        // SAFETY: a job in the list is valid until it is done.
        if let Some(j) = unsafe { job.as_ref() } {
            pool.first = j.next.get();
            if pool.first.is_null() {
                pool.last = ptr::null();
            }
            drop(pool);
            let green = j.green;
            stays |= j.stays;
            // SAFETY: as above; `j` is not touched after the store.
            unsafe {
                (j.run)(job);
                j.done.store(1, Release);
                green::wake(green);
            }
            until = 0;
            pool = POOL.lock();
            continue;
        }
        let now = os::now();
        if until == 0 {
            until = now + IDLE;
        } else if now >= until && !stays {
            pool.threads -= 1;
            return ptr::null_mut();
        }
        let seen = COMING.load(Acquire);
        pool.idle += 1;
        drop(pool);
        os::futex_wait(&COMING, seen, if stays { None } else { Some(until) });
        pool = POOL.lock();
        pool.idle -= 1;
        pool.promised = pool.promised.saturating_sub(usize::from(COMING.load(Relaxed) != seen));
    }
}
