using Verdigris.Base;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types.Traits;

/// <summary>A predicate that must be shown, under some assumptions, and why.</summary>
/// <param name="Parent">The obligation that this one comes from; null for one of the program's own.</param>
public sealed record Obligation(Predicate Predicate, ParamEnv Env, ObligationCause Cause, int Depth = 0, Obligation? Parent = null)
{
    public Obligation Nested(Predicate predicate) => new(predicate, Env, Cause, Depth + 1, this);

    public Obligation With(Predicate predicate) => this with { Predicate = predicate };
}

/// <summary>Where an obligation arises, and what for.</summary>
public sealed record ObligationCause(SourceSpan Span, CauseCode Code)
{
    public static ObligationCause Dummy { get; } = new(default, CauseCode.Misc.Instance);

    public ObligationCause(SourceSpan span)
        : this(span, CauseCode.Misc.Instance)
    {
    }
}

/// <summary>What needs the obligation; decides the notes of E0277.</summary>
[Closed]
public abstract record CauseCode
{
    private protected CauseCode()
    {
    }

    public sealed record Misc : CauseCode
    {
        public static Misc Instance { get; } = new();
    }

    /// <summary>A where clause of the item that is used.</summary>
    public sealed record ItemBound(DefId Item, SourceSpan BoundSpan) : CauseCode;

    /// <summary>A local variable must be <c>Sized</c>.</summary>
    public sealed record SizedVariable : CauseCode
    {
        public static SizedVariable Instance { get; } = new();
    }

    public sealed record SizedArgument : CauseCode
    {
        public static SizedArgument Instance { get; } = new();
    }

    public sealed record SizedReturn : CauseCode
    {
        public static SizedReturn Instance { get; } = new();
    }

    public sealed record SizedCallReturn : CauseCode
    {
        public static SizedCallReturn Instance { get; } = new();
    }

    /// <summary>A field that is not the last.</summary>
    public sealed record SizedField(bool IsLast, AdtKind Adt) : CauseCode;

    public sealed record SizedExpr : CauseCode
    {
        public static SizedExpr Instance { get; } = new();
    }

    /// <summary>An assigned place.</summary>
    public sealed record SizedAssignment : CauseCode
    {
        public static SizedAssignment Instance { get; } = new();
    }

    /// <summary><c>[x; N]</c> needs <c>Copy</c>.</summary>
    public sealed record RepeatElement : CauseCode
    {
        public static RepeatElement Instance { get; } = new();
    }

    /// <summary>A coercion to a trait object.</summary>
    public sealed record ObjectCast(Ty From, Ty To) : CauseCode;

    /// <summary><c>a + b</c></summary>
    public sealed record BinaryOperator(Ty Left, Ty Right) : CauseCode;

    /// <summary>The value of a <c>static</c> must be <c>Sync</c>.</summary>
    public sealed record SharedStatic : CauseCode
    {
        public static SharedStatic Instance { get; } = new();
    }

    /// <summary><c>fn main</c> returns something that is no <c>Termination</c>.</summary>
    public sealed record MainReturn : CauseCode
    {
        public static MainReturn Instance { get; } = new();
    }

    /// <summary><c>?</c>: converting the error, or using it where it cannot be used.</summary>
    public sealed record QuestionMark : CauseCode
    {
        public static QuestionMark Instance { get; } = new();
    }

    /// <summary><c>for x in e</c>: <c>e</c> must be an iterator.</summary>
    public sealed record ForLoop : CauseCode
    {
        public static ForLoop Instance { get; } = new();
    }

    public sealed record Await : CauseCode
    {
        public static Await Instance { get; } = new();
    }
}
