//! Hints to the compiler and the processor.
use crate::intrinsics;

/// Says that this is never reached.
///
/// # Safety
/// Reaching it is undefined behaviour.
#[inline]
pub const unsafe fn unreachable_unchecked() -> ! { intrinsics::unreachable() }

/// Says that `cond` holds.
///
/// # Safety
/// It must hold.
#[inline(always)]
pub const unsafe fn assert_unchecked(cond: bool) { intrinsics::assume(cond) }

/// Tells the processor that this is a busy-wait loop.
#[inline(always)]
pub fn spin_loop() {
    unsafe extern "C" {
        #[link_name = "llvm.x86.sse2.pause"]
        fn pause();
    }
    // SAFETY: every x86-64 processor has the instruction.
    unsafe { pause() }
}

/// An identity that the optimiser cannot see through.
#[inline]
pub fn black_box<T>(dummy: T) -> T { intrinsics::black_box(dummy) }

/// Silences `unused_must_use` in macros.
#[inline(always)]
pub const fn must_use<T>(value: T) -> T { value }

/// Marks a path as unlikely.
#[inline(always)]
pub const fn cold_path() { intrinsics::cold_path() }

/// One of two values, preferably without a branch.
#[inline]
pub fn select_unpredictable<T>(condition: bool, true_val: T, false_val: T) -> T {
    if condition { true_val } else { false_val }
}
