using System;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types;

/// <summary>
/// The only maker of types, regions, constants, predicates and lists of them. The shared interner of a process holds
/// everything that can outlive a body; each inference context has an interner of its own on top of it for things with
/// inference variables or placeholders, dropped with it.
/// </summary>
public sealed class TypeInterner
{
    private readonly InternTable _table;
    private readonly TypeInterner? _shared;

    /// <summary>The variables of one inference context are numbered from 0, so they are found by number; null in the shared interner.</summary>
    private readonly Numbered<Region.Var>? _regionVars;
    private readonly Numbered<Ty.Infer>? _inferred;

    /// <summary>A process's shared interner.</summary>
    public TypeInterner()
    {
        _table = new InternTable(4, 1024);
        Common = new CommonTypes(this);
    }

    private TypeInterner(TypeInterner shared)
    {
        _table = new InternTable(0, 64);
        _shared = shared;
        _regionVars = new();
        _inferred = new();
        Common = shared.Common;
    }

    public CommonTypes Common { get; }

    /// <summary>An interner for the local things of one inference context, on top of this one; for one thread.</summary>
    public TypeInterner CreateLocal() => new(_shared ?? this);

    public Ty Adt(AdtDef def, GenericArgs args) => Intern<InternKeys.Adt, Ty>(new(def, args));

    public Ty Foreign(DefId def) => Intern(new Ty.Foreign(def));

    public Ty Array(Ty element, Const length) => Intern(new Ty.Array(element, length));

    public Ty Array(Ty element, ulong length) => Array(element, Value(Common.Usize, length));

    public Ty Slice(Ty element) => Intern(new Ty.Slice(element));

    public Ty RawPtr(Ty pointee, bool isMutable) => Intern(new Ty.RawPtr(pointee, isMutable));

    public Ty Ref(Region region, Ty pointee, bool isMutable) => Intern<InternKeys.Ref, Ty>(new(region, pointee, isMutable));

    public Ty FnDef(DefId def, GenericArgs args) => Intern<InternKeys.FnDef, Ty>(new(def, args));

    public Ty FnPtr(Binder<FnSig> sig) => Intern(new Ty.FnPtr(sig));

    public Ty Dynamic(ExistentialPredicates predicates, Region region) => Intern(new Ty.Dynamic(predicates, region));

    public Ty Closure(DefId def, GenericArgs args) => Intern(new Ty.Closure(def, args));

    public Ty Coroutine(DefId def, GenericArgs args) => Intern(new Ty.Coroutine(def, args));

    public Ty Tuple(params ReadOnlySpan<Ty> elements) => elements.Length == 0 && Common.Unit is { } unit ? unit : Intern<InternKeys.Tuple, Ty>(new(TyList(elements)));

    public Ty.Alias Alias(AliasKind kind, DefId def, GenericArgs args) => Intern<InternKeys.Alias, Ty.Alias>(new(kind, def, args));

    public Ty Param(int index, Symbol name) => Intern(new Ty.Param(index, name));

    public Ty.Infer Infer(TyVid id, InferKind kind) =>
        _inferred is null ? Intern(new Ty.Infer(id, kind))
        : _inferred.At(id.Index) is { } known && known.Kind == kind ? known
        : _inferred.Keep(id.Index, Intern(new Ty.Infer(id, kind)));

    public Ty Fresh(int index, InferKind kind) => Intern(new Ty.Fresh(index, kind));

    public Ty ErrorTy(ErrorReported reported) => Intern(new Ty.Error(reported));

    public Region EarlyParam(DefId def, int index, Symbol name) => Intern(new Region.EarlyParam(def, index, name));

    public Region BoundRegion(int depth, int index) => Intern(new Region.Bound(depth, index));

    public Region LateParam(DefId scope, int index, BoundRegionDecl decl) => Intern(new Region.LateParam(scope, index, decl));

    public Region RegionVar(RegionVid id) =>
        _regionVars is null ? Intern(new Region.Var(id)) : _regionVars.At(id.Index) ?? _regionVars.Keep(id.Index, new Region.Var(id));

    public Region Placeholder(int universe, int index, BoundRegionDecl decl) => Intern(new Region.Placeholder(universe, index, decl));

    public Region CanonicalRegion(int index) => Intern(new Region.Canonical(index));

    public Region ErrorRegion(ErrorReported reported) => Intern(new Region.Error(reported));

    public Const ConstParam(int index, Symbol name) => Intern(new Const.Param(index, name));

    public Const InferConst(ConstVid id) => Intern(new Const.Infer(id));

    public Const FreshConst(int index) => Intern(new Const.Fresh(index));

    public Const Unevaluated(DefId def, GenericArgs args) => Intern(new Const.Unevaluated(def, args));

    public Const Value(Ty ty, UInt128 bits) => Intern(new Const.Value(ty, bits));

    public Const ErrorConst(ErrorReported reported) => Intern(new Const.Error(reported));

    public GenericArgs Args(params ReadOnlySpan<GenericArg> items) => Intern<InternKeys.Args, GenericArgs>(new(items));

    public TyList TyList(params ReadOnlySpan<Ty> items) => Intern<InternKeys.Types, TyList>(new(items));

    public BoundVars BoundVars(params ReadOnlySpan<BoundRegionDecl> decls) =>
        decls.Length == 0 ? Types.BoundVars.None : Intern(new BoundVars(decls.ToArray()));

    public FnSig FnSig(TyList inputsAndOutput, bool isVariadic, bool isUnsafe, Symbol abi) =>
        Intern(new FnSig(inputsAndOutput, isVariadic, isUnsafe, abi));

    public FnSig FnSig(ReadOnlySpan<Ty> inputs, Ty output, bool isVariadic, bool isUnsafe, Symbol abi)
    {
        Ty[] all = new Ty[inputs.Length + 1];
        inputs.CopyTo(all);
        all[^1] = output;
        return FnSig(TyList(all), isVariadic, isUnsafe, abi);
    }

    public TraitRef TraitRef(DefId trait, GenericArgs args) => Intern<InternKeys.OfTrait, TraitRef>(new(trait, args));

    public TraitRef TraitRef(DefId trait, params ReadOnlySpan<GenericArg> args) => TraitRef(trait, Args(args));

    public ExistentialPredicate ExistentialTrait(BoundVars vars, DefId def, GenericArgs args) =>
        Intern<ExistentialPredicate>(new ExistentialPredicate.Trait(vars, def, args));

    public ExistentialPredicate ExistentialProjection(BoundVars vars, DefId def, GenericArgs args, Ty term) =>
        Intern<ExistentialPredicate>(new ExistentialPredicate.Projection(vars, def, args, term));

    public ExistentialPredicate ExistentialAutoTrait(DefId def) => Intern<ExistentialPredicate>(new ExistentialPredicate.AutoTrait(def));

    public ExistentialPredicates ExistentialPredicates(params ReadOnlySpan<ExistentialPredicate> items) =>
        Intern(new ExistentialPredicates(items.ToArray()));

    public Predicate.Trait TraitPredicate(BoundVars vars, TraitRef traitRef, bool isNegative = false) =>
        Intern<InternKeys.TraitPredicate, Predicate.Trait>(new(vars, traitRef, isNegative));

    /// <summary>An unbound goal <c>T: Trait</c>; the reference must have no escaping bound regions.</summary>
    public Predicate.Trait TraitPredicate(TraitRef traitRef) => TraitPredicate(Types.BoundVars.None, traitRef);

    public Predicate.Projection ProjectionPredicate(BoundVars vars, Ty.Alias alias, Ty term) =>
        Intern(new Predicate.Projection(vars, alias, term));

    public Predicate TypeOutlives(BoundVars vars, Ty ty, Region region) => Intern(new Predicate.TypeOutlives(vars, ty, region));

    public Predicate RegionOutlives(BoundVars vars, Region longer, Region shorter) =>
        Intern(new Predicate.RegionOutlives(vars, longer, shorter));

    public Predicate WellFormed(GenericArg arg) => Intern(new Predicate.WellFormed(arg));

    public Predicate DynCompatible(DefId trait) => Intern(new Predicate.DynCompatible(trait));

    public Predicate ConstHasType(Const constant, Ty ty) => Intern(new Predicate.ConstHasType(constant, ty));

    internal T Intern<T>(T candidate)
        where T : Interned =>
        Intern<InternKeys.Made<T>, T>(new(candidate));

    private T Intern<TKey, T>(scoped in TKey key)
        where TKey : struct, IInternKey<T>, allows ref struct
        where T : Interned =>
        (_shared is not null && (key.Flags & TypeFlags.BodyLocal) == 0 ? _shared._table : _table).Intern<TKey, T>(in key);
}

/// <summary>Types and regions that are needed everywhere, made once.</summary>
public sealed class CommonTypes
{
    private readonly Ty[] _primitives;

    internal CommonTypes(TypeInterner interner)
    {
        PrimTy[] kinds = Enum.GetValues<PrimTy>();
        _primitives = new Ty[kinds.Length];
        foreach (PrimTy kind in kinds)
        {
            _primitives[(int)kind] = interner.Intern(new Ty.Primitive(kind));
        }
        Never = interner.Intern(new Ty.Never());
        EmptyArgs = interner.Intern(new GenericArgs([]));
        EmptyTyList = interner.Intern(new TyList([]));
        Unit = interner.Intern(new Ty.Tuple(EmptyTyList));
        Static = interner.Intern(new Region.Static());
        Erased = interner.Intern(new Region.Erased());
        SelfParam = interner.Param(0, Symbol.Intern("Self"));
    }

    public Ty Bool => Of(PrimTy.Bool);

    public Ty Char => Of(PrimTy.Char);

    public Ty Str => Of(PrimTy.Str);

    public Ty I8 => Of(PrimTy.I8);

    public Ty I16 => Of(PrimTy.I16);

    public Ty I32 => Of(PrimTy.I32);

    public Ty I64 => Of(PrimTy.I64);

    public Ty I128 => Of(PrimTy.I128);

    public Ty Isize => Of(PrimTy.Isize);

    public Ty U8 => Of(PrimTy.U8);

    public Ty U16 => Of(PrimTy.U16);

    public Ty U32 => Of(PrimTy.U32);

    public Ty U64 => Of(PrimTy.U64);

    public Ty U128 => Of(PrimTy.U128);

    public Ty Usize => Of(PrimTy.Usize);

    public Ty F32 => Of(PrimTy.F32);

    public Ty F64 => Of(PrimTy.F64);

    public Ty Never { get; }

    public Ty Unit { get; }

    /// <summary>A trait's <c>Self</c>.</summary>
    public Ty SelfParam { get; }

    public GenericArgs EmptyArgs { get; }

    public TyList EmptyTyList { get; }

    public Region Static { get; }

    public Region Erased { get; }

    public Ty Of(PrimTy kind) => _primitives[(int)kind];
}
