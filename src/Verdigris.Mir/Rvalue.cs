using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Mir;

/// <summary>What an assignment computes.</summary>
[Closed]
public abstract record Rvalue
{
    private protected Rvalue()
    {
    }

    public sealed record Use(Operand Value) : Rvalue;

    /// <summary><c>[x; N]</c></summary>
    public sealed record Repeat(Operand Value, Const Count) : Rvalue;

    /// <summary><c>&amp;p</c>, <c>&amp;mut p</c></summary>
    public sealed record Ref(Region Region, BorrowKind Kind, Place Place) : Rvalue;

    /// <summary><c>&amp;raw const p</c>, <c>&amp;raw mut p</c></summary>
    public sealed record RawPtr(bool IsMutable, Place Place) : Rvalue;

    /// <summary>The address of a <c>#[thread_local]</c> static.</summary>
    public sealed record ThreadLocalRef(DefId Static) : Rvalue;

    public sealed record Cast(CastKind Kind, Operand Value, Ty Ty) : Rvalue;

    public sealed record Binary(MirBinOp Op, Operand Left, Operand Right) : Rvalue;

    public sealed record Unary(MirUnOp Op, Operand Value) : Rvalue;

    /// <summary>The discriminant of an enum as its discriminant type; of other types, 0.</summary>
    public sealed record Discriminant(Place Place) : Rvalue;

    public sealed record Aggregate(AggregateKind Kind, ImmutableArray<Operand> Fields) : Rvalue;

    public override string ToString() => MirPrinter.Print(this);
}

/// <summary>What an aggregate makes; its operands are all fields in declaration order.</summary>
[Closed]
public abstract record AggregateKind
{
    private protected AggregateKind()
    {
    }

    public sealed record Array(Ty Element) : AggregateKind;

    public sealed record Tuple : AggregateKind
    {
        public static Tuple Instance { get; } = new();
    }

    /// <param name="UnionField">The only field given, for unions; none otherwise.</param>
    public sealed record Adt(AdtDef Def, VariantIdx Variant, GenericArgs Args, UserTypeIdx UserTy, FieldIdx UnionField) : AggregateKind;

    public sealed record Closure(DefId Def, GenericArgs Args) : AggregateKind;

    public sealed record Coroutine(DefId Def, GenericArgs Args) : AggregateKind;

    /// <summary>A pointer from its address and metadata; <paramref name="Pointee"/> is what it points to.</summary>
    public sealed record RawPtr(Ty Pointee, bool IsMutable) : AggregateKind;
}

public enum BorrowKind
{
    /// <summary><c>&amp;p</c></summary>
    Shared,
    /// <summary>Of a match scrutinee's prefixes, so that guards cannot change what was tested; gone after borrow checking.</summary>
    FakeShallow,
    /// <summary>As <see cref="FakeShallow"/>, but of everything behind the place.</summary>
    FakeDeep,
    /// <summary><c>&amp;mut p</c></summary>
    Mut,
    /// <summary>An autoref'd <c>&amp;mut</c> receiver: shared until activated. [two-phase borrows, RFC 2025]</summary>
    MutTwoPhase,
    /// <summary>A closure's unique borrow of a place that is not declared <c>mut</c> but is written through.</summary>
    MutClosureCapture,
}

public enum CastKind
{
    /// <summary>Between integers (also from bool, char, C-like enums).</summary>
    IntToInt,
    IntToFloat,
    /// <summary>Saturating, NaN to 0.</summary>
    FloatToInt,
    FloatToFloat,
    /// <summary>Between thin, or between wide, pointers; wide to thin drops the metadata.</summary>
    PtrToPtr,
    FnPtrToPtr,
    /// <summary><c>p as usize</c></summary>
    PointerExposeProvenance,
    /// <summary><c>n as *const T</c></summary>
    PointerWithExposedProvenance,
    /// <summary>A function item becomes a pointer.</summary>
    ReifyFnPointer,
    UnsafeFnPointer,
    ClosureFnPointer,
    MutToConstPointer,
    /// <summary><c>*const [T; N]</c> to <c>*const T</c></summary>
    ArrayToPointer,
    /// <summary><c>&amp;[T; N]</c> to <c>&amp;[T]</c>, <c>Box&lt;T&gt;</c> to <c>Box&lt;dyn Trait&gt;</c>, upcasts.</summary>
    Unsize,
    Transmute,
}

public enum MirBinOp
{
    /// <summary>Wrapping.</summary>
    Add,
    Sub,
    Mul,
    /// <summary>Undefined on overflow: made by the optimiser and intrinsics only.</summary>
    AddUnchecked,
    SubUnchecked,
    MulUnchecked,
    /// <summary>Result is <c>(T, bool)</c>.</summary>
    AddWithOverflow,
    SubWithOverflow,
    MulWithOverflow,
    /// <summary>The divisor was checked for zero and the pair for overflow.</summary>
    Div,
    Rem,
    BitXor,
    BitAnd,
    BitOr,
    /// <summary>The amount is taken modulo the width.</summary>
    Shl,
    Shr,
    ShlUnchecked,
    ShrUnchecked,
    Eq,
    Lt,
    Le,
    Ne,
    Ge,
    Gt,
    /// <summary>Three-way: an <c>Ordering</c>.</summary>
    Cmp,
    /// <summary>Pointer plus count of elements, in bounds.</summary>
    Offset,
}

public enum MirUnOp
{
    Not,
    Neg,
    /// <summary>Length of a slice pointer, vtable of a trait object pointer, <c>()</c> of a thin one.</summary>
    PtrMetadata,
}
