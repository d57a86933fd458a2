//! What belongs to one architecture, and which extensions of it the processor has.
#[doc(no_inline)]
pub use core::arch::*;
#[cfg(target_arch = "x86_64")]
pub use crate::is_x86_feature_detected;

/// Detection of features at run time, for the macro.
#[cfg(target_arch = "x86_64")]
#[doc(hidden)]
pub mod detect {
    use core::arch::x86_64::{__cpuid, __cpuid_count, _xgetbv};
    use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

    /// A bit says that what is there is all that there is.
    const KNOWN: u64 = 1 << 63;
    static FEATURES: AtomicU64 = AtomicU64::new(0);

    /// Whether the processor and the system have the feature of that number.
    #[inline]
    pub fn has(feature: Feature) -> bool {
        let known = FEATURES.load(Relaxed);
        let known = if known & KNOWN != 0 { known } else { detect() };
        known & 1 << feature as u32 != 0
    }
    /// Where a feature's bit is, and what it needs beside it.
    enum Source {
        Leaf1C,
        Leaf1D,
        Leaf7B,
        Leaf7C,
        Extended,
        Saving,
    }
    /// Which registers the system must save for a feature.
    #[derive(Copy, Clone, PartialEq)]
    enum Needs {
        Nothing,
        Avx,
        Avx512,
    }
    macro_rules! features {
        ($($name:literal $feature:ident $source:ident $bit:literal $needs:ident)*) => {
            /// Features that can be asked for.
            #[allow(non_camel_case_types)]
            #[derive(Copy, Clone)]
            pub enum Feature { $(#[doc = $name] $feature),* }
            const SOURCES: &[(Feature, Source, u32, Needs)] = &[$((Feature::$feature, Source::$source, $bit, Needs::$needs)),*];
        };
    }
    features! {
        "aes" aes Leaf1C 25 Nothing
        "pclmulqdq" pclmulqdq Leaf1C 1 Nothing
        "rdrand" rdrand Leaf1C 30 Nothing
        "rdseed" rdseed Leaf7B 18 Nothing
        "tsc" tsc Leaf1D 4 Nothing
        "mmx" mmx Leaf1D 23 Nothing
        "sse" sse Leaf1D 25 Nothing
        "sse2" sse2 Leaf1D 26 Nothing
        "sse3" sse3 Leaf1C 0 Nothing
        "ssse3" ssse3 Leaf1C 9 Nothing
        "sse4.1" sse4_1 Leaf1C 19 Nothing
        "sse4.2" sse4_2 Leaf1C 20 Nothing
        "sse4a" sse4a Extended 6 Nothing
        "sha" sha Leaf7B 29 Nothing
        "gfni" gfni Leaf7C 8 Nothing
        "vaes" vaes Leaf7C 9 Avx
        "vpclmulqdq" vpclmulqdq Leaf7C 10 Avx
        "avx" avx Leaf1C 28 Avx
        "avx2" avx2 Leaf7B 5 Avx
        "avx512f" avx512f Leaf7B 16 Avx512
        "avx512cd" avx512cd Leaf7B 28 Avx512
        "avx512bw" avx512bw Leaf7B 30 Avx512
        "avx512dq" avx512dq Leaf7B 17 Avx512
        "avx512vl" avx512vl Leaf7B 31 Avx512
        "avx512ifma" avx512ifma Leaf7B 21 Avx512
        "avx512vbmi" avx512vbmi Leaf7C 1 Avx512
        "avx512vbmi2" avx512vbmi2 Leaf7C 6 Avx512
        "avx512vnni" avx512vnni Leaf7C 11 Avx512
        "avx512bitalg" avx512bitalg Leaf7C 12 Avx512
        "avx512vpopcntdq" avx512vpopcntdq Leaf7C 14 Avx512
        "f16c" f16c Leaf1C 29 Avx
        "fma" fma Leaf1C 12 Avx
        "bmi1" bmi1 Leaf7B 3 Nothing
        "bmi2" bmi2 Leaf7B 8 Nothing
        "lzcnt" lzcnt Extended 5 Nothing
        "tbm" tbm Extended 21 Nothing
        "popcnt" popcnt Leaf1C 23 Nothing
        "fxsr" fxsr Leaf1D 24 Nothing
        "xsave" xsave Leaf1C 26 Nothing
        "xsaveopt" xsaveopt Saving 0 Nothing
        "xsavec" xsavec Saving 1 Nothing
        "xsaves" xsaves Saving 3 Nothing
        "cmpxchg16b" cmpxchg16b Leaf1C 13 Nothing
        "adx" adx Leaf7B 19 Nothing
        "rtm" rtm Leaf7B 11 Nothing
        "movbe" movbe Leaf1C 22 Nothing
    }
    #[cold]
    fn detect() -> u64 {
        const EXTENDED: u32 = 0x8000_0000;
        const OSXSAVE: u32 = 1 << 27;
        const AVX_STATE: u64 = 0b110;
        const AVX512_STATE: u64 = 0b1110_0110;
        let last = __cpuid(0).eax;
        let leaf = |leaf: u32, sub_leaf: u32| if leaf <= last { Some(__cpuid_count(leaf, sub_leaf)) } else { None };
        let (one, seven, saving) = (leaf(1, 0), leaf(7, 0), leaf(13, 1));
        let extended = if __cpuid(EXTENDED).eax > EXTENDED { __cpuid(EXTENDED + 1).ecx } else { 0 };
        let saves = one.is_some_and(|r| r.ecx & OSXSAVE != 0);
        // SAFETY: the system allows it.
        let state = if saves { unsafe { _xgetbv(0) } } else { 0 };
        let mut found = KNOWN;
        for (feature, source, bit, needs) in SOURCES {
            let word = match source {
                Source::Leaf1C => one.map_or(0, |r| r.ecx),
                Source::Leaf1D => one.map_or(0, |r| r.edx),
                Source::Leaf7B => seven.map_or(0, |r| r.ebx),
                Source::Leaf7C => seven.map_or(0, |r| r.ecx),
                Source::Extended => extended,
                Source::Saving => if saves { saving.map_or(0, |r| r.eax) } else { 0 },
            };
            let needed = match needs {
                Needs::Nothing => 0,
                Needs::Avx => AVX_STATE,
                Needs::Avx512 => AVX512_STATE,
            };
            if word & 1 << bit != 0 && state & needed == needed {
                found |= 1 << *feature as u32;
            }
        }
        FEATURES.store(found, Relaxed);
        found
    }
}

/// Whether the processor that runs the program has a feature, such as `"avx2"`, and the system lets it be used.
#[cfg(target_arch = "x86_64")]
#[macro_export]
macro_rules! is_x86_feature_detected {
    ("aes") => { $crate::arch::detect::has($crate::arch::detect::Feature::aes) };
    ("pclmulqdq") => { $crate::arch::detect::has($crate::arch::detect::Feature::pclmulqdq) };
    ("rdrand") => { $crate::arch::detect::has($crate::arch::detect::Feature::rdrand) };
    ("rdseed") => { $crate::arch::detect::has($crate::arch::detect::Feature::rdseed) };
    ("tsc") => { $crate::arch::detect::has($crate::arch::detect::Feature::tsc) };
    ("mmx") => { $crate::arch::detect::has($crate::arch::detect::Feature::mmx) };
    ("sse") => { $crate::arch::detect::has($crate::arch::detect::Feature::sse) };
    ("sse2") => { $crate::arch::detect::has($crate::arch::detect::Feature::sse2) };
    ("sse3") => { $crate::arch::detect::has($crate::arch::detect::Feature::sse3) };
    ("ssse3") => { $crate::arch::detect::has($crate::arch::detect::Feature::ssse3) };
    ("sse4.1") => { $crate::arch::detect::has($crate::arch::detect::Feature::sse4_1) };
    ("sse4.2") => { $crate::arch::detect::has($crate::arch::detect::Feature::sse4_2) };
    ("sse4a") => { $crate::arch::detect::has($crate::arch::detect::Feature::sse4a) };
    ("sha") => { $crate::arch::detect::has($crate::arch::detect::Feature::sha) };
    ("gfni") => { $crate::arch::detect::has($crate::arch::detect::Feature::gfni) };
    ("vaes") => { $crate::arch::detect::has($crate::arch::detect::Feature::vaes) };
    ("vpclmulqdq") => { $crate::arch::detect::has($crate::arch::detect::Feature::vpclmulqdq) };
    ("avx") => { $crate::arch::detect::has($crate::arch::detect::Feature::avx) };
    ("avx2") => { $crate::arch::detect::has($crate::arch::detect::Feature::avx2) };
    ("avx512f") => { $crate::arch::detect::has($crate::arch::detect::Feature::avx512f) };
    ("avx512cd") => { $crate::arch::detect::has($crate::arch::detect::Feature::avx512cd) };
    ("avx512bw") => { $crate::arch::detect::has($crate::arch::detect::Feature::avx512bw) };
    ("avx512dq") => { $crate::arch::detect::has($crate::arch::detect::Feature::avx512dq) };
    ("avx512vl") => { $crate::arch::detect::has($crate::arch::detect::Feature::avx512vl) };
    ("avx512ifma") => { $crate::arch::detect::has($crate::arch::detect::Feature::avx512ifma) };
    ("avx512vbmi") => { $crate::arch::detect::has($crate::arch::detect::Feature::avx512vbmi) };
    ("avx512vbmi2") => { $crate::arch::detect::has($crate::arch::detect::Feature::avx512vbmi2) };
    ("avx512vnni") => { $crate::arch::detect::has($crate::arch::detect::Feature::avx512vnni) };
    ("avx512bitalg") => { $crate::arch::detect::has($crate::arch::detect::Feature::avx512bitalg) };
    ("avx512vpopcntdq") => { $crate::arch::detect::has($crate::arch::detect::Feature::avx512vpopcntdq) };
    ("f16c") => { $crate::arch::detect::has($crate::arch::detect::Feature::f16c) };
    ("fma") => { $crate::arch::detect::has($crate::arch::detect::Feature::fma) };
    ("bmi1") => { $crate::arch::detect::has($crate::arch::detect::Feature::bmi1) };
    ("bmi2") => { $crate::arch::detect::has($crate::arch::detect::Feature::bmi2) };
    ("lzcnt") => { $crate::arch::detect::has($crate::arch::detect::Feature::lzcnt) };
    ("tbm") => { $crate::arch::detect::has($crate::arch::detect::Feature::tbm) };
    ("popcnt") => { $crate::arch::detect::has($crate::arch::detect::Feature::popcnt) };
    ("fxsr") => { $crate::arch::detect::has($crate::arch::detect::Feature::fxsr) };
    ("xsave") => { $crate::arch::detect::has($crate::arch::detect::Feature::xsave) };
    ("xsaveopt") => { $crate::arch::detect::has($crate::arch::detect::Feature::xsaveopt) };
    ("xsavec") => { $crate::arch::detect::has($crate::arch::detect::Feature::xsavec) };
    ("xsaves") => { $crate::arch::detect::has($crate::arch::detect::Feature::xsaves) };
    ("cmpxchg16b") => { $crate::arch::detect::has($crate::arch::detect::Feature::cmpxchg16b) };
    ("adx") => { $crate::arch::detect::has($crate::arch::detect::Feature::adx) };
    ("rtm") => { $crate::arch::detect::has($crate::arch::detect::Feature::rtm) };
    ("movbe") => { $crate::arch::detect::has($crate::arch::detect::Feature::movbe) };
    // Another name of the same.
    ("abm") => { $crate::is_x86_feature_detected!("lzcnt") };
    ($feature:tt,) => { $crate::is_x86_feature_detected!($feature) };
    ($feature:tt) => { $crate::compile_error!($crate::concat!("unknown x86 target feature: ", $feature)) };
}
