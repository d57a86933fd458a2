using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Late;

/// <summary>In which form a lifetime is left out, which decides where it would be written.</summary>
internal enum MissingLifetimeKind : byte
{
    /// <summary><c>'_</c></summary>
    Underscore,
    /// <summary><c>&amp;T</c></summary>
    Ampersand,
    /// <summary><c>Path&lt;T&gt;</c></summary>
    Comma,
    /// <summary><c>Path</c></summary>
    Brackets,
}

/// <summary>One place that leaves out <see cref="Count"/> lifetimes.</summary>
internal readonly record struct MissingLifetime(SourceSpan Span, MissingLifetimeKind Kind, int Count)
{
    public static MissingLifetime Underscore(SourceSpan span) => new(span, MissingLifetimeKind.Underscore, 1);

    public static MissingLifetime Ampersand(SourceSpan reference) =>
        new(new SourceSpan(reference.Lo, reference.Lo + 1, reference.Context), MissingLifetimeKind.Ampersand, 1);

    public static MissingLifetime InPath(PathSegment segment, int count) => segment.Args is { } args
        ? new(new SourceSpan(args.Span.Lo, args.Span.Lo + 1, args.Span.Context), MissingLifetimeKind.Comma, count)
        : new(segment.Ident.Span, MissingLifetimeKind.Brackets, count);

    /// <summary>The change that writes <paramref name="name"/> here.</summary>
    public SuggestionEdit Write(string name)
    {
        string all = name;
        for (int i = 1; i < Count; i++)
        {
            all += ", " + name;
        }
        return Kind switch
        {
            MissingLifetimeKind.Underscore => new SuggestionEdit(Span, name),
            MissingLifetimeKind.Ampersand => new SuggestionEdit(Span.ShrinkToHi(), name + " "),
            MissingLifetimeKind.Comma => new SuggestionEdit(Span.ShrinkToHi(), all + ", "),
            MissingLifetimeKind.Brackets => new SuggestionEdit(Span.ShrinkToHi(), $"<{all}>"),
        };
    }
}

/// <summary>A parameter of a function whose type has lifetimes.</summary>
internal readonly record struct ParameterLifetimes(int Index, Ident? Name, int Count, SourceSpan Span);

/// <summary>
/// Why the output of a function has no lifetime by elision: what its inputs offer; and what the output leaves out, which
/// is reported together. <see cref="Report"/> stands for that report until it is made.
/// </summary>
internal sealed class ElisionFailure(List<ParameterLifetimes> parameters, List<MissingLifetime> elided)
{
    public List<ParameterLifetimes> Parameters => parameters;

    /// <summary>The places in the inputs that leave a lifetime out.</summary>
    public List<MissingLifetime> ElidedInputs => elided;

    public List<MissingLifetime> Missing { get; } = [];

    public ErrorReported Report { get; } = DiagnosticSink.Promise();
}
