using System.Collections.Generic;
using System.Linq;
using Verdigris.Types;
using Verdigris.Types.Layout;
using Xunit;

namespace Verdigris.Codegen.Tests;

/// <summary>Sizes, alignments and offsets that rustc 1.95 printed for the same types.</summary>
public sealed class LayoutTests
{
    private const int PointerSize = 8;

    [Fact]
    public void SizesAreRustcs()
    {
        TestCrate crate = new();
        List<string> wrong = [];
        foreach ((string name, Ty ty, int size, int align, int sizeOfOption) in Types(crate))
        {
            TyLayout layout = Compute(crate, ty);
            TyLayout option = Compute(crate, crate.Enum("Option", [], [ty]));
            if (layout.Size != (ulong)size || layout.Align != align || option.Size != (ulong)sizeOfOption)
            {
                wrong.Add($"{name}: {layout.Size}, {layout.Align}, option {option.Size}; rustc: {size}, {align}, option {sizeOfOption}");
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void OffsetsAreRustcs()
    {
        TestCrate crate = new();
        CommonTypes t = crate.Common;
        Ty optionChar = crate.Enum("Option", [], [t.Char]);
        Assert.Equal([6, 0, 4], Offsets(crate, t.U8, t.U32, t.U16));
        Assert.Equal([8, 0, 9], Offsets(crate, t.Bool, t.U64, t.Bool));
        Assert.Equal([6, 0, 4], Offsets(crate, t.U8, crate.Types.Array(t.U8, 4), t.U16));
        Assert.Equal([0, 1], Offsets(crate, t.Bool, crate.Types.Array(t.U8, 16)));
        Assert.Equal([4, 5, 0], Offsets(crate, t.U8, crate.Types.Tuple(t.U8, t.Bool), t.U32));
        Assert.Equal([11, 10, 4, 0, 8], Offsets(crate, t.U8, t.Bool, t.U32, optionChar, t.U16));
    }

    [Fact]
    public void TypeOfInfiniteSizeHasNoLayout()
    {
        TestCrate crate = new();
        LayoutComputer computer = new(new TestQueries(crate), new LayoutCache(), PointerSize);
        Assert.False(computer.TryOf(crate.Types.Array(crate.Common.U64, ulong.MaxValue), out _, out LayoutFailure failure));
        Assert.Equal(LayoutFailure.TooLarge, failure);
    }

    private static IEnumerable<(string Name, Ty Ty, int Size, int Align, int SizeOfOption)> Types(TestCrate crate)
    {
        CommonTypes t = crate.Common;
        Ty byteRef = crate.Types.Ref(t.Erased, t.U8, isMutable: false);
        Ty strRef = crate.Types.Ref(t.Erased, t.Str, isMutable: false);
        Ty g = crate.Enum("G", [t.Bool], [], [], []);
        Ty result = crate.Enum("Result", [t.U32], [t.Bool]);
        yield return ("A(u8, u32, u16)", crate.Struct("A", t.U8, t.U32, t.U16), 8, 4, 12);
        yield return ("B(bool, u64, bool)", crate.Struct("B", t.Bool, t.U64, t.Bool), 16, 8, 16);
        yield return ("C(u8, [u8; 4], u16)", crate.Struct("C", t.U8, crate.Types.Array(t.U8, 4), t.U16), 8, 2, 10);
        yield return ("D(bool, [u8; 16])", crate.Struct("D", t.Bool, crate.Types.Array(t.U8, 16)), 17, 1, 17);
        yield return ("E(u8, (u8, bool), u32)", crate.Struct("E", t.U8, crate.Types.Tuple(t.U8, t.Bool), t.U32), 8, 4, 8);
        yield return ("F", crate.Enum("F", [t.U32], [t.U8, t.U64], []), 16, 8, 16);
        yield return ("G", g, 1, 1, 1);
        yield return ("H", crate.Enum("H", [byteRef], []), 8, 8, 16);
        yield return ("I", crate.Enum("I", [Option(crate, byteRef)], [], []), 16, 8, 16);
        yield return ("J", crate.Enum("J", [t.U8], [t.U16], [t.U32], [t.U64]), 16, 8, 16);
        yield return ("K", crate.Enum("K", [Option(crate, t.Bool)], [t.U8]), 2, 1, 2);
        yield return ("L", crate.Enum("L", [t.Char], [t.U8], [t.U16]), 8, 4, 8);
        yield return ("M", crate.Enum("M", [crate.Types.Tuple(t.U32, t.Bool)], [t.U32], []), 8, 4, 8);
        yield return ("N", crate.Enum("N", [crate.Types.Array(t.U8, 3)], [t.U16]), 4, 2, 4);
        yield return ("O", crate.Enum("O", [t.U128], []), 32, 16, 32);
        yield return ("P", crate.Enum("P", [crate.Types.Tuple(t.Bool, t.U8, t.U32)], [t.U16, t.U8], [t.U8]), 8, 4, 8);
        yield return ("Q", crate.Enum("Q", [g, t.U64], [t.U32]), 16, 8, 16);
        yield return ("R: repr(u8)", crate.Enum("R", ReprOptions.Default with { Int = Resolve.Definitions.PrimTy.U8 }, [t.U32], [t.U8]), 8, 4, 8);
        yield return ("S: repr(C)", crate.Enum("S", ReprOptions.Default with { IsC = true }, [t.U32], [t.U8]), 8, 4, 8);
        yield return ("T: repr(C)", crate.Struct("T", ReprOptions.Default with { IsC = true }, t.U8, t.U32, t.U16), 12, 4, 16);
        yield return ("U", crate.Enum("U", [t.F32], [t.I32]), 8, 4, 8);
        yield return ("V", crate.Enum("V", [strRef], [t.U8]), 16, 8, 24);
        yield return ("W((), u8, (), u32)", crate.Struct("W", t.Unit, t.U8, t.Unit, t.U32), 8, 4, 12);
        yield return ("X", crate.Enum("X", [result], [result], []), 12, 4, 12);
        yield return ("Y", crate.Enum("Y", [t.U8, t.Bool, t.U8], [t.Bool], [crate.Types.Tuple(t.Bool, t.Bool)], []), 3, 1, 3);
        yield return ("Un", crate.Union("Un", t.U32, crate.Types.Array(t.U8, 7)), 8, 4, 12);
    }

    private static Ty Option(TestCrate crate, Ty ty) => crate.Enum("Option", [], [ty]);

    private static int[] Offsets(TestCrate crate, params Ty[] fields) =>
        [.. Compute(crate, crate.Struct("S", fields)).Offsets.Select(static o => (int)o)];

    private static TyLayout Compute(TestCrate crate, Ty ty) => new LayoutComputer(new TestQueries(crate), new LayoutCache(), PointerSize).Of(ty);
}
