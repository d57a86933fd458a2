#!/usr/bin/env python3
"""Model checks of the runtime's protocols, with figures: `run.py [--rustc CMD] [--schedules N] [SCENARIO…]`.

`--mutations` checks the checker: each mutation takes something out of a copy of the runtime that a protocol needs (a second look before
sleeping, a fence, the old way of a bug that the checks have found), and schedules must be found that fail.
"""
import argparse, pathlib, shutil, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
RUNTIME = "library/std/src/sys/runtime"

# File, what it says, what it is to say, the scenario that finds it.
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
    ("reactor.rs", "if looks && idle::has_poller() {\n                interrupt();\n            }", "", "timers"),
    ("reactor.rs", "let _ = place.fetch_update(SeqCst, Relaxed, |p| Some(p.map_addr(|a| a | CROWDED)));", "", "several wait for one descriptor"),
    ("os.rs", "if word.swap(0, Release) == 2 {", "if word.swap(0, Relaxed) == 2 {", "parking lot"),
    ("os.rs", "while word.swap(2, Acquire) != 0 {", "while word.swap(1, Acquire) != 0 {", "parking lot"),
    ("blocking.rs", "j.done.store(1, Release);\n                green::wake(green);", "green::wake(green);\n                j.done.store(1, Release);", "blocking calls"),
    ("monitor.rs", "if !w.stuck.swap(true, AcqRel) {", "if false && !w.stuck.swap(true, AcqRel) {", "stuck workers"),
    ("monitor.rs", "let main = w.main_slot.swap(ptr::null_mut(), AcqRel);", "let main: *mut super::green::Green = ptr::null_mut();", "main goes on elsewhere"),
]


def build(rustc, root, out, flags=()):
    command = [*rustc, "--edition", "2024", "--cfg", "verdigris_model", "-A", "warnings", "-O", *flags, "-o", out, str(root / "tests/run/model/protocols.rs")]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)


def check_mutations(rustc, schedules, scratch):
    missed = 0
    for file, old, new, scenario in MUTATIONS:
        tree = scratch / "tree"
        shutil.rmtree(tree, ignore_errors=True)
        shutil.copytree(ROOT / "library/std/src/sys", tree / "library/std/src/sys")
        for part in ["tests/model", "tests/run/model"]:
            shutil.copytree(ROOT / part, tree / part)
        path = tree / RUNTIME / file
        text = path.read_text()
        if text.count(old) != 1:
            sys.exit(f"{file} does not say once: {old}")
        path.write_text(text.replace(old, new))
        program = str(scratch / "mutant")
        build(rustc, tree, program)
        start = time.time()
        try:
            done = subprocess.run([program, str(schedules), scenario], capture_output=True, text=True, timeout=300)
            words = done.stdout.strip().split("\n")[0] or f"signal {-done.returncode}"
            found = done.returncode != 0
        except subprocess.TimeoutExpired:
            words, found = "hangs", True
        missed += not found
        print(f"{'found ' if found else 'MISSED'} {time.time() - start:5.1f} s  {file}: {new.strip().splitlines()[0] if new.strip() else 'without ' + old.splitlines()[0]}\n              {words}", flush=True)
    print(f"{len(MUTATIONS) - missed} of {len(MUTATIONS)} mutations found")
    return missed


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
            sys.exit(check_mutations(rustc, options.schedules, scratch) != 0)
        program = str(scratch / "model")
        build(rustc, ROOT, program)
        failed = 0
        for name in options.scenarios or [None]:
            failed |= subprocess.run([program, str(options.schedules), *([name] if name else [])]).returncode
        sys.exit(failed)


main()
