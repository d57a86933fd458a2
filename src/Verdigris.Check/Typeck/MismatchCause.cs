using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Check.Typeck;

/// <summary>Why a type is expected where another one was found; decides the labels of E0308.</summary>
[Closed]
internal abstract record MismatchCause
{
    private protected MismatchCause()
    {
    }

    /// <summary>Nothing to point at.</summary>
    public sealed record None : MismatchCause
    {
        public static None Instance { get; } = new();
    }

    /// <summary><c>let x: T = value</c></summary>
    public sealed record LetType(SourceSpan Written) : MismatchCause;

    /// <summary><c>x = value</c>: the variable's type, or what it is known from.</summary>
    /// <param name="Label">What is underlined there.</param>
    public sealed record Assignment(SourceSpan Origin, string Label) : MismatchCause;

    /// <summary>The value of <c>return</c>, or of the body.</summary>
    /// <param name="Written">The declared type, or the empty span where it would stand.</param>
    /// <param name="IsImplicitUnit">Nothing is declared.</param>
    public sealed record ReturnValue(SourceSpan Written, bool IsImplicitUnit, bool MaySuggestType) : MismatchCause;

    /// <summary>The body ends without a value.</summary>
    /// <param name="Function">Its name.</param>
    /// <param name="Semicolon">The one whose removal would mend it; none if there is no such.</param>
    public sealed record NoTail(SourceSpan Function, SourceSpan Semicolon) : MismatchCause;

    /// <summary>An argument of a call.</summary>
    /// <param name="Callee">The function called; none for values that are called.</param>
    public sealed record Argument(DefId Callee, SourceSpan CalleeSpan, int Index) : MismatchCause;

    /// <summary>The second branch of an <c>if</c>.</summary>
    public sealed record Else(HirExpr.If Expr, SourceSpan Then, Ty ThenTy) : MismatchCause;

    /// <summary>An arm after the first.</summary>
    /// <param name="Earlier">The values of the arms before.</param>
    public sealed record Arm(HirExpr.Match Expr, ImmutableArray<(SourceSpan Span, Ty Ty)> Earlier) : MismatchCause;
}
