using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Check;

/// <summary>
/// What type checking found out about one body and the closures inside it, by <see cref="HirId"/>. Immutable after
/// write-back: no inference variables; free regions are erased, except in <see cref="UserTypes"/>.
/// </summary>
public sealed class TypeckResults(DefId owner, int nodeCount)
{
    private readonly Ty?[] _nodeTypes = new Ty?[nodeCount];
    private readonly NodeData?[] _nodes = new NodeData?[nodeCount];

    /// <summary>The function, constant or static.</summary>
    public DefId Owner { get; } = owner;

    /// <summary>An error was reported: MIR is not built.</summary>
    public ErrorReported? Tainted { get; set; }

    /// <summary>The signatures, with late-bound regions as the body sees them, of the function and of each closure inside.</summary>
    public Dictionary<DefId, FnSig> FnSigs { get; } = [];

    /// <summary>What each closure captures, in the order of its fields.</summary>
    public Dictionary<DefId, ImmutableArray<CapturedPlace>> Captures { get; } = [];

    /// <summary>For a closure that is not <c>Fn</c>: the use of a captured place that made it so.</summary>
    public Dictionary<DefId, ClosureKindOrigin> ClosureKindOrigins { get; } = [];

    /// <summary>Types written in the body: of <c>let</c>, casts, paths with arguments, closure parameters; for the borrow checker.</summary>
    public Dictionary<HirId, WrittenType> UserTypes { get; } = [];

    /// <summary>For closures with written types: those of the parameters, then of the result; what was not written is erased.</summary>
    public Dictionary<DefId, ImmutableArray<WrittenType>> WrittenClosureSigs { get; } = [];

    /// <summary>The hidden types of the function's own opaque types, in terms of the opaque type's parameters.</summary>
    public Dictionary<DefId, Ty> HiddenTypes { get; } = [];

    /// <summary><c>unsafe</c> blocks that allow nothing, and the block around each that allows it already; none if it is not that.</summary>
    internal List<(SourceSpan Block, SourceSpan Around)> UnusedUnsafe { get; } = [];

    /// <summary>Patterns that always match where one that may fail is expected.</summary>
    internal List<(SourceSpan Span, RefutablePlace Place)> IrrefutableLets { get; } = [];

    /// <summary>Auto traits of the body's own coroutines, to be decided when their MIR is there.</summary>
    internal List<StalledObligation> StalledObligations { get; } = [];

    public int NodeCount => nodeCount;

    /// <summary>The type of an expression before adjustments, of a pattern, or of a binding; null where nothing was checked.</summary>
    public Ty? TryTypeOf(HirId id) => _nodeTypes[id.Index];

    public Ty TypeOf(HirId id) => _nodeTypes[id.Index] ?? throw new CompilerBug($"node {id.Index} of {Owner} has no type");

    /// <summary>The type of an expression after its adjustments.</summary>
    public Ty AdjustedTypeOf(HirExpr expr)
    {
        ImmutableArray<Adjustment> adjustments = AdjustmentsOf(expr.Id);
        return adjustments.Length > 0 ? adjustments[^1].Target : TypeOf(expr.Id);
    }

    public ImmutableArray<Adjustment> AdjustmentsOf(HirId id) => _nodes[id.Index] is { Adjustments.IsDefault: false } node ? node.Adjustments : [];

    /// <summary>The generic arguments of a path or method call.</summary>
    public GenericArgs? ArgsOf(HirId id) => _nodes[id.Index]?.Args;

    /// <summary>
    /// The definition behind a type-relative path, a method call or an overloaded operator; null for operators and paths that
    /// are built in or were resolved by name.
    /// </summary>
    public TypeDependentDef? TypeDependentDefOf(HirId id) => _nodes[id.Index]?.Def;

    /// <summary>The field of a field expression, or of a field in a struct expression or pattern.</summary>
    public FieldIdx FieldIdxOf(HirId id) => _nodes[id.Index] is { Field.IsSome: true } node ? node.Field : throw new CompilerBug("a field was not resolved");

    /// <summary>How a binding pattern binds after default binding modes.</summary>
    public BindingMode BindingModeOf(HirId id) => _nodes[id.Index]?.Binding ?? default;

    /// <summary>The reference types that a pattern looks through implicitly, outermost first. [patterns.ident.binding]</summary>
    public ImmutableArray<Ty> PatAdjustmentsOf(HirId id) => _nodes[id.Index] is { PatAdjustments.IsDefault: false } node ? node.PatAdjustments : [];

    /// <summary>A cast that is only a coercion.</summary>
    public bool IsCoercionCast(HirId id) => _nodes[id.Index]?.IsCoercionCast ?? false;

    /// <summary>For <c>S { .., ..base }</c>: the types of all fields in the result.</summary>
    public ImmutableArray<Ty> FieldTypesOf(HirId id) => _nodes[id.Index] is { FieldTypes.IsDefault: false } node ? node.FieldTypes : [];

    /// <summary>For <c>offset_of!</c>: the containers and fields passed through.</summary>
    public ImmutableArray<(Ty Container, VariantIdx Variant, FieldIdx Field)> OffsetOfPathOf(HirId id) =>
        _nodes[id.Index] is { OffsetOfPath.IsDefault: false } node ? node.OffsetOfPath : [];

    public void SetType(HirId id, Ty ty) => _nodeTypes[id.Index] = ty;

    internal NodeData? Peek(HirId id) => _nodes[id.Index];

    internal SourceSpan OwnerSpan(Types.Facts.TypeContext context) => context.Crates.SpanOf(Owner);

    public NodeData Edit(HirId id) => _nodes[id.Index] ??= new NodeData();

    /// <summary>Everything but the type, made when first needed: most nodes have nothing else.</summary>
    public sealed class NodeData
    {
        public ImmutableArray<Adjustment> Adjustments { get; set; }

        public GenericArgs? Args { get; set; }

        public TypeDependentDef? Def { get; set; }

        public FieldIdx Field { get; set; }

        public BindingMode Binding { get; set; }

        public ImmutableArray<Ty> PatAdjustments { get; set; }

        public bool IsCoercionCast { get; set; }

        public ImmutableArray<Ty> FieldTypes { get; set; }

        public ImmutableArray<(Ty Container, VariantIdx Variant, FieldIdx Field)> OffsetOfPath { get; set; }
    }
}

/// <param name="Obligation">As the program gave rise to it.</param>
/// <param name="Function">The function or closure in whose code it arose.</param>
/// <param name="Argument">The call that it is about, if it is a callee's bound.</param>
internal sealed record StalledObligation(
    Types.Traits.Obligation Obligation, DefId Function, (SourceSpan Span, Diagnostics.CalleeOfArgument Callee)? Argument);

public readonly record struct TypeDependentDef(DefKind Kind, DefId Def);

/// <summary>By value, or by reference; <paramref name="IsMutable"/> is the binding's own <c>mut</c>.</summary>
public readonly record struct BindingMode(bool IsByRef, bool IsRefMut, bool IsMutable);

/// <summary>A type as written in a body; erased regions are to be inferred.</summary>
/// <param name="Ty">The type; for a path to an item what stands before the item's name, or <c>()</c>.</param>
/// <param name="Def">For a path to an item: the item; then <paramref name="Args"/> are the arguments given.</param>
public sealed record WrittenType(Ty Ty, DefId Def, GenericArgs? Args, SourceSpan Span);

/// <summary>One implicit step between an expression's own type and the type where it stands. [coerce]</summary>
public sealed record Adjustment(AdjustmentKind Kind, Ty Target);

[Closed]
public abstract record AdjustmentKind
{
    private protected AdjustmentKind()
    {
    }

    /// <summary><c>!</c> to anything.</summary>
    public sealed record NeverToAny : AdjustmentKind
    {
        public static NeverToAny Instance { get; } = new();
    }

    /// <summary><c>*e</c> of a reference, pointer or box.</summary>
    public sealed record BuiltinDeref : AdjustmentKind
    {
        public static BuiltinDeref Instance { get; } = new();
    }

    /// <summary><c>*Deref::deref(&amp;e)</c>, or with <c>DerefMut</c>. The target is the pointee.</summary>
    public sealed record OverloadedDeref(bool IsMutable) : AdjustmentKind;

    /// <summary><c>&amp;e</c></summary>
    public sealed record Borrow(AutoBorrow Kind) : AdjustmentKind;

    /// <summary><c>&amp;raw e</c></summary>
    public sealed record BorrowRaw(bool IsMutable) : AdjustmentKind;

    public sealed record Pointer(PointerCoercion Kind) : AdjustmentKind;
}

/// <summary>Where a pattern may fail.</summary>
internal enum RefutablePlace
{
    IfLet,
    WhileLet,
    LetElse,
}

public enum AutoBorrow
{
    Shared,
    Mut,
    /// <summary>A receiver's <c>&amp;mut</c>, shared until the call.</summary>
    MutTwoPhase,
}

public enum PointerCoercion
{
    ReifyFnPointer,
    UnsafeFnPointer,
    ClosureFnPointer,
    MutToConstPointer,
    ArrayToPointer,
    Unsize,
}

/// <summary>A captured place: a variable of the enclosing body, and projections from it.</summary>
/// <param name="Variable">The binding.</param>
/// <param name="PathSpan">A use of the place that made it captured like this.</param>
/// <param name="KindSpan">The use that decided the kind.</param>
public sealed record CapturedPlace(
    HirId Variable, ImmutableArray<CaptureProjection> Projections, CaptureKind Kind, Ty PlaceTy, bool IsMutable, SourceSpan PathSpan, SourceSpan KindSpan);

/// <param name="Field">None for a deref.</param>
/// <param name="Ty">The type of the place after this step.</param>
public readonly record struct CaptureProjection(bool IsDeref, FieldIdx Field, VariantIdx Variant, Ty Ty)
{
    public static CaptureProjection Deref(Ty ty) => new(true, default, default, ty);

    public static CaptureProjection OfField(FieldIdx field, VariantIdx variant, Ty ty) => new(false, field, variant, ty);
}

public enum CaptureKind
{
    /// <summary>By shared reference.</summary>
    Ref,
    /// <summary>By a reference that is unique but not declared mutable: writing through a captured <c>&amp;mut</c>.</summary>
    UniqueRef,
    /// <summary>By mutable reference.</summary>
    RefMut,
    /// <summary>By move or copy.</summary>
    Value,
}

public readonly record struct ClosureKindOrigin(SourceSpan Span, CapturedPlace? Place);
