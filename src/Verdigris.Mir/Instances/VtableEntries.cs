using System.Collections.Generic;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Instances;

/// <summary>An entry of a concrete type's vtable: a method, a supertrait's vtable, or nothing (a method whose bounds do not hold).</summary>
public readonly record struct VtableEntry(Instance? Method, ExistentialPredicates? Super);

/// <summary>The entries behind the header for a type made into an object.</summary>
public static class VtableEntries
{
    public static List<VtableEntry> Of(MonoQueries queries, InstanceResolver resolver, Ty ty, ExistentialPredicates predicates)
    {
        List<VtableEntry> entries = [];
        if (predicates.Principal is not { } principal)
        {
            return entries;
        }
        TypeContext types = queries.Types;
        GenericArgs principalArgs = VtableLayout.ArgsWithSelf(types, principal, ty);
        foreach (VtableSlot slot in VtableLayout.SlotsOf(queries, principal.Def))
        {
            GenericArgs traitArgs = VtableLayout.Normalize(queries, types.Types.Instantiate(slot.Trait.Args, principalArgs));
            if (slot.Method.IsNone)
            {
                entries.Add(new VtableEntry(null, SuperPredicates(types, slot.Trait.Trait, traitArgs)));
                continue;
            }
            entries.Add(new VtableEntry(resolver.ResolveForVtable(slot.Method, MethodArgs(types, slot.Method, traitArgs)), null));
        }
        return entries;
    }

    /// <summary>The method's own parameters are lifetimes only.</summary>
    private static GenericArgs MethodArgs(TypeContext types, DefId method, GenericArgs traitArgs)
    {
        Generics generics = types.GenericsOf(method);
        if (generics.Own.Length == 0)
        {
            return traitArgs;
        }
        GenericArg[] args = new GenericArg[generics.Count];
        for (int i = 0; i < args.Length; i++)
        {
            args[i] = i < traitArgs.Count ? traitArgs[i] : types.Common.Erased;
        }
        return types.Types.Args(args);
    }

    private static ExistentialPredicates SuperPredicates(TypeContext types, DefId trait, GenericArgs traitArgs) =>
        types.Types.ExistentialPredicates(types.Types.ExistentialTrait(BoundVars.None, trait, types.Types.Args(traitArgs.AsSpan()[1..])));
}
