namespace Verdigris.Types.Layout;

/// <summary>Objects are smaller than half the address space; rustc's bound leaves room for bit offsets.</summary>
internal static class LayoutLimits
{
    public const ulong ObjectSizeBound = 1UL << 61;

    public static ulong Add(Ty ty, ulong size, ulong more) =>
        more < ObjectSizeBound && size + more < ObjectSizeBound ? size + more : throw new LayoutException(ty, LayoutFailure.TooLarge);

    public static ulong Multiply(Ty ty, ulong size, System.UInt128 count)
    {
        System.UInt128 product = size * count;
        return product < ObjectSizeBound && (size == 0 || count < ObjectSizeBound) ? (ulong)product : throw new LayoutException(ty, LayoutFailure.TooLarge);
    }
}
