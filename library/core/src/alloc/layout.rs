//! Size and alignment of a block of memory.
use crate::error::Error;
use crate::fmt;
use crate::mem;
use crate::ptr::NonNull;

/// Size and alignment. The alignment is a power of two; the size, rounded up to it, fits `isize`.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
#[lang = "alloc_layout"]
pub struct Layout {
    size: usize,
    align: Alignment,
}

/// A power of two.
#[derive(Copy, Clone, PartialEq, Eq, Hash)]
#[repr(transparent)]
struct Alignment(crate::num::NonZero<usize>);
impl fmt::Debug for Alignment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{} (1 << {})", self.0, self.0.trailing_zeros()) }
}

/// The arguments of a layout do not fit.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct LayoutError;
/// The old name.
#[deprecated(since = "1.52.0", note = "Name does not follow std convention, use LayoutError")]
pub type LayoutErr = LayoutError;
impl Error for LayoutError {}
impl fmt::Display for LayoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("invalid parameters to Layout::from_size_align") }
}

impl Layout {
    /// A layout, if it is valid.
    #[inline]
    pub const fn from_size_align(size: usize, align: usize) -> Result<Self, LayoutError> {
        if !align.is_power_of_two() || size > (isize::MAX as usize + 1) - align {
            return Err(LayoutError);
        }
        // SAFETY: checked.
        Ok(unsafe { Self::from_size_align_unchecked(size, align) })
    }
    /// A layout, unchecked.
    ///
    /// # Safety
    /// It must be valid.
    #[must_use]
    #[inline]
    #[track_caller]
    pub const unsafe fn from_size_align_unchecked(size: usize, align: usize) -> Self {
        Layout { size, align: Alignment(crate::num::NonZero::new_unchecked(align)) }
    }
    /// The size in bytes.
    #[must_use]
    #[inline]
    pub const fn size(&self) -> usize { self.size }
    /// The alignment in bytes.
    #[must_use]
    #[inline]
    pub const fn align(&self) -> usize { self.align.0.get() }
    /// The layout of a `T`.
    #[must_use]
    #[inline]
    pub const fn new<T>() -> Self {
        // SAFETY: types have valid layouts.
        unsafe { Layout::from_size_align_unchecked(size_of::<T>(), align_of::<T>()) }
    }
    /// The layout of a value.
    #[must_use]
    #[inline]
    pub const fn for_value<T: ?Sized>(t: &T) -> Self {
        // SAFETY: values have valid layouts.
        unsafe { Layout::from_size_align_unchecked(size_of_val(t), align_of_val(t)) }
    }
    /// The layout of what a pointer points to.
    ///
    /// # Safety
    /// The metadata must be valid.
    #[must_use]
    #[inline]
    pub const unsafe fn for_value_raw<T: ?Sized>(t: *const T) -> Self {
        Layout::from_size_align_unchecked(mem::size_of_val_raw(t), mem::align_of_val_raw(t))
    }
    /// A pointer that is aligned and not null.
    #[must_use]
    #[inline]
    pub const fn dangling_ptr(&self) -> NonNull<u8> {
        // SAFETY: alignments are not zero.
        unsafe { NonNull::new_unchecked(crate::ptr::without_provenance_mut(self.align())) }
    }
    /// The same with at least that alignment.
    #[inline]
    pub const fn align_to(&self, align: usize) -> Result<Self, LayoutError> {
        Layout::from_size_align(self.size, if align > self.align() { align } else { self.align() })
    }
    /// Bytes to add to reach an alignment.
    #[must_use]
    #[inline]
    pub const fn padding_needed_for(&self, align: usize) -> usize { (self.size.wrapping_add(align - 1) & !(align - 1)) - self.size }
    /// The same with the size a multiple of the alignment.
    #[must_use]
    #[inline]
    pub const fn pad_to_align(&self) -> Layout {
        // SAFETY: the rounded size fits, by the invariant.
        unsafe { Layout::from_size_align_unchecked(self.size + self.padding_needed_for(self.align()), self.align()) }
    }
    /// `n` such blocks with padding between them, and their distance.
    #[inline]
    pub const fn repeat(&self, n: usize) -> Result<(Self, usize), LayoutError> {
        let padded = self.pad_to_align().size;
        // Only between blocks is there padding.
        let total = match n.checked_sub(1) {
            None => Some(0),
            Some(gaps) => match padded.checked_mul(gaps) {
                Some(before) => before.checked_add(self.size),
                None => None,
            },
        };
        match total {
            Some(size) => match Layout::from_size_align(size, self.align()) {
                Ok(l) => Ok((l, padded)),
                Err(e) => Err(e),
            },
            None => Err(LayoutError),
        }
    }
    /// `n` such blocks side by side, without padding.
    #[inline]
    pub const fn repeat_packed(&self, n: usize) -> Result<Self, LayoutError> {
        match self.size.checked_mul(n) {
            Some(size) => Layout::from_size_align(size, self.align()),
            None => Err(LayoutError),
        }
    }
    /// This followed by `next` at once, whose alignment does not count.
    #[inline]
    pub const fn extend_packed(&self, next: Self) -> Result<Self, LayoutError> {
        match self.size.checked_add(next.size) {
            Some(size) => Layout::from_size_align(size, self.align()),
            None => Err(LayoutError),
        }
    }
    /// This followed by `next`, and the offset of `next`.
    #[inline]
    pub const fn extend(&self, next: Self) -> Result<(Self, usize), LayoutError> {
        let align = if next.align() > self.align() { next.align() } else { self.align() };
        let offset = self.size + self.padding_needed_for(next.align());
        match offset.checked_add(next.size) {
            Some(size) => match Layout::from_size_align(size, align) {
                Ok(l) => Ok((l, offset)),
                Err(e) => Err(e),
            },
            None => Err(LayoutError),
        }
    }
    /// The layout of `[T; n]`.
    #[inline]
    pub const fn array<T>(n: usize) -> Result<Self, LayoutError> {
        match size_of::<T>().checked_mul(n) {
            Some(size) => Layout::from_size_align(size, align_of::<T>()),
            None => Err(LayoutError),
        }
    }
}
