using System;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;
using Verdigris.Syntax.Parsing;

namespace Verdigris.Expand;

/// <summary>
/// What built-in macros need of the stage that drives expansion. The driver is name resolution, which alone can tell what a
/// macro's path means.
/// </summary>
public abstract class MacroHost(ParseSession session, SourceLoader loader, Func<string, string?> environment)
{
    public ParseSession Session => session;

    public SourceLoader Loader => loader;

    /// <summary>Environment variables for <c>env!</c>.</summary>
    public Func<string, string?> Environment => environment;

    /// <summary>
    /// Expands macro calls at the head of an argument that must be a literal, in the scope of the call being expanded.
    /// Null: a macro there cannot be resolved yet, and the whole call has to wait.
    /// </summary>
    public abstract Expr? ExpandEagerly(Expr argument);

    /// <summary>The value of <c>module_path!()</c> at the call being expanded.</summary>
    public abstract string ModulePath { get; }
}

/// <summary>One call of a built-in macro.</summary>
/// <param name="Span">The whole call with the mark of its expansion: for nodes it makes.</param>
/// <param name="CallSpan">The call as written: for messages.</param>
/// <param name="End">Where "unexpected end" is reported: the closing delimiter.</param>
public readonly record struct BuiltinCall(TokenStream Arguments, SourceSpan Span, SourceSpan CallSpan, SourceSpan End, Edition CallEdition);

/// <summary>What a call became.</summary>
[Closed]
public abstract record BuiltinOutput
{
    private protected BuiltinOutput()
    {
    }

    /// <summary>An expression; literals may stand in patterns and types' constants too.</summary>
    public sealed record OfExpr(Expr Value) : BuiltinOutput;

    /// <summary>Tokens to be parsed as what the position of the call asks for.</summary>
    public sealed record OfTokens(TokenStream Tokens, SourceSpan End) : BuiltinOutput;

    public sealed record OfItem(Item Value) : BuiltinOutput;

    public sealed record Error(ErrorReported Reported) : BuiltinOutput;

    /// <summary>An argument's macro is not resolved yet.</summary>
    public sealed record Wait : BuiltinOutput;
}
