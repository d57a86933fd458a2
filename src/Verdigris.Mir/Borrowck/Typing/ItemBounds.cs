using System.Collections.Concurrent;
using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Borrowck.Typing;

/// <summary>
/// The where clauses of items that can have something to do with regions, each with what decides whether it has. Most uses of
/// most items need nothing, and this finds it out without building a type. Thread-safe.
/// </summary>
internal sealed class ItemBounds
{
    private const TypeFlags Regions = TypeFlags.HasFreeRegions | TypeFlags.HasBoundRegions;

    private readonly ConcurrentDictionary<DefId, ImmutableArray<ItemBound>> _bounds = new();

    /// <summary>The parent's first.</summary>
    public ImmutableArray<ItemBound> Of(TypeContext context, DefId item)
    {
        if (!_bounds.TryGetValue(item, out ImmutableArray<ItemBound> bounds))
        {
            bounds = Collect(context, item);
            _bounds.TryAdd(item, bounds);
        }
        return bounds;
    }

    /// <summary>Sizedness and the types of constants have nothing to do with regions.</summary>
    public static bool MatterFor(TypeContext context, Predicate predicate) => predicate switch
    {
        Predicate.Trait it => context.LangItemOf(it.TraitRef.Trait) is not (LangItem.Sized or LangItem.MetaSized or LangItem.PointeeSized or LangItem.Destruct),
        Predicate.ConstHasType or Predicate.DynCompatible => false,
        _ => true,
    };

    /// <summary>Whether a predicate that matters says anything of regions.</summary>
    public static bool SaysAnything(Predicate predicate) => (predicate.Flags & Regions) != 0 || predicate is Predicate.TypeOutlives;

    private ImmutableArray<ItemBound> Collect(TypeContext context, DefId item)
    {
        GenericPredicates predicates = context.PredicatesOf(item);
        ImmutableArray<ItemBound>.Builder found = ImmutableArray.CreateBuilder<ItemBound>();
        if (predicates.Parent.IsSome)
        {
            found.AddRange(Of(context, predicates.Parent));
        }
        foreach (SpannedPredicate predicate in predicates.Own)
        {
            if (MatterFor(context, predicate.Predicate))
            {
                ParamCollector collector = new() { HasOwnRegions = predicate.Predicate is Predicate.TypeOutlives };
                collector.Visit(predicate.Predicate);
                found.Add(new ItemBound(predicate.Predicate, predicate.Span, collector.HasOwnRegions, collector.Params.ToImmutable()));
            }
        }
        return found.ToImmutable();
    }

    private sealed class ParamCollector : TypeVisitor
    {
        public bool HasOwnRegions { get; set; }

        public ImmutableArray<int>.Builder Params { get; } = ImmutableArray.CreateBuilder<int>();

        public override bool Visit(Ty ty)
        {
            if (ty is Ty.Param param)
            {
                Add(param.Index);
            }
            return SuperVisit(ty);
        }

        public override bool Visit(Region region)
        {
            if (region is Region.EarlyParam param)
            {
                Add(param.Index);
            }
            else
            {
                HasOwnRegions |= (region.Flags & Regions) != 0;
            }
            return false;
        }

        private void Add(int index)
        {
            if (!Params.Contains(index))
            {
                Params.Add(index);
            }
        }
    }
}

/// <param name="HasOwnRegions">It says something of regions whatever the arguments are.</param>
/// <param name="Params">The indices of the type and lifetime parameters that it mentions.</param>
internal readonly record struct ItemBound(Predicate Predicate, SourceSpan Span, bool HasOwnRegions, ImmutableArray<int> Params)
{
    /// <summary>Whether it says anything of regions with these arguments.</summary>
    public bool Concerns(GenericArgs args)
    {
        if (HasOwnRegions)
        {
            return true;
        }
        foreach (int param in Params)
        {
            if ((args[param].Flags & (TypeFlags.HasFreeRegions | TypeFlags.HasBoundRegions)) != 0)
            {
                return true;
            }
        }
        return false;
    }
}
