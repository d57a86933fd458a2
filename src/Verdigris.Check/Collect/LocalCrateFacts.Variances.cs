using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Threading;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Collect;

/// <summary>
/// Variances of all ADTs of the crate, found together as a least fixpoint from "bivariant" upwards, because types may be
/// mutually recursive. Source: Altidor, Huang, Smaragdakis, "Taming the Wildcards" (PLDI 2011), as in rustc.
/// </summary>
public sealed partial class LocalCrateFacts
{
    private Dictionary<DefId, Variance[]>? _variances;

    public override Variances VariancesOf(TypeContext context, DefId def)
    {
        if (Definitions.KindOf(def.Index) is not (DefKind.Struct or DefKind.Enum or DefKind.Union))
        {
            Variance[] invariant = new Variance[context.GenericsOf(def).Count];
            System.Array.Fill(invariant, Variance.Invariant);
            if (NodeOf(def) is HirNode.OpaqueTy { Value: var opaque } && (!opaque.CapturesAllLifetimes || SaysWhatItCaptures(opaque)))
            {
                MarkUncaptured(context, def, opaque, invariant);
            }
            return new Variances([.. invariant]);
        }
        Dictionary<DefId, Variance[]> all = Volatile.Read(ref _variances) ?? ComputeVariances(context);
        return new Variances([.. all[def]]);
    }

    /// <summary><c>use&lt;…&gt;</c> among the bounds.</summary>
    private static bool SaysWhatItCaptures(HirOpaqueTy opaque)
    {
        foreach (HirBound bound in opaque.Bounds)
        {
            if (bound is HirBound.Use)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Lifetimes that <c>use&lt;…&gt;</c> leaves out, or that an <c>impl Trait</c> before edition 2024 does not mention are not part of it. [types.impl-trait]</summary>
    private void MarkUncaptured(TypeContext context, DefId def, HirOpaqueTy opaque, Variance[] variances)
    {
        LifetimeCollector mentioned = new(Definitions);
        mentioned.Visit(opaque.Bounds);
        for (Generics generics = context.GenericsOf(def); ; generics = context.GenericsOf(generics.Parent))
        {
            foreach (GenericParamDef param in generics.Own)
            {
                if (param.Kind == GenericParamKind.Lifetime && !mentioned.Lifetimes.Contains(param.Def))
                {
                    variances[param.Index] = Variance.Bivariant;
                }
            }
            if (generics.Parent.IsNone)
            {
                return;
            }
        }
    }

    private Dictionary<DefId, Variance[]> ComputeVariances(TypeContext context)
    {
        Dictionary<DefId, Variance[]> all = [];
        for (int i = 0; i < Definitions.Count; i++)
        {
            if (Definitions.KindOf(i) is DefKind.Struct or DefKind.Enum or DefKind.Union)
            {
                DefId adt = new(Definitions.Id, i);
                Variance[] variances = new Variance[context.GenericsOf(adt).Count];
                System.Array.Fill(variances, Variance.Bivariant);
                all.Add(adt, variances);
            }
        }
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach ((DefId adt, Variance[] variances) in all)
            {
                VarianceWalker walker = new(context, all, variances);
                AdtDef definition = context.AdtDefOf(adt);
                // PhantomData's parameter is what it is there for.
                if (definition.IsPhantomData)
                {
                    walker.Visit(context.IdentityArgsOf(adt)[0], Variance.Covariant);
                }
                bool isCell = definition.Flags.HasFlag(AdtFlags.IsUnsafeCell);
                foreach (VariantDef variant in definition.Variants)
                {
                    foreach (FieldDef field in variant.Fields)
                    {
                        walker.Visit(context.TypeOf(field.Def), isCell ? Variance.Invariant : Variance.Covariant);
                    }
                }
                changed |= walker.Changed;
            }
        }
        Volatile.Write(ref _variances, all);
        return all;
    }

    private sealed class VarianceWalker(TypeContext context, Dictionary<DefId, Variance[]> local, Variance[] variances)
    {
        public bool Changed { get; private set; }

        public void Visit(GenericArg arg, Variance variance)
        {
            if (variance == Variance.Bivariant)
            {
                return;
            }
            switch (arg)
            {
                case Ty.Param it:
                    Add(it.Index, variance);
                    break;
                case Region.EarlyParam it:
                    Add(it.Index, variance);
                    break;
                case Const.Param it:
                    Add(it.Index, Variance.Invariant);
                    break;
                case Const.Unevaluated it:
                    VisitAll(it.Args, Variance.Invariant);
                    break;
                case Ty.Adt it:
                    VisitAdt(it, variance);
                    break;
                case Ty.Array it:
                    Visit(it.Element, variance);
                    Visit(it.Length, Variance.Invariant);
                    break;
                case Ty.Slice it:
                    Visit(it.Element, variance);
                    break;
                case Ty.RawPtr it:
                    Visit(it.Pointee, it.IsMutable ? Variance.Invariant : variance);
                    break;
                case Ty.Ref it:
                    Visit(it.Region, variance);
                    Visit(it.Pointee, it.IsMutable ? Variance.Invariant : variance);
                    break;
                case Ty.Tuple it:
                    foreach (Ty element in it.Elements)
                    {
                        Visit(element, variance);
                    }
                    break;
                case Ty.FnPtr it:
                    foreach (Ty input in it.Sig.Value.Inputs)
                    {
                        Visit(input, Types.Infer.Inference.Compose(variance, Variance.Contravariant));
                    }
                    Visit(it.Sig.Value.Output, variance);
                    break;
                case Ty.Dynamic it:
                    VisitDynamic(it, variance);
                    break;
                case Ty.Alias it:
                    VisitAll(it.Args, Variance.Invariant);
                    break;
            }
        }

        private void VisitAdt(Ty.Adt adt, Variance variance)
        {
            ImmutableArray<Variance> known = local.TryGetValue(adt.Def.Id, out Variance[]? own)
                ? ImmutableCollectionsMarshal.AsImmutableArray(own)
                : context.VariancesOf(adt.Def.Id).Of;
            for (int i = 0; i < adt.Args.Count; i++)
            {
                Visit(adt.Args[i], Types.Infer.Inference.Compose(variance, known[i]));
            }
        }

        private void VisitDynamic(Ty.Dynamic dynamic, Variance variance)
        {
            Visit(dynamic.Region, variance);
            foreach (ExistentialPredicate predicate in dynamic.Predicates)
            {
                switch (predicate)
                {
                    case ExistentialPredicate.Trait it:
                        VisitAll(it.Args, Variance.Invariant);
                        break;
                    case ExistentialPredicate.Projection it:
                        VisitAll(it.Args, Variance.Invariant);
                        Visit(it.Term, Variance.Invariant);
                        break;
                }
            }
        }

        private void VisitAll(GenericArgs args, Variance variance)
        {
            foreach (GenericArg arg in args)
            {
                Visit(arg, variance);
            }
        }

        private void Add(int index, Variance variance)
        {
            Variance old = variances[index];
            Variance joined = old == Variance.Bivariant ? variance : old == variance ? old : Variance.Invariant;
            if (joined != old)
            {
                variances[index] = joined;
                Changed = true;
            }
        }
    }
}
