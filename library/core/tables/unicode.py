"""Turns the rows of properties.rs into library/core/src/unicode/data.rs."""
import sys

rows = {}
version = "0 0 0"
for line in sys.stdin:
    parts = line.split()
    if parts[0] == "V":
        version = ", ".join(parts[1:])
        continue
    rows[int(parts[0])] = (parts[1], [int(x) for x in parts[2].split(",")], [int(x) for x in parts[3].split(",")])

print("//! Unicode properties as pure tables, made by `library/core/tables/unicode.py`. A property is a map")
print("//! from the upper bits of a scalar value to a block of 256 bits; blocks are shared.")
print()
print("/// The version of Unicode.")
print(f"pub const UNICODE_VERSION: (u8, u8, u8) = ({version});")


def table(name, doc, column, missing="0"):
    bits = [rows[n][0][column] if n in rows else missing for n in range(0x110000)]
    blocks, index = [], []
    for b in range(0x1100):
        block = tuple(int("".join(reversed(bits[b * 256 + w * 64:b * 256 + w * 64 + 64])), 2) for w in range(4))
        if block not in blocks:
            blocks.append(block)
        index.append(blocks.index(block))
    while len(index) > 1 and index[-1] == index[-2]:
        index.pop()
    assert len(blocks) < 256
    print()
    print(f"/// {doc} Behind the last entry of the index its value goes on.")
    print("#[rustfmt::skip]")
    print(f"pub static {name}: super::Property = super::Property {{")
    print("    index: &[")
    for i in range(0, len(index), 40):
        print("        " + ", ".join(map(str, index[i:i + 40])) + ",")
    print("    ],")
    print("    blocks: &[")
    for i in range(0, len(blocks), 2):
        print("        " + " ".join("[" + ", ".join(hex(w) for w in blk) + "]," for blk in blocks[i:i + 2]))
    print("    ],")
    print("};")


table("ALPHABETIC", "Alphabetic.", 0)
table("LOWERCASE", "Lowercase.", 1)
table("UPPERCASE", "Uppercase.", 2)
table("NUMERIC", "General categories Nd, Nl and No.", 3)
table("GRAPHEME_EXTEND", "Grapheme_Extend.", 4)
table("PRINTABLE", "What `Debug` shows as it is.", 5)

for name, doc, column in (("LOWER", "lower", 1), ("UPPER", "upper", 2)):
    single, multi = [], []
    for n in sorted(rows):
        if n < 128:
            continue
        m = rows[n][column]
        if m == [n]:
            continue
        if len(m) == 1:
            single.append((n, m[0]))
        else:
            single.append((n, 0x110000 + len(multi)))
            multi.append(m + [0] * (3 - len(m)))
    print()
    print(f"/// Mappings to {doc} case beyond ASCII; values from 0x110000 on count in the table of expansions.")
    print("#[rustfmt::skip]")
    print(f"pub static {name}: [(u32, u32); {len(single)}] = [")
    for i in range(0, len(single), 14):
        print("    " + " ".join(f"({a}, {b})," for a, b in single[i:i + 14]))
    print("];")
    print(f"/// Expansions to {doc} case.")
    print("#[rustfmt::skip]")
    print(f"pub static {name}_MULTI: [[u32; 3]; {len(multi)}] = [")
    for i in range(0, len(multi), 8):
        print("    " + " ".join("[" + ", ".join(map(str, m)) + "]," for m in multi[i:i + 8]))
    print("];")
