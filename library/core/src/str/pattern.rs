//! What strings are searched for. A `Pattern` makes a `Searcher`, which walks the haystack in
//! steps that match or reject. Substrings are found by the two-way algorithm (Crochemore and
//! Perrin, 1991) forward, with a byte set to skip, and by comparing candidates backward.
use crate::fmt;
use crate::slice::memchr;

/// Things that can be searched for in a string.
pub trait Pattern: Sized {
    /// The searcher it makes.
    type Searcher<'a>: Searcher<'a>;
    /// Makes the searcher.
    fn into_searcher(self, haystack: &str) -> Self::Searcher<'_>;
    /// Whether it occurs.
    #[inline]
    fn is_contained_in(self, haystack: &str) -> bool { self.into_searcher(haystack).next_match().is_some() }
    /// Whether it matches at the start.
    #[inline]
    fn is_prefix_of(self, haystack: &str) -> bool { matches!(self.into_searcher(haystack).next(), SearchStep::Match(0, _)) }
    /// Whether it matches at the end.
    #[inline]
    fn is_suffix_of<'a>(self, haystack: &'a str) -> bool
    where
        Self::Searcher<'a>: ReverseSearcher<'a>,
    {
        matches!(self.into_searcher(haystack).next_back(), SearchStep::Match(_, j) if haystack.len() == j)
    }
    /// The rest behind a match at the start.
    #[inline]
    fn strip_prefix_of(self, haystack: &str) -> Option<&str> {
        if let SearchStep::Match(0, len) = self.into_searcher(haystack).next() {
            // SAFETY: searchers give boundaries.
            Some(unsafe { haystack.get_unchecked(len..) })
        } else {
            None
        }
    }
    /// The rest before a match at the end.
    #[inline]
    fn strip_suffix_of<'a>(self, haystack: &'a str) -> Option<&'a str>
    where
        Self::Searcher<'a>: ReverseSearcher<'a>,
    {
        match self.into_searcher(haystack).next_back() {
            // SAFETY: searchers give boundaries.
            SearchStep::Match(start, end) if end == haystack.len() => Some(unsafe { haystack.get_unchecked(..start) }),
            _ => None,
        }
    }
}

/// One step of a search.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub enum SearchStep {
    /// The pattern matches this range.
    Match(usize, usize),
    /// No match starts in this range.
    Reject(usize, usize),
    /// The end.
    Done,
}

/// A search through a haystack.
///
/// # Safety
/// The ranges must lie on boundaries.
pub unsafe trait Searcher<'a> {
    /// What is searched through.
    fn haystack(&self) -> &'a str;
    /// The next step.
    fn next(&mut self) -> SearchStep;
    /// The next match.
    #[inline]
    fn next_match(&mut self) -> Option<(usize, usize)> {
        loop {
            match self.next() {
                SearchStep::Match(a, b) => return Some((a, b)),
                SearchStep::Done => return None,
                _ => {}
            }
        }
    }
    /// The next rejection.
    #[inline]
    fn next_reject(&mut self) -> Option<(usize, usize)> {
        loop {
            match self.next() {
                SearchStep::Reject(a, b) => return Some((a, b)),
                SearchStep::Done => return None,
                _ => {}
            }
        }
    }
}
/// A search that can go backwards.
///
/// # Safety
/// As `Searcher`.
pub unsafe trait ReverseSearcher<'a>: Searcher<'a> {
    /// The next step from the end.
    fn next_back(&mut self) -> SearchStep;
    /// The next match from the end.
    #[inline]
    fn next_match_back(&mut self) -> Option<(usize, usize)> {
        loop {
            match self.next_back() {
                SearchStep::Match(a, b) => return Some((a, b)),
                SearchStep::Done => return None,
                _ => {}
            }
        }
    }
    /// The next rejection from the end.
    #[inline]
    fn next_reject_back(&mut self) -> Option<(usize, usize)> {
        loop {
            match self.next_back() {
                SearchStep::Reject(a, b) => return Some((a, b)),
                SearchStep::Done => return None,
                _ => {}
            }
        }
    }
}
/// A search whose matches are the same from both ends.
pub trait DoubleEndedSearcher<'a>: ReverseSearcher<'a> {}

/// Search for a character: by its last byte.
#[derive(Clone, Debug)]
pub struct CharSearcher<'a> {
    haystack: &'a str,
    finger: usize,
    finger_back: usize,
    utf8_size: u8,
    utf8_encoded: [u8; 4],
    needle: char,
}
impl CharSearcher<'_> {
    #[inline]
    fn last_byte(&self) -> u8 { self.utf8_encoded[self.utf8_size as usize - 1] }
    #[inline]
    fn encoded(&self) -> &[u8] { &self.utf8_encoded[..self.utf8_size as usize] }
}
// SAFETY: whole characters are stepped over.
unsafe impl<'a> Searcher<'a> for CharSearcher<'a> {
    #[inline]
    fn haystack(&self) -> &'a str { self.haystack }
    #[inline]
    fn next(&mut self) -> SearchStep {
        let old = self.finger;
        // SAFETY: the fingers lie on boundaries.
        let slice = unsafe { self.haystack.get_unchecked(old..self.finger_back) };
        match slice.chars().next() {
            Some(ch) => {
                self.finger += ch.len_utf8();
                if ch == self.needle { SearchStep::Match(old, self.finger) } else { SearchStep::Reject(old, self.finger) }
            }
            None => SearchStep::Done,
        }
    }
    #[inline]
    fn next_match(&mut self) -> Option<(usize, usize)> {
        let bytes = self.haystack.as_bytes();
        let size = self.utf8_size as usize;
        loop {
            let rest = bytes.get(self.finger..self.finger_back)?;
            match memchr::memchr(self.last_byte(), rest) {
                Some(i) => {
                    self.finger += i + 1;
                    if self.finger >= size {
                        let start = self.finger - size;
                        if size == 1 || &bytes[start..self.finger] == self.encoded() {
                            return Some((start, self.finger));
                        }
                    }
                }
                None => {
                    self.finger = self.finger_back;
                    return None;
                }
            }
        }
    }
}
// SAFETY: whole characters are stepped over.
unsafe impl<'a> ReverseSearcher<'a> for CharSearcher<'a> {
    #[inline]
    fn next_back(&mut self) -> SearchStep {
        let old = self.finger_back;
        // SAFETY: the fingers lie on boundaries.
        let slice = unsafe { self.haystack.get_unchecked(self.finger..old) };
        match slice.chars().next_back() {
            Some(ch) => {
                self.finger_back -= ch.len_utf8();
                if ch == self.needle { SearchStep::Match(self.finger_back, old) } else { SearchStep::Reject(self.finger_back, old) }
            }
            None => SearchStep::Done,
        }
    }
    #[inline]
    fn next_match_back(&mut self) -> Option<(usize, usize)> {
        let bytes = self.haystack.as_bytes();
        let size = self.utf8_size as usize;
        loop {
            let rest = bytes.get(self.finger..self.finger_back)?;
            match memchr::memrchr(self.last_byte(), rest) {
                Some(i) => {
                    let index = self.finger + i;
                    if index + 1 >= size {
                        let start = index + 1 - size;
                        if start >= self.finger && (size == 1 || &bytes[start..start + size] == self.encoded()) {
                            self.finger_back = start;
                            return Some((start, start + size));
                        }
                    }
                    self.finger_back = index;
                }
                None => {
                    self.finger_back = self.finger;
                    return None;
                }
            }
        }
    }
}
impl<'a> DoubleEndedSearcher<'a> for CharSearcher<'a> {}
impl Pattern for char {
    type Searcher<'a> = CharSearcher<'a>;
    #[inline]
    fn into_searcher(self, haystack: &str) -> CharSearcher<'_> {
        let mut utf8_encoded = [0; 4];
        let utf8_size = self.encode_utf8(&mut utf8_encoded).len() as u8;
        CharSearcher { haystack, finger: 0, finger_back: haystack.len(), utf8_size, utf8_encoded, needle: self }
    }
    #[inline]
    fn is_prefix_of(self, haystack: &str) -> bool { haystack.as_bytes().starts_with(self.encode_utf8(&mut [0; 4]).as_bytes()) }
    #[inline]
    fn is_suffix_of<'a>(self, haystack: &'a str) -> bool
    where
        Self::Searcher<'a>: ReverseSearcher<'a>,
    {
        haystack.as_bytes().ends_with(self.encode_utf8(&mut [0; 4]).as_bytes())
    }
}

/// Predicates of characters.
#[doc(hidden)]
pub trait MultiCharEq {
    /// Whether it holds.
    fn matches(&mut self, c: char) -> bool;
}
impl<F: FnMut(char) -> bool> MultiCharEq for F {
    #[inline]
    fn matches(&mut self, c: char) -> bool { (*self)(c) }
}
/// A set of characters.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct CharSet<S>(S);
impl<S: AsRef<[char]>> MultiCharEq for CharSet<S> {
    #[inline]
    fn matches(&mut self, c: char) -> bool { self.0.as_ref().contains(&c) }
}
/// Search by a predicate of characters.
#[derive(Clone)]
pub struct CharPredicateSearcher<'a, C> {
    char_eq: C,
    haystack: &'a str,
    char_indices: super::CharIndices<'a>,
}
impl<C> fmt::Debug for CharPredicateSearcher<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CharPredicateSearcher").field("haystack", &self.haystack).field("char_indices", &self.char_indices).finish()
    }
}
// SAFETY: whole characters are stepped over.
unsafe impl<'a, C: MultiCharEq> Searcher<'a> for CharPredicateSearcher<'a, C> {
    #[inline]
    fn haystack(&self) -> &'a str { self.haystack }
    #[inline]
    fn next(&mut self) -> SearchStep {
        match self.char_indices.next() {
            Some((i, c)) => {
                let end = i + c.len_utf8();
                if self.char_eq.matches(c) { SearchStep::Match(i, end) } else { SearchStep::Reject(i, end) }
            }
            None => SearchStep::Done,
        }
    }
}
// SAFETY: whole characters are stepped over.
unsafe impl<'a, C: MultiCharEq> ReverseSearcher<'a> for CharPredicateSearcher<'a, C> {
    #[inline]
    fn next_back(&mut self) -> SearchStep {
        match self.char_indices.next_back() {
            Some((i, c)) => {
                let end = i + c.len_utf8();
                if self.char_eq.matches(c) { SearchStep::Match(i, end) } else { SearchStep::Reject(i, end) }
            }
            None => SearchStep::Done,
        }
    }
}
impl<'a, C: MultiCharEq> DoubleEndedSearcher<'a> for CharPredicateSearcher<'a, C> {}

impl<F: FnMut(char) -> bool> Pattern for F {
    type Searcher<'a> = CharPredicateSearcher<'a, F>;
    #[inline]
    fn into_searcher(self, haystack: &str) -> CharPredicateSearcher<'_, F> {
        CharPredicateSearcher { char_eq: self, haystack, char_indices: haystack.char_indices() }
    }
}
macro_rules! char_set {
    ($([$($p:tt)*] $t:ty;)*) => {$(
        impl<$($p)*> Pattern for $t {
            type Searcher<'a> = CharPredicateSearcher<'a, CharSet<$t>>;
            #[inline]
            fn into_searcher(self, haystack: &str) -> CharPredicateSearcher<'_, CharSet<$t>> {
                CharPredicateSearcher { char_eq: CharSet(self), haystack, char_indices: haystack.char_indices() }
            }
        }
    )*};
}
char_set! { [const N: usize] [char; N]; ['b, const N: usize] &'b [char; N]; ['b] &'b [char]; }

impl<'b> Pattern for &&'b str {
    type Searcher<'a> = StrSearcher<'a, 'b>;
    #[inline]
    fn into_searcher(self, haystack: &str) -> StrSearcher<'_, 'b> { (*self).into_searcher(haystack) }
}
impl<'b> Pattern for &'b str {
    type Searcher<'a> = StrSearcher<'a, 'b>;
    #[inline]
    fn into_searcher(self, haystack: &str) -> StrSearcher<'_, 'b> { StrSearcher::new(haystack, self) }
    #[inline]
    fn is_prefix_of(self, haystack: &str) -> bool { haystack.as_bytes().starts_with(self.as_bytes()) }
    #[inline]
    fn is_contained_in(self, haystack: &str) -> bool {
        match self.len() {
            0 => true,
            1 => memchr::memchr(self.as_bytes()[0], haystack.as_bytes()).is_some(),
            _ => self.into_searcher(haystack).next_match().is_some(),
        }
    }
    #[inline]
    fn strip_prefix_of(self, haystack: &str) -> Option<&str> {
        // SAFETY: the prefix is a string.
        if self.is_prefix_of(haystack) { Some(unsafe { haystack.get_unchecked(self.len()..) }) } else { None }
    }
    #[inline]
    fn is_suffix_of<'a>(self, haystack: &'a str) -> bool
    where
        Self::Searcher<'a>: ReverseSearcher<'a>,
    {
        haystack.as_bytes().ends_with(self.as_bytes())
    }
    #[inline]
    fn strip_suffix_of<'a>(self, haystack: &'a str) -> Option<&'a str>
    where
        Self::Searcher<'a>: ReverseSearcher<'a>,
    {
        // SAFETY: the suffix is a string.
        if self.is_suffix_of(haystack) { Some(unsafe { haystack.get_unchecked(..haystack.len() - self.len()) }) } else { None }
    }
}

/// Search for a substring.
#[derive(Clone, Debug)]
pub struct StrSearcher<'a, 'b> {
    haystack: &'a str,
    needle: &'b str,
    /// Matches lie between these.
    front: usize,
    back: usize,
    /// For the empty needle: whether the next step is a match.
    match_front: bool,
    match_back: bool,
    done: bool,
    two_way: TwoWay,
}
impl<'a, 'b> StrSearcher<'a, 'b> {
    fn new(haystack: &'a str, needle: &'b str) -> StrSearcher<'a, 'b> {
        let two_way = if needle.len() > 1 { TwoWay::new(needle.as_bytes()) } else { TwoWay::EMPTY };
        StrSearcher { haystack, needle, front: 0, back: haystack.len(), match_front: true, match_back: true, done: false, two_way }
    }
    #[inline]
    fn find(&mut self) -> Option<usize> {
        let hay = &self.haystack.as_bytes()[..self.back];
        let needle = self.needle.as_bytes();
        if needle.len() == 1 {
            return memchr::memchr(needle[0], &hay[self.front..]).map(|i| i + self.front);
        }
        self.two_way.find(hay, needle, self.front)
    }
    fn rfind(&self) -> Option<usize> {
        let hay = &self.haystack.as_bytes()[self.front..self.back];
        let needle = self.needle.as_bytes();
        let mut end = hay.len();
        while end >= needle.len() {
            let last = memchr::memrchr(needle[needle.len() - 1], &hay[needle.len() - 1..end])?;
            if &hay[last..last + needle.len()] == needle {
                return Some(self.front + last);
            }
            end = last + needle.len() - 1;
        }
        None
    }
}
// SAFETY: a needle that is UTF-8 matches at boundaries only.
unsafe impl<'a, 'b> Searcher<'a> for StrSearcher<'a, 'b> {
    #[inline]
    fn haystack(&self) -> &'a str { self.haystack }
    fn next(&mut self) -> SearchStep {
        if self.needle.is_empty() {
            if self.done || self.front > self.back {
                return SearchStep::Done;
            }
            let pos = self.front;
            let is_match = self.match_front;
            self.match_front = !is_match;
            // SAFETY: the position lies on a boundary.
            match unsafe { self.haystack.get_unchecked(pos..self.back) }.chars().next() {
                _ if is_match => return SearchStep::Match(pos, pos),
                None => {
                    self.done = true;
                    return SearchStep::Done;
                }
                Some(ch) => {
                    self.front += ch.len_utf8();
                    return SearchStep::Reject(pos, self.front);
                }
            }
        }
        if self.done {
            return SearchStep::Done;
        }
        let start = self.front;
        match self.find() {
            Some(i) if i == start => {
                self.front = i + self.needle.len();
                SearchStep::Match(i, self.front)
            }
            Some(i) => {
                self.front = i;
                SearchStep::Reject(start, i)
            }
            None => {
                self.done = true;
                self.front = self.back;
                if start < self.back { SearchStep::Reject(start, self.back) } else { SearchStep::Done }
            }
        }
    }
    #[inline]
    fn next_match(&mut self) -> Option<(usize, usize)> {
        if self.needle.is_empty() {
            loop {
                match self.next() {
                    SearchStep::Match(a, b) => return Some((a, b)),
                    SearchStep::Done => return None,
                    SearchStep::Reject(..) => {}
                }
            }
        }
        match self.find() {
            Some(i) => {
                self.front = i + self.needle.len();
                Some((i, self.front))
            }
            None => {
                self.front = self.back;
                None
            }
        }
    }
}
// SAFETY: a needle that is UTF-8 matches at boundaries only.
unsafe impl<'a, 'b> ReverseSearcher<'a> for StrSearcher<'a, 'b> {
    fn next_back(&mut self) -> SearchStep {
        if self.needle.is_empty() {
            if self.done {
                return SearchStep::Done;
            }
            let end = self.back;
            let is_match = self.match_back;
            self.match_back = !is_match;
            // SAFETY: the position lies on a boundary.
            match unsafe { self.haystack.get_unchecked(self.front..end) }.chars().next_back() {
                _ if is_match => return SearchStep::Match(end, end),
                None => {
                    self.done = true;
                    return SearchStep::Done;
                }
                Some(ch) => {
                    self.back -= ch.len_utf8();
                    return SearchStep::Reject(self.back, end);
                }
            }
        }
        if self.done {
            return SearchStep::Done;
        }
        let end = self.back;
        match self.rfind() {
            Some(i) if i + self.needle.len() == end => {
                self.back = i;
                SearchStep::Match(i, end)
            }
            Some(i) => {
                self.back = i + self.needle.len();
                SearchStep::Reject(self.back, end)
            }
            None => {
                self.done = true;
                self.back = self.front;
                if self.front < end { SearchStep::Reject(self.front, end) } else { SearchStep::Done }
            }
        }
    }
    fn next_match_back(&mut self) -> Option<(usize, usize)> {
        if self.needle.is_empty() {
            loop {
                match self.next_back() {
                    SearchStep::Match(a, b) => return Some((a, b)),
                    SearchStep::Done => return None,
                    SearchStep::Reject(..) => {}
                }
            }
        }
        match self.rfind() {
            Some(i) => {
                self.back = i;
                Some((i, i + self.needle.len()))
            }
            None => {
                self.back = self.front;
                None
            }
        }
    }
}

/// Preprocessed needle. `memory` of the periodic case lives within one `find`.
#[derive(Copy, Clone, Debug)]
struct TwoWay {
    crit: usize,
    period: usize,
    byteset: u64,
    periodic: bool,
}
impl TwoWay {
    const EMPTY: TwoWay = TwoWay { crit: 0, period: 1, byteset: 0, periodic: false };
    fn new(needle: &[u8]) -> TwoWay {
        let (pos_less, period_less) = maximal_suffix(needle, false);
        let (pos_greater, period_greater) = maximal_suffix(needle, true);
        let (crit, period) = if pos_less > pos_greater { (pos_less, period_less) } else { (pos_greater, period_greater) };
        let mut byteset = 0u64;
        for &b in needle {
            byteset |= 1 << (b & 63);
        }
        // Periodic if the left part recurs one period later.
        if crit + period <= needle.len() && needle[..crit] == needle[period..period + crit] {
            TwoWay { crit, period, byteset, periodic: true }
        } else {
            TwoWay { crit, period: crate::cmp::max(crit, needle.len() - crit) + 1, byteset, periodic: false }
        }
    }
    fn find(&self, hay: &[u8], needle: &[u8], mut pos: usize) -> Option<usize> {
        let n = needle.len();
        let mut memory = 0;
        'search: loop {
            let tail = *hay.get(pos + n - 1)?;
            if self.byteset >> (tail & 63) & 1 == 0 {
                pos += n;
                memory = 0;
                continue;
            }
            let mut i = if self.periodic { crate::cmp::max(self.crit, memory) } else { self.crit };
            while i < n {
                if needle[i] != hay[pos + i] {
                    pos += i - self.crit + 1;
                    memory = 0;
                    continue 'search;
                }
                i += 1;
            }
            let start = if self.periodic { memory } else { 0 };
            let mut i = self.crit;
            while i > start {
                i -= 1;
                if needle[i] != hay[pos + i] {
                    pos += self.period;
                    memory = if self.periodic { n - self.period } else { 0 };
                    continue 'search;
                }
            }
            return Some(pos);
        }
    }
}
/// The start and period of the maximal suffix in one of the two orders.
fn maximal_suffix(arr: &[u8], greater: bool) -> (usize, usize) {
    let (mut left, mut right, mut offset, mut period) = (0, 1, 0, 1);
    while let Some(&a) = arr.get(right + offset) {
        let b = arr[left + offset];
        if (a < b && !greater) || (a > b && greater) {
            right += offset + 1;
            offset = 0;
            period = right - left;
        } else if a == b {
            if offset + 1 == period {
                right += offset + 1;
                offset = 0;
            } else {
                offset += 1;
            }
        } else {
            left = right;
            right += 1;
            offset = 0;
            period = 1;
        }
    }
    (left, period)
}
