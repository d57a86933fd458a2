using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types;

/// <summary>A type inference variable.</summary>
public readonly record struct TyVid : IId<TyVid>
{
    private readonly int _plusOne;

    private TyVid(int plusOne) => _plusOne = plusOne;

    public int Index => _plusOne - 1;

    public static TyVid FromIndex(int index) => new(index + 1);
}

/// <summary>Which types an inference variable may become.</summary>
public enum InferKind
{
    /// <summary>Any type.</summary>
    General,
    /// <summary>An integer type: an integer literal without suffix. Falls back to <c>i32</c>.</summary>
    Integer,
    /// <summary>A float type: a float literal without suffix. Falls back to <c>f64</c>.</summary>
    Float,
}

/// <summary>How an alias finds its type.</summary>
public enum AliasKind
{
    /// <summary><c>&lt;T as Trait&gt;::Item</c></summary>
    Projection,
    /// <summary>Return-position <c>impl Trait</c>.</summary>
    Opaque,
}

/// <summary>A type. Made by <see cref="TypeInterner"/>, compared by reference, children first. [types]</summary>
[Closed]
public abstract class Ty : GenericArg
{
    private Ty(int hash, TypeFlags flags, int outerExclusiveBinder)
        : base(hash, flags, outerExclusiveBinder)
    {
    }

    /// <summary><c>bool</c>, <c>char</c>, <c>str</c>, and the numeric types.</summary>
    public sealed class Primitive : Ty
    {
        internal Primitive(PrimTy kind)
            : base(Combine(1, (int)kind), TypeFlags.None, 0) => Kind = kind;

        public PrimTy Kind { get; }

        internal override bool ShallowEquals(Interned other) => other is Primitive it && it.Kind == Kind;
    }

    /// <summary><c>!</c></summary>
    public sealed class Never : Ty
    {
        internal Never()
            : base(2, TypeFlags.None, 0)
        {
        }

        internal override bool ShallowEquals(Interned other) => other is Never;
    }

    /// <summary>A struct, enum or union with its arguments: <c>Vec&lt;u8&gt;</c>.</summary>
    public sealed class Adt : Ty
    {
        internal Adt(AdtDef def, GenericArgs args)
            : base(HashOf(def, args), args.Flags, args.OuterExclusiveBinder) => (Def, Args) = (def, args);

        public AdtDef Def { get; }

        public GenericArgs Args { get; }

        internal static int HashOf(AdtDef def, GenericArgs args) => Combine(3, def.Id, args);

        internal override bool ShallowEquals(Interned other) => other is Adt it && it.Def == Def && it.Args == Args;
    }

    /// <summary><c>extern { type T; }</c></summary>
    public sealed class Foreign : Ty
    {
        internal Foreign(DefId def)
            : base(Combine(4, def.GetHashCode()), TypeFlags.None, 0) => Def = def;

        public DefId Def { get; }

        internal override bool ShallowEquals(Interned other) => other is Foreign it && it.Def == Def;
    }

    /// <summary><c>[T; N]</c></summary>
    public sealed class Array : Ty
    {
        internal Array(Ty element, Const length)
            : base(
                Combine(5, element.ShallowHash, length.ShallowHash), element.Flags | length.Flags,
                int.Max(element.OuterExclusiveBinder, length.OuterExclusiveBinder)) => (Element, Length) = (element, length);

        public Ty Element { get; }

        public Const Length { get; }

        internal override bool ShallowEquals(Interned other) => other is Array it && it.Element == Element && it.Length == Length;
    }

    /// <summary><c>[T]</c></summary>
    public sealed class Slice : Ty
    {
        internal Slice(Ty element)
            : base(Combine(6, element.ShallowHash), element.Flags, element.OuterExclusiveBinder) => Element = element;

        public Ty Element { get; }

        internal override bool ShallowEquals(Interned other) => other is Slice it && it.Element == Element;
    }

    /// <summary><c>*const T</c>, <c>*mut T</c></summary>
    public sealed class RawPtr : Ty
    {
        internal RawPtr(Ty pointee, bool isMutable)
            : base(Combine(7, pointee.ShallowHash, isMutable ? 1 : 0), pointee.Flags, pointee.OuterExclusiveBinder) =>
            (Pointee, IsMutable) = (pointee, isMutable);

        public Ty Pointee { get; }

        public bool IsMutable { get; }

        internal override bool ShallowEquals(Interned other) => other is RawPtr it && it.Pointee == Pointee && it.IsMutable == IsMutable;
    }

    /// <summary><c>&amp;'a T</c>, <c>&amp;'a mut T</c></summary>
    public sealed class Ref : Ty
    {
        internal Ref(Region region, Ty pointee, bool isMutable)
            : base(
                HashOf(region, pointee, isMutable), region.Flags | pointee.Flags,
                int.Max(region.OuterExclusiveBinder, pointee.OuterExclusiveBinder)) =>
            (Region, Pointee, IsMutable) = (region, pointee, isMutable);

        public Region Region { get; }

        public Ty Pointee { get; }

        public bool IsMutable { get; }

        internal static int HashOf(Region region, Ty pointee, bool isMutable) => Combine(8, region.ShallowHash, pointee.ShallowHash, isMutable ? 1 : 0);

        internal override bool ShallowEquals(Interned other) =>
            other is Ref it && it.Region == Region && it.Pointee == Pointee && it.IsMutable == IsMutable;
    }

    /// <summary>The zero-sized type of one function item or tuple constructor. [types.fn-item]</summary>
    public sealed class FnDef : Ty
    {
        internal FnDef(DefId def, GenericArgs args)
            : base(HashOf(def, args), args.Flags, args.OuterExclusiveBinder) => (Def, Args) = (def, args);

        public DefId Def { get; }

        public GenericArgs Args { get; }

        internal static int HashOf(DefId def, GenericArgs args) => Combine(9, def, args);

        internal override bool ShallowEquals(Interned other) => other is FnDef it && it.Def == Def && it.Args == Args;
    }

    /// <summary><c>for&lt;'a&gt; fn(&amp;'a T) -&gt; U</c></summary>
    public sealed class FnPtr : Ty
    {
        internal FnPtr(Binder<FnSig> sig)
            : base(
                Combine(10, sig.Value.ShallowHash, sig.Vars.ShallowHash), sig.Value.Flags, int.Max(sig.Value.OuterExclusiveBinder - 1, 0)) =>
            Sig = sig;

        public Binder<FnSig> Sig { get; }

        internal override bool ShallowEquals(Interned other) => other is FnPtr it && it.Sig == Sig;
    }

    /// <summary><c>dyn Trait&lt;Item = T&gt; + Send + 'a</c></summary>
    public sealed class Dynamic : Ty
    {
        internal Dynamic(ExistentialPredicates predicates, Region region)
            : base(
                Combine(11, predicates.ShallowHash, region.ShallowHash), predicates.Flags | region.Flags,
                int.Max(predicates.OuterExclusiveBinder, region.OuterExclusiveBinder)) => (Predicates, Region) = (predicates, region);

        public ExistentialPredicates Predicates { get; }

        public Region Region { get; }

        internal override bool ShallowEquals(Interned other) => other is Dynamic it && it.Predicates == Predicates && it.Region == Region;
    }

    /// <summary>
    /// One closure expression's type. <see cref="Args"/> are the enclosing item's, then three of the closure's own: its kind (as
    /// <c>i8</c>: Fn, <c>i16</c>: FnMut, <c>i32</c>: FnOnce, or an inference variable while unknown), its signature as a
    /// function pointer whose inputs are one tuple, and the tuple of the captures' types. <see cref="ClosureArgs"/> reads them.
    /// </summary>
    public sealed class Closure : Ty
    {
        internal Closure(DefId def, GenericArgs args)
            : base(Combine(12, def.GetHashCode(), args.ShallowHash), args.Flags | TypeFlags.HasClosure, args.OuterExclusiveBinder) => (Def, Args) = (def, args);

        public DefId Def { get; }

        public GenericArgs Args { get; }

        internal override bool ShallowEquals(Interned other) => other is Closure it && it.Def == Def && it.Args == Args;
    }

    /// <summary>
    /// The state machine of an <c>async</c> block or body. <see cref="Args"/> are the enclosing item's, then: return type, tuple of
    /// captures' types.
    /// </summary>
    public sealed class Coroutine : Ty
    {
        internal Coroutine(DefId def, GenericArgs args)
            : base(Combine(13, def.GetHashCode(), args.ShallowHash), args.Flags | TypeFlags.HasClosure, args.OuterExclusiveBinder) => (Def, Args) = (def, args);

        public DefId Def { get; }

        public GenericArgs Args { get; }

        internal override bool ShallowEquals(Interned other) => other is Coroutine it && it.Def == Def && it.Args == Args;
    }

    /// <summary><c>(A, B)</c>; <c>()</c> is the empty one.</summary>
    public sealed class Tuple : Ty
    {
        internal Tuple(TyList elements)
            : base(HashOf(elements), elements.Flags, elements.OuterExclusiveBinder) => Elements = elements;

        public TyList Elements { get; }

        internal static int HashOf(TyList elements) => Combine(14, elements.ShallowHash);

        internal override bool ShallowEquals(Interned other) => other is Tuple it && it.Elements == Elements;
    }

    /// <summary>
    /// A type known through another: a projection (<see cref="Args"/> are the trait's, then the associated type's own), or an
    /// opaque type (its function's arguments).
    /// </summary>
    public sealed class Alias : Ty
    {
        internal Alias(AliasKind kind, DefId def, GenericArgs args)
            : base(
                HashOf(def, args),
                args.Flags | (kind == AliasKind.Projection ? TypeFlags.HasProjection : TypeFlags.HasOpaque), args.OuterExclusiveBinder) =>
            (Kind, Def, Args) = (kind, def, args);

        public AliasKind Kind { get; }

        /// <summary>The trait's associated type, or the opaque type's definition.</summary>
        public DefId Def { get; }

        public GenericArgs Args { get; }

        internal static int HashOf(DefId def, GenericArgs args) => Combine(15, def, args);

        internal override bool ShallowEquals(Interned other) => other is Alias it && it.Kind == Kind && it.Def == Def && it.Args == Args;
    }

    /// <summary>A type parameter by its index in the item's <see cref="Generics"/>; <c>Self</c> of a trait is index 0.</summary>
    public sealed class Param : Ty
    {
        internal Param(int index, Symbol name)
            : base(Combine(16, index, HashOf(name)), TypeFlags.HasTyOrConstParam, 0) => (Index, Name) = (index, name);

        public int Index { get; }

        public Symbol Name { get; }

        internal override bool ShallowEquals(Interned other) => other is Param it && it.Index == Index && it.Name == Name;
    }

    /// <summary>To be inferred.</summary>
    public sealed class Infer : Ty
    {
        internal Infer(TyVid id, InferKind kind)
            : base(Combine(17, id.Index), TypeFlags.HasInfer, 0) => (Id, Kind) = (id, kind);

        public TyVid Id { get; }

        /// <summary>As the variable was made; unification may have narrowed it since.</summary>
        public InferKind Kind { get; }

        internal override bool ShallowEquals(Interned other) => other is Infer it && it.Id == Id && it.Kind == Kind;
    }

    /// <summary>The canonical stand-in for an inference variable in a cache key.</summary>
    public sealed class Fresh : Ty
    {
        internal Fresh(int index, InferKind kind)
            : base(Combine(18, index, (int)kind), TypeFlags.HasFresh, 0) => (Index, Kind) = (index, kind);

        public int Index { get; }

        public InferKind Kind { get; }

        internal override bool ShallowEquals(Interned other) => other is Fresh it && it.Index == Index && it.Kind == Kind;
    }

    /// <summary>Poison: an error was reported where this type came from; whatever meets it keeps silent.</summary>
    public sealed class Error : Ty
    {
        internal Error(ErrorReported reported)
            : base(19, TypeFlags.HasError, 0) => Reported = reported;

        public ErrorReported Reported { get; }

        internal override bool ShallowEquals(Interned other) => other is Error;
    }
}
