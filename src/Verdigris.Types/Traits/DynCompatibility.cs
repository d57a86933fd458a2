using System.Collections.Generic;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Types.Traits;

/// <summary>Why a trait cannot be made into an object.</summary>
public enum DynViolationKind
{
    SizedSelf,
    /// <summary>A supertrait mentions <c>Self</c> in its arguments.</summary>
    SupertraitSelf,
    StaticMethod,
    /// <summary>A method mentions <c>Self</c> in a parameter.</summary>
    MethodSelfInParameter,
    MethodSelfInReturn,
    MethodGeneric,
    MethodAsync,
    MethodReturnImpl,
    MethodReceiver,
    AssocConst,
    GenericAssocType,
}

public readonly record struct DynViolation(DynViolationKind Kind, DefId Item);

/// <summary>Which traits can be made into objects. [items.traits.dyn-compatible]</summary>
public static class DynCompatibility
{
    public static bool IsDynCompatible(TypeContext context, DefId trait) => ViolationsOf(context, trait).Count == 0;

    public static List<DynViolation> ViolationsOf(TypeContext context, DefId trait)
    {
        List<DynViolation> violations = [];
        Predicate self = context.Types.TraitPredicate(context.Types.TraitRef(trait, context.IdentityArgsOf(trait)));
        DefId sized = context.LangItem(LangItem.Sized);
        foreach (Predicate predicate in Elaborator.Elaborate(context, [self]))
        {
            if (predicate is not Predicate.Trait bound || bound.TraitRef.SelfTy != context.Common.SelfParam)
            {
                continue;
            }
            if (bound.TraitRef.Trait == sized)
            {
                violations.Add(new DynViolation(DynViolationKind.SizedSelf, trait));
                continue;
            }
            if (MentionsSelf(bound.TraitRef.Args.AsSpan()[1..]))
            {
                violations.Add(new DynViolation(DynViolationKind.SupertraitSelf, bound.TraitRef.Trait));
            }
            foreach (AssocItem item in context.AssocItemsOf(bound.TraitRef.Trait).Items)
            {
                AddViolationOf(context, item, sized, violations);
            }
        }
        return violations;
    }

    /// <summary>A method that may be called on a trait object; others need <c>where Self: Sized</c>.</summary>
    public static bool IsVtableSafe(TypeContext context, AssocItem method)
    {
        List<DynViolation> violations = [];
        AddViolationOf(context, method, context.LangItem(LangItem.Sized), violations);
        return violations.Count == 0 && !RequiresSizedSelf(context, method.Id, context.LangItem(LangItem.Sized));
    }

    private static void AddViolationOf(TypeContext context, AssocItem item, DefId sized, List<DynViolation> violations)
    {
        if (RequiresSizedSelf(context, item.Id, sized))
        {
            return;
        }
        switch (item.Kind)
        {
            case DefKind.AssocConst:
                violations.Add(new DynViolation(DynViolationKind.AssocConst, item.Id));
                return;
            case DefKind.AssocTy:
                if (context.GenericsOf(item.Id).Own.Length > 0)
                {
                    violations.Add(new DynViolation(DynViolationKind.GenericAssocType, item.Id));
                }
                return;
        }
        if (!item.HasSelf)
        {
            violations.Add(new DynViolation(DynViolationKind.StaticMethod, item.Id));
            return;
        }
        foreach (GenericParamDef param in context.GenericsOf(item.Id).Own)
        {
            if (param.Kind != GenericParamKind.Lifetime)
            {
                violations.Add(new DynViolation(DynViolationKind.MethodGeneric, item.Id));
                return;
            }
        }
        FnSig sig = context.FnSigOf(item.Id).Value;
        foreach (Ty input in sig.Inputs[1..])
        {
            if (MentionsSelf(input))
            {
                violations.Add(new DynViolation(DynViolationKind.MethodSelfInParameter, item.Id));
                return;
            }
        }
        if (new ReturnedOpaqueFinder(context).Visit(sig.Output))
        {
            violations.Add(new DynViolation(DynViolationKind.MethodReturnImpl, item.Id));
        }
        else if (MentionsSelf(sig.Output))
        {
            violations.Add(new DynViolation(DynViolationKind.MethodSelfInReturn, item.Id));
        }
        if (!IsDispatchableReceiver(context, sig.Inputs[0]))
        {
            violations.Add(new DynViolation(DynViolationKind.MethodReceiver, item.Id));
        }
    }

    /// <summary><c>self</c>, <c>&amp;self</c>, <c>&amp;mut self</c>, smart pointers to <c>Self</c>, and pins of these.</summary>
    private static bool IsDispatchableReceiver(TypeContext context, Ty receiver) => receiver switch
    {
        Ty.Param { Index: 0 } => true,
        Ty.Ref it => it.Pointee == context.Common.SelfParam,
        Ty.RawPtr it => it.Pointee == context.Common.SelfParam,
        Ty.Adt it when it.Args.Count > 0 && it.Args[0] is Ty inner => inner == context.Common.SelfParam || IsDispatchableReceiver(context, inner),
        _ => false,
    };

    private static bool RequiresSizedSelf(TypeContext context, DefId item, DefId sized)
    {
        foreach (SpannedPredicate predicate in context.PredicatesOf(item).Own)
        {
            if (predicate.Predicate is Predicate.Trait trait && trait.TraitRef.Trait == sized && trait.TraitRef.SelfTy == context.Common.SelfParam)
            {
                return true;
            }
        }
        return false;
    }

    private static bool MentionsSelf(System.ReadOnlySpan<GenericArg> args)
    {
        foreach (GenericArg arg in args)
        {
            if (arg is Ty ty && MentionsSelf(ty))
            {
                return true;
            }
        }
        return false;
    }

    private static bool MentionsSelf(Ty ty) => new SelfFinder().Visit(ty);

    private sealed class ReturnedOpaqueFinder(TypeContext context) : TypeVisitor
    {
        public override bool Visit(Ty ty) => ty is Ty.Alias alias && context.KindOf(alias.Def) == DefKind.OpaqueTy || SuperVisit(ty);
    }

    /// <summary><c>Self::Item</c> is fine: the trait object's type says what it is.</summary>
    private sealed class SelfFinder : TypeVisitor
    {
        public override bool Visit(Ty ty) => ty switch
        {
            Ty.Param { Index: 0 } param => param.Name == s_self,
            Ty.Alias { Kind: AliasKind.Projection } alias when alias.Args[0] is Ty.Param { Index: 0 } => false,
            _ => SuperVisit(ty),
        };
    }

    private static readonly Symbol s_self = Symbol.Intern("Self");
}
