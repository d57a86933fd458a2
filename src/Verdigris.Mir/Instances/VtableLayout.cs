using System;
using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Instances;

/// <summary>One entry of a vtable after drop glue, size and alignment.</summary>
/// <param name="Trait">The trait whose method it is, in terms of the principal's own parameters (<c>Self</c> is 0).</param>
/// <param name="Method">None: a pointer to the vtable of the supertrait, for upcasting.</param>
public readonly record struct VtableSlot(TraitRef Trait, DefId Method);

/// <summary>
/// The order of entries in a vtable: drop glue, size, alignment, then for each supertrait, depth first and before the trait
/// itself, its methods, and behind them a pointer to the supertrait's own vtable, so that every upcast is one load.
/// </summary>
public static class VtableLayout
{
    public const int DropIndex = 0;

    public const int SizeIndex = 1;

    public const int AlignIndex = 2;

    public const int HeaderLength = 3;

    /// <summary>All slots behind the header for a principal trait.</summary>
    public static List<VtableSlot> SlotsOf(MonoQueries queries, DefId principal)
    {
        TypeContext types = queries.Types;
        List<VtableSlot> slots = [];
        TraitRef self = types.Types.TraitRef(principal, types.Types.EraseRegions(types.IdentityArgsOf(principal)));
        Add(queries, self, self, slots, []);
        return slots;
    }

    /// <summary>The index of a trait's method in the vtable of an object type.</summary>
    public static int SlotOf(MonoQueries queries, Ty.Dynamic self, TraitRef trait, DefId method)
    {
        ExistentialPredicate.Trait principal = self.Predicates.Principal ?? throw new CompilerBug($"{self} has no methods");
        GenericArgs principalArgs = ArgsWithSelf(queries.Types, principal, self);
        List<VtableSlot> slots = SlotsOf(queries, principal.Def);
        int candidate = -1;
        for (int i = 0; i < slots.Count; i++)
        {
            if (slots[i].Method != method)
            {
                continue;
            }
            candidate = i;
            // A trait may be a supertrait twice with other arguments.
            if (Normalize(queries, queries.Types.Types.Instantiate(slots[i].Trait.Args, principalArgs)) == trait.Args)
            {
                return HeaderLength + i;
            }
        }
        return candidate >= 0 ? HeaderLength + candidate : throw new CompilerBug($"method {queries.Types.Crates.NameOf(method)} has no place in the vtable of {self}");
    }

    /// <summary>Where the vtable of one principal has the pointer to the vtable of another; null if they are the same.</summary>
    public static int? UpcastSlot(MonoQueries queries, DefId from, DefId to)
    {
        if (from == to)
        {
            return null;
        }
        List<VtableSlot> slots = SlotsOf(queries, from);
        for (int i = 0; i < slots.Count; i++)
        {
            if (slots[i].Trait.Trait == to && slots[i].Method.IsNone)
            {
                return HeaderLength + i;
            }
        }
        throw new CompilerBug("an upcast goes to a trait that is no supertrait");
    }

    /// <summary>The principal's arguments with the self type in front.</summary>
    public static GenericArgs ArgsWithSelf(TypeContext types, ExistentialPredicate.Trait principal, Ty self)
    {
        Region erased = types.Common.Erased;
        GenericArgs rest = types.Types.EraseRegions(types.Types.Open(principal.Args, _ => erased));
        GenericArg[] args = new GenericArg[rest.Count + 1];
        args[0] = self;
        rest.AsSpan().CopyTo(args.AsSpan(1));
        return types.Types.Args(args);
    }

    /// <summary>Methods that can be called on an object: those with a receiver, no type parameters and no <c>Self: Sized</c>.</summary>
    public static bool IsDispatchable(MonoQueries queries, AssocItem item)
    {
        if (item.Kind != DefKind.AssocFn || !item.HasSelf)
        {
            return false;
        }
        foreach (GenericParamDef param in queries.Types.GenericsOf(item.Id).Own)
        {
            if (param.Kind != GenericParamKind.Lifetime)
            {
                return false;
            }
        }
        DefId sized = queries.LangItem(LangItem.Sized);
        foreach (SpannedPredicate predicate in queries.Types.PredicatesOf(item.Id).Own)
        {
            if (predicate.Predicate is Predicate.Trait { TraitRef: { } traitRef } && traitRef.Trait == sized && traitRef.SelfTy is Ty.Param { Index: 0 })
            {
                return false;
            }
        }
        return true;
    }

    public static GenericArgs Normalize(MonoQueries queries, GenericArgs args)
    {
        GenericArg[] normal = new GenericArg[args.Count];
        for (int i = 0; i < normal.Length; i++)
        {
            normal[i] = args[i] is Ty ty ? queries.Normalize(ty) : args[i] is Region ? queries.Types.Common.Erased : args[i];
        }
        return queries.Types.Types.Args(normal);
    }

    private static void Add(MonoQueries queries, TraitRef principal, TraitRef trait, List<VtableSlot> slots, HashSet<TraitRef> seen)
    {
        TypeContext types = queries.Types;
        if (!seen.Add(trait))
        {
            return;
        }
        foreach (SpannedPredicate predicate in types.SuperPredicatesOf(trait.Trait).Own)
        {
            if (predicate.Predicate is Predicate.Trait { TraitRef: { } super } bound && super.SelfTy is Ty.Param { Index: 0 } && super.Trait != trait.Trait)
            {
                TraitRef opened = ((Predicate.Trait)types.Types.Open(bound, _ => types.Common.Erased)).TraitRef;
                Add(queries, principal, types.Types.EraseRegions(types.Types.Instantiate(opened, trait.Args)), slots, seen);
            }
        }
        foreach (AssocItem item in types.AssocItemsOf(trait.Trait).Items)
        {
            if (IsDispatchable(queries, item))
            {
                slots.Add(new VtableSlot(trait, item.Id));
            }
        }
        if (trait != principal)
        {
            slots.Add(new VtableSlot(trait, default));
        }
    }
}
