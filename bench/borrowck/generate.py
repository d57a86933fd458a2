"""Writes one function of as many lines as wanted: records moved, borrowed mutably and looked at again, loops, matches, closures,
strings given away in one branch and kept in the other. The same seed gives the same bytes."""

import random

HEAD = """struct Record { name: String, values: Vec<u32>, next: Option<Box<u32>> }
fn values_of(record: &mut Record) -> &mut Vec<u32> { &mut record.values }
fn consume(text: String) -> usize { text.len() }
pub fn generated(input: &[u32], out: &mut Vec<Record>) -> usize {
    let mut total = 0usize;"""


def generate(lines, seed=1):
    rng = random.Random(seed)
    out = HEAD.split("\n")
    number = 0
    while len(out) < lines:
        out += STATEMENTS[rng.randrange(len(STATEMENTS))](number)
        number += 1
    return "\n".join(out + ["    total", "}", ""])


STATEMENTS = [
    lambda i: [
        f"    let mut record{i} = Record {{ name: String::new(), values: vec![{i}], next: None }};",
        f"    values_of(&mut record{i}).push(1);",
        f"    total += record{i}.values.len() + record{i}.name.len() + record{i}.next.is_some() as usize;",
        f"    out.push(record{i});",
    ],
    lambda i: [
        f"    for item{i} in input.iter() {{",
        f"        if *item{i} > {i} {{ total += *item{i} as usize; }} else {{ continue; }}",
        "    }",
    ],
    lambda i: [
        f'    let text{i} = format!("{{}}-{{}}", total, {i});',
        f"    if total % 7 == {i % 7} {{ total += consume(text{i}); }} else {{ total += text{i}.len(); }}",
    ],
    lambda i: [
        "    match out.first_mut() {",
        f"        Some(first) => {{ first.values.push({i}); total += first.values.len(); }}",
        "        None => total += 1,",
        "    }",
    ],
    lambda i: [
        f"    let closure{i} = |value: usize| value + input.len() + {i};",
        f"    total = closure{i}(total);",
    ],
    lambda i: [
        f"    let view{i} = &*input;",
        f"    while let Some(value) = view{i}.get(total % (view{i}.len() + 1)) {{ total += *value as usize; if total > {i} {{ break; }} }}",
    ],
]
