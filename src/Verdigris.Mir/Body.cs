using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Mir;

/// <summary>
/// How far a body has come; each phase forbids something. <see cref="Built"/>: everything may occur.
/// <see cref="BorrowChecked"/>: proved. <see cref="Elaborated"/>: no false edges, fake reads, fake borrows, ascriptions; every
/// drop is of something surely initialised; no yields. <see cref="Optimised"/>: ready for code generation.
/// </summary>
public enum MirPhase
{
    Built,
    BorrowChecked,
    Elaborated,
    Optimised,
}

/// <summary>One function's, closure's, constant's or static's code: a control-flow graph over places. Polymorphic.</summary>
public sealed class Body(DefId def, int argCount, SourceSpan span)
{
    public DefId Def { get; } = def;

    /// <summary>Set for a promoted constant of <see cref="Def"/>.</summary>
    public Promoted Promoted { get; init; }

    public SourceSpan Span { get; } = span;

    public MirPhase Phase { get; set; } = MirPhase.Built;

    /// <summary>Locals 1 to this are the parameters. A closure's first is itself.</summary>
    public int ArgCount { get; } = argCount;

    public IdMap<Local, LocalDecl> Locals { get; init; } = new();

    public IdMap<BasicBlock, BasicBlockData> Blocks { get; init; } = new();

    public IdMap<SourceScope, SourceScopeData> Scopes { get; init; } = new();

    public List<VarDebugInfo> DebugVars { get; init; } = [];

    public IdMap<UserTypeIdx, UserType> UserTypes { get; init; } = new();

    public IdMap<Promoted, Body> PromotedBodies { get; init; } = new();

    /// <summary>
    /// The parameter that is a tuple whose elements arrive as separate arguments: of closures and other <c>rust-call</c>
    /// functions; none otherwise.
    /// </summary>
    public Local SpreadArg { get; set; }

    /// <summary>An error was reported in it: nobody looks further.</summary>
    public ErrorReported? Tainted { get; set; }

    /// <summary>Of the function that polls a coroutine: what else there is of it. Null for other bodies, and before the state machine is made.</summary>
    public Coroutines.CoroutineStateMachine? Coroutine { get; set; }

    /// <summary>A body that can be changed without changing this one; statements are shared, as they never change.</summary>
    public Body Clone()
    {
        Body copy = new(Def, ArgCount, Span)
        {
            Promoted = Promoted,
            Phase = Phase,
            Locals = Locals.Clone(),
            Scopes = Scopes.Clone(),
            DebugVars = [.. DebugVars],
            UserTypes = UserTypes.Clone(),
            SpreadArg = SpreadArg,
            Tainted = Tainted,
            Coroutine = Coroutine,
        };
        foreach (BasicBlockData block in Blocks.AsSpan())
        {
            copy.Blocks.Add(new BasicBlockData(block.IsCleanup) { Statements = [.. block.Statements], Terminator = block.Terminator });
        }
        foreach (Body promoted in PromotedBodies.AsSpan())
        {
            copy.PromotedBodies.Add(promoted.Clone());
        }
        return copy;
    }

    public Ty ReturnTy => Locals[Local.ReturnPlace].Ty;

    public bool IsArg(Local local) => local.Index >= 1 && local.Index <= ArgCount;

    public SourceInfo SourceInfoAt(Location location)
    {
        BasicBlockData block = Blocks[location.Block];
        return location.Statement < block.Statements.Count ? block.Statements[location.Statement].Source : block.Terminator.Source;
    }
}

public sealed class BasicBlockData(bool isCleanup)
{
    private Terminator? _terminator;

    public List<Statement> Statements { get; init; } = [];

    /// <summary>Set once the block is finished.</summary>
    public Terminator Terminator
    {
        get => _terminator ?? throw new Base.CompilerBug("a MIR block has no terminator yet");
        set => _terminator = value;
    }

    public bool IsTerminated => _terminator is not null;

    /// <summary>Runs while unwinding.</summary>
    public bool IsCleanup { get; } = isCleanup;
}

/// <param name="IsMutable">Declared <c>mut</c>, or a temporary.</param>
/// <param name="UserTys">Types that the user wrote for it.</param>
public sealed record LocalDecl(Ty Ty, bool IsMutable, SourceInfo Source, LocalInfo Info, ImmutableArray<UserTypeIdx> UserTys)
{
    public bool IsUserVariable => Info.Kind is LocalKind.Variable or LocalKind.SelfParam;
}

public enum LocalKind
{
    /// <summary>Made by the compiler.</summary>
    Temp,
    /// <summary>A <c>let</c>, parameter or pattern binding; <see cref="LocalInfo.Name"/> is set.</summary>
    Variable,
    SelfParam,
    /// <summary>A reference to a binding for use in a match guard.</summary>
    RefForGuard,
    /// <summary>Holds the address of a static: <see cref="LocalInfo.Def"/>.</summary>
    StaticRef,
    /// <summary>The temporary of a block's tail expression, whose drop order surprises people.</summary>
    BlockTailTemp,
    Return,
}

/// <summary>What a local is, for messages and for the mutability rules.</summary>
/// <param name="IsByRefBinding">A <c>ref</c> binding, or one made so by default binding modes.</param>
/// <param name="PatSpan">The whole pattern it is bound in; the initialiser's span is <paramref name="InitSpan"/>.</param>
public readonly record struct LocalInfo(
    LocalKind Kind, Symbol? Name = null, DefId Def = default, bool IsByRefBinding = false, SourceSpan PatSpan = default, SourceSpan InitSpan = default);

/// <param name="Parent">None for the outermost.</param>
public sealed record SourceScopeData(SourceSpan Span, SourceScope Parent);

/// <summary>A variable of the source and where it lives in MIR.</summary>
/// <param name="ArgIndex">From 1; 0 for other variables.</param>
public sealed record VarDebugInfo(Symbol Name, SourceInfo Source, Place Place, int ArgIndex);

/// <summary>A type as the user wrote it, with inference variables for <c>_</c> (as regions to be chosen by the borrow checker).</summary>
/// <param name="Ty">Free regions are the user's; erased ones are to be inferred.</param>
/// <param name="Def">For a path to an item: the item, whose arguments were given; <paramref name="Args"/> are they.</param>
public sealed record UserType(Ty Ty, DefId Def, GenericArgs? Args, SourceSpan Span);
