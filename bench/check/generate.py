#!/usr/bin/env python3
"""Writes a crate of about 20,000 lines whose code looks like an application's: structs, enums, traits, generics, closures,
iterators, matches, collections and strings. The same seed gives the same bytes."""

import argparse
import random
from pathlib import Path

NOUNS = ["account", "order", "invoice", "session", "packet", "route", "sensor", "ticket", "reading", "message", "cache", "job", "device", "report", "token", "metric"]
ADJECTIVES = ["pending", "active", "closed", "remote", "local", "stale", "fresh", "shared"]
FIELDS = ["count", "total", "level", "weight", "offset", "limit", "score", "width"]
INTEGERS = ["u8", "u16", "u32", "u64", "i32", "i64", "usize"]


def camel(name):
    return "".join(part.capitalize() for part in name.split("_"))


class Module:
    """One file: a few records with everything that belongs to them."""

    def __init__(self, rng, index):
        self.rng = rng
        self.index = index
        self.name = f"{rng.choice(ADJECTIVES)}_{rng.choice(NOUNS)}_{index}"
        self.type = camel(self.name)
        self.fields = [(name, rng.choice(INTEGERS)) for name in rng.sample(FIELDS, rng.randint(3, 6))]
        self.variants = [camel(word) for word in rng.sample(NOUNS, rng.randint(3, 6))]

    def render(self):
        parts = [self.header(), self.record(), self.state(), self.store(), self.parsing(), self.algorithms(), self.tests()]
        return "\n".join(parts)

    def header(self):
        return (
            f"//! Everything about one kind of {self.name.split('_')[1]}.\n\n"
            "use std::collections::{BTreeMap, HashMap, HashSet};\nuse std::fmt;\n\nuse crate::support::{Identified, Summary, Validate, ValidationError};\n"
        )

    def record(self):
        t = self.type
        fields = "\n".join(f"    pub {name}: {kind}," for name, kind in self.fields)
        first = self.fields[0][0]
        checks = "\n".join(
            f"        if self.{name} as u128 > {self.rng.randint(10, 120)} {{\n            return Err(ValidationError::TooLarge {{ field: \"{name}\" }});\n        }}"
            for name, _ in self.fields
        )
        setters = "\n\n".join(
            f"    pub fn with_{name}(mut self, {name}: {kind}) -> Self {{\n        self.{name} = {name};\n        self\n    }}" for name, kind in self.fields
        )
        sums = "\n".join(f"            + self.{name} as i128" for name, _ in self.fields[1:])
        return f"""
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct {t} {{
    pub id: u64,
    pub label: String,
    pub tags: Vec<String>,
{fields}
}}

impl {t} {{
    pub fn new(id: u64, label: impl Into<String>) -> Self {{
        Self {{ id, label: label.into(), ..Self::default() }}
    }}

{setters}

    pub fn sum(&self) -> i128 {{
        self.{first} as i128
{sums}
    }}

    pub fn longest_tag(&self) -> Option<&str> {{
        self.tags.iter().max_by_key(|tag| tag.len()).map(String::as_str)
    }}

    pub fn add_tag(&mut self, tag: &str) -> bool {{
        if tag.trim().is_empty() || self.tags.iter().any(|known| known == tag) {{
            return false;
        }}
        self.tags.push(tag.to_owned());
        true
    }}
}}

impl Identified for {t} {{
    type Id = u64;

    fn id(&self) -> Self::Id {{
        self.id
    }}
}}

impl Validate for {t} {{
    fn validate(&self) -> Result<(), ValidationError> {{
        if self.label.is_empty() {{
            return Err(ValidationError::Missing {{ field: "label" }});
        }}
{checks}
        Ok(())
    }}
}}

impl fmt::Display for {t} {{
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {{
        write!(formatter, "{{}}#{{}}", self.label, self.id)?;
        for (position, tag) in self.tags.iter().enumerate() {{
            formatter.write_str(if position == 0 {{ " [" }} else {{ ", " }})?;
            formatter.write_str(tag)?;
        }}
        if !self.tags.is_empty() {{
            formatter.write_str("]")?;
        }}
        Ok(())
    }}
}}
"""

    def state(self):
        t = self.type
        variants = []
        describe = []
        weight = []
        for position, variant in enumerate(self.variants):
            shape = position % 3
            if shape == 0:
                variants.append(f"    {variant},")
                describe.append(f"            Self::{variant} => \"{variant.lower()}\".to_owned(),")
                weight.append(f"            Self::{variant} => {position + 1},")
            elif shape == 1:
                variants.append(f"    {variant}(u32),")
                describe.append(f"            Self::{variant}(amount) => format!(\"{variant.lower()} of {{amount}}\"),")
                weight.append(f"            Self::{variant}(amount) if *amount > 10 => 10,\n            Self::{variant}(amount) => *amount,")
            else:
                variants.append(f"    {variant} {{ reason: String, since: Option<u64> }},")
                describe.append(
                    f"            Self::{variant} {{ reason, since: Some(since) }} => format!(\"{{reason}} since {{since}}\"),\n"
                    f"            Self::{variant} {{ reason, since: None }} => reason.clone(),"
                )
                weight.append(f"            Self::{variant} {{ reason, .. }} => u32::try_from(reason.len()).unwrap_or(u32::MAX),")
        return f"""
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum {t}State {{
{chr(10).join(variants)}
}}

impl {t}State {{
    pub fn describe(&self) -> String {{
        match self {{
{chr(10).join(describe)}
        }}
    }}

    pub fn weight(&self) -> u32 {{
        match self {{
{chr(10).join(weight)}
        }}
    }}
}}
"""

    def store(self):
        t = self.type
        field = self.fields[-1][0]
        return f"""
#[derive(Debug, Default)]
pub struct {t}Store {{
    items: HashMap<u64, {t}>,
    by_label: BTreeMap<String, Vec<u64>>,
    states: HashMap<u64, {t}State>,
}}

impl {t}Store {{
    pub fn insert(&mut self, item: {t}) -> Result<Option<{t}>, ValidationError> {{
        item.validate()?;
        self.by_label.entry(item.label.clone()).or_default().push(item.id);
        Ok(self.items.insert(item.id, item))
    }}

    pub fn get(&self, id: u64) -> Option<&{t}> {{
        self.items.get(&id)
    }}

    pub fn set_state(&mut self, id: u64, state: {t}State) -> Option<{t}State> {{
        self.items.contains_key(&id).then(|| self.states.insert(id, state)).flatten()
    }}

    pub fn labelled<'a>(&'a self, label: &str) -> impl Iterator<Item = &'a {t}> + 'a {{
        self.by_label.get(label).into_iter().flatten().filter_map(move |id| self.items.get(id))
    }}

    pub fn update<R>(&mut self, id: u64, change: impl FnOnce(&mut {t}) -> R) -> Option<R> {{
        self.items.get_mut(&id).map(change)
    }}

    pub fn heavy(&self, limit: u32) -> Vec<(u64, String)> {{
        let mut found: Vec<_> = self
            .states
            .iter()
            .filter(|(_, state)| state.weight() >= limit)
            .map(|(id, state)| (*id, state.describe()))
            .collect();
        found.sort();
        found
    }}

    pub fn summary(&self) -> Summary {{
        let mut summary = Summary::default();
        for item in self.items.values() {{
            summary.add(&item.label, item.{field} as u64);
        }}
        summary
    }}
}}
"""

    def parsing(self):
        t = self.type
        arms = "\n".join(
            f"            \"{name}\" => item.{name} = value.parse().map_err(|_| ValidationError::Malformed {{ text: value.to_owned() }})?," for name, _ in self.fields
        )
        return f"""
impl std::str::FromStr for {t} {{
    type Err = ValidationError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {{
        let mut item = Self::default();
        for pair in text.split(';').map(str::trim).filter(|pair| !pair.is_empty()) {{
            let (key, value) = pair.split_once('=').ok_or_else(|| ValidationError::Malformed {{ text: pair.to_owned() }})?;
            match key {{
                "id" => item.id = value.parse().map_err(|_| ValidationError::Malformed {{ text: value.to_owned() }})?,
                "label" => item.label = value.to_owned(),
                "tags" => item.tags = value.split(',').map(str::to_owned).collect(),
{arms}
                other => return Err(ValidationError::UnknownKey {{ key: other.to_owned() }}),
            }}
        }}
        Ok(item)
    }}
}}
"""

    def algorithms(self):
        t = self.type
        name = self.name
        field, kind = self.fields[0]
        factor = self.rng.randint(2, 9)
        return f"""
pub fn group_{name}<K, F>(items: &[{t}], key: F) -> BTreeMap<K, Vec<&{t}>>
where
    K: Ord,
    F: Fn(&{t}) -> K,
{{
    let mut groups: BTreeMap<K, Vec<&{t}>> = BTreeMap::new();
    for item in items {{
        groups.entry(key(item)).or_default().push(item);
    }}
    groups
}}

pub fn distinct_tags_{name}(items: &[{t}]) -> Vec<&str> {{
    let mut seen = HashSet::new();
    items.iter().flat_map(|item| item.tags.iter()).map(String::as_str).filter(|tag| seen.insert(*tag)).collect()
}}

pub fn scaled_{name}(items: &[{t}]) -> Vec<{kind}> {{
    let factor: {kind} = {factor};
    items.iter().map(|item| item.{field}.wrapping_mul(factor)).rev().take_while(|value| *value != 1).collect()
}}

pub fn moving_sum_{name}(items: &[{t}], width: usize) -> Vec<i128> {{
    if width == 0 || items.len() < width {{
        return Vec::new();
    }}
    let mut sum: i128 = items[..width].iter().map({t}::sum).sum();
    let mut result = vec![sum];
    for (old, new) in items.iter().zip(&items[width..]) {{
        sum += new.sum() - old.sum();
        result.push(sum);
    }}
    result
}}

pub fn merge_{name}(left: Vec<{t}>, right: Vec<{t}>) -> Vec<{t}> {{
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let mut left = left.into_iter().peekable();
    let mut right = right.into_iter().peekable();
    loop {{
        match (left.peek(), right.peek()) {{
            (Some(a), Some(b)) if a <= b => merged.extend(left.next()),
            (Some(_), Some(_)) | (None, Some(_)) => merged.extend(right.next()),
            (Some(_), None) => merged.extend(left.next()),
            (None, None) => return merged,
        }}
    }}
}}
"""

    def tests(self):
        t = self.type
        return f"""
#[cfg(test)]
mod tests {{
    use super::*;

    #[test]
    fn parses_what_it_should() {{
        let item: {t} = "id=7;label=x;tags=a,b".parse().unwrap();
        assert_eq!((item.id, item.label.as_str(), item.tags.len()), (7, "x", 2));
        assert!("id".parse::<{t}>().is_err());
    }}
}}
"""


SUPPORT = '''//! What all modules share.

use std::collections::BTreeMap;
use std::fmt;

pub trait Identified {
    type Id: Copy + Eq + std::hash::Hash;

    fn id(&self) -> Self::Id;
}

pub trait Validate {
    fn validate(&self) -> Result<(), ValidationError>;

    fn is_valid(&self) -> bool {
        self.validate().is_ok()
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValidationError {
    Missing { field: &'static str },
    TooLarge { field: &'static str },
    Malformed { text: String },
    UnknownKey { key: String },
}

impl fmt::Display for ValidationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { field } => write!(formatter, "`{field}` is missing"),
            Self::TooLarge { field } => write!(formatter, "`{field}` is too large"),
            Self::Malformed { text } => write!(formatter, "cannot understand `{text}`"),
            Self::UnknownKey { key } => write!(formatter, "unknown key `{key}`"),
        }
    }
}

impl std::error::Error for ValidationError {}

#[derive(Clone, Debug, Default)]
pub struct Summary {
    totals: BTreeMap<String, u64>,
    count: usize,
}

impl Summary {
    pub fn add(&mut self, label: &str, amount: u64) {
        *self.totals.entry(label.to_owned()).or_insert(0) += amount;
        self.count += 1;
    }

    pub fn mean(&self) -> Option<f64> {
        (self.count != 0).then(|| self.totals.values().sum::<u64>() as f64 / self.count as f64)
    }

    pub fn top(&self, count: usize) -> Vec<(&str, u64)> {
        let mut entries: Vec<_> = self.totals.iter().map(|(label, total)| (label.as_str(), *total)).collect();
        entries.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        entries.truncate(count);
        entries
    }
}

pub fn find_by_id<T: Identified>(items: &[T], id: T::Id) -> Option<&T> {
    items.iter().find(|item| item.id() == id)
}
'''


def generate(directory, lines, seed):
    """Writes the crate; the number of lines."""
    rng = random.Random(seed)
    source = Path(directory, "src")
    source.mkdir(parents=True, exist_ok=True)
    Path(directory, "Cargo.toml").write_text('[package]\nname = "generated"\nversion = "0.1.0"\nedition = "2021"\n\n[workspace]\n')
    (source / "support.rs").write_text(SUPPORT)
    total = SUPPORT.count("\n")
    names = []
    while total + len(names) < lines:
        module = Module(rng, len(names))
        text = module.render()
        (source / f"{module.name}.rs").write_text(text)
        names.append(module.name)
        total += text.count("\n")
    root = "//! Generated by bench/check/generate.py.\n\n" + "".join(f"pub mod {name};\n" for name in sorted([*names, "support"]))
    (source / "lib.rs").write_text(root)
    return total + root.count("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", help="where to write the crate")
    parser.add_argument("--lines", type=int, default=20_000, help="at least this many lines (default 20000)")
    parser.add_argument("--seed", type=int, default=1, help="another crate of the same kind (default 1)")
    arguments = parser.parse_args()
    print(f"{generate(arguments.directory, arguments.lines, arguments.seed)} lines in {arguments.directory}")


if __name__ == "__main__":
    main()
