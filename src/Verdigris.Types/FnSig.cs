using System;
using Verdigris.Base.Interning;

namespace Verdigris.Types;

/// <summary>
/// Parameters, result and calling convention of a function, without its binder. <c>Abi</c> is the string of
/// <c>extern "…"</c>: <c>Rust</c>, <c>C</c>, <c>rust-call</c>, <c>system</c>, <c>rust-intrinsic</c> ….
/// </summary>
public sealed class FnSig : Interned
{
    internal FnSig(TyList inputsAndOutput, bool isVariadic, bool isUnsafe, Symbol abi)
        : base(
            Combine(401, inputsAndOutput.ShallowHash, HashOf(abi), (isVariadic ? 1 : 0) + (isUnsafe ? 2 : 0)),
            inputsAndOutput.Flags, inputsAndOutput.OuterExclusiveBinder) =>
        (InputsAndOutput, IsVariadic, IsUnsafe, Abi) = (inputsAndOutput, isVariadic, isUnsafe, abi);

    public TyList InputsAndOutput { get; }

    public ReadOnlySpan<Ty> Inputs => InputsAndOutput.AsSpan()[..^1];

    public Ty Output => InputsAndOutput[^1];

    public bool IsVariadic { get; }

    public bool IsUnsafe { get; }

    public Symbol Abi { get; }

    public override string ToString() => Printing.TyPrinter.Debug(this);

    internal override bool ShallowEquals(Interned other) =>
        other is FnSig it && it.InputsAndOutput == InputsAndOutput && it.IsVariadic == IsVariadic && it.IsUnsafe == IsUnsafe && it.Abi == Abi;
}
