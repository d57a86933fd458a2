using System;
using System.Collections.Immutable;
using Verdigris.Codegen.Llvm;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Abi;

/// <summary>
/// From a signature to registers and memory. Rust's own convention is ours to choose: up to two pointers' worth goes in
/// registers, more by pointer. C's is the platform's.
/// </summary>
internal sealed class FnAbiComputer(LayoutComputer layouts, int pointerSize)
{
    private const int IntegerRegisters = 6;
    private const int VectorRegisters = 8;

    /// <param name="sig">Types known; inputs as the callee sees them, <c>rust-call</c> tuples spread already.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="takesLocation">One argument more: the caller's location.</param>
    public FnAbi Compute(FnSig sig, ReadOnlySpan<Ty> inputs, bool takesLocation, Ty locationTy)
    {
        string abi = sig.Abi.Text;
        bool isRust = IsRust(abi);
        ImmutableArray<ArgAbi>.Builder args = ImmutableArray.CreateBuilder<ArgAbi>(inputs.Length + 1);
        Registers registers = new(IntegerRegisters, VectorRegisters);
        TyLayout output = layouts.Of(sig.Output);
        ArgAbi result = isRust ? ForRust(output, isReturn: true) : ForC(output, isReturn: true, ref registers);
        foreach (Ty input in inputs)
        {
            TyLayout layout = layouts.Of(input);
            args.Add(isRust ? ForRust(layout, isReturn: false) : ForC(layout, isReturn: false, ref registers));
        }
        if (takesLocation)
        {
            args.Add(ForRust(layouts.Of(locationTy), isReturn: false));
        }
        return new FnAbi(args.ToImmutable(), result, sig.IsVariadic, ConventionOf(abi), CanUnwind(abi), takesLocation, isRust);
    }

    /// <summary>Whether a panic may leave functions of the ABI. [items.fn.extern.abort]</summary>
    public static bool CanUnwind(string abi) => IsRust(abi) || abi.EndsWith("-unwind", StringComparison.Ordinal);

    public static bool IsRust(string abi) => abi is "Rust" or "rust-call" or "rust-intrinsic" or "rust-cold";

    private static LlvmCallConv ConventionOf(string abi) => abi switch
    {
        "rust-cold" => LlvmCallConv.Cold,
        "sysv64" or "sysv64-unwind" => LlvmCallConv.X86_64SysV,
        "win64" or "win64-unwind" or "efiapi" => LlvmCallConv.Win64,
        _ => LlvmCallConv.C,
    };

    private ArgAbi ForRust(TyLayout layout, bool isReturn)
    {
        if (!layout.IsSized)
        {
            return new ArgAbi(layout, PassMode.Indirect, []);
        }
        if (layout.IsZst || (isReturn && layout.IsUninhabited && layout.Size == 0))
        {
            return new ArgAbi(layout, PassMode.Ignore, []);
        }
        switch (layout.Repr)
        {
            case ValueRepr.Scalar:
                return new ArgAbi(layout, PassMode.Direct, []);
            case ValueRepr.ScalarPair:
                return new ArgAbi(layout, PassMode.Pair, []);
            case ValueRepr.Vector:
                return new ArgAbi(layout, PassMode.Indirect, []);
            default:
                return layout.Size <= 2 * (ulong)pointerSize
                    ? new ArgAbi(layout, PassMode.Cast, [new CastUnit(ScalarKind.Int, (int)layout.Size)])
                    : new ArgAbi(layout, PassMode.Indirect, []);
        }
    }

    private ArgAbi ForC(TyLayout layout, bool isReturn, ref Registers registers)
    {
        if (layout.IsZst)
        {
            return new ArgAbi(layout, PassMode.Ignore, []);
        }
        if (layout.IsScalar)
        {
            if (!isReturn)
            {
                int needed = layout.Size > 8 ? 2 : 1;
                registers.Take(layout.A.Kind == ScalarKind.Float ? 0 : needed, layout.A.Kind == ScalarKind.Float ? needed : 0);
            }
            bool? extends = layout.A.Kind == ScalarKind.Int && layout.A.Size < 4 ? layout.A.IsSigned : null;
            return new ArgAbi(layout, PassMode.Direct, [], extends);
        }
        if (layout.Repr == ValueRepr.Vector && layout.Size <= 16)
        {
            return new ArgAbi(layout, PassMode.Direct, []);
        }
        ImmutableArray<CastUnit> units = new SysVClassifier(layouts).Classify(layout);
        if (units.Length == 0)
        {
            return new ArgAbi(layout, isReturn ? PassMode.Indirect : PassMode.ByValue, []);
        }
        if (isReturn)
        {
            return new ArgAbi(layout, PassMode.Cast, units);
        }
        int vectors = 0;
        foreach (CastUnit unit in units)
        {
            vectors += unit.Kind == ScalarKind.Float ? 1 : 0;
        }
        // All in registers or all in memory.
        return registers.TryTake(units.Length - vectors, vectors)
            ? new ArgAbi(layout, PassMode.Cast, units)
            : new ArgAbi(layout, PassMode.ByValue, []);
    }

    private struct Registers(int integers, int vectors)
    {
        private int _integers = integers;
        private int _vectors = vectors;

        public void Take(int integers, int vectors)
        {
            _integers = Math.Max(_integers - integers, 0);
            _vectors = Math.Max(_vectors - vectors, 0);
        }

        public bool TryTake(int integers, int vectors)
        {
            if (integers > _integers || vectors > _vectors)
            {
                return false;
            }
            Take(integers, vectors);
            return true;
        }
    }
}
