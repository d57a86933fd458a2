using System.Collections.Generic;
using Verdigris.Mir.Borrowck.Typing;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.Borrowck.Regions;

/// <summary>After solving: what universal regions and type parameters would have to satisfy, and do not.</summary>
internal sealed partial class RegionInference
{
    /// <summary>The findings, in an order that does not depend on anything but the body.</summary>
    public List<RegionError> Check(bool isClosure, List<ClosureRequirement> requirements)
    {
        List<RegionError> errors = [];
        foreach (TypeTest test in _regions.TypeTests)
        {
            if (!Holds(test.Generic, test.Shorter) && !(isClosure && TryPropagate(test, requirements)))
            {
                errors.Add(new RegionError.GenericDoesNotOutlive(test, NamedBoundOf(test.Shorter)));
            }
        }
        for (int i = 0; i < _universal.Count; i++)
        {
            CheckUniversal(RegionVid.FromIndex(i), isClosure, requirements, errors);
        }
        foreach (RegionVid placeholder in _regions.Placeholders.Values)
        {
            CheckPlaceholder(placeholder, errors);
        }
        foreach (MemberConstraint member in _regions.MemberConstraints)
        {
            CheckMember(member, errors);
        }
        return errors;
    }

    private void CheckUniversal(RegionVid longer, bool isClosure, List<ClosureRequirement> requirements, List<RegionError> errors)
    {
        foreach (RegionVid shorter in ValueOf(longer).Universals)
        {
            if (_relations.Outlives(longer, shorter))
            {
                continue;
            }
            if (isClosure && TryPropagate(longer, shorter, requirements))
            {
                continue;
            }
            errors.Add(new RegionError.DoesNotOutlive(longer, shorter, BlameFor(longer, shorter)));
            // One complaint about a region is enough.
            break;
        }
        foreach (RegionVid placeholder in ValueOf(longer).Placeholders)
        {
            errors.Add(new RegionError.HigherRanked(placeholder, BlameFor(longer, placeholder)));
            break;
        }
    }

    private void CheckPlaceholder(RegionVid placeholder, List<RegionError> errors)
    {
        SccValue value = ValueOf(placeholder);
        foreach (RegionVid other in value.Placeholders)
        {
            if (other != placeholder)
            {
                errors.Add(new RegionError.HigherRanked(placeholder, BlameFor(placeholder, other)));
                return;
            }
        }
        foreach (RegionVid other in value.Universals)
        {
            // Anything outlives the body while it runs; a caller's region it need not.
            if (other != _universal.FnBody)
            {
                errors.Add(new RegionError.HigherRanked(placeholder, BlameFor(placeholder, other)));
                return;
            }
        }
    }

    private void CheckMember(MemberConstraint member, List<RegionError> errors)
    {
        foreach (RegionVid choice in member.Choices)
        {
            if (EvaluatesToOutlive(member.Member, choice) && EvaluatesToOutlive(choice, member.Member))
            {
                return;
            }
        }
        List<RegionVid> above = UniversalsOutliving(member.Member);
        if (ValueOf(member.Member).Universals.IsEmpty && above.TrueForAll(upper => upper == UniversalRegions.Static))
        {
            // Nothing binds it: as good as 'static.
            return;
        }
        RegionVid captured = above.Count > 0 ? above[0] : member.Member;
        errors.Add(new RegionError.HiddenTypeCaptures(member, captured));
    }

    private bool TryPropagate(RegionVid longer, RegionVid shorter, List<ClosureRequirement> requirements)
    {
        if (LargestExternalBelow(longer) is not { } below)
        {
            return false;
        }
        OutlivesConstraint blame = BlameFor(longer, shorter);
        foreach (RegionVid above in SmallestExternalsAbove(shorter))
        {
            ClosureRequirement requirement = new(below.Index, null, above.Index, (int)blame.Category, blame.Span);
            if (!requirements.Contains(requirement))
            {
                requirements.Add(requirement);
            }
        }
        return true;
    }

    private RegionVid? LargestExternalBelow(RegionVid region)
    {
        if (_universal.IsExternal(region))
        {
            return region;
        }
        RegionVid? best = null;
        for (int i = 0; i < _universal.FirstLocal; i++)
        {
            RegionVid external = RegionVid.FromIndex(i);
            if (_relations.Outlives(region, external) && (best is null || _relations.Outlives(external, best.Value)))
            {
                best = external;
            }
        }
        return best;
    }

    private List<RegionVid> SmallestExternalsAbove(RegionVid region)
    {
        if (_universal.IsExternal(region))
        {
            return [region];
        }
        List<RegionVid> all = [];
        for (int i = 0; i < _universal.FirstLocal; i++)
        {
            if (_relations.Outlives(RegionVid.FromIndex(i), region))
            {
                all.Add(RegionVid.FromIndex(i));
            }
        }
        // Of those in a chain the smallest will do; of equals the first.
        return all.FindAll(one => !all.Exists(other =>
            other != one && _relations.Outlives(one, other) && (!_relations.Outlives(other, one) || other.Index < one.Index)));
    }

    private bool TryPropagate(TypeTest test, List<ClosureRequirement> requirements)
    {
        if (ToExternal(test.Generic) is not { } generic)
        {
            return false;
        }
        SccValue shorter = ValueOf(test.Shorter);
        List<ClosureRequirement> found = [];
        foreach (RegionVid universal in shorter.Universals)
        {
            if (universal == _universal.FnBody || Holds(test.Generic, universal))
            {
                continue;
            }
            foreach (RegionVid above in SmallestExternalsAbove(universal))
            {
                found.Add(new ClosureRequirement(-1, generic, above.Index, (int)test.Blame.Category, test.Blame.Span));
            }
        }
        foreach (ClosureRequirement requirement in found)
        {
            if (!requirements.Contains(requirement))
            {
                requirements.Add(requirement);
            }
        }
        return found.Count > 0;
    }

    /// <summary>A type with its regions as numbers of equal external ones; null if there is none for one of them.</summary>
    private Ty? ToExternal(Ty ty)
    {
        bool failed = false;
        Ty result = new RegionMapper(_regions.Types, region =>
        {
            RegionVid vid = _regions.VidOf(region);
            for (int i = 0; i < _universal.FirstLocal; i++)
            {
                RegionVid external = RegionVid.FromIndex(i);
                if (EvaluatesToOutlive(external, vid) && EvaluatesToOutlive(vid, external))
                {
                    return _regions.Types.BoundRegion(0, i);
                }
            }
            failed = true;
            return region;
        }).Fold(ty);
        return failed ? null : result;
    }

    /// <summary>Whether a type outlives a region, by where clauses, implied bounds and the bounds of aliases.</summary>
    public bool Holds(Ty ty, RegionVid shorter)
    {
        if (ValueOf(shorter) is { Placeholders.IsEmpty: true } value && OnlyWithinBody(value) && ty is Ty.Param)
        {
            // A type parameter's arguments are valid while the body runs.
            return true;
        }
        foreach ((Ty generic, RegionVid bound) in _regions.ImpliedTypeBounds)
        {
            if (IsSame(generic, ty) && EvaluatesToOutlive(bound, shorter))
            {
                return true;
            }
        }
        foreach (Predicate assumption in _env.Assumptions)
        {
            if (assumption is Predicate.TypeOutlives { Vars.Count: 0 } outlives && outlives.Ty.GetType() == ty.GetType()
                && IsSame(_regions.Renumber(outlives.Ty), ty) && EvaluatesToOutlive(_regions.VidOf(outlives.Region), shorter))
            {
                return true;
            }
        }
        if (ty is not Ty.Alias alias)
        {
            return false;
        }
        foreach (Region bound in AliasBounds.OutlivesOf(_context, _regions.Types, alias))
        {
            if (EvaluatesToOutlive(_regions.VidOf(bound), shorter))
            {
                return true;
            }
        }
        List<GenericArg> components = [];
        foreach (GenericArg arg in alias.Args)
        {
            OutlivesComponents.Collect(arg, components);
        }
        foreach (GenericArg component in components)
        {
            bool holds = component is Region region ? EvaluatesToOutlive(_regions.VidOf(region), shorter) : Holds((Ty)component, shorter);
            if (!holds)
            {
                return false;
            }
        }
        return true;
    }

    private bool OnlyWithinBody(SccValue value)
    {
        foreach (RegionVid universal in value.Universals)
        {
            if (universal != _universal.FnBody)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The same type but for regions, and those with equal values.</summary>
    private bool IsSame(Ty a, Ty b)
    {
        if (a == b)
        {
            return true;
        }
        if (a is not Ty.Alias left || b is not Ty.Alias right || left.Def != right.Def || _regions.Types.EraseRegions(a) != _regions.Types.EraseRegions(b))
        {
            return false;
        }
        List<RegionVid> ofLeft = _regions.FreeRegionsOf(a);
        List<RegionVid> ofRight = _regions.FreeRegionsOf(b);
        for (int i = 0; i < ofLeft.Count; i++)
        {
            if (!EvaluatesToOutlive(ofLeft[i], ofRight[i]) || !EvaluatesToOutlive(ofRight[i], ofLeft[i]))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The universal region to name for a region that something must outlive: the largest in its value.</summary>
    private RegionVid? NamedBoundOf(RegionVid region)
    {
        RegionVid? best = null;
        foreach (RegionVid universal in ValueOf(region).Universals)
        {
            if (best is null || _relations.Outlives(universal, best.Value))
            {
                best = universal;
            }
        }
        return best;
    }
}
