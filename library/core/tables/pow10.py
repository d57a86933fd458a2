"""Prints the rows of library/core/src/num/pow10.rs: 128 leading bits of 10^q, rounded down."""
def entry(q):
    if q >= 0:
        v = 5 ** q
        b = v.bit_length()
        return v << (128 - b) if b <= 128 else v >> (b - 128)
    d = 5 ** -q
    k = d.bit_length() + 127
    v = (1 << k) // d
    if v.bit_length() < 128:
        v = (1 << (k + 1)) // d
    return v

rows = [f"(0x{entry(q) >> 64:016x}, 0x{entry(q) & (2**64 - 1):016x})" for q in range(-342, 325)]
for i in range(0, len(rows), 2):
    print("    " + ", ".join(rows[i:i + 2]) + ",")
