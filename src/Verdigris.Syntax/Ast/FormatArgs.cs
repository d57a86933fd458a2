using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;

namespace Verdigris.Syntax.Ast;

/// <summary>A parsed <c>format_args!</c>: made once by expansion, lowered to calls of the library.</summary>
public sealed record FormatArgs(ImmutableArray<FormatPiece> Pieces, ImmutableArray<FormatArgument> Arguments, SourceSpan TemplateSpan);

[Closed]
public abstract record FormatPiece
{
    /// <summary>Text with <c>{{</c> and <c>}}</c> resolved.</summary>
    public sealed record Text(Symbol Value) : FormatPiece;

    /// <summary><c>{0:&gt;5}</c>; <see cref="Argument"/> indexes <see cref="FormatArgs.Arguments"/>.</summary>
    public sealed record Placeholder(int Argument, FormatTrait Trait, FormatOptions Options, SourceSpan Span) : FormatPiece;
}

public sealed record FormatArgument(FormatArgumentKind Kind, Symbol? Name, Expr Value);

public enum FormatArgumentKind : byte
{
    Positional,
    Named,
    /// <summary><c>{x}</c> without an argument <c>x</c>.</summary>
    Captured,
}

public enum FormatTrait : byte
{
    Display,
    Debug,
    LowerExp,
    UpperExp,
    Octal,
    Pointer,
    Binary,
    LowerHex,
    UpperHex,
}

public enum FormatAlignment : byte
{
    None,
    Left,
    Right,
    Center,
}

public enum FormatSign : byte
{
    None,
    Plus,
    Minus,
}

public enum FormatDebugHex : byte
{
    None,
    Lower,
    Upper,
}

/// <summary>A width or precision.</summary>
[Closed]
public abstract record FormatCount
{
    public sealed record Literal(int Value) : FormatCount;

    /// <summary><c>n$</c> or <c>.*</c>: the argument's index.</summary>
    public sealed record OfArgument(int Argument, SourceSpan Span) : FormatCount;
}

/// <summary><c>{:*&gt;+#08.3}</c>; a zero <see cref="Fill"/> is none.</summary>
public sealed record FormatOptions(int Fill, FormatAlignment Alignment, FormatSign Sign, bool IsAlternate, bool IsZeroPadded, FormatDebugHex DebugHex, FormatCount? Width, FormatCount? Precision)
{
    public static FormatOptions Default { get; } = new(0, FormatAlignment.None, FormatSign.None, false, false, FormatDebugHex.None, null, null);

    public bool IsDefault => this is { Fill: 0, Alignment: FormatAlignment.None, Sign: FormatSign.None, IsAlternate: false, IsZeroPadded: false, DebugHex: FormatDebugHex.None, Width: null, Precision: null };
}
