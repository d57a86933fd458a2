using System;
using System.Collections.Generic;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Terminal;
using Verdigris.Cargo.Workspaces;

namespace Verdigris.Cargo.Units;

/// <summary>From the selected packages and the filters of the command line to the targets to be built, each with its mode.</summary>
internal sealed class RootUnits(BuildPlan plan, IReadOnlyList<Package> packages, PackageSelection selection, TargetFilter filter, UserIntent intent, Shell shell)
{
    private sealed record Proposal(Package Package, Target Target, bool RequiresFeatures, CompileMode Mode);

    private CompileMode DefaultMode => intent switch
    {
        UserIntent.Build => CompileMode.Build,
        UserIntent.Check => CompileMode.Check,
        UserIntent.Test => CompileMode.Test,
        UserIntent.Doctest => CompileMode.Doctest,
    };

    public List<Unit> Select()
    {
        List<Proposal> proposals = filter.IsSpecific || intent == UserIntent.Doctest ? ProposeFiltered() : ProposeDefault();
        SortedSet<Unit> units = [];
        foreach (Proposal proposal in proposals)
        {
            if (HasRequiredFeatures(proposal))
            {
                units.Add(Create(proposal));
            }
        }
        if (units.Count == 0 && filter.IsSpecific)
        {
            WarnOfNothing();
        }
        return [.. units];
    }

    private List<Proposal> ProposeDefault()
    {
        List<Proposal> proposals = [];
        foreach (Package package in packages)
        {
            foreach (Target target in package.Targets)
            {
                bool isWanted = intent == UserIntent.Test
                    ? target.IsTested || target.Kind == TargetKind.Example
                    : target.IsBinary || target.IsLibrary;
                if (isWanted && !target.IsBuildScript)
                {
                    proposals.Add(new Proposal(package, target, !filter.SkipsByFeatures, DefaultMode));
                }
            }
            if (intent == UserIntent.Test && package.Library is { IsDoctested: true } library && IsDoctestable(library))
            {
                proposals.Add(new Proposal(package, library, false, CompileMode.Doctest));
            }
        }
        return proposals;
    }

    private List<Proposal> ProposeFiltered()
    {
        List<Proposal> proposals = [];
        if (filter.Library || filter.AllTargets || intent == UserIntent.Doctest)
        {
            foreach (Package package in packages)
            {
                if (package.Library is { } library)
                {
                    if (intent == UserIntent.Doctest && !IsDoctestable(library))
                    {
                        shell.Warn($"doc tests are not supported for crate type(s) `{string.Join(", ", library.RustcCrateTypes)}` in package `{package.Name}`");
                        continue;
                    }
                    proposals.Add(new Proposal(package, library, false, DefaultMode));
                }
            }
            if (proposals.Count == 0 && !filter.AllTargets)
            {
                List<string> names = [];
                foreach (Package package in packages)
                {
                    names.Add(package.Name);
                }
                throw new CargoException(names.Count == 1
                    ? $"no library targets found in package `{names[0]}`"
                    : $"no library targets found in packages: {string.Join(", ", names)}");
            }
        }
        CompileMode testMode = intent switch
        {
            UserIntent.Build => CompileMode.Test,
            UserIntent.Check => CompileMode.CheckTest,
            _ => DefaultMode,
        };
        FilterRule all = new(All: true, []);
        Add(proposals, filter.AllTargets ? all : filter.Binaries, "bin", static target => target.IsBinary, DefaultMode);
        Add(proposals, filter.AllTargets ? all : filter.Examples, "example", static target => target.Kind == TargetKind.Example, DefaultMode);
        FilterRule tests = filter.AllTargets ? all : filter.Tests;
        Add(proposals, tests, "test", tests.All ? static target => target.IsTested : static target => target.Kind == TargetKind.Test, testMode);
        FilterRule benches = filter.AllTargets ? all : filter.Benches;
        Add(proposals, benches, "bench", benches.All ? static target => target.IsBenched : static target => target.Kind == TargetKind.Bench, testMode);
        return proposals;
    }

    private void Add(List<Proposal> proposals, FilterRule rule, string kind, Func<Target, bool> isOfKind, CompileMode mode)
    {
        if (rule.All)
        {
            foreach (Package package in packages)
            {
                foreach (Target target in package.Targets)
                {
                    if (isOfKind(target))
                    {
                        proposals.Add(new Proposal(package, target, false, mode));
                    }
                }
            }
        }
        foreach (string name in rule.Names)
        {
            bool isFound = false;
            foreach (Package package in packages)
            {
                foreach (Target target in package.Targets)
                {
                    if (isOfKind(target) && (Glob.IsPattern(name) ? Glob.Matches(name, target.Name) : target.Name == name))
                    {
                        proposals.Add(new Proposal(package, target, true, mode));
                        isFound = true;
                    }
                }
            }
            if (!isFound)
            {
                throw NoSuchTarget(name, kind, isOfKind);
            }
        }
    }

    private CargoException NoSuchTarget(string name, string kind, Func<Target, bool> isOfKind)
    {
        SortedDictionary<string, List<Package>> available = new(StringComparer.Ordinal);
        foreach (Package package in packages)
        {
            foreach (Target target in package.Targets)
            {
                if (isOfKind(target))
                {
                    (available.TryGetValue(target.Name, out List<Package>? known) ? known : available[target.Name] = []).Add(package);
                }
            }
        }
        string similar = Similar.Message(name, available.Keys, "target");
        string named = Glob.IsPattern(name) ? "matches pattern" : "named";
        string message = $"no {kind} target {named} `{name}`{selection.Describe()}{similar}";
        string elsewhere = "";
        List<Package> members = [.. plan.Workspace.Members];
        members.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        foreach (Package member in members)
        {
            List<string> names = [];
            foreach (Target target in member.Targets)
            {
                if (isOfKind(target) && (Glob.IsPattern(name) ? Glob.Matches(name, target.Name) : target.Name == name))
                {
                    names.Add(target.Name);
                }
            }
            names.Sort(string.CompareOrdinal);
            if (names.Count != 0)
            {
                elsewhere += $"\nhelp: available {kind} in `{member.Name}` package:\n    {string.Join("\n    ", names)}";
            }
        }
        if (elsewhere.Length != 0)
        {
            return new CargoException(message + elsewhere);
        }
        if (similar.Length == 0 && available.Count != 0)
        {
            message += $"\nhelp: available {kind} targets:";
            foreach ((string each, List<Package> owners) in available)
            {
                if (owners.Count == 1)
                {
                    message += $"\n    {each}";
                    continue;
                }
                foreach (Package owner in owners)
                {
                    message += $"\n    {each} in package {owner.Name}";
                }
            }
        }
        return new CargoException(message);
    }

    private bool HasRequiredFeatures(Proposal proposal)
    {
        if (proposal.Target.RequiredFeatures is not { } required)
        {
            return true;
        }
        HashSet<string> active = plan.AllFeaturesOf(proposal.Package);
        bool isMissing = false;
        foreach (string feature in required)
        {
            FeatureValue value = FeatureValue.Parse(feature);
            if (value.Kind == FeatureValueKind.Dependency)
            {
                throw new CargoException($"invalid feature `{feature}` in required-features of target `{proposal.Target.Name}`: `dep:` prefixed feature values are not allowed in required-features");
            }
            if (value.IsWeak)
            {
                throw new CargoException($"invalid feature `{feature}` in required-features of target `{proposal.Target.Name}`: optional dependency with `?` is not allowed in required-features");
            }
            if (value.Kind == FeatureValueKind.Feature && !proposal.Package.Features.All.ContainsKey(feature))
            {
                shell.Warn($"invalid feature `{feature}` in required-features of target `{proposal.Target.Name}`: `{feature}` is not present in [features] section");
            }
            isMissing |= !active.Contains(feature);
        }
        if (!isMissing || proposal.Target.IsLibrary)
        {
            return true;
        }
        if (!proposal.RequiresFeatures)
        {
            return false;
        }
        List<string> quoted = [];
        foreach (string feature in required)
        {
            quoted.Add($"`{feature}`");
        }
        throw new CargoException($"target `{proposal.Target.Name}` in package `{proposal.Package.Name}` requires the features: {string.Join(", ", quoted)}\n"
            + $"Consider enabling them by passing, e.g., `--features=\"{string.Join(' ', required)}\"`");
    }

    private Unit Create(Proposal proposal)
    {
        CompileMode mode = proposal.Mode;
        if (mode == CompileMode.Test && proposal.Target.Kind == TargetKind.Example && !filter.IsSpecific && !proposal.Target.IsTested)
        {
            // `cargo test` only makes sure that examples build.
            mode = CompileMode.Build;
        }
        bool isTest = proposal.Mode is CompileMode.Test or CompileMode.CheckTest or CompileMode.Doctest;
        return plan.CreateUnit(proposal.Package, proposal.Target, mode, proposal.Target.IsForHost ? null : plan.ExplicitPlatform,
            isForHost: false, usesHostFeatures: proposal.Target.IsProcMacro, alwaysUnwinds: isTest || proposal.Target.IsForHost);
    }

    private static bool IsDoctestable(Target library)
    {
        foreach (string type in library.CrateTypes)
        {
            if (type is "lib" or "rlib" or "proc-macro")
            {
                return true;
            }
        }
        return false;
    }

    private void WarnOfNothing()
    {
        if (filter.AllTargets)
        {
            shell.Warn("target filter `all-targets` specified, but no targets matched; this is a no-op");
            return;
        }
        List<string> names = [];
        foreach ((FilterRule rule, string name) in (ReadOnlySpan<(FilterRule, string)>)[(filter.Binaries, "bins"), (filter.Tests, "tests"), (filter.Examples, "examples"), (filter.Benches, "benches")])
        {
            if (rule.All)
            {
                names.Add($"`{name}`");
            }
        }
        shell.Warn($"target {(names.Count > 1 ? "filters" : "filter")} {string.Join(", ", names)} specified, but no targets matched; this is a no-op");
    }
}
