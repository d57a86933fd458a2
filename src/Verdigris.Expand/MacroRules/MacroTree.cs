using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Expand.MacroRules;

/// <summary>How often a <c>$(…)</c> repeats.</summary>
internal enum RepeatOp
{
    ZeroOrMore,
    OneOrMore,
    ZeroOrOne,
}

/// <summary>A matcher or transcriber of a rule: tokens in which <c>$</c> has been understood.</summary>
[Closed]
internal abstract record MacroTree(SourceSpan Span)
{
    public sealed record Tok(Token Token) : MacroTree(Token.Span);

    public sealed record Delimited(Token Open, Token Close, ImmutableArray<MacroTree> Trees) : MacroTree(Open.Span.To(Close.Span));

    /// <summary><c>$( … ) sep op</c></summary>
    public sealed record Repeat(ImmutableArray<MacroTree> Trees, Token? Separator, RepeatOp Op, int VariableCount, SourceSpan Span) : MacroTree(Span);

    /// <summary><c>$name:kind</c>; only in matchers.</summary>
    public sealed record Declaration(Symbol Name, FragmentSpecifier Kind, SourceSpan Span) : MacroTree(Span);

    /// <summary><c>$name</c>; only in transcribers.</summary>
    public sealed record Variable(Symbol Name, Token Dollar, Token NameToken, SourceSpan Span) : MacroTree(Span);
}

/// <summary>The fragment specifiers; those with an edition in their name are the older meaning.</summary>
internal enum FragmentSpecifier
{
    Missing,
    Block,
    Expr,
    Expr2021,
    Ident,
    Item,
    Lifetime,
    Literal,
    Meta,
    Pat,
    PatParam,
    Path,
    Stmt,
    Tt,
    Ty,
    Vis,
}

internal static class FragmentSpecifiers
{
    public static bool TryParse(string text, Edition edition, out FragmentSpecifier kind)
    {
        kind = text switch
        {
            "block" => FragmentSpecifier.Block,
            // Before 2024 `expr` had no `_` and no const blocks; before 2021 `pat` had no top-level `|`.
            "expr" => edition >= Edition.E2024 ? FragmentSpecifier.Expr : FragmentSpecifier.Expr2021,
            "expr_2021" => FragmentSpecifier.Expr2021,
            "ident" => FragmentSpecifier.Ident,
            "item" => FragmentSpecifier.Item,
            "lifetime" => FragmentSpecifier.Lifetime,
            "literal" => FragmentSpecifier.Literal,
            "meta" => FragmentSpecifier.Meta,
            "pat" => edition >= Edition.E2021 ? FragmentSpecifier.Pat : FragmentSpecifier.PatParam,
            "pat_param" => FragmentSpecifier.PatParam,
            "path" => FragmentSpecifier.Path,
            "stmt" => FragmentSpecifier.Stmt,
            "tt" => FragmentSpecifier.Tt,
            "ty" => FragmentSpecifier.Ty,
            "vis" => FragmentSpecifier.Vis,
            _ => FragmentSpecifier.Missing,
        };
        return kind != FragmentSpecifier.Missing;
    }

    extension(FragmentSpecifier kind)
    {
        public FragmentKind Fragment => kind switch
        {
            FragmentSpecifier.Block => FragmentKind.Block,
            FragmentSpecifier.Expr or FragmentSpecifier.Expr2021 => FragmentKind.Expr,
            FragmentSpecifier.Ident => FragmentKind.Ident,
            FragmentSpecifier.Item => FragmentKind.Item,
            FragmentSpecifier.Lifetime => FragmentKind.Lifetime,
            FragmentSpecifier.Literal => FragmentKind.Literal,
            FragmentSpecifier.Meta => FragmentKind.Meta,
            FragmentSpecifier.Pat or FragmentSpecifier.PatParam => FragmentKind.Pat,
            FragmentSpecifier.Path => FragmentKind.Path,
            FragmentSpecifier.Stmt => FragmentKind.Stmt,
            FragmentSpecifier.Tt => FragmentKind.Tt,
            FragmentSpecifier.Ty => FragmentKind.Ty,
            FragmentSpecifier.Vis => FragmentKind.Vis,
            FragmentSpecifier.Missing => FragmentKind.None,
        };

        /// <summary>As in messages.</summary>
        public string Text => kind switch
        {
            FragmentSpecifier.Expr2021 => "expr",
            FragmentSpecifier.PatParam => "pat_param",
            _ => kind.ToString().ToLowerInvariant(),
        };
    }
}
