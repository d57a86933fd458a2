using System;
using System.Collections.Generic;
using System.Threading;
using Verdigris.Base.Interning;

namespace Verdigris.Base.Source;

/// <summary>What kind of expansion made a token.</summary>
public enum ExpansionKind
{
    /// <summary><c>foo!(…)</c></summary>
    Bang,
    /// <summary><c>#[foo]</c></summary>
    Attribute,
    /// <summary><c>#[derive(Foo)]</c></summary>
    Derive,
    /// <summary>Lowering of <c>for</c>, <c>?</c>, <c>async</c> and the like.</summary>
    Desugaring,
}

/// <summary>One expansion of a macro.</summary>
/// <param name="CallSite">The invocation; its context leads to the outer expansions.</param>
/// <param name="DefSite">The macro's definition; dummy for built-in ones.</param>
/// <param name="Definition">Identity of the macro, by which resolution recognises the scopes that its definition sees.</param>
/// <param name="CrateIndex">The crate that <c>$crate</c> means.</param>
/// <param name="Edition">The edition of the macro's crate: 0 is 2015.</param>
/// <param name="Depth">Number of expansions around the call site.</param>
public sealed record ExpansionInfo(
    ExpansionKind Kind, Symbol MacroName, SourceSpan CallSite, SourceSpan DefSite, object? Definition, int CrateIndex, int Edition, int Depth);

/// <summary>
/// The process-wide table of syntax contexts. A context is its parent plus the mark of one expansion; a token written in a
/// macro's body gets one mark for each expansion it went through, a token of the macro's arguments none. All marks are
/// mixed-site: they matter for locals, labels and <c>$crate</c>, not for other names. Reads need no lock.
/// </summary>
public static class HygieneTable
{
    private static readonly Lock s_lock = new();
    private static readonly Dictionary<(SyntaxContext, ExpansionInfo), SyntaxContext> s_marked = new(PairComparer.Instance);
    private static ContextData[] s_contexts = new ContextData[1024];
    private static int s_count = 1;

    /// <summary>The context of a token of <paramref name="expansion"/>'s macro body that had <paramref name="context"/> there.</summary>
    public static SyntaxContext ApplyMark(SyntaxContext context, ExpansionInfo expansion)
    {
        lock (s_lock)
        {
            if (s_marked.TryGetValue((context, expansion), out SyntaxContext known))
            {
                return known;
            }
            if (s_count == s_contexts.Length)
            {
                ContextData[] grown = new ContextData[s_count * 2];
                s_contexts.CopyTo(grown.AsSpan());
                Volatile.Write(ref s_contexts, grown);
            }
            SyntaxContext marked = SyntaxContext.FromIndex(s_count);
            s_contexts[s_count] = new ContextData(context, expansion);
            s_count++;
            s_marked.Add((context, expansion), marked);
            return marked;
        }
    }

    /// <summary>The context without its last mark; the root's is the root.</summary>
    public static SyntaxContext ParentOf(SyntaxContext context) => context.IsRoot ? context : Volatile.Read(ref s_contexts)[context.Index].Parent;

    /// <summary>The expansion of the last mark; null for the root.</summary>
    public static ExpansionInfo? ExpansionOf(SyntaxContext context) => context.IsRoot ? null : Volatile.Read(ref s_contexts)[context.Index].Expansion;

    /// <summary>The expansion of the first mark: the macro whose body the token was written in, which decides <c>$crate</c>.</summary>
    public static ExpansionInfo? FirstExpansionOf(SyntaxContext context)
    {
        ExpansionInfo? first = null;
        while (!context.IsRoot)
        {
            first = ExpansionOf(context);
            context = ParentOf(context);
        }
        return first;
    }

    /// <summary>The place in a source file, outside all macros, that caused the code at <paramref name="span"/>.</summary>
    public static SourceSpan OutermostCallSite(SourceSpan span)
    {
        while (ExpansionOf(span.Context) is { } expansion)
        {
            span = expansion.CallSite;
        }
        return span;
    }

    private readonly record struct ContextData(SyntaxContext Parent, ExpansionInfo Expansion);

    /// <summary>Expansions compare by reference.</summary>
    private sealed class PairComparer : IEqualityComparer<(SyntaxContext Context, ExpansionInfo Expansion)>
    {
        public static readonly PairComparer Instance = new();

        public bool Equals((SyntaxContext Context, ExpansionInfo Expansion) x, (SyntaxContext Context, ExpansionInfo Expansion) y) =>
            x.Context == y.Context && ReferenceEquals(x.Expansion, y.Expansion);

        public int GetHashCode((SyntaxContext Context, ExpansionInfo Expansion) pair) =>
            HashCode.Combine(pair.Context.Index, System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Expansion));
    }
}
