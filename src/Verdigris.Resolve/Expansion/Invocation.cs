using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Expand;
using Verdigris.Expand.Modules;
using Verdigris.Resolve.Modules;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Parsing;

namespace Verdigris.Resolve.Expansion;

/// <summary>Where a call stands: decides what its tokens are parsed as.</summary>
internal enum InvocationPosition
{
    Expr,
    Stmt,
    Pat,
    Ty,
    Item,
    /// <summary><c>#[derive(X)]</c> on <see cref="Invocation.Node"/>.</summary>
    Derive,
    /// <summary><c>#[x]</c> on <see cref="Invocation.Node"/>.</summary>
    Attribute,
}

/// <summary>A macro call that waits to be resolved and expanded, with the scope it stands in.</summary>
internal sealed class Invocation(InvocationPosition position, Node node, Path path, SourceSpan span, CollectorState state)
{
    public InvocationPosition Position => position;

    public Node Node => node;

    public Path Path => path;

    public SourceSpan Span => span;

    public CollectorState State => state;

    /// <summary>The call; null for derives and attributes.</summary>
    public MacroCall? Call { get; init; }

    public Attr? Attribute { get; init; }

    /// <summary>What follows sees the macros defined by the expansion: its textual scope at the end.</summary>
    public TextualScope? OutputScope { get; set; }

    public bool IsExpanded { get; set; }
}

/// <summary>The surroundings of a place in the tree.</summary>
/// <param name="Items">As what items there are parsed: module, trait, impl …</param>
internal readonly record struct CollectorState(
    Module Module, TextualScope? Scope, ModuleDirectory Directory, ItemContext Items, ImmutableArray<Symbol> ModulePath, ExpansionInfo? Expansion)
{
    public int Depth => Expansion?.Depth ?? 0;
}

/// <summary>
/// The macros in textual scope at a place, innermost first. Reference: [macro.decl.scope.textual]. A link is either one
/// <c>macro_rules!</c> or a call whose expansion may define some.
/// </summary>
internal sealed class TextualScope(TextualScope? outer, Symbol? name, Entity? macro, Invocation? invocation)
{
    public TextualScope? Outer => outer;

    public Symbol? Name => name;

    public Entity? Macro => macro;

    public Invocation? Invocation => invocation;

    /// <summary>Where the macro is defined.</summary>
    public Module? Module { get; init; }

    /// <summary>The expansion that it came with.</summary>
    public ExpansionInfo? Expansion { get; init; }
}
