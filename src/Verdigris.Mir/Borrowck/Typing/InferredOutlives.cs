using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Borrowck.Typing;

/// <summary>
/// The outlives bounds that a type's fields imply: <c>struct S&lt;'a, T&gt;(&amp;'a T)</c> needs <c>T: 'a</c> without saying so. [RFC 2093]
/// A least fixpoint over the types that the fields mention.
/// </summary>
internal static class InferredOutlives
{
    // Answers are the same for whoever asks; a lost race computes one twice.
    private static readonly ConditionalWeakTable<AdtDef, IReadOnlyList<Predicate>> s_known = [];

    /// <summary>In terms of the type's own parameters; its written bounds are not among them.</summary>
    public static IReadOnlyList<Predicate> Of(TypeContext context, AdtDef adt)
    {
        if (s_known.TryGetValue(adt, out IReadOnlyList<Predicate>? known))
        {
            return known;
        }
        Dictionary<AdtDef, HashSet<Predicate>> all = [];
        Dictionary<AdtDef, List<Predicate>> ordered = [];
        List<AdtDef> reached = [adt];
        all.Add(adt, []);
        ordered.Add(adt, []);
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = 0; i < reached.Count; i++)
            {
                AdtDef current = reached[i];
                FieldWalker walker = new(context, all, ordered, reached, current);
                foreach (VariantDef variant in current.Variants)
                {
                    foreach (FieldDef field in variant.Fields)
                    {
                        walker.Visit(context.TypeOf(field.Def));
                    }
                }
                changed |= walker.Changed;
            }
        }
        IReadOnlyList<Predicate> result = ordered[adt];
        s_known.AddOrUpdate(adt, result);
        return result;
    }

    private sealed class FieldWalker(
        TypeContext context, Dictionary<AdtDef, HashSet<Predicate>> all, Dictionary<AdtDef, List<Predicate>> ordered, List<AdtDef> reached, AdtDef of)
        : TypeVisitor
    {
        public bool Changed { get; private set; }

        public override bool Visit(Ty ty)
        {
            switch (ty)
            {
                case Ty.Ref it when !it.HasEscapingBoundVars:
                    AddOutlives(it.Pointee, it.Region);
                    break;
                case Ty.Adt it when !it.HasEscapingBoundVars:
                    if (s_known.TryGetValue(it.Def, out IReadOnlyList<Predicate>? known))
                    {
                        AddInstances(known, it.Args);
                    }
                    else
                    {
                        if (all.TryAdd(it.Def, []))
                        {
                            ordered.Add(it.Def, []);
                            reached.Add(it.Def);
                            Changed = true;
                        }
                        AddInstances([.. ordered[it.Def]], it.Args);
                    }
                    foreach (SpannedPredicate written in context.PredicatesOf(it.Def.Id).Own)
                    {
                        AddInstances([written.Predicate], it.Args);
                    }
                    break;
            }
            return SuperVisit(ty);
        }

        private void AddInstances(IReadOnlyList<Predicate> predicates, GenericArgs args)
        {
            foreach (Predicate predicate in predicates)
            {
                if (predicate.Vars.Count != 0)
                {
                    continue;
                }
                switch (context.Types.Instantiate(predicate, args))
                {
                    case Predicate.TypeOutlives outlives:
                        AddOutlives(outlives.Ty, outlives.Region);
                        break;
                    case Predicate.RegionOutlives outlives:
                        AddRegionOutlives(outlives.Longer, outlives.Shorter);
                        break;
                }
            }
        }

        private void AddOutlives(Ty ty, Region region)
        {
            if (region is not Region.EarlyParam)
            {
                // 'static must be written.
                return;
            }
            List<GenericArg> components = [];
            OutlivesComponents.Collect(ty, components);
            foreach (GenericArg component in components)
            {
                if (component is Region longer)
                {
                    AddRegionOutlives(longer, region);
                }
                else if (component is Ty generic)
                {
                    Add(context.Types.TypeOutlives(BoundVars.None, generic, region));
                }
            }
        }

        private void AddRegionOutlives(Region longer, Region shorter)
        {
            if (longer is Region.EarlyParam && shorter is Region.EarlyParam && longer != shorter)
            {
                Add(context.Types.RegionOutlives(BoundVars.None, longer, shorter));
            }
        }

        private void Add(Predicate predicate)
        {
            if (all[of].Add(predicate))
            {
                ordered[of].Add(predicate);
                Changed = true;
            }
        }
    }
}
