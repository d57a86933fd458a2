using System.Collections.Generic;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Borrowck.Typing;

/// <summary>Answers that other bodies, or this one, got before.</summary>
internal sealed partial class RegionProver
{
    /// <summary>What keeps a question from being asked apart from its body. A closure occurs in one body only.</summary>
    private const TypeFlags OfBody = TypeFlags.HasInfer | TypeFlags.HasPlaceholder | TypeFlags.HasError | TypeFlags.HasClosure;

    /// <summary>Puts this body's regions into a template.</summary>
    private readonly record struct Applied(RegionTemplate Template, RegionVid[] Regions);

    /// <summary>Asks and demands what the answer demands; null if it has to be worked out here.</summary>
    /// <param name="subject">With this body's regions.</param>
    /// <param name="erased">The same with erased regions, if the subject's are all different; null if that is not known.</param>
    private Applied? TryTemplate(RegionQuestionKind kind, Interned subject, Interned? erased, DefId item, Blame blame)
    {
        if (templates is null || (subject.Flags & OfBody) != 0)
        {
            return null;
        }
        List<RegionVid> inputs = [];
        Interned asked = subject;
        if ((subject.Flags & TypeFlags.HasFreeRegions) != 0)
        {
            RegionCollector collector = new(Types, regions, inputs, isCanonical: erased is null);
            Interned folded = collector.FoldAny(subject);
            asked = erased ?? folded;
        }
        RegionTemplate template = templates.Answer(_context, env, new RegionQuestion(kind, asked, item));
        if (!template.IsUsable || template.Inputs != inputs.Count)
        {
            return null;
        }
        RegionVid[] mine = new RegionVid[1 + inputs.Count + template.Others.Length];
        mine[0] = UniversalRegions.Static;
        inputs.CopyTo(mine, 1);
        for (int i = 0; i < template.Others.Length; i++)
        {
            mine[1 + inputs.Count + i] = template.Others[i] is { } named ? regions.VidOf(named) : regions.New(0);
        }
        foreach (TemplateConstraint constraint in template.Constraints)
        {
            regions.AddOutlives(mine[constraint.Longer], mine[constraint.Shorter], BlameFor(constraint.Category, constraint.BoundSpan, blame));
        }
        foreach (TemplateTypeTest test in template.TypeTests)
        {
            RequireComponentOutlives(Instantiate(test.Generic, mine), mine[test.Shorter], BlameFor(test.Category, test.BoundSpan, blame));
        }
        return new Applied(template, mine);
    }

    private static Blame BlameFor(ConstraintCategory category, Base.Source.SourceSpan boundSpan, Blame blame) =>
        category == ConstraintCategory.Predicate ? blame with { Category = category, BoundSpan = boundSpan } : blame;

    private Ty Instantiate(Ty ty, RegionVid[] mine) => new TemplateInstantiator(Types, mine).Fold(ty);

    private FnSig Instantiate(FnSig sig, RegionVid[] mine) => new TemplateInstantiator(Types, mine).Fold(sig);

    private sealed class TemplateInstantiator(TypeInterner types, RegionVid[] mine) : TypeFolder(types)
    {
        public override Region Fold(Region region) =>
            region is Region.Canonical canonical ? Interner.RegionVar(mine[canonical.Index]) : region;

        protected override bool ShouldSkip(Interned value) => (value.Flags & TypeFlags.HasFreeRegions) == 0;
    }

    /// <summary>Collects a question's regions; if it is to be canonical, each once, and puts canonical ones in their place.</summary>
    private sealed class RegionCollector(TypeInterner types, RegionTable regions, List<RegionVid> found, bool isCanonical) : TypeFolder(types)
    {
        public Interned FoldAny(Interned value) => value switch
        {
            Ty ty => Fold(ty),
            GenericArgs args => Fold(args),
            Predicate predicate => Fold(predicate),
            _ => throw new Base.CompilerBug("a question about something else"),
        };

        public override Region Fold(Region region)
        {
            if (region is Region.Bound)
            {
                return region;
            }
            RegionVid vid = regions.VidOf(region);
            if (!isCanonical)
            {
                found.Add(vid);
                return region;
            }
            if (vid == UniversalRegions.Static)
            {
                return Interner.CanonicalRegion(0);
            }
            int index = found.IndexOf(vid);
            if (index < 0)
            {
                index = found.Count;
                found.Add(vid);
            }
            return Interner.CanonicalRegion(index + 1);
        }

        protected override bool ShouldSkip(Interned value) => (value.Flags & TypeFlags.HasFreeRegions) == 0;
    }
}
