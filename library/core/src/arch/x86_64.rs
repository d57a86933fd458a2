//! What the processor tells of itself. The vendor's vector types and operations are not provided.

/// What `cpuid` gives: its four registers.
#[derive(Copy, Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct CpuidResult {
    /// `eax`
    pub eax: u32,
    /// `ebx`
    pub ebx: u32,
    /// `ecx`
    pub ecx: u32,
    /// `edx`
    pub edx: u32,
}
/// What a leaf and subleaf of `cpuid` tell.
#[must_use]
pub fn __cpuid_count(leaf: u32, sub_leaf: u32) -> CpuidResult {
    let (eax, ebx, ecx, edx);
    // SAFETY: every processor of this architecture has the instruction. `rbx` is the compiler's own, so it is put back.
    unsafe {
        super::asm!("mov {saved:r}, rbx", "cpuid", "xchg {saved:r}, rbx", saved = out(reg) ebx, inlateout("eax") leaf => eax, inlateout("ecx") sub_leaf => ecx, out("edx") edx, options(nostack, preserves_flags));
    }
    CpuidResult { eax, ebx, ecx, edx }
}
/// What a leaf of `cpuid` tells.
#[must_use]
pub fn __cpuid(leaf: u32) -> CpuidResult { __cpuid_count(leaf, 0) }
/// The highest leaf, and the first one's `ebx`.
#[must_use]
pub fn __get_cpuid_max(leaf: u32) -> (u32, u32) {
    let CpuidResult { eax, ebx, .. } = __cpuid(leaf);
    (eax, ebx)
}
/// An extended control register: 0 says which registers the system saves.
///
/// # Safety
/// The system must have allowed the instruction (`osxsave`).
#[must_use]
pub unsafe fn _xgetbv(register: u32) -> u64 {
    let (low, high): (u32, u32);
    super::asm!("xgetbv", in("ecx") register, out("eax") low, out("edx") high, options(nomem, nostack, preserves_flags));
    low as u64 | (high as u64) << 32
}
