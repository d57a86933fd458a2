using System;
using Verdigris.Base;
using Verdigris.Types.Fold;

namespace Verdigris.Types.Infer;

/// <summary>Why two types are not related; the two are the innermost pair that differs.</summary>
public enum MismatchReason
{
    Sorts,
    /// <summary>A variable would contain itself.</summary>
    Cyclic,
    Mutability,
    TupleSize,
    ArgCount,
    ArrayLength,
    Abi,
    Unsafety,
    Traits,
    Integer,
    Float,
    Variadic,
}

/// <summary>The outcome of relating: default is success.</summary>
public readonly record struct Mismatch(MismatchReason Reason, GenericArg? Expected, GenericArg? Found)
{
    public bool IsOk => Expected is null;

    internal static Mismatch Ok => default;
}

/// <summary>
/// Unification. Types are related structurally with an ambient variance that only regions can feel: in
/// <see cref="RegionMode.Ignore"/> subtyping is equality. Projections must have been normalised.
/// </summary>
public sealed partial class Inference
{
    private const int MaxTypeDepth = 2000;
    private int _relateDepth;

    /// <summary>Makes the types equal, or says why not. What was bound before a mismatch stays bound: use a snapshot.</summary>
    public Mismatch Equate(Ty expected, Ty found) => Relate(Variance.Invariant, expected, found);

    /// <summary><paramref name="found"/> is a subtype of <paramref name="expected"/>.</summary>
    public Mismatch Subtype(Ty expected, Ty found) => Relate(Variance.Contravariant, expected, found);

    /// <summary>As <see cref="Equate"/>, but leaves no trace when it fails.</summary>
    public bool TryEquate(Ty expected, Ty found)
    {
        Snapshot snapshot = Begin();
        if (Equate(expected, found).IsOk)
        {
            Commit(snapshot);
            return true;
        }
        RollBack(snapshot);
        return false;
    }

    /// <summary>Why the types cannot be made equal, for messages; nothing is learned from trying.</summary>
    public Mismatch WhyDifferent(Ty expected, Ty found)
    {
        Snapshot snapshot = Begin();
        Mismatch mismatch = Equate(expected, found);
        RollBack(snapshot);
        return mismatch;
    }

    /// <summary>Whether the two could be made equal.</summary>
    public bool CanEquate(Ty a, Ty b)
    {
        Snapshot snapshot = Begin();
        bool isOk = Equate(a, b).IsOk;
        RollBack(snapshot);
        return isOk;
    }

    public Mismatch Equate(TraitRef expected, TraitRef found) =>
        expected.Trait == found.Trait
            ? RelateArgs(Variance.Invariant, expected.Args, found.Args)
            : new Mismatch(MismatchReason.Traits, expected.SelfTy, found.SelfTy);

    public Mismatch EquateArgs(GenericArgs expected, GenericArgs found) => RelateArgs(Variance.Invariant, expected, found);

    public Mismatch Equate(Const expected, Const found) => Relate(expected, found);

    /// <summary>Covariant: <paramref name="a"/> is a subtype of <paramref name="b"/>.</summary>
    public Mismatch Relate(Variance variance, Ty a, Ty b)
    {
        if (a == b && (RegionMode == RegionMode.Ignore || (a.Flags & TypeFlags.HasRegionVar) == 0))
        {
            return Mismatch.Ok;
        }
        a = Shallow(a);
        b = Shallow(b);
        if (a == b)
        {
            return Mismatch.Ok;
        }
        if (a is Ty.Error || b is Ty.Error)
        {
            // Poison agrees with everything, and poisons the variables it meets.
            if (a is Ty.Infer)
            {
                return Bind((Ty.Infer)a, b);
            }
            return b is Ty.Infer ? Bind((Ty.Infer)b, a) : Mismatch.Ok;
        }
        if (++_relateDepth > MaxTypeDepth)
        {
            _relateDepth--;
            return new Mismatch(MismatchReason.Cyclic, a, b);
        }
        Mismatch result = RelateShapes(variance, a, b);
        _relateDepth--;
        return result;
    }

    /// <summary>Covariant: <paramref name="a"/> outlives <paramref name="b"/>, as for <c>&amp;'a T &lt;: &amp;'b T</c>.</summary>
    public void Relate(Variance variance, Region a, Region b)
    {
        if (a == b)
        {
            return;
        }
        if (RegionMode == RegionMode.Ignore)
        {
            a = Shallow(a);
            b = Shallow(b);
            if (a == b)
            {
                return;
            }
            if (a is Region.Var left)
            {
                Bind(left, b);
            }
            else if (b is Region.Var right)
            {
                Bind(right, a);
            }
            return;
        }
        if (variance is Variance.Covariant or Variance.Invariant)
        {
            RegionConstraints.Add(new RegionConstraint(a, b));
        }
        if (variance is Variance.Contravariant or Variance.Invariant)
        {
            RegionConstraints.Add(new RegionConstraint(b, a));
        }
    }

    private Mismatch RelateShapes(Variance variance, Ty a, Ty b)
    {
        switch (a, b)
        {
            case (Ty.Infer left, Ty.Infer right):
                return Unite(left, right);
            case (Ty.Infer left, _):
                return Bind(left, b);
            case (_, Ty.Infer right):
                return Bind(right, a);
            case (Ty.Adt left, Ty.Adt right) when left.Def == right.Def:
                return RelateAdtArgs(variance, left, right);
            case (Ty.Ref left, Ty.Ref right):
                if (left.IsMutable != right.IsMutable)
                {
                    return new Mismatch(MismatchReason.Mutability, a, b);
                }
                Relate(variance, left.Region, right.Region);
                return Relate(left.IsMutable ? Variance.Invariant : variance, left.Pointee, right.Pointee);
            case (Ty.RawPtr left, Ty.RawPtr right):
                return left.IsMutable != right.IsMutable
                    ? new Mismatch(MismatchReason.Mutability, a, b)
                    : Relate(left.IsMutable ? Variance.Invariant : variance, left.Pointee, right.Pointee);
            case (Ty.Tuple left, Ty.Tuple right):
                return left.Elements.Count != right.Elements.Count
                    ? new Mismatch(MismatchReason.TupleSize, a, b)
                    : RelateLists(variance, left.Elements.AsSpan(), right.Elements.AsSpan());
            case (Ty.Array left, Ty.Array right):
            {
                Mismatch element = Relate(variance, left.Element, right.Element);
                if (!element.IsOk)
                {
                    return element;
                }
                return Relate(left.Length, right.Length).IsOk ? Mismatch.Ok : new Mismatch(MismatchReason.ArrayLength, a, b);
            }
            case (Ty.Slice left, Ty.Slice right):
                return Relate(variance, left.Element, right.Element);
            case (Ty.FnDef left, Ty.FnDef right) when left.Def == right.Def:
                return RelateArgs(Variance.Invariant, left.Args, right.Args);
            case (Ty.Closure left, Ty.Closure right) when left.Def == right.Def:
                return RelateArgs(Variance.Invariant, left.Args, right.Args);
            case (Ty.Coroutine left, Ty.Coroutine right) when left.Def == right.Def:
                return RelateArgs(Variance.Invariant, left.Args, right.Args);
            case (Ty.FnPtr left, Ty.FnPtr right):
                return RelateSigs(variance, left, right);
            case (Ty.Dynamic left, Ty.Dynamic right):
            {
                Relate(variance, left.Region, right.Region);
                return RelateBounds(left, right);
            }
            case (Ty.Alias left, Ty.Alias right) when left.Def == right.Def:
                return left.Kind == AliasKind.Opaque && RegionMode == RegionMode.Constrain
                    ? RelateOpaqueArgs(left, right)
                    : RelateArgs(Variance.Invariant, left.Args, right.Args);
            case (Ty.Param left, Ty.Param right) when left.Index == right.Index:
                return Mismatch.Ok;
            default:
                return new Mismatch(MismatchReason.Sorts, a, b);
        }
    }

    /// <summary>Lifetimes that an opaque type does not capture may differ.</summary>
    private Mismatch RelateOpaqueArgs(Ty.Alias a, Ty.Alias b)
    {
        Variances variances = Context.VariancesOf(a.Def);
        for (int i = 0; i < a.Args.Count; i++)
        {
            Mismatch arg = RelateArg(variances.Of[i], a.Args[i], b.Args[i]);
            if (!arg.IsOk)
            {
                return arg;
            }
        }
        return Mismatch.Ok;
    }

    private Mismatch RelateAdtArgs(Variance variance, Ty.Adt a, Ty.Adt b)
    {
        if (RegionMode == RegionMode.Ignore || variance == Variance.Invariant)
        {
            return RelateArgs(Variance.Invariant, a.Args, b.Args);
        }
        Variances variances = Context.VariancesOf(a.Def.Id);
        for (int i = 0; i < a.Args.Count; i++)
        {
            Mismatch arg = RelateArg(Compose(variance, variances.Of[i]), a.Args[i], b.Args[i]);
            if (!arg.IsOk)
            {
                return arg;
            }
        }
        return Mismatch.Ok;
    }

    private Mismatch RelateArgs(Variance variance, GenericArgs a, GenericArgs b)
    {
        if (a.Count != b.Count)
        {
            throw new CompilerBug($"arguments of different length are related: {a} and {b}");
        }
        for (int i = 0; i < a.Count; i++)
        {
            Mismatch arg = RelateArg(variance, a[i], b[i]);
            if (!arg.IsOk)
            {
                return arg;
            }
        }
        return Mismatch.Ok;
    }

    private Mismatch RelateArg(Variance variance, GenericArg a, GenericArg b)
    {
        if (variance == Variance.Bivariant)
        {
            return Mismatch.Ok;
        }
        switch (a, b)
        {
            case (Ty left, Ty right):
                return Relate(variance, left, right);
            case (Region left, Region right):
                Relate(variance, left, right);
                return Mismatch.Ok;
            case (Const left, Const right):
                return Relate(left, right);
            default:
                throw new CompilerBug($"arguments of different kind are related: {a} and {b}");
        }
    }

    private Mismatch RelateLists(Variance variance, ReadOnlySpan<Ty> a, ReadOnlySpan<Ty> b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            Mismatch item = Relate(variance, a[i], b[i]);
            if (!item.IsOk)
            {
                return item;
            }
        }
        return Mismatch.Ok;
    }

    private Mismatch RelateSigs(Variance variance, Ty.FnPtr left, Ty.FnPtr right)
    {
        (FnSig a, FnSig b) = (left.Sig.Value, right.Sig.Value);
        if (a.IsUnsafe != b.IsUnsafe)
        {
            return new Mismatch(MismatchReason.Unsafety, left, right);
        }
        if (a.Abi != b.Abi)
        {
            return new Mismatch(MismatchReason.Abi, left, right);
        }
        if (a.IsVariadic != b.IsVariadic)
        {
            return new Mismatch(MismatchReason.Variadic, left, right);
        }
        if (a.Inputs.Length != b.Inputs.Length)
        {
            return new Mismatch(MismatchReason.ArgCount, left, right);
        }
        if (RegionMode == RegionMode.Ignore || (left.Sig.Vars.Count == 0 && right.Sig.Vars.Count == 0))
        {
            return RelateOpenSigs(variance, Types.EraseLateBound(left.Sig), Types.EraseLateBound(right.Sig));
        }
        if (variance is Variance.Covariant or Variance.Invariant)
        {
            // The placeholders come first, so that the variables may be chosen to be them.
            FnSig wanted = OpenUniversally(right.Sig);
            Mismatch forwards = RelateOpenSigs(Variance.Covariant, OpenExistentially(left.Sig), wanted);
            if (!forwards.IsOk)
            {
                return forwards;
            }
        }
        return variance is Variance.Contravariant or Variance.Invariant
            ? RelateOpenSigs(Variance.Contravariant, OpenUniversally(left.Sig), OpenExistentially(right.Sig))
            : Mismatch.Ok;
    }

    private Mismatch RelateOpenSigs(Variance variance, FnSig a, FnSig b)
    {
        Mismatch inputs = RelateLists(Flip(variance), a.Inputs, b.Inputs);
        return inputs.IsOk ? Relate(variance, a.Output, b.Output) : inputs;
    }

    private Mismatch RelateBounds(Ty.Dynamic left, Ty.Dynamic right)
    {
        (ExistentialPredicates a, ExistentialPredicates b) = (left.Predicates, right.Predicates);
        if (a.Count != b.Count)
        {
            return new Mismatch(MismatchReason.Traits, left, right);
        }
        for (int i = 0; i < a.Count; i++)
        {
            Mismatch bound;
            switch (a[i], b[i])
            {
                case (ExistentialPredicate.Trait x, ExistentialPredicate.Trait y) when x.Def == y.Def:
                    bound = RelateArgs(Variance.Invariant, OpenBound(x.Args, x.Vars), OpenBound(y.Args, y.Vars));
                    break;
                case (ExistentialPredicate.Projection x, ExistentialPredicate.Projection y) when x.Def == y.Def:
                    bound = RelateArgs(Variance.Invariant, OpenBound(x.Args, x.Vars), OpenBound(y.Args, y.Vars));
                    bound = bound.IsOk ? Relate(Variance.Invariant, OpenBound(x.Term, x.Vars), OpenBound(y.Term, y.Vars)) : bound;
                    break;
                case (ExistentialPredicate.AutoTrait x, ExistentialPredicate.AutoTrait y) when x.Def == y.Def:
                    bound = Mismatch.Ok;
                    break;
                default:
                    bound = new Mismatch(MismatchReason.Traits, left, right);
                    break;
            }
            if (!bound.IsOk)
            {
                return bound;
            }
        }
        return Mismatch.Ok;
    }

    // Bounds of trait objects are invariant, so equal binders are compared through the same placeholders.
    private GenericArgs OpenBound(GenericArgs args, BoundVars vars) =>
        Types.Open(args, RegionMode == RegionMode.Ignore ? ErasedFor : index => Types.Placeholder(int.MaxValue, index, vars[index]));

    private Ty OpenBound(Ty ty, BoundVars vars) =>
        Types.Open(ty, RegionMode == RegionMode.Ignore ? ErasedFor : index => Types.Placeholder(int.MaxValue, index, vars[index]));

    private Region ErasedFor(int index) => Types.Common.Erased;

    private Mismatch Relate(Const a, Const b)
    {
        a = Shallow(a);
        b = Shallow(b);
        if (a == b || a is Const.Error || b is Const.Error)
        {
            return Mismatch.Ok;
        }
        switch (a, b)
        {
            case (Const.Infer left, _):
                return Bind(left, b);
            case (_, Const.Infer right):
                return Bind(right, a);
            case (Const.Unevaluated left, Const.Unevaluated right) when left.Def == right.Def:
                return RelateArgs(Variance.Invariant, left.Args, right.Args);
            default:
                return new Mismatch(MismatchReason.Sorts, a, b);
        }
    }

    private Mismatch Unite(Ty.Infer a, Ty.Infer b)
    {
        TyVid left = a.Id;
        TyVid right = b.Id;
        TyVar leftData = _tyVars[left];
        TyVar rightData = _tyVars[right];
        if (leftData.Kind != InferKind.General && rightData.Kind != InferKind.General && leftData.Kind != rightData.Kind)
        {
            return new Mismatch(leftData.Kind == InferKind.Integer ? MismatchReason.Integer : MismatchReason.Float, a, b);
        }
        // The older variable stays the root, so that chains do not grow with each new temporary.
        (TyVid root, TyVid child) = left.Index < right.Index ? (left, right) : (right, left);
        TyVar rootData = _tyVars[root];
        rootData.Kind = leftData.Kind == InferKind.General ? rightData.Kind : leftData.Kind;
        rootData.IsDiverging = leftData.IsDiverging && rightData.IsDiverging;
        Set(root, rootData);
        TyVar childData = _tyVars[child];
        childData.Parent = root;
        Set(child, childData);
        return Mismatch.Ok;
    }

    private Mismatch Bind(Ty.Infer variable, Ty value)
    {
        TyVar data = _tyVars[variable.Id];
        bool fits = data.Kind switch
        {
            InferKind.General => true,
            InferKind.Integer => value.IsIntegral || value is Ty.Error,
            InferKind.Float => value.IsFloat || value is Ty.Error,
        };
        if (!fits)
        {
            return new Mismatch(data.Kind == InferKind.Integer ? MismatchReason.Integer : MismatchReason.Float, variable, value);
        }
        if (value.HasInfer && Occurs(variable.Id, value))
        {
            return new Mismatch(MismatchReason.Cyclic, variable, value);
        }
        data.Value = value;
        Set(variable.Id, data);
        return Mismatch.Ok;
    }

    private Mismatch Bind(Const.Infer variable, Const value)
    {
        ConstVar data = _constVars[variable.Id];
        Log(new Undo(UndoKind.SetConstVar, variable.Id.Index, default, data));
        if (value is Const.Infer other)
        {
            data.Parent = other.Id;
        }
        else
        {
            data.Value = value;
        }
        _constVars[variable.Id] = data;
        Version++;
        return Mismatch.Ok;
    }

    private void Bind(Region.Var variable, Region value)
    {
        // A bound region means nothing outside its binder, so it cannot be what a variable stands for.
        if (value is Region.Bound)
        {
            return;
        }
        Log(new Undo(UndoKind.SetRegionVar, variable.Id.Index, default, null));
        _regionVars[variable.Id.Index] = value;
    }

    private bool Occurs(TyVid variable, Ty inside) => new OccursCheck(this, variable).Visit(inside);

    private static Variance Flip(Variance variance) => variance switch
    {
        Variance.Covariant => Variance.Contravariant,
        Variance.Contravariant => Variance.Covariant,
        Variance.Invariant or Variance.Bivariant => variance,
    };

    /// <summary>The variance of a position of variance <paramref name="inner"/> inside one of variance <paramref name="outer"/>.</summary>
    public static Variance Compose(Variance outer, Variance inner) => (outer, inner) switch
    {
        (Variance.Bivariant, _) or (_, Variance.Bivariant) => Variance.Bivariant,
        (Variance.Invariant, _) or (_, Variance.Invariant) => Variance.Invariant,
        (Variance.Covariant, _) => inner,
        (Variance.Contravariant, _) => Flip(inner),
        _ => throw new CompilerBug("unknown variance"),
    };

    private sealed class OccursCheck(Inference inference, TyVid variable) : TypeVisitor
    {
        public override bool Visit(Ty ty)
        {
            if (!ty.HasInfer)
            {
                return false;
            }
            ty = inference.Shallow(ty);
            return ty is Ty.Infer infer ? infer.Id == variable : SuperVisit(ty);
        }
    }
}
