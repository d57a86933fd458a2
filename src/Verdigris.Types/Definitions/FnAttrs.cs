using System;
using System.Collections.Immutable;
using Verdigris.Base.Interning;

namespace Verdigris.Types;

public enum InlineHint
{
    None,
    /// <summary><c>#[inline]</c></summary>
    Hint,
    Always,
    Never,
}

[Flags]
public enum FnAttrFlags
{
    None = 0,
    TrackCaller = 1,
    /// <summary><c>#[no_mangle]</c></summary>
    NoMangle = 2,
    Cold = 4,
    /// <summary><c>#[rustc_intrinsic]</c>: the compiler has the body.</summary>
    Intrinsic = 8,
    /// <summary><c>#[thread_local]</c> on a static.</summary>
    ThreadLocal = 16,
    Naked = 32,
    Used = 64,
    /// <summary><c>#[rustc_nounwind]</c></summary>
    NoUnwind = 128,
    /// <summary><c>#[rustc_allocator]</c>: returns fresh memory.</summary>
    Allocator = 256,
    Deallocator = 512,
    /// <summary><c>#[rustc_std_internal_symbol]</c></summary>
    StdInternalSymbol = 1024,
    /// <summary><c>#[rustc_inherit_overflow_checks]</c>: arithmetic is checked if the crate that generates the code wants it.</summary>
    InheritOverflowChecks = 2048,
    /// <summary><c>#[rustc_deprecated_safe_2024]</c>: an unsafe function that may be called as a safe one before edition 2024.</summary>
    DeprecatedSafe2024 = 4096,
}

/// <summary>Attributes of a function or static that matter to code generation and const evaluation.</summary>
public sealed record FnAttrs(
    InlineHint Inline, FnAttrFlags Flags, Symbol? ExportName, Symbol? LinkName, Symbol? LinkSection, ImmutableArray<Symbol> TargetFeatures, Symbol? MustUse = null)
{
    public static FnAttrs None { get; } = new(InlineHint.None, FnAttrFlags.None, null, null, null, []);

    public bool IsTrackCaller => (Flags & FnAttrFlags.TrackCaller) != 0;

    /// <summary><c>#[naked]</c>: the body is one block of assembly, without prologue.</summary>
    public bool IsNaked => (Flags & FnAttrFlags.Naked) != 0;

    public bool IsIntrinsic => (Flags & FnAttrFlags.Intrinsic) != 0;
}
