using System.Collections.Immutable;
using Verdigris.Codegen.Llvm;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Abi;

/// <summary>How a value goes from caller to callee or back.</summary>
public enum PassMode : byte
{
    /// <summary>Zero-sized: not at all.</summary>
    Ignore,
    /// <summary>One value.</summary>
    Direct,
    /// <summary>Two values.</summary>
    Pair,
    /// <summary>Memory read as <see cref="ArgAbi.Units"/>, one or two machine values.</summary>
    Cast,
    /// <summary>A pointer to the caller's copy; for results a pointer to where it goes.</summary>
    Indirect,
    /// <summary>On the stack by C's rules: LLVM's <c>byval</c>.</summary>
    ByValue,
}

/// <summary>A register's worth of a value that C passes in pieces.</summary>
public readonly record struct CastUnit(ScalarKind Kind, int Size);

/// <param name="Units">With <see cref="PassMode.Cast"/>.</param>
/// <param name="ExtendsSigned">C callers widen small integers: true for sign, false for zero extension, null for none.</param>
public sealed record ArgAbi(TyLayout Layout, PassMode Mode, ImmutableArray<CastUnit> Units, bool? ExtendsSigned = null)
{
    /// <summary>An unsized value: pointer and metadata.</summary>
    public bool IsUnsized => !Layout.IsSized;
}

/// <summary>A function's machine-level signature.</summary>
/// <param name="Args">Of a variadic function only the fixed ones.</param>
/// <param name="CanUnwind">A panic may pass out of it.</param>
/// <param name="TakesLocation">The last argument is the caller's location (<c>#[track_caller]</c>).</param>
public sealed record FnAbi(
    ImmutableArray<ArgAbi> Args, ArgAbi Return, bool IsVariadic, LlvmCallConv Convention, bool CanUnwind, bool TakesLocation, bool IsRust);
