using System;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Layout;

namespace Verdigris.Mir.Instances;

/// <summary>Which impl answers a trait bound whose types are all known.</summary>
[Closed]
public abstract record TraitSelection
{
    private TraitSelection()
    {
    }

    /// <summary>An impl of the source.</summary>
    /// <param name="Args">Of the impl, regions erased.</param>
    public sealed record Impl(DefId Def, GenericArgs Args) : TraitSelection;

    /// <summary>The compiler's own: closures, function pointers, tuples, <c>Sized</c> ….</summary>
    public sealed record Builtin : TraitSelection;

    /// <summary>A trait object's own trait.</summary>
    public sealed record Object : TraitSelection;
}

/// <summary>
/// What code generation and const evaluation ask of the stages before them. All types given and returned are without parameters, projections and
/// regions. One object a worker thread; the answers do not depend on the worker.
/// </summary>
public abstract class MonoQueries : ILayoutFacts
{
    public abstract TypeContext Types { get; }

    /// <summary>The crate that is being compiled.</summary>
    public abstract CrateId LocalCrate { get; }

    public abstract Ty Normalize(Ty ty);

    public bool IsSized(Ty ty) => false;

    public abstract UInt128? Evaluate(Const constant);

    public abstract ImmutableArray<UInt128> DiscriminantsOf(AdtDef adt);

    public abstract bool IsTailAlwaysSized(AdtDef adt);

    public abstract CoroutineStates StatesOf(Ty.Coroutine coroutine);

    /// <summary>The impl for a trait reference that holds.</summary>
    public abstract TraitSelection Select(TraitRef traitRef);

    public abstract bool Implements(Ty ty, LangItem trait);

    /// <summary>Optimised MIR of a function, closure or constant; null if there is none (foreign, or an error was reported).</summary>
    public abstract Body? MirOf(DefId def);

    /// <summary>The value of a constant; null if its evaluation failed and was reported.</summary>
    public abstract ConstValue? Evaluate(DefId def, GenericArgs args, Promoted promoted);

    public abstract ConstAllocation? InitialiserOf(DefId staticDef);

    /// <summary>Declared <c>static mut</c>.</summary>
    public abstract bool IsMutableStatic(DefId staticDef);

    /// <summary>128 bits that differ between types and are the same in all crates.</summary>
    public abstract UInt128 TypeIdOf(Ty ty);

    /// <summary>None if the program has no such item.</summary>
    public abstract DefId LangItem(LangItem item);

    /// <summary>The function marked <c>#[lang = "…"]</c>, also for items that only code generation knows.</summary>
    public abstract DefId LangItem(string name);

    /// <summary>The item whose instances are drop glue: <c>drop_in_place</c>, or <c>drop_glue</c> where that one only forwards.</summary>
    public DefId DropGlueItem => LangItem(Verdigris.Types.LangItem.DropInPlace) is { IsSome: true } item ? item : LangItem("drop_glue");

    /// <summary>The <c>drop</c> function of a type's Drop impl; none without.</summary>
    public abstract DefId DropMethodOf(AdtDef adt);
}
