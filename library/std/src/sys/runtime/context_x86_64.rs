//! Switching stacks on x86-64, System V.
//!
//! A suspended context is a stack pointer. Above it lie, in this order: the control words of SSE and x87 (which a callee
//! must preserve), r15, r14, r13, r12, rbx, rbp, and the address at which to go on. All other registers are the caller's to save:
//! to the compiler a switch is a call.
use core::arch::naked_asm;

/// Suspends the running context, whose stack pointer goes to `*save`, and goes on with another.
///
/// # Safety
/// `load` must be a suspended context that nobody else resumes, and `save` must be writable. What waits for the context
/// may resume it only when this has switched away.
#[unsafe(naked)]
pub unsafe extern "C" fn switch(save: *mut usize, load: usize) {
    naked_asm!(
        "push rbp",
        "push rbx",
        "push r12",
        "push r13",
        "push r14",
        "push r15",
        "sub rsp, 8",
        "stmxcsr dword ptr [rsp]",
        "fnstcw word ptr [rsp + 4]",
        "mov qword ptr [rdi], rsp",
        "mov rsp, rsi",
        "ldmxcsr dword ptr [rsp]",
        "fldcw word ptr [rsp + 4]",
        "add rsp, 8",
        "pop r15",
        "pop r14",
        "pop r13",
        "pop r12",
        "pop rbx",
        "pop rbp",
        "ret",
    )
}
/// Where a fresh context starts: calls rbx with r12. The return address is undefined here, which ends every unwind and
/// back trace: this is the base of the stack.
#[unsafe(naked)]
unsafe extern "C" fn base() {
    naked_asm!(".cfi_undefined rip", "mov rdi, r12", "xor ebp, ebp", "call rbx", "ud2")
}
/// Lays a fresh context on a stack: it calls `entry(argument)`, which must not return.
///
/// # Safety
/// `top` must be the aligned end of writable memory that is this context's own.
pub unsafe fn prepare(top: *mut u8, entry: unsafe extern "C" fn(*mut u8) -> !, argument: *mut u8) -> usize {
    // The defaults of the ABI: all exceptions masked, round to nearest, x87 at extended precision.
    const CONTROL_WORDS: usize = 0x1F80 | 0x037F << 32;
    // At `base` the stack pointer is the top, which is aligned to 16 as before a call.
    let frame = (top as *mut usize).sub(8);
    let words = [CONTROL_WORDS, 0, 0, 0, argument as usize, entry as usize, 0, base as *const () as usize];
    core::ptr::copy_nonoverlapping(words.as_ptr(), frame, 8);
    frame as usize
}
/// Calls a function on the stack of a suspended context, as if that had called it where it stopped: an unwinder sees its frames.
/// The context stays suspended.
///
/// # Safety
/// Nobody may resume the context meanwhile; there must be room on its stack; the function must not unwind.
#[unsafe(naked)]
pub unsafe extern "C" fn visit(context: usize, function: unsafe extern "C" fn(*mut u8), argument: *mut u8) {
    naked_asm!(
        "push rbp",
        "push rbx",
        "push r12",
        "push r13",
        "push r14",
        "push r15",
        "mov rax, rsp",
        "mov rsp, rdi",
        "mov r15, qword ptr [rsp + 8]",
        "mov r14, qword ptr [rsp + 16]",
        "mov r13, qword ptr [rsp + 24]",
        "mov r12, qword ptr [rsp + 32]",
        "mov rbx, qword ptr [rsp + 40]",
        "mov rbp, qword ptr [rsp + 48]",
        // Above lies the address at which the context goes on, as a return address would; below, where to come back to.
        "push rax",
        "sub rsp, 8",
        ".cfi_def_cfa rsp, 80",
        "mov rdi, rdx",
        "call rsi",
        "add rsp, 8",
        "pop rsp",
        ".cfi_def_cfa rsp, 56",
        "pop r15",
        "pop r14",
        "pop r13",
        "pop r12",
        "pop rbx",
        "pop rbp",
        "ret",
    )
}
/// A counter that goes up at a steady rate of a few thousand million a second, read without a system call.
#[inline]
pub fn ticks() -> u64 {
    let (low, high): (u32, u32);
    // SAFETY: reads the time-stamp counter.
    unsafe { core::arch::asm!("rdtsc", out("eax") low, out("edx") high, options(nomem, nostack, preserves_flags)) };
    (high as u64) << 32 | low as u64
}
