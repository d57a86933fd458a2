//! Mathematics of `f32`, by the C library where the processor has no instruction.
pub use core::f32::*;
use core::intrinsics;

unsafe extern "C" {
    safe fn expf(x: f32) -> f32;
    safe fn logf(x: f32) -> f32;
    safe fn log2f(x: f32) -> f32;
    safe fn log10f(x: f32) -> f32;
    safe fn cbrtf(x: f32) -> f32;
    safe fn sinf(x: f32) -> f32;
    safe fn cosf(x: f32) -> f32;
    safe fn tanf(x: f32) -> f32;
    safe fn asinf(x: f32) -> f32;
    safe fn acosf(x: f32) -> f32;
    safe fn atanf(x: f32) -> f32;
    safe fn expm1f(x: f32) -> f32;
    safe fn log1pf(x: f32) -> f32;
    safe fn sinhf(x: f32) -> f32;
    safe fn coshf(x: f32) -> f32;
    safe fn tanhf(x: f32) -> f32;
    safe fn exp2f(x: f32) -> f32;
    safe fn powf(x: f32, y: f32) -> f32;
    safe fn hypotf(x: f32, y: f32) -> f32;
    safe fn atan2f(x: f32, y: f32) -> f32;
    safe fn fdimf(x: f32, y: f32) -> f32;
    safe fn tgammaf(x: f32) -> f32;
    safe fn lgammaf_r(x: f32, sign: &mut i32) -> f32;
    safe fn asinhf(x: f32) -> f32;
    safe fn acoshf(x: f32) -> f32;
    safe fn atanhf(x: f32) -> f32;
}

impl f32 {
    /// Rounds.
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn floor(self) -> f32 { intrinsics::floorf32(self) }
    /// Rounds.
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn ceil(self) -> f32 { intrinsics::ceilf32(self) }
    /// Rounds.
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn round(self) -> f32 { intrinsics::roundf32(self) }
    /// Rounds.
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn trunc(self) -> f32 { intrinsics::truncf32(self) }
    /// Rounds half to even.
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn round_ties_even(self) -> f32 { intrinsics::round_ties_even_f32(self) }
    /// What is behind the point.
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn fract(self) -> f32 { self - self.trunc() }
    /// `self * a + b` with one rounding.
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn mul_add(self, a: f32, b: f32) -> f32 { intrinsics::fmaf32(self, a, b) }
    /// Euclidean quotient.
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn div_euclid(self, rhs: f32) -> f32 { let q = (self / rhs).trunc(); if self % rhs < 0.0 { if rhs > 0.0 { q - 1.0 } else { q + 1.0 } } else { q } }
    /// Euclidean remainder.
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn rem_euclid(self, rhs: f32) -> f32 { let r = self % rhs; if r < 0.0 { r + rhs.abs() } else { r } }
    /// Power with an integer.
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn powi(self, n: i32) -> f32 { intrinsics::powif32(self, n) }
    /// Square root.
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn sqrt(self) -> f32 { intrinsics::sqrtf32(self) }
    /// Logarithm to a base.
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn log(self, base: f32) -> f32 { self.ln() / base.ln() }
    /// `exp`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn exp(self) -> f32 { expf(self) }
    /// `ln`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn ln(self) -> f32 { logf(self) }
    /// `log2`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn log2(self) -> f32 { log2f(self) }
    /// `log10`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn log10(self) -> f32 { log10f(self) }
    /// `cbrt`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn cbrt(self) -> f32 { cbrtf(self) }
    /// `sin`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn sin(self) -> f32 { sinf(self) }
    /// `cos`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn cos(self) -> f32 { cosf(self) }
    /// `tan`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn tan(self) -> f32 { tanf(self) }
    /// `asin`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn asin(self) -> f32 { asinf(self) }
    /// `acos`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn acos(self) -> f32 { acosf(self) }
    /// `atan`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn atan(self) -> f32 { atanf(self) }
    /// `exp_m1`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn exp_m1(self) -> f32 { expm1f(self) }
    /// `ln_1p`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn ln_1p(self) -> f32 { log1pf(self) }
    /// `sinh`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn sinh(self) -> f32 { sinhf(self) }
    /// `cosh`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn cosh(self) -> f32 { coshf(self) }
    /// `tanh`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn tanh(self) -> f32 { tanhf(self) }
    /// `exp2`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn exp2(self) -> f32 { exp2f(self) }
    /// `powf`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn powf(self, n: f32) -> f32 { powf(self, n) }
    /// `hypot`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn hypot(self, other: f32) -> f32 { hypotf(self, other) }
    /// `atan2`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn atan2(self, other: f32) -> f32 { atan2f(self, other) }
    /// Positive difference.
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn abs_sub(self, other: f32) -> f32 { fdimf(self, other) }
    /// Sine and cosine.
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn sin_cos(self) -> (f32, f32) { (self.sin(), self.cos()) }
    /// `asinh`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn asinh(self) -> f32 { let ax = self.abs(); let ix = 1.0 / ax; (ax + (ax / (Self::hypot(1.0, ix) + ix))).ln_1p().copysign(self) }
    /// `acosh`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn acosh(self) -> f32 { if self < 1.0 { Self::NAN } else { (self + ((self - 1.0).sqrt() * (self + 1.0).sqrt())).ln() } }
    /// `atanh`
    #[rustc_allow_incoherent_impl]
    #[must_use = "method returns a new number and does not mutate the original value"]
    #[inline]
    pub fn atanh(self) -> f32 { 0.5 * ((2.0 * self) / (1.0 - self)).ln_1p() }
}
