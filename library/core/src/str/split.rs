//! The split family, matches and lines.
use super::pattern::{DoubleEndedSearcher, Pattern, ReverseSearcher, Searcher};
use crate::fmt;
use crate::iter::{Filter, FusedIterator, Map};
use crate::slice;

/// The engine of all splits: the part between `start` and `end` is not given yet.
struct SplitInternal<'a, P: Pattern> {
    start: usize,
    end: usize,
    matcher: P::Searcher<'a>,
    allow_trailing_empty: bool,
    finished: bool,
}
impl<'a, P: Pattern> Clone for SplitInternal<'a, P>
where
    P::Searcher<'a>: Clone,
{
    fn clone(&self) -> Self {
        SplitInternal { start: self.start, end: self.end, matcher: self.matcher.clone(), allow_trailing_empty: self.allow_trailing_empty, finished: self.finished }
    }
}
impl<'a, P: Pattern> fmt::Debug for SplitInternal<'a, P>
where
    P::Searcher<'a>: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SplitInternal")
            .field("start", &self.start)
            .field("end", &self.end)
            .field("matcher", &self.matcher)
            .field("allow_trailing_empty", &self.allow_trailing_empty)
            .field("finished", &self.finished)
            .finish()
    }
}
impl<'a, P: Pattern> SplitInternal<'a, P> {
    fn new(s: &'a str, pat: P, allow_trailing_empty: bool) -> Self {
        SplitInternal { start: 0, end: s.len(), matcher: pat.into_searcher(s), allow_trailing_empty, finished: false }
    }
    /// # Safety
    /// The range must lie on boundaries.
    #[inline]
    unsafe fn part(&self, a: usize, b: usize) -> &'a str { self.matcher.haystack().get_unchecked(a..b) }
    #[inline]
    fn get_end(&mut self) -> Option<&'a str> {
        if !self.finished {
            self.finished = true;
            if self.allow_trailing_empty || self.end - self.start > 0 {
                // SAFETY: searchers give boundaries.
                return Some(unsafe { self.part(self.start, self.end) });
            }
        }
        None
    }
    #[inline]
    fn next(&mut self) -> Option<&'a str> {
        if self.finished {
            return None;
        }
        match self.matcher.next_match() {
            Some((a, b)) => {
                // SAFETY: searchers give boundaries.
                let elt = unsafe { self.part(self.start, a) };
                self.start = b;
                Some(elt)
            }
            None => self.get_end(),
        }
    }
    #[inline]
    fn next_inclusive(&mut self) -> Option<&'a str> {
        if self.finished {
            return None;
        }
        match self.matcher.next_match() {
            Some((_, b)) => {
                // SAFETY: searchers give boundaries.
                let elt = unsafe { self.part(self.start, b) };
                self.start = b;
                Some(elt)
            }
            None => self.get_end(),
        }
    }
    #[inline]
    fn next_back(&mut self) -> Option<&'a str>
    where
        P::Searcher<'a>: ReverseSearcher<'a>,
    {
        if self.finished {
            return None;
        }
        if !self.allow_trailing_empty {
            self.allow_trailing_empty = true;
            match self.next_back() {
                Some(elt) if !elt.is_empty() => return Some(elt),
                _ => {
                    if self.finished {
                        return None;
                    }
                }
            }
        }
        match self.matcher.next_match_back() {
            Some((a, b)) => {
                // SAFETY: searchers give boundaries.
                let elt = unsafe { self.part(b, self.end) };
                self.end = a;
                Some(elt)
            }
            None => {
                self.finished = true;
                // SAFETY: searchers give boundaries.
                Some(unsafe { self.part(self.start, self.end) })
            }
        }
    }
    #[inline]
    fn next_back_inclusive(&mut self) -> Option<&'a str>
    where
        P::Searcher<'a>: ReverseSearcher<'a>,
    {
        if self.finished {
            return None;
        }
        if !self.allow_trailing_empty {
            self.allow_trailing_empty = true;
            match self.next_back_inclusive() {
                Some(elt) if !elt.is_empty() => return Some(elt),
                _ => {
                    if self.finished {
                        return None;
                    }
                }
            }
        }
        match self.matcher.next_match_back() {
            Some((_, b)) => {
                // SAFETY: searchers give boundaries.
                let elt = unsafe { self.part(b, self.end) };
                self.end = b;
                Some(elt)
            }
            None => {
                self.finished = true;
                // SAFETY: searchers give boundaries.
                Some(unsafe { self.part(self.start, self.end) })
            }
        }
    }
    #[inline]
    fn remainder(&self) -> Option<&'a str> {
        // SAFETY: searchers give boundaries.
        if self.finished { None } else { Some(unsafe { self.part(self.start, self.end) }) }
    }
}

/// A split with a limit.
struct SplitNInternal<'a, P: Pattern> {
    iter: SplitInternal<'a, P>,
    count: usize,
}
impl<'a, P: Pattern> Clone for SplitNInternal<'a, P>
where
    P::Searcher<'a>: Clone,
{
    fn clone(&self) -> Self { SplitNInternal { iter: self.iter.clone(), count: self.count } }
}
impl<'a, P: Pattern> fmt::Debug for SplitNInternal<'a, P>
where
    P::Searcher<'a>: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SplitNInternal").field("iter", &self.iter).field("count", &self.count).finish()
    }
}
impl<'a, P: Pattern> SplitNInternal<'a, P> {
    #[inline]
    fn next(&mut self) -> Option<&'a str> {
        match self.count {
            0 => None,
            1 => {
                self.count = 0;
                self.iter.get_end()
            }
            _ => {
                self.count -= 1;
                self.iter.next()
            }
        }
    }
    #[inline]
    fn next_back(&mut self) -> Option<&'a str>
    where
        P::Searcher<'a>: ReverseSearcher<'a>,
    {
        match self.count {
            0 => None,
            1 => {
                self.count = 0;
                self.iter.get_end()
            }
            _ => {
                self.count -= 1;
                self.iter.next_back()
            }
        }
    }
    #[inline]
    fn remainder(&self) -> Option<&'a str> { self.iter.remainder() }
}

struct MatchIndicesInternal<'a, P: Pattern>(P::Searcher<'a>);
impl<'a, P: Pattern> Clone for MatchIndicesInternal<'a, P>
where
    P::Searcher<'a>: Clone,
{
    fn clone(&self) -> Self { MatchIndicesInternal(self.0.clone()) }
}
impl<'a, P: Pattern> fmt::Debug for MatchIndicesInternal<'a, P>
where
    P::Searcher<'a>: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("MatchIndicesInternal").field(&self.0).finish() }
}
impl<'a, P: Pattern> MatchIndicesInternal<'a, P> {
    #[inline]
    fn next(&mut self) -> Option<(usize, &'a str)> {
        // SAFETY: searchers give boundaries.
        self.0.next_match().map(|(a, b)| unsafe { (a, self.0.haystack().get_unchecked(a..b)) })
    }
    #[inline]
    fn next_back(&mut self) -> Option<(usize, &'a str)>
    where
        P::Searcher<'a>: ReverseSearcher<'a>,
    {
        // SAFETY: searchers give boundaries.
        self.0.next_match_back().map(|(a, b)| unsafe { (a, self.0.haystack().get_unchecked(a..b)) })
    }
}
struct MatchesInternal<'a, P: Pattern>(MatchIndicesInternal<'a, P>);
impl<'a, P: Pattern> Clone for MatchesInternal<'a, P>
where
    P::Searcher<'a>: Clone,
{
    fn clone(&self) -> Self { MatchesInternal(self.0.clone()) }
}
impl<'a, P: Pattern> fmt::Debug for MatchesInternal<'a, P>
where
    P::Searcher<'a>: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("MatchesInternal").field(&self.0.0).finish() }
}
impl<'a, P: Pattern> MatchesInternal<'a, P> {
    #[inline]
    fn next(&mut self) -> Option<&'a str> { self.0.next().map(|(_, s)| s) }
    #[inline]
    fn next_back(&mut self) -> Option<&'a str>
    where
        P::Searcher<'a>: ReverseSearcher<'a>,
    {
        self.0.next_back().map(|(_, s)| s)
    }
}

macro_rules! pattern_iterator {
    ($(#[$doc:meta])* $forward:ident, $(#[$rdoc:meta])* $reverse:ident, $internal:ident, $item:ty, $($double:ident)?) => {
        $(#[$doc])*
        pub struct $forward<'a, P: Pattern>($internal<'a, P>);
        impl<'a, P: Pattern> fmt::Debug for $forward<'a, P>
        where
            P::Searcher<'a>: fmt::Debug,
        {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple(stringify!($forward)).field(&self.0).finish() }
        }
        impl<'a, P: Pattern> Iterator for $forward<'a, P> {
            type Item = $item;
            #[inline]
            fn next(&mut self) -> Option<$item> { self.0.next() }
        }
        impl<'a, P: Pattern> Clone for $forward<'a, P>
        where
            P::Searcher<'a>: Clone,
        {
            fn clone(&self) -> Self { $forward(self.0.clone()) }
        }
        impl<'a, P: Pattern> FusedIterator for $forward<'a, P> {}
        $(#[$rdoc])*
        pub struct $reverse<'a, P: Pattern>($internal<'a, P>);
        impl<'a, P: Pattern> fmt::Debug for $reverse<'a, P>
        where
            P::Searcher<'a>: fmt::Debug,
        {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple(stringify!($reverse)).field(&self.0).finish() }
        }
        impl<'a, P: Pattern> Iterator for $reverse<'a, P>
        where
            P::Searcher<'a>: ReverseSearcher<'a>,
        {
            type Item = $item;
            #[inline]
            fn next(&mut self) -> Option<$item> { self.0.next_back() }
        }
        impl<'a, P: Pattern> Clone for $reverse<'a, P>
        where
            P::Searcher<'a>: Clone,
        {
            fn clone(&self) -> Self { $reverse(self.0.clone()) }
        }
        impl<'a, P: Pattern> FusedIterator for $reverse<'a, P> where P::Searcher<'a>: ReverseSearcher<'a> {}
        $(
        impl<'a, P: Pattern> DoubleEndedIterator for $forward<'a, P>
        where
            P::Searcher<'a>: $double<'a>,
        {
            #[inline]
            fn next_back(&mut self) -> Option<$item> { self.0.next_back() }
        }
        impl<'a, P: Pattern> DoubleEndedIterator for $reverse<'a, P>
        where
            P::Searcher<'a>: $double<'a>,
        {
            #[inline]
            fn next_back(&mut self) -> Option<$item> { self.0.next() }
        }
        )?
    };
}
pattern_iterator! { #[doc = "See `str::split`."] Split, #[doc = "See `str::rsplit`."] RSplit, SplitInternal, &'a str, DoubleEndedSearcher }
pattern_iterator! { #[doc = "See `str::split_terminator`."] SplitTerminator, #[doc = "See `str::rsplit_terminator`."] RSplitTerminator, SplitInternal, &'a str, DoubleEndedSearcher }
pattern_iterator! { #[doc = "See `str::splitn`."] SplitN, #[doc = "See `str::rsplitn`."] RSplitN, SplitNInternal, &'a str, }
pattern_iterator! { #[doc = "See `str::match_indices`."] MatchIndices, #[doc = "See `str::rmatch_indices`."] RMatchIndices, MatchIndicesInternal, (usize, &'a str), DoubleEndedSearcher }
pattern_iterator! { #[doc = "See `str::matches`."] Matches, #[doc = "See `str::rmatches`."] RMatches, MatchesInternal, &'a str, DoubleEndedSearcher }

macro_rules! remainder {
    ($($name:ident)*) => {$(
        impl<'a, P: Pattern> $name<'a, P> {
            /// What is not split yet.
            #[doc(hidden)]
            pub fn remainder(&self) -> Option<&'a str> { self.0.remainder() }
        }
    )*};
}
remainder! { Split RSplit SplitTerminator RSplitTerminator SplitN RSplitN SplitInclusive }

/// See `str::split_inclusive`.
pub struct SplitInclusive<'a, P: Pattern>(SplitInternal<'a, P>);
impl<'a, P: Pattern> Iterator for SplitInclusive<'a, P> {
    type Item = &'a str;
    #[inline]
    fn next(&mut self) -> Option<&'a str> { self.0.next_inclusive() }
}
impl<'a, P: Pattern> fmt::Debug for SplitInclusive<'a, P>
where
    P::Searcher<'a>: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("SplitInclusive").field("0", &self.0).finish() }
}
impl<'a, P: Pattern> Clone for SplitInclusive<'a, P>
where
    P::Searcher<'a>: Clone,
{
    fn clone(&self) -> Self { SplitInclusive(self.0.clone()) }
}
impl<'a, P: Pattern> DoubleEndedIterator for SplitInclusive<'a, P>
where
    P::Searcher<'a>: DoubleEndedSearcher<'a>,
{
    #[inline]
    fn next_back(&mut self) -> Option<&'a str> { self.0.next_back_inclusive() }
}
impl<'a, P: Pattern> FusedIterator for SplitInclusive<'a, P> {}

/// See `str::lines`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[derive(Clone, Debug)]
pub struct Lines<'a>(Map<SplitInclusive<'a, char>, fn(&str) -> &str>);
fn strip_line_ending(line: &str) -> &str {
    let Some(line) = line.strip_suffix('\n') else { return line };
    line.strip_suffix('\r').unwrap_or(line)
}
impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;
    #[inline]
    fn next(&mut self) -> Option<&'a str> { self.0.next() }
    #[inline]
    fn last(mut self) -> Option<&'a str> { self.next_back() }
}
impl<'a> DoubleEndedIterator for Lines<'a> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a str> { self.0.next_back() }
}
impl FusedIterator for Lines<'_> {}
/// See `str::lines_any`.
#[derive(Clone, Debug)]
#[deprecated(since = "1.4.0", note = "use lines()/Lines instead now")]
pub struct LinesAny<'a>(Lines<'a>);
#[allow(deprecated)]
impl<'a> Iterator for LinesAny<'a> {
    type Item = &'a str;
    #[inline]
    fn next(&mut self) -> Option<&'a str> { self.0.next() }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { self.0.size_hint() }
}
#[allow(deprecated)]
impl<'a> DoubleEndedIterator for LinesAny<'a> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a str> { self.0.next_back() }
}
#[allow(deprecated)]
impl FusedIterator for LinesAny<'_> {}

fn is_whitespace(c: char) -> bool { c.is_whitespace() }
fn is_not_empty(s: &&str) -> bool { !s.is_empty() }
/// See `str::split_whitespace`.
#[derive(Clone, Debug)]
pub struct SplitWhitespace<'a> {
    inner: Filter<Split<'a, fn(char) -> bool>, fn(&&str) -> bool>,
}
impl<'a> Iterator for SplitWhitespace<'a> {
    type Item = &'a str;
    #[inline]
    fn next(&mut self) -> Option<&'a str> { self.inner.next() }
    #[inline]
    fn last(mut self) -> Option<&'a str> { self.next_back() }
}
impl<'a> DoubleEndedIterator for SplitWhitespace<'a> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a str> { self.inner.next_back() }
}
impl FusedIterator for SplitWhitespace<'_> {}
fn is_ascii_space(b: &u8) -> bool { b.is_ascii_whitespace() }
/// See `str::split_ascii_whitespace`.
#[derive(Clone, Debug)]
pub struct SplitAsciiWhitespace<'a> {
    inner: slice::Split<'a, u8, fn(&u8) -> bool>,
}
impl<'a> Iterator for SplitAsciiWhitespace<'a> {
    type Item = &'a str;
    #[inline]
    fn next(&mut self) -> Option<&'a str> {
        loop {
            let part = self.inner.next()?;
            if !part.is_empty() {
                // SAFETY: split at ASCII bytes.
                return Some(unsafe { super::from_utf8_unchecked(part) });
            }
        }
    }
}
impl<'a> DoubleEndedIterator for SplitAsciiWhitespace<'a> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a str> {
        loop {
            let part = self.inner.next_back()?;
            if !part.is_empty() {
                // SAFETY: split at ASCII bytes.
                return Some(unsafe { super::from_utf8_unchecked(part) });
            }
        }
    }
}
impl FusedIterator for SplitAsciiWhitespace<'_> {}

impl str {
    /// Words between white space.
    #[must_use = "this returns the split string as an iterator, without modifying the original"]
    #[inline]
    #[rustc_diagnostic_item = "str_split_whitespace"]
    pub fn split_whitespace(&self) -> SplitWhitespace<'_> {
        SplitWhitespace { inner: self.split(is_whitespace as fn(char) -> bool).filter(is_not_empty as fn(&&str) -> bool) }
    }
    /// Words between ASCII white space.
    #[must_use = "this returns the split string as an iterator, without modifying the original"]
    #[inline]
    pub fn split_ascii_whitespace(&self) -> SplitAsciiWhitespace<'_> {
        SplitAsciiWhitespace { inner: self.as_bytes().split(is_ascii_space as fn(&u8) -> bool) }
    }
    /// Lines, without their ends.
    #[must_use = "this returns the split string as an iterator, without modifying the original"]
    #[inline]
    pub fn lines(&self) -> Lines<'_> { Lines(self.split_inclusive('\n').map(strip_line_ending as fn(&str) -> &str)) }
    /// The old name of `lines`.
    #[inline]
    #[deprecated(since = "1.4.0", note = "use lines() instead now")]
    #[allow(deprecated)]
    pub fn lines_any(&self) -> LinesAny<'_> { LinesAny(self.lines()) }
    /// Parts between matches.
    #[inline]
    pub fn split<P: Pattern>(&self, pat: P) -> Split<'_, P> { Split(SplitInternal::new(self, pat, true)) }
    /// Parts that end with matches.
    #[inline]
    pub fn split_inclusive<P: Pattern>(&self, pat: P) -> SplitInclusive<'_, P> { SplitInclusive(SplitInternal::new(self, pat, false)) }
    /// Parts between matches, from the end.
    #[inline]
    pub fn rsplit<P: Pattern>(&self, pat: P) -> RSplit<'_, P>
    where
        for<'a> P::Searcher<'a>: ReverseSearcher<'a>,
    {
        RSplit(self.split(pat).0)
    }
    /// Parts between matches, without an empty last one.
    #[inline]
    pub fn split_terminator<P: Pattern>(&self, pat: P) -> SplitTerminator<'_, P> { SplitTerminator(SplitInternal::new(self, pat, false)) }
    /// The same, from the end.
    #[inline]
    pub fn rsplit_terminator<P: Pattern>(&self, pat: P) -> RSplitTerminator<'_, P>
    where
        for<'a> P::Searcher<'a>: ReverseSearcher<'a>,
    {
        RSplitTerminator(self.split_terminator(pat).0)
    }
    /// At most `n` parts.
    #[inline]
    pub fn splitn<P: Pattern>(&self, n: usize, pat: P) -> SplitN<'_, P> { SplitN(SplitNInternal { iter: self.split(pat).0, count: n }) }
    /// At most `n` parts, from the end.
    #[inline]
    pub fn rsplitn<P: Pattern>(&self, n: usize, pat: P) -> RSplitN<'_, P>
    where
        for<'a> P::Searcher<'a>: ReverseSearcher<'a>,
    {
        RSplitN(self.splitn(n, pat).0)
    }
    /// The parts before and behind the first match.
    #[inline]
    pub fn split_once<P: Pattern>(&self, delimiter: P) -> Option<(&str, &str)> {
        let (start, end) = delimiter.into_searcher(self).next_match()?;
        // SAFETY: searchers give boundaries.
        unsafe { Some((self.get_unchecked(..start), self.get_unchecked(end..))) }
    }
    /// The parts before and behind the last match.
    #[inline]
    pub fn rsplit_once<P: Pattern>(&self, delimiter: P) -> Option<(&str, &str)>
    where
        for<'a> P::Searcher<'a>: ReverseSearcher<'a>,
    {
        let (start, end) = delimiter.into_searcher(self).next_match_back()?;
        // SAFETY: searchers give boundaries.
        unsafe { Some((self.get_unchecked(..start), self.get_unchecked(end..))) }
    }
    /// The matches.
    #[inline]
    pub fn matches<P: Pattern>(&self, pat: P) -> Matches<'_, P> { Matches(MatchesInternal(MatchIndicesInternal(pat.into_searcher(self)))) }
    /// The matches, from the end.
    #[inline]
    pub fn rmatches<P: Pattern>(&self, pat: P) -> RMatches<'_, P>
    where
        for<'a> P::Searcher<'a>: ReverseSearcher<'a>,
    {
        RMatches(self.matches(pat).0)
    }
    /// The matches with their positions.
    #[inline]
    pub fn match_indices<P: Pattern>(&self, pat: P) -> MatchIndices<'_, P> { MatchIndices(MatchIndicesInternal(pat.into_searcher(self))) }
    /// The matches with their positions, from the end.
    #[inline]
    pub fn rmatch_indices<P: Pattern>(&self, pat: P) -> RMatchIndices<'_, P>
    where
        for<'a> P::Searcher<'a>: ReverseSearcher<'a>,
    {
        RMatchIndices(self.match_indices(pat).0)
    }
}
