using System.Collections.Generic;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;

namespace Verdigris.Types.Traits;

/// <summary>All impls of one trait that a crate can see: blanket ones, and others by the shape of their self type.</summary>
public sealed class TraitImpls
{
    private readonly List<DefId> _blanket = [];
    private readonly Dictionary<SimplifiedTy, List<DefId>> _byShape = [];

    private TraitImpls()
    {
    }

    /// <summary>Impls whose self type is a parameter or alias.</summary>
    public IReadOnlyList<DefId> Blanket => _blanket;

    /// <summary>Every impl, in crate and source order.</summary>
    public List<DefId> All { get; } = [];

    public IReadOnlyList<DefId> WithShape(SimplifiedTy shape) => _byShape.TryGetValue(shape, out List<DefId>? impls) ? impls : [];

    public static TraitImpls Of(TypeContext context, DefId trait)
    {
        if (context.SolverCache.Impls.TryGetValue(trait, out TraitImpls? known))
        {
            return known;
        }
        TraitImpls result = new();
        foreach (CrateId crate in context.VisibleCrates)
        {
            foreach ((DefId impl, SimplifiedTy shape) in context.Program.FactsOf(crate).ImplsOf(context, trait))
            {
                result.All.Add(impl);
                if (shape.IsAny)
                {
                    result._blanket.Add(impl);
                    continue;
                }
                if (!result._byShape.TryGetValue(shape, out List<DefId>? list))
                {
                    list = [];
                    result._byShape.Add(shape, list);
                }
                list.Add(impl);
            }
        }
        return context.SolverCache.Impls.GetOrAdd(trait, result);
    }
}
