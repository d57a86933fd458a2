//! A machine that does what a seed says: threads, memory, futexes and time for the model checks.
//!
//! Its OS threads are contexts on one real one. They switch only where the protocols touch the machine (each atomic operation, each
//! system call), and which goes on is drawn from the seed: at random, or by priorities that change at a few points
//! (probabilistic concurrency testing). Time stands still until nobody can run, or jumps to the next deadline by chance.
//!
//! # Memory
//!
//! Atomics follow the views of release and acquire: a location keeps its last stores, and a thread may read any that
//! is not older than what it has seen. What a thread has seen (its *view*) goes with release stores and comes with acquire loads; fences of
//! sequential consistency exchange views with one that all share. So a missing fence or a relaxed store that should
//! release shows, although the machine below is stronger. Left out: loads that read what is stored later (load buffering).
//!
//! Plain cells are checked for races with the same views: accesses of which neither happens before the other fail.
use std::cell::UnsafeCell;
use std::panic::Location;

#[path = "../../library/std/src/sys/runtime/context_x86_64.rs"]
#[allow(dead_code)]
mod context;

pub type Site = &'static Location<'static>;

/// How many threads there can be; their clocks are the first entries of each view.
const THREADS: usize = 12;
const STACK: usize = 256 << 10;
/// How many stores of a location can be read.
const KEPT: usize = 4;
/// Longer than any schedule that ends.
const MOST_STEPS: u64 = 60_000;

#[derive(Copy, Clone, PartialEq, Eq)]
enum State {
    Ready,
    Futex { address: usize, deadline: u64 },
    Events { epoll: i32, deadline: u64 },
    Done,
}
struct Thread {
    name: &'static str,
    sp: usize,
    state: State,
    view: Vec<u32>,
    /// What acquire fences will join: the messages of relaxed loads.
    pending: Vec<u32>,
    /// The view at the last release fence.
    released: Vec<u32>,
    priority: u32,
    entry: Option<Box<dyn FnOnce()>>,
    /// For the runtime's `current`.
    pub slots: [usize; 2],
    foreign: Box<crate::sys::runtime::current::ThreadData>,
}
#[derive(Copy, Clone, Default)]
struct Message {
    value: u64,
    time: u32,
    /// Where its view lies in the arena.
    start: u32,
    length: u32,
}
struct Place {
    messages: [Message; KEPT],
    count: usize,
}
/// Who wrote a plain cell last, and who has read it since.
#[derive(Copy, Clone, Default)]
struct Accesses {
    writer: u32,
    written: u32,
    reads: [u32; THREADS],
}

/// What a schedule may do.
#[derive(Copy, Clone)]
pub struct Options {
    pub cores: usize,
    pub monitor: bool,
    /// Whether time may pass while somebody could run.
    pub hurries: bool,
    /// Mutations, to see that they are found.
    pub mutation: Mutation,
}
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Mutation {
    None,
    /// Fences do nothing.
    NoFences,
    /// Release and acquire are relaxed.
    Relaxed,
    /// Sequential consistency is release and acquire.
    NoTotalOrder,
    /// One of eight wake-ups of futexes is lost.
    LostWake,
    /// Compare-and-exchange is not atomic.
    TornExchange,
}

pub struct World {
    pub epoch: u32,
    random: u64,
    threads: Vec<Thread>,
    current: usize,
    driver: usize,
    root_done: bool,
    stacks: Vec<Vec<u8>>,
    now: u64,
    pub steps: u64,
    next_event: u64,
    /// Mean distance of random switches; 0 for priorities.
    spacing: u64,
    changes: Vec<u64>,
    lowest: u32,
    /// One of so many loads may be stale; 0 for none.
    staleness: u64,
    options: Options,
    places: Vec<Place>,
    cells: Vec<Accesses>,
    arena: Vec<u32>,
    total: Vec<u32>,
    kernel: Vec<u32>,
    pub failure: Option<String>,
    kept: Vec<(*mut u8, unsafe fn(*mut u8))>,
    keys: Vec<usize>,
    /// Memory that schedules map: its length, where it is, and whether this one has it.
    maps: Vec<(usize, usize, bool)>,
    pub trace: bool,
}
struct Global(UnsafeCell<Option<World>>);
// SAFETY: one OS thread uses it.
unsafe impl Sync for Global {}
static WORLD: Global = Global(UnsafeCell::new(None));

/// The world. There is one OS thread, and no reference is kept across a switch.
#[allow(clippy::mut_from_ref)]
pub fn world() -> &'static mut World {
    // SAFETY: see above.
    unsafe {
        (*WORLD.0.get()).get_or_insert_with(|| World {
            epoch: 0, random: 0, threads: Vec::new(), current: 0, driver: 0, root_done: false, stacks: Vec::new(), now: 0, steps: 0, next_event: 0, spacing: 0,
            changes: Vec::new(), lowest: 0, staleness: 0,
            options: Options { cores: 1, monitor: false, hurries: false, mutation: Mutation::None }, places: Vec::new(), cells: Vec::new(), arena: Vec::new(), total: Vec::new(), kernel: Vec::new(),
            failure: None, kept: Vec::new(), keys: Vec::new(), maps: Vec::new(), trace: false,
        })
    }
}
fn join(into: &mut Vec<u32>, from: &[u32]) {
    if into.len() < from.len() {
        into.resize(from.len(), 0);
    }
    for (a, &b) in into.iter_mut().zip(from) {
        if *a < b {
            *a = b;
        }
    }
}
fn at(view: &[u32], index: usize) -> u32 { view.get(index).copied().unwrap_or(0) }
fn raise(view: &mut Vec<u32>, index: usize, time: u32) {
    if view.len() <= index {
        view.resize(index + 1, 0);
    }
    if view[index] < time {
        view[index] = time;
    }
}

impl World {
    pub fn random(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.random;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }
    fn one_in(&mut self, n: u64) -> bool { n != 0 && self.random() % n == 0 }
    fn add_thread(&mut self, name: &'static str, entry: Box<dyn FnOnce()>) {
        let id = self.threads.len();
        assert!(id < THREADS, "too many threads");
        if self.stacks.len() <= id {
            self.stacks.push(vec![0; STACK]);
        }
        let stack = &mut self.stacks[id];
        let top = (stack.as_mut_ptr() as usize + STACK) & !15;
        // SAFETY: the stack is this thread's.
        let sp = unsafe { context::prepare(top as *mut u8, run_thread, std::ptr::null_mut()) };
        let mut view = self.threads.get(self.current).map_or(Vec::new(), |t| t.view.clone());
        raise(&mut view, id, 1);
        if let Some(parent) = self.threads.get_mut(self.current) {
            // What the parent does from now on is not known to the child.
            let current = self.current;
            let clock = at(&parent.view, current) + 1;
            raise(&mut parent.view, current, clock);
        }
        let priority = 1000 + (self.random() % 1000) as u32;
        self.threads.push(Thread {
            name, sp, state: State::Ready, view, pending: Vec::new(), released: Vec::new(), priority, entry: Some(entry), slots: [0; 2],
            foreign: Box::new(crate::sys::runtime::current::ThreadData::new()),
        });
    }
    fn plan_event(&mut self) {
        self.next_event = if self.spacing != 0 {
            self.steps + 1 + self.random() % (2 * self.spacing)
        } else {
            // Who runs for long without giving way loses its priority: schedules are fair in the end.
            self.changes.pop().unwrap_or(u64::MAX).min(self.steps + 2000)
        };
    }
    fn may_run(&mut self, thread: usize, certainly: bool) -> bool {
        match self.threads[thread].state {
            State::Ready => true,
            State::Futex { deadline, .. } => deadline <= self.now,
            State::Events { epoll, deadline } => deadline <= self.now || (certainly || self.one_in(4)) && has_events(epoll),
            State::Done => false,
        }
    }
    /// Whose turn it is; `None` when the schedule is over.
    fn pick(&mut self) -> Option<usize> {
        if self.root_done {
            return None;
        }
        if self.options.hurries && self.one_in(64) {
            self.pass_time();
        }
        let mut certainly = false;
        loop {
            let mut best = usize::MAX;
            let mut count = 0;
            for thread in 0..self.threads.len() {
                if !self.may_run(thread, certainly) {
                    continue;
                }
                count += 1;
                let better = if self.spacing != 0 { self.random() % count == 0 } else { best == usize::MAX || self.threads[thread].priority > self.threads[best].priority };
                if better {
                    best = thread;
                }
            }
            if best != usize::MAX {
                return Some(best);
            }
            if !certainly {
                certainly = true;
            } else if !self.pass_time() {
                let blocked: Vec<String> = self.threads.iter().enumerate().map(|(i, t)| format!("{} {i} {}", t.name, match t.state { State::Futex { .. } => "waits on a futex", State::Events { .. } => "waits for events", State::Done => "has ended", State::Ready => "is ready" })).collect();
                self.failure.get_or_insert(format!("nobody can run: {}", blocked.join(", ")));
                return None;
            }
        }
    }
    /// Lets time pass to the next deadline; whether there is one.
    fn pass_time(&mut self) -> bool {
        let mut next = u64::MAX;
        for t in &self.threads {
            if let State::Futex { deadline, .. } | State::Events { deadline, .. } = t.state {
                if deadline > self.now {
                    next = next.min(deadline);
                }
            }
        }
        if next == u64::MAX {
            return false;
        }
        self.now = next;
        true
    }
    fn place(&mut self, slot: &Slot, initial: u64) -> usize {
        if slot.epoch.get() != self.epoch {
            slot.epoch.set(self.epoch);
            slot.id.set(self.places.len() as u32);
            let mut messages = [Message::default(); KEPT];
            messages[0] = Message { value: initial, time: 1, start: 0, length: 0 };
            self.places.push(Place { messages, count: 1 });
        }
        slot.id.get() as usize
    }
    fn append(&mut self, place: usize, value: u64, releases: bool, carried: Option<Message>) {
        let current = self.current;
        let start = self.arena.len();
        let t = &mut self.threads[current];
        let p = &mut self.places[place];
        let time = p.messages[p.count - 1].time + 1;
        raise(&mut t.view, THREADS + place, time);
        let own: &[u32] = if releases { &t.view } else { &t.released };
        self.arena.extend_from_slice(own);
        if let Some(m) = carried.filter(|m| m.length != 0) {
            // A read-modify-write passes on what it read: the release sequence goes on.
            let length = own.len().max(m.length as usize);
            self.arena.resize(start + length, 0);
            for i in 0..m.length as usize {
                let v = self.arena[m.start as usize + i];
                if self.arena[start + i] < v {
                    self.arena[start + i] = v;
                }
            }
        }
        let message = Message { value, time, start: start as u32, length: (self.arena.len() - start) as u32 };
        if p.count == KEPT {
            p.messages.copy_within(1.., 0);
            p.count -= 1;
        }
        p.messages[p.count] = message;
        p.count += 1;
        if releases {
            let clock = at(&t.view, current) + 1;
            raise(&mut t.view, current, clock);
        }
    }
    fn receive(&mut self, place: usize, message: Message, acquires: bool) {
        let t = &mut self.threads[self.current];
        raise(&mut t.view, THREADS + place, message.time);
        let view = &self.arena[message.start as usize..(message.start + message.length) as usize];
        join(if acquires { &mut t.view } else { &mut t.pending }, view);
    }
    fn newest(&self, place: usize) -> Message {
        let p = &self.places[place];
        p.messages[p.count - 1]
    }
    fn in_total_order(&mut self, place: usize) {
        let time = self.newest(place).time;
        raise(&mut self.total, THREADS + place, time);
    }
}
fn has_events(epoll: i32) -> bool {
    #[repr(C)]
    struct Poll {
        fd: i32,
        events: i16,
        revents: i16,
    }
    unsafe extern "C" {
        fn poll(p: *mut Poll, count: u64, wait: i32) -> i32;
    }
    let mut p = Poll { fd: epoll, events: 1, revents: 0 };
    // SAFETY: one entry.
    unsafe { poll(&mut p, 1, 0) > 0 }
}

unsafe extern "C" fn run_thread(_: *mut u8) -> ! {
    let entry = world().threads[world().current].entry.take();
    if let Some(entry) = entry {
        entry();
    }
    let w = world();
    w.threads[w.current].state = State::Done;
    switch();
    unreachable!("a thread that has ended goes on")
}
/// Lets the thread whose turn it is go on; the driver, when the schedule is over.
fn switch() {
    let w = world();
    let from = w.current;
    let to = w.pick();
    w.plan_event_if_due();
    match to {
        Some(to) => {
            w.threads[to].state = State::Ready;
            if to != from {
                w.current = to;
                let (save, load) = (&raw mut w.threads[from].sp, w.threads[to].sp);
                // SAFETY: `to` is suspended.
                unsafe { context::switch(save, load) }
            }
        }
        None => {
            let (save, load) = (&raw mut w.threads[from].sp, w.driver);
            // SAFETY: the driver is suspended.
            unsafe { context::switch(save, load) }
        }
    }
}
impl World {
    fn plan_event_if_due(&mut self) {
        if self.steps >= self.next_event {
            self.plan_event();
        }
    }
}
/// Ends the schedule with a failure.
pub fn fail(what: String) -> ! {
    let w = world();
    w.failure.get_or_insert(what);
    w.root_done = true;
    switch();
    unreachable!("a schedule that has failed goes on")
}
/// A point at which another may go on.
#[inline]
pub fn step() {
    let w = world();
    w.steps += 1;
    if w.steps >= w.next_event {
        event();
    }
}
#[cold]
fn event() {
    let w = world();
    if w.steps > MOST_STEPS {
        fail("does not end".to_string());
    }
    if w.spacing == 0 {
        w.lowest -= 1;
        let current = w.current;
        w.threads[current].priority = w.lowest;
    }
    switch();
}
/// The running thread has nothing to do until others have done something.
pub fn give_way() {
    let w = world();
    w.steps += 1;
    if w.steps > MOST_STEPS {
        fail("does not end".to_string());
    }
    if w.spacing == 0 {
        w.lowest -= 1;
        let current = w.current;
        w.threads[current].priority = w.lowest;
    }
    switch();
}
pub fn now() -> u64 {
    step();
    world().now
}
/// The running thread computes for so long; others may do what they waited for.
pub fn compute(time: u64) {
    world().now += time;
    give_way();
}
pub fn world_now() -> u64 { world().now }
pub fn cores() -> usize { world().options.cores }
/// The running thread's pointers, for `current`.
pub fn slots() -> &'static mut [usize; 2] {
    let w = world();
    &mut w.threads[w.current].slots
}
pub fn foreign() -> *const crate::sys::runtime::current::ThreadData {
    let w = world();
    &*w.threads[w.current].foreign
}
pub fn start_thread(name: &'static str, entry: Box<dyn FnOnce()>) {
    step();
    let w = world();
    if name != "monitor" || w.options.monitor {
        w.add_thread(name, entry);
    }
}
pub fn keep(value: *mut u8, drop: unsafe fn(*mut u8)) { world().kept.push((value, drop)) }
/// Memory for stacks; what lies there is left from the last schedule.
pub fn map(length: usize, make: impl FnOnce() -> usize) -> usize {
    let w = world();
    let place = match w.maps.iter().position(|m| m.0 == length && !m.2) {
        Some(place) => place,
        None => {
            w.maps.push((length, make(), false));
            w.maps.len() - 1
        }
    };
    w.maps[place].2 = true;
    w.maps[place].1
}
/// A number for an address that is the same in each run.
pub fn key(address: usize) -> u64 {
    let w = world();
    let index = w.keys.iter().position(|&k| k == address).unwrap_or_else(|| {
        w.keys.push(address);
        w.keys.len() - 1
    });
    4 * index as u64 + 4
}
fn say(what: &str, slot: &Slot, value: u64, site: Site) {
    let w = world();
    if w.trace {
        let file = site.file().rsplit('/').next().unwrap_or("");
        eprintln!("{:>6} {:<9} {} {what} #{} {value:x} {file}:{}", w.steps, w.threads[w.current].name, w.current, slot.id.get(), site.line());
    }
}

/// The kernel's own locks order what threads did before a call that makes an event, and what others do after they are told of it.
pub fn enter_kernel() {
    step();
    let w = world();
    let current = w.current;
    let t = &mut w.threads[current];
    join(&mut w.kernel, &t.view);
    let clock = at(&t.view, current) + 1;
    raise(&mut t.view, current, clock);
}
pub fn told_by_kernel() {
    let w = world();
    let current = w.current;
    join(&mut w.threads[current].view, &w.kernel);
}
pub fn futex_wait(word: &Slot, initial: u64, address: usize, value: u32, deadline: u64, site: Site) {
    step();
    let w = world();
    let place = w.place(word, initial);
    let found = w.newest(place).value;
    say("futex wait", word, found, site);
    if found != value as u64 || deadline <= w.now || w.one_in(64) {
        return;
    }
    let current = w.current;
    w.threads[current].state = State::Futex { address, deadline };
    switch();
}
pub fn futex_wake(address: usize, count: i32) {
    step();
    let w = world();
    if w.options.mutation == Mutation::LostWake && w.one_in(8) {
        return;
    }
    for _ in 0..count {
        let mut found = usize::MAX;
        let mut seen = 0;
        for i in 0..w.threads.len() {
            if matches!(w.threads[i].state, State::Futex { address: a, .. } if a == address) {
                seen += 1;
                if w.random() % seen == 0 {
                    found = i;
                }
            }
        }
        if found == usize::MAX {
            return;
        }
        if w.trace {
            eprintln!("{:>6} {:<9} {} wakes {found}", w.steps, w.threads[w.current].name, w.current);
        }
        w.threads[found].state = State::Ready;
    }
}
/// Waits until the descriptor has events or the time has come; whether it was not the time.
pub fn wait_for_events(epoll: i32, deadline: u64) -> bool {
    let w = world();
    let current = w.current;
    w.threads[current].state = State::Events { epoll, deadline };
    switch();
    world().now < deadline
}

/// Which location an atomic is in this schedule. Zeros are a fresh one. It lies behind the value's eight bytes, as stacks that are
/// free have their links where control blocks have values.
#[repr(C, align(8))]
pub struct Slot {
    pub epoch: std::cell::Cell<u32>,
    pub id: std::cell::Cell<u32>,
}
impl Slot {
    pub const fn new() -> Slot { Slot { epoch: std::cell::Cell::new(0), id: std::cell::Cell::new(0) } }
}
/// What an ordering says.
#[derive(Copy, Clone)]
pub struct Order {
    acquires: bool,
    releases: bool,
    total: bool,
}
pub fn order(o: core::sync::atomic::Ordering) -> Order {
    use core::sync::atomic::Ordering::*;
    let mutation = world().options.mutation;
    if mutation == Mutation::Relaxed {
        return Order { acquires: false, releases: false, total: false };
    }
    Order { acquires: matches!(o, Acquire | AcqRel | SeqCst), releases: matches!(o, Release | AcqRel | SeqCst), total: o == SeqCst && mutation != Mutation::NoTotalOrder }
}
pub fn load(slot: &Slot, initial: u64, o: Order, site: Site) -> u64 {
    step();
    let w = world();
    let place = w.place(slot, initial);
    let mut message = w.newest(place);
    if w.staleness != 0 && w.one_in(w.staleness) {
        let t = &w.threads[w.current];
        let mut oldest = at(&t.view, THREADS + place);
        if o.total {
            oldest = oldest.max(at(&w.total, THREADS + place));
        }
        let p = &w.places[place];
        let first = p.messages[..p.count].iter().position(|m| m.time >= oldest).unwrap_or(p.count - 1);
        let choices = (p.count - first) as u64;
        let chosen = first + (w.random() % choices) as usize;
        message = w.places[place].messages[chosen];
    }
    w.receive(place, message, o.acquires);
    say("load", slot, message.value, site);
    message.value
}
pub fn store(slot: &Slot, initial: u64, value: u64, o: Order, site: Site) {
    step();
    let w = world();
    let place = w.place(slot, initial);
    w.append(place, value, o.releases, None);
    if o.total {
        w.in_total_order(place);
    }
    say("store", slot, value, site);
}
/// Reads the newest value and stores what the function makes of it, if anything; what was read, and whether it stored.
pub fn update(slot: &Slot, initial: u64, success: Order, failure: Order, weak: bool, f: impl FnOnce(u64) -> Option<u64>, site: Site) -> (u64, bool) {
    step();
    let mut w = world();
    let place = w.place(slot, initial);
    let message = w.newest(place);
    let new = if weak && w.one_in(16) { None } else { f(message.value) };
    if w.options.mutation == Mutation::TornExchange && w.one_in(2) {
        step();
        w = world();
    }
    match new {
        Some(value) => {
            w.receive(place, message, success.acquires);
            w.append(place, value, success.releases, Some(message));
            if success.total {
                w.in_total_order(place);
            }
            say("update", slot, value, site);
        }
        None => {
            w.receive(place, message, failure.acquires);
            say("no update", slot, message.value, site);
        }
    }
    (message.value, new.is_some())
}
pub fn fence(o: Order) {
    step();
    let w = world();
    if w.options.mutation == Mutation::NoFences {
        return;
    }
    let current = w.current;
    let t = &mut w.threads[current];
    if o.acquires {
        let pending = std::mem::take(&mut t.pending);
        join(&mut t.view, &pending);
    }
    if o.total {
        join(&mut t.view, &w.total);
        w.total.clear();
        w.total.extend_from_slice(&t.view);
    }
    if o.releases {
        t.released.clear();
        t.released.extend_from_slice(&t.view);
        let clock = at(&t.view, current) + 1;
        raise(&mut t.view, current, clock);
    }
}
/// An access to memory that belongs to one thread at a time; whether it is the first of the schedule.
pub fn access(slot: &Slot, writes: bool, site: Site) -> bool {
    let w = world();
    let first = slot.epoch.get() != w.epoch;
    if first {
        slot.epoch.set(w.epoch);
        slot.id.set(w.cells.len() as u32);
        w.cells.push(Accesses::default());
    }
    if w.threads.is_empty() {
        return first;
    }
    let current = w.current;
    let view = &w.threads[current].view;
    let cell = &mut w.cells[slot.id.get() as usize];
    let mut races = cell.written > at(view, cell.writer as usize);
    if writes {
        for (thread, &read) in cell.reads.iter().enumerate() {
            races |= read > at(view, thread);
        }
        *cell = Accesses { writer: current as u32, written: at(view, current), reads: [0; THREADS] };
    } else {
        cell.reads[current] = at(view, current);
    }
    if races {
        fail(format!("a race at {}:{}", site.file().rsplit('/').next().unwrap_or(""), site.line()));
    }
    first
}

/// Runs a scenario once, as the seed says; the failure if there is one.
pub fn run(seed: u64, options: Options, root: impl FnOnce() + 'static) -> Option<String> {
    unsafe extern "C" {
        fn close_range(first: u32, last: u32, flags: i32) -> i32;
        fn dup(fd: i32) -> i32;
        fn close(fd: i32) -> i32;
    }
    let w = world();
    w.epoch += 1;
    w.random = seed.wrapping_mul(0xD6E8_FEB8_6659_FD93) ^ 0x5851_F42D_4C95_7F2D;
    w.threads.clear();
    w.current = usize::MAX;
    w.root_done = false;
    w.now = 1_000_000_000;
    w.steps = 0;
    w.options = options;
    w.places.clear();
    w.cells.clear();
    w.arena.clear();
    w.total.clear();
    w.kernel.clear();
    w.keys.clear();
    w.maps.iter_mut().for_each(|m| m.2 = false);
    w.failure = None;
    w.changes.clear();
    w.lowest = 900;
    if w.random() % 2 == 0 {
        w.spacing = [1, 3, 10, 40][(w.random() % 4) as usize];
    } else {
        w.spacing = 0;
        let length = 100 << (w.random() % 6);
        for _ in 0..1 + w.random() % 5 {
            let change = w.random() % length;
            w.changes.push(change);
        }
        w.changes.sort_unstable_by(|a, b| b.cmp(a));
    }
    w.staleness = [0, 0, 16, 3][(w.random() % 4) as usize];
    w.plan_event();
    w.current = 0;
    w.add_thread("root", Box::new(move || {
        root();
        // On whichever thread that is now.
        world().root_done = true;
        switch();
    }));
    w.threads[0].state = State::Ready;
    // SAFETY: plain calls; descriptors of the schedule are above those that were open before.
    let first_free = unsafe { let fd = dup(0); close(fd); fd };
    let (save, load) = (&raw mut w.driver, w.threads[0].sp);
    // SAFETY: the root is fresh.
    unsafe { context::switch(save, load) };
    let w = world();
    let failure = w.failure.take();
    for (value, drop) in std::mem::take(&mut w.kept) {
        if failure.is_none() {
            // SAFETY: nobody runs any more.
            unsafe { drop(value) };
        }
    }
    if first_free >= 0 {
        // SAFETY: a plain call.
        unsafe { close_range(first_free as u32, u32::MAX, 0) };
    }
    failure
}
