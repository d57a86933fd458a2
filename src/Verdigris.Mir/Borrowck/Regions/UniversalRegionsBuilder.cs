using System;
using System.Collections.Generic;
using Verdigris.Check;
using Verdigris.Check.Collect;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Borrowck.Regions;

/// <summary>Finds a body's universal regions and its signature in terms of them. The signature is not normalised yet.</summary>
internal sealed class UniversalRegionsBuilder(TypeContext context, LocalCrateFacts crate, TypeckResults results, Body body, RegionTable regions)
{
    private readonly List<Ty> _inputs = [];

    private TypeInterner Types => regions.Types;

    public UniversalRegions Build()
    {
        regions.NewUniversal(context.Common.Static);
        DefId root = crate.BodyOwnerOf(body.Def);
        Ty? closure = null;
        int closureTypeRegions = 0;
        int firstLocal = 1;
        if (body.Def != root)
        {
            if (crate.Hir.NodeOf(body.Def) is HirNode.Closure)
            {
                closure = Externalise(context.TypeOf(body.Def));
                closureTypeRegions = regions.Count - 1;
            }
            AddNamed(root, closure);
            firstLocal = regions.Count;
        }
        else
        {
            AddNamed(root, null);
        }
        Ty output = closure is not null ? ClosureSignature(closure) : ItemSignature(root);
        RegionVid env = default;
        if (closure is Ty.Closure { Kind: (ClosureKind.Fn or ClosureKind.FnMut) and var kind })
        {
            env = regions.NewUniversal(null);
            _inputs.Insert(0, Types.Ref(Types.RegionVar(env), closure, kind == ClosureKind.FnMut));
        }
        else if (closure is not null)
        {
            _inputs.Insert(0, closure);
        }
        RegionVid fnBody = regions.NewUniversal(null);
        return new UniversalRegions
        {
            FirstLocal = firstLocal,
            Count = regions.Count,
            ClosureTypeRegions = closureTypeRegions,
            ClosureEnv = env,
            FnBody = fnBody,
            // Variables for what typeck erased may be made only now: universal regions come first.
            Inputs = _inputs.ConvertAll(regions.Renumber),
            Output = regions.Renumber(output),
        };
    }

    /// <summary>
    /// The regions of an item without code. For a method, the signature that its trait wants is made concrete: its late-bound
    /// lifetimes are parameters.
    /// </summary>
    public static (UniversalRegions Regions, FnSig? Wanted) ForItem(TypeContext context, DefId def, Binder<FnSig>? wanted, RegionTable regions)
    {
        regions.NewUniversal(context.Common.Static);
        for (Generics generics = context.GenericsOf(def); ; generics = context.GenericsOf(generics.Parent))
        {
            foreach (GenericParamDef param in generics.Own)
            {
                if (param.Kind == GenericParamKind.Lifetime)
                {
                    regions.NewUniversal(context.IdentityArg(param).ExpectRegion());
                }
            }
            if (generics.Parent.IsNone)
            {
                break;
            }
        }
        FnSig? open = null;
        if (wanted is { } sig)
        {
            Region[] late = new Region[sig.Vars.Count];
            for (int i = 0; i < late.Length; i++)
            {
                late[i] = regions.Types.LateParam(def, i, sig.Vars[i]);
                regions.NewUniversal(late[i]);
            }
            open = regions.Types.Open(sig, index => late[index]);
        }
        RegionVid fnBody = regions.NewUniversal(null);
        open = open is null ? null : regions.Renumber(open);
        UniversalRegions universal = new()
        {
            FirstLocal = 1,
            Count = regions.Count,
            ClosureTypeRegions = 0,
            ClosureEnv = default,
            FnBody = fnBody,
            Inputs = open is null ? [] : [.. open.Inputs],
            Output = open?.Output ?? (context.KindOf(def) is DefKind.Struct or DefKind.Enum or DefKind.Union ? regions.Renumber(context.TypeOf(def)) : context.Common.Unit),
        };
        return (universal, open);
    }

    /// <summary>A closure's type with a new external region for each that it mentions.</summary>
    private Ty Externalise(Ty ty) => new RegionMapper(Types, _ => Types.RegionVar(regions.NewUniversal(null))).Fold(ty);

    /// <summary>The lifetimes that code in the body can name, but for its own late-bound ones if it is a closure.</summary>
    private void AddNamed(DefId root, Ty? closure)
    {
        Generics generics = context.GenericsOf(root);
        while (true)
        {
            foreach (GenericParamDef param in generics.Own)
            {
                if (param.Kind == GenericParamKind.Lifetime)
                {
                    Region early = context.IdentityArg(param).ExpectRegion();
                    // In a closure's type the enclosing item's parameters stand for themselves.
                    if (closure is not null && ArgsOf(closure)[param.Index] is Region.Var known)
                    {
                        regions.Alias(early, known.Id);
                    }
                    else
                    {
                        regions.NewUniversal(early);
                    }
                }
            }
            if (generics.Parent.IsNone)
            {
                break;
            }
            generics = context.GenericsOf(generics.Parent);
        }
        if (crate.HirSigOf(root) is not null)
        {
            AddLate(root, context.FnSigOf(root).Vars);
        }
        for (DefId around = context.ParentOf(body.Def); body.Def != root && around != root; around = context.ParentOf(around))
        {
            if (context.KindOf(around) == DefKind.Closure && context.TypeOf(around) is Ty.Closure { SigTy: Ty.FnPtr sig })
            {
                AddLate(around, sig.Sig.Vars);
            }
        }
    }

    private void AddLate(DefId scope, BoundVars vars)
    {
        for (int i = 0; i < vars.Count; i++)
        {
            regions.NewUniversal(Types.LateParam(scope, i, vars[i]));
        }
    }

    private static GenericArgs ArgsOf(Ty closure) => closure is Ty.Coroutine coroutine ? coroutine.Args : ((Ty.Closure)closure).Args;

    private Ty ClosureSignature(Ty type)
    {
        if (type is Ty.Coroutine coroutine)
        {
            _inputs.Add(results.FnSigs[body.Def].Inputs[0]);
            return coroutine.ReturnTy;
        }
        Binder<FnSig> sig = ((Ty.Closure)type).Sig;
        AddLate(body.Def, sig.Vars);
        FnSig open = Types.Open(sig, index => Types.LateParam(body.Def, index, sig.Vars[index]));
        if (open.Inputs[0] is Ty.Tuple tuple)
        {
            _inputs.AddRange(tuple.Elements.AsSpan());
        }
        return open.Output;
    }

    private Ty ItemSignature(DefId root)
    {
        if (body.Def == root && crate.HirSigOf(root) is not null)
        {
            Binder<FnSig> sig = context.FnSigOf(root);
            FnSig open = Types.Open(sig, index => Types.LateParam(root, index, sig.Vars[index]));
            _inputs.AddRange(open.Inputs);
            return open.Output;
        }
        // An inline constant's type is whatever its context makes of it: its regions are inferred.
        return body.Def != root || context.KindOf(root) == DefKind.AnonConst
            ? results.AdjustedTypeOf(crate.BodyOf(body.Def)!.Value)
            : context.TypeOf(root);
    }
}
