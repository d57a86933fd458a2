#!/usr/bin/env python3
"""Model checks of the runtime's protocols, with figures: `run.py [--rustc CMD] [--schedules N] [SCENARIO…]`.

`--mutations` checks the checker: each mutation takes something out of a copy of the runtime that a protocol needs (a second look before
sleeping, a fence, the old way of a bug that the checks have found), and schedules must be found that fail. With names: those of such a scenario or file.
"""
import argparse, concurrent.futures, os, pathlib, shutil, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
RUNTIME = "sys/runtime"

# File (of the runtime, or of `std` with its folder), what it says, what it is to say, the scenario that finds it.
MUTATIONS = [
    ("green.rs", "ACTIVE | NOTIFIED => NOTIFIED,", "ACTIVE => NOTIFIED,", "blocking calls"),
    ("token.rs", "if self.0.fetch_sub(1, Acquire) == THERE {", "if self.0.swap(AWAITED, Acquire) == THERE { self.0.store(NONE, Release);", "park and unpark"),
    ("idle.rs", "UNTIL.store(NEVER, SeqCst);\n        fence(SeqCst);", "UNTIL.store(NEVER, SeqCst);", "timers"),
    ("green.rs", "(*g).state.compare_exchange(ACTIVE, PARKED, AcqRel, Acquire).is_ok()", "{ (*g).state.store(PARKED, Release); true }", "park and unpark"),
    ("green.rs", "(*g).state.swap(ACTIVE, AcqRel);", "(*g).state.store(ACTIVE, Relaxed);", "stop and wake"),
    ("idle.rs", "let work = INJECTOR.len() != 0 ||", "let work = false && INJECTOR.len() != 0 ||", "sleep and wake of workers"),
    ("idle.rs", "if work && SET.lock().remove(w) {", "if false && work && SET.lock().remove(w) {", "sleep and wake of workers"),
    ("idle.rs", "pub fn notify() {\n    fence(SeqCst);", "pub fn notify() {", "sleep and wake of workers"),
    ("idle.rs", "    if SEARCHERS.fetch_sub(1, SeqCst) == 1 {\n        notify();\n    }", "    SEARCHERS.fetch_sub(1, SeqCst);", "all workers come"),
    ("idle.rs", "        SEARCHERS.fetch_add(1, SeqCst);\n        w.searching.set(true);\n", "", "all workers come"),
    ("worker.rs", "        if more {\n", "        if false && more {\n", "all workers come"),
    ("idle.rs", "if deadline < UNTIL.load(SeqCst) {", "if false && deadline < UNTIL.load(SeqCst) {", "timers"),
    ("idle.rs", "if w.wakeup.load(SeqCst) == 0 {", "if true || w.wakeup.load(SeqCst) == 0 {", "sleep and wake of workers"),
    ("park.rs", "let unchanged = word.load(SeqCst) == value;", "let unchanged = true; let _ = (word, value);", "parking lot"),
    ("park.rs", "bucket.count.fetch_add(1, SeqCst);", "bucket.count.fetch_add(1, Relaxed);", "parking lot"),
    ("park.rs", "    fence(SeqCst);\n    let address = word as usize;", "    let address = word as usize;", "parking lot"),
    ("park.rs", "let (green, word) = (w.green, &raw const w.woken);\n            w.woken.store(1, Release);", "let word = &raw const w.woken;\n            w.woken.store(1, Release);\n            worker::yield_now();\n            let green = w.green;", "parking lot with timeouts"),
    ("park.rs", "    timers.cancel(&timer);", "    let _ = timers;", "park with a timeout"),
    ("queue.rs", "match self.head.compare_exchange_weak(head, head.wrapping_add(1), AcqRel, Acquire) {", "self.head.store(head.wrapping_add(1), Release); match Ok::<u32, u32>(head) {", "rings and the list for all"),
    ("queue.rs", "self.tail.store(tail.wrapping_add(1), Release);", "self.tail.store(tail.wrapping_add(1), Relaxed);", "rings and the list for all"),
    ("queue.rs", "if tail.wrapping_sub(self.head.load(Acquire)) < SIZE {", "if tail.wrapping_sub(self.head.load(Acquire)) < SIZE + 1 {", "rings and the list for all"),
    ("timer.rs", "        self.publish(&heap);\n        timer.place.get() == 0", "        self.publish(&heap);\n        false", "timers"),
    ("readiness.rs", "let seen = word.load(Acquire);", "let seen = word.load(Acquire); if registered { word.fetch_and(!READY, AcqRel); }", "readiness"),
    ("readiness.rs", "let _ = word.compare_exchange(seen, seen & !(READY | CLOSED), AcqRel, Relaxed);", "word.store(seen & !(READY | CLOSED), core::sync::atomic::Ordering::Release);", "readiness"),
    ("reactor.rs", "if looks && idle::has_poller() {\n                interrupt();\n            }", "", "timers beside descriptors"),
    ("reactor.rs", "let _ = place.fetch_update(SeqCst, Relaxed, |p| Some(p.map_addr(|a| a | CROWDED)));", "", "several wait for one descriptor"),
    ("os.rs", "if word.swap(0, Release) == 2 {", "if word.swap(0, Relaxed) == 2 {", "parking lot"),
    ("os.rs", "while word.swap(2, Acquire) != 0 {\n        futex_wait(word, 2, None);", "while word.swap(1, Acquire) != 0 {\n        futex_wait(word, 1, None);", "parking lot"),
    ("blocking.rs", "j.done.store(1, Release);\n                green::wake(green);", "green::wake(green);\n                j.done.store(1, Release);", "blocking calls"),
    ("monitor.rs", "if !w.stuck.swap(true, AcqRel) {", "if false && !w.stuck.swap(true, AcqRel) {", "stuck workers"),
    ("monitor.rs", "let main = w.main_slot.swap(ptr::null_mut(), AcqRel);", "let main: *mut super::green::Green = ptr::null_mut();", "main goes on elsewhere"),
    ("sync/mutex.rs", "self.0.compare_exchange(0, 1, Acquire, Relaxed).is_ok()", "self.0.compare_exchange(0, 1, Relaxed, Relaxed).is_ok()", "mutex and condition"),
    ("sync/mutex.rs", "while self.0.swap(2, Acquire) != 0 {\n            sched::wait(&self.0, 2, None);", "while self.0.swap(1, Acquire) != 0 {\n            sched::wait(&self.0, 1, None);", "mutex and condition"),
    ("sync/mutex.rs", "while self.0.swap(2, Acquire) != 0 {", "while self.0.swap(2, Relaxed) != 0 {", "mutex and condition"),
    ("sync/mutex.rs", "if self.0.swap(0, Release) == 2 {", "if self.0.swap(0, Relaxed) == 2 {", "mutex and condition"),
    ("sync/condvar.rs", "self.counter.fetch_add(1, Relaxed);\n        sched::wake_one", "sched::wake_one", "condition with timeouts"),
    ("sync/condvar.rs", "self.counter.fetch_add(1, Relaxed);\n        sched::wake_all", "sched::wake_all", "mutex and condition"),
    ("sync/condvar.rs", "unsafe { guard.lock.inner.unlock() };", "unsafe { guard.lock.inner.unlock() }; let counter = self.counter.load(Relaxed);", "mutex and condition"),
    ("sync/rwlock.rs", "self.state.fetch_update(Acquire, Relaxed, |s| if Self::admits_reader(s)", "self.state.fetch_update(Relaxed, Relaxed, |s| if Self::admits_reader(s)", "readers and writers"),
    ("sync/rwlock.rs", "if self.state.compare_exchange(0, WRITER, Acquire, Relaxed).is_err() {", "if self.state.compare_exchange(0, WRITER, Relaxed, Relaxed).is_err() {", "readers and writers"),
    ("sync/rwlock.rs", "s | WRITER | others, Acquire, Relaxed)", "s | WRITER | others, Relaxed, Relaxed)", "readers and writers"),
    ("sync/rwlock.rs", "let s = self.state.fetch_sub(1, Release) - 1;", "let s = self.state.fetch_sub(1, Relaxed) - 1;", "readers and writers"),
    ("sync/rwlock.rs", "let s = self.state.fetch_sub(WRITER, Release) - WRITER;", "let s = self.state.fetch_sub(WRITER, Relaxed) - WRITER;", "readers and writers"),
    ("sync/rwlock.rs", "            others = WRITERS;\n", "", "readers and writers"),
    ("sync/rwlock.rs", "self.turns.fetch_add(1, Release);\n        sched::wake_one", "sched::wake_one", "readers and writers"),
    ("sync/rwlock.rs", "self.turns.fetch_add(1, Release);\n        sched::wake_one", "self.turns.fetch_add(1, Relaxed);\n        sched::wake_one", "readers and writers"),
    ("sync/rwlock.rs", "let turn = self.turns.load(Acquire);", "let turn = self.turns.load(Relaxed);", "readers and writers"),
    ("sync/rwlock.rs", "if s & HELD != 0 && s & WRITERS != 0 {", "{", "readers and writers"),
    ("sync/rwlock.rs", "Err(now) => s = now,", "Err(_) => return,", "readers and writers"),
    ("sync/rwlock.rs", "|| self.wake_writer() {", "|| { self.wake_writer(); true } {", "readers and writers"),
    ("sync/rwlock.rs", "let s = self.state.swap(1, Release);", "let s = self.state.swap(1, Relaxed);", "a writer becomes a reader"),
    ("sync/rwlock.rs", "let s = self.state.swap(1, Release);", "let s = self.state.fetch_sub(WRITER - 1, Release);\n        self.state.fetch_sub(s & (READERS | WRITERS), Relaxed);", "a writer becomes a reader"),
    ("sync/rwlock.rs", "        if s & READERS != 0 {\n            sched::wake_all(&self.state);\n        }\n        if s & WRITERS", "        if s & WRITERS", "a writer becomes a reader"),
    ("sync/once.rs", "RUNNING | s & AWAITED, Acquire, Acquire", "RUNNING, Acquire, Acquire", "once"),
    ("sync/once.rs", "if self.once.state.swap(self.set, AcqRel) & AWAITED != 0 {", "if self.once.state.swap(self.set, Relaxed) & AWAITED != 0 {", "once"),
    ("sync/once.rs", "self.state.load(Acquire) == COMPLETE", "self.state.load(Relaxed) == COMPLETE", "once"),
    ("sync/once.rs", "sched::wait(&self.state, s | AWAITED, None);", "let s = self.state.load(Relaxed); sched::wait(&self.state, s, None);", "once"),
    ("sync/barrier.rs", "self.cvar.notify_all();", "self.cvar.notify_one();", "barrier"),
    ("sync/barrier.rs", "|s| generation == s.1", "|s| s.0 != 0", "barrier"),
    ("sync/mpsc.rs", "if s.waiting > 0 {", "if s.waiting > 1 {", "channels"),
    ("sync/mpsc.rs", "                if self.bound.is_some() {\n                    self.not_full.notify_all();", "                if self.bound.is_some() {\n                    self.not_full.notify_one();", "channels"),
    ("sync/mpsc.rs", "            self.not_empty.notify_all();", "", "channels"),
    ("sync/mpsc.rs", "        self.shared.not_full.notify_all();", "", "channels"),
]


def build(rustc, root, out, flags=()):
    command = [*rustc, "--edition", "2024", "--cfg", "verdigris_model", "-A", "warnings", "-O", *flags, "-o", out, str(root / "tests/run/model/protocols.rs")]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)


def check_mutation(rustc, schedules, scratch, mutation):
    """Whether the mutation is found, and what is to be said about it."""
    number, (file, old, new, scenario) = mutation
    tree = scratch / f"tree{number}"
    for part in ["library/std/src/sys", "library/std/src/sync", "tests/model", "tests/run/model"]:
        shutil.copytree(ROOT / part, tree / part)
    path = tree / "library/std/src" / (file if "/" in file else f"{RUNTIME}/{file}")
    text = path.read_text()
    if text.count(old) != 1:
        return False, f"{file} does not say once: {old}"
    path.write_text(text.replace(old, new))
    program = str(tree / "mutant")
    build(rustc, tree, program)
    start = time.time()
    try:
        done = subprocess.run([program, str(schedules), scenario], capture_output=True, text=True, timeout=300)
        words = done.stdout.strip().split("\n")[0] or f"signal {-done.returncode}"
        found = done.returncode != 0
    except subprocess.TimeoutExpired:
        words, found = "hangs", True
    shutil.rmtree(tree)
    change = new.strip().splitlines()[0] if new.strip() else "without " + old.strip().splitlines()[0]
    return found, f"{'found ' if found else 'MISSED'} {time.time() - start:5.1f} s  {file}: {change}\n              {words}"


def check_mutations(rustc, schedules, scratch, mutations):
    found = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for ok, words in pool.map(lambda m: check_mutation(rustc, schedules, scratch, m), enumerate(mutations)):
            found += ok
            print(words, flush=True)
    print(f"{found} of {len(mutations)} mutations found")
    return len(mutations) - found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rustc", default=f"{ROOT}/verdigris rustc")
    parser.add_argument("--schedules", type=int, default=100_000)
    parser.add_argument("--mutations", action="store_true")
    parser.add_argument("scenarios", nargs="*")
    options = parser.parse_args()
    rustc = options.rustc.split()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        if options.mutations:
            sys.exit(check_mutations(rustc, options.schedules, scratch, [m for m in MUTATIONS if not options.scenarios or m[3] in options.scenarios or m[0] in options.scenarios]) != 0)
        program = str(scratch / "model")
        build(rustc, ROOT, program)
        failed = 0
        for name in options.scenarios or [None]:
            failed |= subprocess.run([program, str(options.schedules), *([name] if name else [])]).returncode
        sys.exit(failed)


main()
