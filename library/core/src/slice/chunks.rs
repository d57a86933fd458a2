//! Iterators over windows and chunks of a slice.
use crate::fmt::{self, Debug};
use crate::iter::{FusedIterator, TrustedLen};
use crate::mem;
use crate::num::NonZero;

macro_rules! exact_chunks {
    ($($name:ident)*) => {$(
        impl<T> ExactSizeIterator for $name<'_, T> {}
        impl<T> FusedIterator for $name<'_, T> {}
        // SAFETY: the size hint is exact.
        unsafe impl<T> TrustedLen for $name<'_, T> {}
    )*};
}
exact_chunks! { Windows Chunks ChunksMut ChunksExact ChunksExactMut RChunks RChunksMut RChunksExact RChunksExactMut }

/// Overlapping windows of a size.
#[derive(Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Windows<'a, T: 'a> {
    v: &'a [T],
    size: NonZero<usize>,
}
impl<T> Clone for Windows<'_, T> {
    fn clone(&self) -> Self { Windows { v: self.v, size: self.size } }
}
impl<'a, T> Iterator for Windows<'a, T> {
    type Item = &'a [T];
    #[inline]
    fn next(&mut self) -> Option<&'a [T]> {
        let ret = self.v.get(..self.size.get())?;
        self.v = &self.v[1..];
        Some(ret)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = (self.v.len() + 1).saturating_sub(self.size.get());
        (n, Some(n))
    }
    #[inline]
    fn count(self) -> usize { self.len() }
    #[inline]
    fn nth(&mut self, n: usize) -> Option<&'a [T]> {
        self.v = self.v.get(n..).unwrap_or(&[]);
        self.next()
    }
    #[inline]
    fn last(mut self) -> Option<&'a [T]> { self.next_back() }
    #[inline(always)]
    fn __random_access() -> bool { true }
    #[inline(always)]
    unsafe fn __get_unchecked(&mut self, i: usize) -> &'a [T] { self.v.get_unchecked(i..i + self.size.get()) }
}
impl<'a, T> DoubleEndedIterator for Windows<'a, T> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a [T]> {
        let len = self.v.len();
        if self.size.get() > len {
            return None;
        }
        let ret = &self.v[len - self.size.get()..];
        self.v = &self.v[..len - 1];
        Some(ret)
    }
}
/// Overlapping arrays.
#[derive(Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ArrayWindows<'a, T: 'a, const N: usize> {
    v: &'a [T],
}
impl<T, const N: usize> Clone for ArrayWindows<'_, T, N> {
    fn clone(&self) -> Self { ArrayWindows { v: self.v } }
}
impl<'a, T, const N: usize> Iterator for ArrayWindows<'a, T, N> {
    type Item = &'a [T; N];
    #[inline]
    fn next(&mut self) -> Option<&'a [T; N]> {
        let ret = self.v.first_chunk::<N>()?;
        self.v = &self.v[1..];
        Some(ret)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = (self.v.len() + 1).saturating_sub(N);
        (n, Some(n))
    }
}
impl<'a, T, const N: usize> DoubleEndedIterator for ArrayWindows<'a, T, N> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a [T; N]> {
        let ret = self.v.last_chunk::<N>()?;
        self.v = &self.v[..self.v.len() - 1];
        Some(ret)
    }
}
impl<T, const N: usize> ExactSizeIterator for ArrayWindows<'_, T, N> {}
impl<T, const N: usize> FusedIterator for ArrayWindows<'_, T, N> {}

/// Chunks of a size; the last one may be shorter.
#[derive(Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Chunks<'a, T: 'a> {
    v: &'a [T],
    chunk_size: usize,
}
impl<T> Clone for Chunks<'_, T> {
    fn clone(&self) -> Self { Chunks { v: self.v, chunk_size: self.chunk_size } }
}
impl<'a, T> Iterator for Chunks<'a, T> {
    type Item = &'a [T];
    #[inline]
    fn next(&mut self) -> Option<&'a [T]> {
        if self.v.is_empty() {
            return None;
        }
        let n = crate::cmp::min(self.v.len(), self.chunk_size);
        let (head, tail) = self.v.split_at(n);
        self.v = tail;
        Some(head)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.v.len().div_ceil(self.chunk_size);
        (n, Some(n))
    }
    #[inline]
    fn count(self) -> usize { self.len() }
    #[inline]
    fn nth(&mut self, n: usize) -> Option<&'a [T]> {
        let skip = n.saturating_mul(self.chunk_size);
        if skip >= self.v.len() {
            self.v = &[];
            return None;
        }
        self.v = &self.v[skip..];
        self.next()
    }
    #[inline]
    fn last(mut self) -> Option<&'a [T]> { self.next_back() }
}
impl<'a, T> DoubleEndedIterator for Chunks<'a, T> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a [T]> {
        if self.v.is_empty() {
            return None;
        }
        let rem = self.v.len() % self.chunk_size;
        let n = self.v.len() - if rem == 0 { self.chunk_size } else { rem };
        let (head, tail) = self.v.split_at(n);
        self.v = head;
        Some(tail)
    }
}

/// Chunks of a size; the last one may be shorter.
#[derive(Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ChunksMut<'a, T: 'a> {
    v: &'a mut [T],
    chunk_size: usize,
}
impl<'a, T> Iterator for ChunksMut<'a, T> {
    type Item = &'a mut [T];
    #[inline]
    fn next(&mut self) -> Option<&'a mut [T]> {
        if self.v.is_empty() {
            return None;
        }
        let n = crate::cmp::min(self.v.len(), self.chunk_size);
        let (head, tail) = mem::take(&mut self.v).split_at_mut(n);
        self.v = tail;
        Some(head)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.v.len().div_ceil(self.chunk_size);
        (n, Some(n))
    }
    #[inline]
    fn count(self) -> usize { self.len() }
    #[inline]
    fn nth(&mut self, n: usize) -> Option<&'a mut [T]> {
        let skip = n.saturating_mul(self.chunk_size);
        if skip >= self.v.len() {
            let _ = mem::take(&mut self.v);
            return None;
        }
        self.v = &mut mem::take(&mut self.v)[skip..];
        self.next()
    }
    #[inline]
    fn last(mut self) -> Option<&'a mut [T]> { self.next_back() }
}
impl<'a, T> DoubleEndedIterator for ChunksMut<'a, T> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a mut [T]> {
        if self.v.is_empty() {
            return None;
        }
        let rem = self.v.len() % self.chunk_size;
        let n = self.v.len() - if rem == 0 { self.chunk_size } else { rem };
        let (head, tail) = mem::take(&mut self.v).split_at_mut(n);
        self.v = head;
        Some(tail)
    }
}

/// Chunks of a size; the last one may be shorter.
#[derive(Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct RChunks<'a, T: 'a> {
    v: &'a [T],
    chunk_size: usize,
}
impl<T> Clone for RChunks<'_, T> {
    fn clone(&self) -> Self { RChunks { v: self.v, chunk_size: self.chunk_size } }
}
impl<'a, T> Iterator for RChunks<'a, T> {
    type Item = &'a [T];
    #[inline]
    fn next(&mut self) -> Option<&'a [T]> {
        if self.v.is_empty() {
            return None;
        }
        let n = self.v.len() - crate::cmp::min(self.v.len(), self.chunk_size);
        let (head, tail) = self.v.split_at(n);
        self.v = head;
        Some(tail)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.v.len().div_ceil(self.chunk_size);
        (n, Some(n))
    }
    #[inline]
    fn count(self) -> usize { self.len() }
    #[inline]
    fn nth(&mut self, n: usize) -> Option<&'a [T]> {
        let skip = n.saturating_mul(self.chunk_size);
        if skip >= self.v.len() {
            self.v = &[];
            return None;
        }
        let end = self.v.len() - skip;
        self.v = &self.v[..end];
        self.next()
    }
    #[inline]
    fn last(mut self) -> Option<&'a [T]> { self.next_back() }
}
impl<'a, T> DoubleEndedIterator for RChunks<'a, T> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a [T]> {
        if self.v.is_empty() {
            return None;
        }
        let rem = self.v.len() % self.chunk_size;
        let n = if rem == 0 { self.chunk_size } else { rem };
        let (head, tail) = self.v.split_at(n);
        self.v = tail;
        Some(head)
    }
}

/// Chunks of a size; the last one may be shorter.
#[derive(Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct RChunksMut<'a, T: 'a> {
    v: &'a mut [T],
    chunk_size: usize,
}
impl<'a, T> Iterator for RChunksMut<'a, T> {
    type Item = &'a mut [T];
    #[inline]
    fn next(&mut self) -> Option<&'a mut [T]> {
        if self.v.is_empty() {
            return None;
        }
        let n = self.v.len() - crate::cmp::min(self.v.len(), self.chunk_size);
        let (head, tail) = mem::take(&mut self.v).split_at_mut(n);
        self.v = head;
        Some(tail)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.v.len().div_ceil(self.chunk_size);
        (n, Some(n))
    }
    #[inline]
    fn count(self) -> usize { self.len() }
    #[inline]
    fn nth(&mut self, n: usize) -> Option<&'a mut [T]> {
        let skip = n.saturating_mul(self.chunk_size);
        if skip >= self.v.len() {
            let _ = mem::take(&mut self.v);
            return None;
        }
        let end = self.v.len() - skip;
        self.v = &mut mem::take(&mut self.v)[..end];
        self.next()
    }
    #[inline]
    fn last(mut self) -> Option<&'a mut [T]> { self.next_back() }
}
impl<'a, T> DoubleEndedIterator for RChunksMut<'a, T> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a mut [T]> {
        if self.v.is_empty() {
            return None;
        }
        let rem = self.v.len() % self.chunk_size;
        let n = if rem == 0 { self.chunk_size } else { rem };
        let (head, tail) = mem::take(&mut self.v).split_at_mut(n);
        self.v = tail;
        Some(head)
    }
}

/// Chunks of exactly a size.
#[derive(Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ChunksExact<'a, T: 'a> {
    v: &'a [T],
    rem: &'a [T],
    chunk_size: usize,
}
impl<T> Clone for ChunksExact<'_, T> {
    fn clone(&self) -> Self { ChunksExact { v: self.v, rem: self.rem, chunk_size: self.chunk_size } }
}
impl<'a, T> ChunksExact<'a, T> {
    #[inline]
    fn new(v: &'a [T], chunk_size: usize) -> Self {
        let fst = v.len() - v.len() % chunk_size;
        let (v, rem) = v.split_at(fst);
        Self { v, rem, chunk_size }
    }
    /// What is left over.
    #[must_use]
    pub fn remainder(&self) -> &'a [T] { self.rem }
}
impl<'a, T> Iterator for ChunksExact<'a, T> {
    type Item = &'a [T];
    #[inline]
    fn next(&mut self) -> Option<&'a [T]> {
        if self.v.len() < self.chunk_size {
            return None;
        }
        let (head, tail) = self.v.split_at(self.chunk_size);
        self.v = tail;
        Some(head)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.v.len() / self.chunk_size;
        (n, Some(n))
    }
    #[inline]
    fn count(self) -> usize { self.len() }
    #[inline]
    fn nth(&mut self, n: usize) -> Option<&'a [T]> {
        let skip = n.saturating_mul(self.chunk_size);
        if skip >= self.v.len() {
            self.v = &[];
            return None;
        }
        self.v = &self.v[skip..];
        self.next()
    }
    #[inline]
    fn last(mut self) -> Option<&'a [T]> { self.next_back() }
}
impl<'a, T> DoubleEndedIterator for ChunksExact<'a, T> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a [T]> {
        if self.v.len() < self.chunk_size {
            return None;
        }
        let n = self.v.len() - self.chunk_size;
        let (head, tail) = self.v.split_at(n);
        self.v = head;
        Some(tail)
    }
}

/// Chunks of exactly a size.
#[derive(Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ChunksExactMut<'a, T: 'a> {
    v: &'a mut [T],
    rem: &'a mut [T],
    chunk_size: usize,
}
impl<'a, T> ChunksExactMut<'a, T> {
    #[inline]
    fn new(v: &'a mut [T], chunk_size: usize) -> Self {
        let fst = v.len() - v.len() % chunk_size;
        let (v, rem) = v.split_at_mut(fst);
        Self { v, rem, chunk_size }
    }
    /// What is left over.
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_remainder(self) -> &'a mut [T] { self.rem }
}
impl<'a, T> Iterator for ChunksExactMut<'a, T> {
    type Item = &'a mut [T];
    #[inline]
    fn next(&mut self) -> Option<&'a mut [T]> {
        if self.v.len() < self.chunk_size {
            return None;
        }
        let (head, tail) = mem::take(&mut self.v).split_at_mut(self.chunk_size);
        self.v = tail;
        Some(head)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.v.len() / self.chunk_size;
        (n, Some(n))
    }
    #[inline]
    fn count(self) -> usize { self.len() }
    #[inline]
    fn nth(&mut self, n: usize) -> Option<&'a mut [T]> {
        let skip = n.saturating_mul(self.chunk_size);
        if skip >= self.v.len() {
            let _ = mem::take(&mut self.v);
            return None;
        }
        self.v = &mut mem::take(&mut self.v)[skip..];
        self.next()
    }
    #[inline]
    fn last(mut self) -> Option<&'a mut [T]> { self.next_back() }
}
impl<'a, T> DoubleEndedIterator for ChunksExactMut<'a, T> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a mut [T]> {
        if self.v.len() < self.chunk_size {
            return None;
        }
        let n = self.v.len() - self.chunk_size;
        let (head, tail) = mem::take(&mut self.v).split_at_mut(n);
        self.v = head;
        Some(tail)
    }
}

/// Chunks of exactly a size.
#[derive(Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct RChunksExact<'a, T: 'a> {
    v: &'a [T],
    rem: &'a [T],
    chunk_size: usize,
}
impl<T> Clone for RChunksExact<'_, T> {
    fn clone(&self) -> Self { RChunksExact { v: self.v, rem: self.rem, chunk_size: self.chunk_size } }
}
impl<'a, T> RChunksExact<'a, T> {
    #[inline]
    fn new(v: &'a [T], chunk_size: usize) -> Self {
        let rem = v.len() % chunk_size;
        let (rem, v) = v.split_at(rem);
        Self { v, rem, chunk_size }
    }
    /// What is left over.
    #[must_use]
    pub fn remainder(&self) -> &'a [T] { self.rem }
}
impl<'a, T> Iterator for RChunksExact<'a, T> {
    type Item = &'a [T];
    #[inline]
    fn next(&mut self) -> Option<&'a [T]> {
        if self.v.len() < self.chunk_size {
            return None;
        }
        let n = self.v.len() - self.chunk_size;
        let (head, tail) = self.v.split_at(n);
        self.v = head;
        Some(tail)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.v.len() / self.chunk_size;
        (n, Some(n))
    }
    #[inline]
    fn count(self) -> usize { self.len() }
    #[inline]
    fn nth(&mut self, n: usize) -> Option<&'a [T]> {
        let skip = n.saturating_mul(self.chunk_size);
        if skip >= self.v.len() {
            self.v = &[];
            return None;
        }
        let end = self.v.len() - skip;
        self.v = &self.v[..end];
        self.next()
    }
    #[inline]
    fn last(mut self) -> Option<&'a [T]> { self.next_back() }
}
impl<'a, T> DoubleEndedIterator for RChunksExact<'a, T> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a [T]> {
        if self.v.len() < self.chunk_size {
            return None;
        }
        let (head, tail) = self.v.split_at(self.chunk_size);
        self.v = tail;
        Some(head)
    }
}

/// Chunks of exactly a size.
#[derive(Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct RChunksExactMut<'a, T: 'a> {
    v: &'a mut [T],
    rem: &'a mut [T],
    chunk_size: usize,
}
impl<'a, T> RChunksExactMut<'a, T> {
    #[inline]
    fn new(v: &'a mut [T], chunk_size: usize) -> Self {
        let rem = v.len() % chunk_size;
        let (rem, v) = v.split_at_mut(rem);
        Self { v, rem, chunk_size }
    }
    /// What is left over.
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_remainder(self) -> &'a mut [T] { self.rem }
}
impl<'a, T> Iterator for RChunksExactMut<'a, T> {
    type Item = &'a mut [T];
    #[inline]
    fn next(&mut self) -> Option<&'a mut [T]> {
        if self.v.len() < self.chunk_size {
            return None;
        }
        let n = self.v.len() - self.chunk_size;
        let (head, tail) = mem::take(&mut self.v).split_at_mut(n);
        self.v = head;
        Some(tail)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.v.len() / self.chunk_size;
        (n, Some(n))
    }
    #[inline]
    fn count(self) -> usize { self.len() }
    #[inline]
    fn nth(&mut self, n: usize) -> Option<&'a mut [T]> {
        let skip = n.saturating_mul(self.chunk_size);
        if skip >= self.v.len() {
            let _ = mem::take(&mut self.v);
            return None;
        }
        let end = self.v.len() - skip;
        self.v = &mut mem::take(&mut self.v)[..end];
        self.next()
    }
    #[inline]
    fn last(mut self) -> Option<&'a mut [T]> { self.next_back() }
}
impl<'a, T> DoubleEndedIterator for RChunksExactMut<'a, T> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a mut [T]> {
        if self.v.len() < self.chunk_size {
            return None;
        }
        let (head, tail) = mem::take(&mut self.v).split_at_mut(self.chunk_size);
        self.v = tail;
        Some(head)
    }
}

/// Runs of neighbours for which the predicate holds.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ChunkBy<'a, T: 'a, P> {
    slice: &'a [T],
    predicate: P,
}
impl<T, P: Clone> Clone for ChunkBy<'_, T, P> {
    fn clone(&self) -> Self { ChunkBy { slice: self.slice, predicate: self.predicate.clone() } }
}
impl<'a, T, P: FnMut(&T, &T) -> bool> Iterator for ChunkBy<'a, T, P> {
    type Item = &'a [T];
    #[inline]
    fn next(&mut self) -> Option<&'a [T]> {
        if self.slice.is_empty() {
            return None;
        }
        let mut len = 1;
        while len < self.slice.len() && (self.predicate)(&self.slice[len - 1], &self.slice[len]) {
            len += 1;
        }
        let (head, tail) = self.slice.split_at(len);
        self.slice = tail;
        Some(head)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { if self.slice.is_empty() { (0, Some(0)) } else { (1, Some(self.slice.len())) } }
    #[inline]
    fn last(mut self) -> Option<&'a [T]> { self.next_back() }
}
impl<'a, T, P: FnMut(&T, &T) -> bool> DoubleEndedIterator for ChunkBy<'a, T, P> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a [T]> {
        if self.slice.is_empty() {
            return None;
        }
        let mut at = self.slice.len() - 1;
        while at > 0 && (self.predicate)(&self.slice[at - 1], &self.slice[at]) {
            at -= 1;
        }
        let (head, tail) = self.slice.split_at(at);
        self.slice = head;
        Some(tail)
    }
}
impl<'a, T, P: FnMut(&T, &T) -> bool> FusedIterator for ChunkBy<'a, T, P> {}
impl<'a, T: Debug, P> Debug for ChunkBy<'a, T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("ChunkBy").field(&self.slice).finish() }
}

/// Runs of neighbours for which the predicate holds.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ChunkByMut<'a, T: 'a, P> {
    slice: &'a mut [T],
    predicate: P,
}
impl<'a, T, P: FnMut(&T, &T) -> bool> Iterator for ChunkByMut<'a, T, P> {
    type Item = &'a mut [T];
    #[inline]
    fn next(&mut self) -> Option<&'a mut [T]> {
        if self.slice.is_empty() {
            return None;
        }
        let mut len = 1;
        while len < self.slice.len() && (self.predicate)(&self.slice[len - 1], &self.slice[len]) {
            len += 1;
        }
        let (head, tail) = mem::take(&mut self.slice).split_at_mut(len);
        self.slice = tail;
        Some(head)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { if self.slice.is_empty() { (0, Some(0)) } else { (1, Some(self.slice.len())) } }
    #[inline]
    fn last(mut self) -> Option<&'a mut [T]> { self.next_back() }
}
impl<'a, T, P: FnMut(&T, &T) -> bool> DoubleEndedIterator for ChunkByMut<'a, T, P> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a mut [T]> {
        if self.slice.is_empty() {
            return None;
        }
        let mut at = self.slice.len() - 1;
        while at > 0 && (self.predicate)(&self.slice[at - 1], &self.slice[at]) {
            at -= 1;
        }
        let (head, tail) = mem::take(&mut self.slice).split_at_mut(at);
        self.slice = head;
        Some(tail)
    }
}
impl<'a, T, P: FnMut(&T, &T) -> bool> FusedIterator for ChunkByMut<'a, T, P> {}
impl<'a, T: Debug, P> Debug for ChunkByMut<'a, T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("ChunkByMut").field(&self.slice).finish() }
}

impl<T> [T] {
    /// Overlapping windows. Panics if the size is zero.
    #[inline]
    #[track_caller]
    pub fn windows(&self, size: usize) -> Windows<'_, T> {
        let size = NonZero::new(size).expect("window size must be non-zero");
        Windows { v: self, size }
    }
    /// Overlapping arrays.
    #[inline]
    pub fn array_windows<const N: usize>(&self) -> ArrayWindows<'_, T, N> {
        const { assert!(N != 0, "window size must be non-zero") };
        ArrayWindows { v: self }
    }
    /// Chunks of a size. Panics if it is zero.
    #[inline]
    #[track_caller]
    pub fn chunks(&self, chunk_size: usize) -> Chunks<'_, T> {
        assert!(chunk_size != 0, "chunk size must be non-zero");
        Chunks { v: self, chunk_size }
    }
    /// Chunks of a size. Panics if it is zero.
    #[inline]
    #[track_caller]
    pub fn chunks_mut(&mut self, chunk_size: usize) -> ChunksMut<'_, T> {
        assert!(chunk_size != 0, "chunk size must be non-zero");
        ChunksMut { v: self, chunk_size }
    }
    /// Chunks of a size. Panics if it is zero.
    #[inline]
    #[track_caller]
    pub fn rchunks(&self, chunk_size: usize) -> RChunks<'_, T> {
        assert!(chunk_size != 0, "chunk size must be non-zero");
        RChunks { v: self, chunk_size }
    }
    /// Chunks of a size. Panics if it is zero.
    #[inline]
    #[track_caller]
    pub fn rchunks_mut(&mut self, chunk_size: usize) -> RChunksMut<'_, T> {
        assert!(chunk_size != 0, "chunk size must be non-zero");
        RChunksMut { v: self, chunk_size }
    }
    /// Chunks of exactly a size. Panics if it is zero.
    #[inline]
    #[track_caller]
    pub fn chunks_exact(&self, chunk_size: usize) -> ChunksExact<'_, T> {
        assert!(chunk_size != 0, "chunk size must be non-zero");
        ChunksExact::new(self, chunk_size)
    }
    /// Chunks of exactly a size. Panics if it is zero.
    #[inline]
    #[track_caller]
    pub fn chunks_exact_mut(&mut self, chunk_size: usize) -> ChunksExactMut<'_, T> {
        assert!(chunk_size != 0, "chunk size must be non-zero");
        ChunksExactMut::new(self, chunk_size)
    }
    /// Chunks of exactly a size. Panics if it is zero.
    #[inline]
    #[track_caller]
    pub fn rchunks_exact(&self, chunk_size: usize) -> RChunksExact<'_, T> {
        assert!(chunk_size != 0, "chunk size must be non-zero");
        RChunksExact::new(self, chunk_size)
    }
    /// Chunks of exactly a size. Panics if it is zero.
    #[inline]
    #[track_caller]
    pub fn rchunks_exact_mut(&mut self, chunk_size: usize) -> RChunksExactMut<'_, T> {
        assert!(chunk_size != 0, "chunk size must be non-zero");
        RChunksExactMut::new(self, chunk_size)
    }
    /// Runs of neighbours for which the predicate holds.
    #[inline]
    pub fn chunk_by<F: FnMut(&T, &T) -> bool>(&self, pred: F) -> ChunkBy<'_, T, F> { ChunkBy { slice: self, predicate: pred } }
    /// Runs of neighbours for which the predicate holds.
    #[inline]
    pub fn chunk_by_mut<F: FnMut(&T, &T) -> bool>(&mut self, pred: F) -> ChunkByMut<'_, T, F> { ChunkByMut { slice: self, predicate: pred } }
    /// Arrays of the whole slice.
    ///
    /// # Safety
    /// The length must be a multiple of `N`, which must not be zero.
    #[inline]
    #[must_use]
    pub const unsafe fn as_chunks_unchecked<const N: usize>(&self) -> &[[T; N]] {
        let len = self.len() / N;
        super::from_raw_parts(self.as_ptr() as *const [T; N], len)
    }
    /// Arrays from the start, and what is left.
    #[inline]
    #[track_caller]
    #[must_use]
    pub const fn as_chunks<const N: usize>(&self) -> (&[[T; N]], &[T]) {
        assert!(N != 0, "chunk size must be non-zero");
        let rounded = self.len() / N * N;
        let (a, rest) = self.split_at(rounded);
        // SAFETY: rounded to a multiple.
        (unsafe { a.as_chunks_unchecked() }, rest)
    }
    /// What is left, and arrays up to the end.
    #[inline]
    #[track_caller]
    #[must_use]
    pub const fn as_rchunks<const N: usize>(&self) -> (&[T], &[[T; N]]) {
        assert!(N != 0, "chunk size must be non-zero");
        let at = self.len() % N;
        let (rest, a) = self.split_at(at);
        // SAFETY: what is left is a multiple.
        (rest, unsafe { a.as_chunks_unchecked() })
    }
    /// Arrays of the whole slice.
    ///
    /// # Safety
    /// The length must be a multiple of `N`, which must not be zero.
    #[inline]
    #[must_use]
    pub const unsafe fn as_chunks_unchecked_mut<const N: usize>(&mut self) -> &mut [[T; N]] {
        let len = self.len() / N;
        super::from_raw_parts_mut(self.as_mut_ptr() as *mut [T; N], len)
    }
    /// Arrays from the start, and what is left.
    #[inline]
    #[track_caller]
    #[must_use]
    pub const fn as_chunks_mut<const N: usize>(&mut self) -> (&mut [[T; N]], &mut [T]) {
        assert!(N != 0, "chunk size must be non-zero");
        let rounded = self.len() / N * N;
        let (a, rest) = self.split_at_mut(rounded);
        // SAFETY: rounded to a multiple.
        (unsafe { a.as_chunks_unchecked_mut() }, rest)
    }
    /// What is left, and arrays up to the end.
    #[inline]
    #[track_caller]
    #[must_use]
    pub const fn as_rchunks_mut<const N: usize>(&mut self) -> (&mut [T], &mut [[T; N]]) {
        assert!(N != 0, "chunk size must be non-zero");
        let at = self.len() % N;
        let (rest, a) = self.split_at_mut(at);
        // SAFETY: what is left is a multiple.
        (rest, unsafe { a.as_chunks_unchecked_mut() })
    }
}
