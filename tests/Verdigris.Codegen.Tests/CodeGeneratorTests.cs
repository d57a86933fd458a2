using System;
using System.Collections.Immutable;
using Verdigris.Mir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Xunit;
using static Verdigris.Codegen.Tests.BodyBuilder;

namespace Verdigris.Codegen.Tests;

public sealed class CodeGeneratorTests
{
    [Fact]
    public void MainCallsC()
    {
        TestCrate crate = new();
        BodyBuilder main = BuildMain(crate, out DefId puts, out _);
        Place result = main.Local(crate.Common.I32);
        main.Call(result, puts, main.CString("hello"));
        main.Return();
        Assert.Equal(("hello\n", 0), ProgramRunner.Run(crate));
    }

    [Fact]
    public void StructsGoInRegistersAndInMemory()
    {
        TestCrate crate = new();
        Ty i32 = crate.Common.I32;
        Ty i64 = crate.Common.I64;
        Ty pair = crate.Struct("Pair", i32, i64);
        Ty three = crate.Struct("Three", i32, i32, i32);
        Ty large = crate.Struct("Large", i64, i64, i64);
        DefId swap = crate.Function("swap", [pair, three, large], large);
        BodyBuilder body = new(crate, swap, large, pair, three, large);
        Place sum = body.Local(i64);
        Place widened = body.Local(i64);
        body.Assign(widened, new Rvalue.Cast(CastKind.IntToInt, Copy(Arg(1).Field(Field(2), i32)), i64));
        body.Assign(sum, new Rvalue.Binary(MirBinOp.Add, Copy(Arg(0).Field(Field(1), i64)), Copy(widened)));
        body.Assign(Place.Return, Aggregate(large, Copy(Arg(2).Field(Field(2), i64)), Copy(sum), Copy(Arg(2).Field(Field(0), i64))));
        body.Return();
        BodyBuilder main = BuildMain(crate, out _, out DefId printf);
        Place a = main.Local(pair);
        Place b = main.Local(three);
        Place c = main.Local(large);
        Place d = main.Local(large);
        main.Assign(a, Aggregate(pair, main.I32(1), main.Int(i64, 20, 8)));
        main.Assign(b, Aggregate(three, main.I32(3), main.I32(4), main.I32(500)));
        main.Assign(c, Aggregate(large, main.Int(i64, 6, 8), main.Int(i64, 7, 8), main.Int(i64, 8, 8)));
        main.Call(d, swap, Move(a), Move(b), Move(c));
        Place printed = main.Local(i32);
        main.Call(
            printed, printf, main.CString("%ld %ld %ld\n"), Copy(d.Field(Field(0), i64)), Copy(d.Field(Field(1), i64)), Copy(d.Field(Field(2), i64)));
        main.Return();
        Assert.Equal(("8 520 6\n", 0), ProgramRunner.Run(crate));
    }

    [Theory]
    [InlineData(0, "10")]
    [InlineData(1, "20")]
    [InlineData(2, "37")]
    public void EnumsKeepTheirVariant(int variant, string expected)
    {
        TestCrate crate = new();
        Ty i32 = crate.Common.I32;
        Ty boolean = crate.Common.Bool;
        // The data-less variants hide in the niche of the bool.
        Ty either = crate.Enum("Either", [], [], [boolean, i32]);
        DefId make = crate.Function("make", [i32], either);
        BodyBuilder body = new(crate, make, either, i32);
        BasicBlock[] blocks = [body.Block(), body.Block(), body.Block()];
        body.Switch(Copy(Arg(0)), [(0, blocks[0]), (1, blocks[1])], blocks[2]);
        for (int i = 0; i < 3; i++)
        {
            body.Current = blocks[i];
            ImmutableArray<Operand> fields = i == 2 ? [body.Int(boolean, 1, 1), body.I32(37)] : [];
            body.Assign(Place.Return, new Rvalue.Aggregate(new AggregateKind.Adt(
                ((Ty.Adt)either).Def, VariantIdx.FromIndex(i), crate.Common.EmptyArgs, default, default), fields));
            body.Return();
        }
        BodyBuilder main = BuildMain(crate, out _, out DefId printf);
        Place value = main.Local(either);
        Place discriminant = main.Local(crate.Common.Isize);
        Place result = main.Local(i32);
        Place printed = main.Local(i32);
        main.Call(value, make, main.I32(variant));
        main.Assign(discriminant, new Rvalue.Discriminant(value));
        BasicBlock[] arms = [main.Block(), main.Block(), main.Block()];
        BasicBlock end = main.Block();
        main.Switch(Copy(discriminant), [(0, arms[0]), (1, arms[1])], arms[2]);
        Operand[] results = [main.I32(10), main.I32(20), Copy(value.Downcast(VariantIdx.FromIndex(2), null).Field(Field(1), i32))];
        for (int i = 0; i < 3; i++)
        {
            main.Current = arms[i];
            main.Assign(result, results[i]);
            main.Goto(end);
        }
        main.Current = end;
        main.Call(printed, printf, main.CString("%d"), Copy(result));
        main.Return();
        Assert.Equal((expected, 0), ProgramRunner.Run(crate));
    }

    [Fact]
    public void LoopsOverArrays()
    {
        TestCrate crate = new();
        Ty u64 = crate.Common.U64;
        Ty usize = crate.Common.Usize;
        BodyBuilder main = BuildMain(crate, out _, out DefId printf);
        Place array = main.Local(crate.Types.Array(u64, 10));
        Place index = main.Local(usize);
        Place sum = main.Local(u64);
        Place isDone = main.Local(crate.Common.Bool);
        Place printed = main.Local(crate.Common.I32);
        main.Assign(array, new Rvalue.Repeat(main.Int(u64, 7, 8), crate.Types.Value(usize, 10)));
        main.Assign(index, main.Int(usize, 0, 8));
        main.Assign(sum, main.Int(u64, 0, 8));
        BasicBlock head = main.Block();
        BasicBlock body = main.Block();
        BasicBlock end = main.Block();
        main.Goto(head);
        main.Current = head;
        main.Assign(isDone, new Rvalue.Binary(MirBinOp.Eq, Copy(index), main.Int(usize, 10, 8)));
        main.Switch(Copy(isDone), [(0, body)], end);
        main.Current = body;
        main.Assign(sum, new Rvalue.Binary(MirBinOp.Add, Copy(sum), Copy(array.Project(new PlaceElem.Index(index.Local)))));
        main.Assign(index, new Rvalue.Binary(MirBinOp.Add, Copy(index), main.Int(usize, 1, 8)));
        main.Goto(head);
        main.Current = end;
        main.Call(printed, printf, main.CString("%lu"), Copy(sum));
        main.Return();
        Assert.Equal(("70", 0), ProgramRunner.Run(crate));
    }

    [Fact]
    public void DropGlueRunsFieldsInOrder()
    {
        TestCrate crate = new();
        Ty i32 = crate.Common.I32;
        Ty noisy = crate.Struct("Noisy", i32);
        Ty holder = crate.Struct("Holder", noisy, i32, crate.Types.Array(noisy, 2));
        Ty maybe = crate.Enum("Maybe", [holder], []);
        BodyBuilder main = BuildMain(crate, out _, out DefId printf);
        DefId drop = crate.ImplementDrop(noisy);
        BodyBuilder body = new(crate, drop, crate.Common.Unit, crate.Types.Ref(crate.Common.Erased, noisy, isMutable: true));
        Place dropped = body.Local(i32);
        body.Call(dropped, printf, body.CString("drop %d\n"), Copy(Arg(0).Deref().Field(Field(0), i32)));
        body.Return();
        Place[] values = [main.Local(noisy), main.Local(noisy), main.Local(noisy)];
        for (int i = 0; i < values.Length; i++)
        {
            main.Assign(values[i], Aggregate(noisy, main.I32(i + 1)));
        }
        Place array = main.Local(crate.Types.Array(noisy, 2));
        Place whole = main.Local(holder);
        Place some = main.Local(maybe);
        main.Assign(array, new Rvalue.Aggregate(new AggregateKind.Array(noisy), [Move(values[1]), Move(values[2])]));
        main.Assign(whole, Aggregate(holder, Move(values[0]), main.I32(9), Move(array)));
        main.Assign(some, Aggregate(maybe, Move(whole)));
        main.Drop(some);
        main.Return();
        foreach (OptLevel level in new[] { OptLevel.None, OptLevel.Default })
        {
            CodegenOptions options = new() { OptLevel = level, Panic = PanicStrategy.Abort };
            Assert.Equal(("drop 1\ndrop 2\ndrop 3\n", 0), ProgramRunner.Run(crate, options));
        }
        // With unwinding the module must be well-formed; running it needs a library's personality function.
        string ir = ProgramRunner.Generate(crate, new CodegenOptions(), CodeOutputs.LlvmIr)[0].LlvmIr!;
        Assert.Contains("landingpad", ir, StringComparison.Ordinal);
    }

    [Fact]
    public void SameBytesWithAnyNumberOfUnits()
    {
        TestCrate crate = new();
        BodyBuilder main = BuildMain(crate, out DefId puts, out _);
        Place result = main.Local(crate.Common.I32);
        main.Call(result, puts, main.CString("hello"));
        main.Return();
        byte[] first = ProgramRunner.Generate(crate, new CodegenOptions(), CodeOutputs.Object)[0].Object!;
        byte[] second = ProgramRunner.Generate(crate, new CodegenOptions(), CodeOutputs.Object)[0].Object!;
        Assert.Equal(first, second);
        Assert.Equal(("hello\n", 0), ProgramRunner.Run(crate, new CodegenOptions { CodegenUnits = 4 }));
    }

    private static FieldIdx Field(int index) => FieldIdx.FromIndex(index);

    private static Rvalue Aggregate(Ty ty, params ImmutableArray<Operand> fields) =>
        new Rvalue.Aggregate(new AggregateKind.Adt(((Ty.Adt)ty).Def, VariantIdx.FromIndex(0), ((Ty.Adt)ty).Args, default, default), fields);

    private static BodyBuilder BuildMain(TestCrate crate, out DefId puts, out DefId printf)
    {
        Ty text = crate.Types.RawPtr(crate.Common.U8, isMutable: false);
        puts = crate.Foreign("puts", [text], crate.Common.I32);
        printf = crate.Foreign("printf", [text], crate.Common.I32, isVariadic: true);
        crate.Main = crate.Function("main", [], crate.Common.Unit);
        return new BodyBuilder(crate, crate.Main, crate.Common.Unit);
    }
}
