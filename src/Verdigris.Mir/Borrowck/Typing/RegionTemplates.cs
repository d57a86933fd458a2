using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.Borrowck.Typing;

/// <summary>
/// The answers to <see cref="RegionQuestion"/>s of one crate, whose bodies mostly ask the same ones: calls of the same functions
/// with the same types. Thread-safe; two threads may find the same answer.
/// </summary>
public sealed class RegionTemplates
{
    private readonly ConcurrentDictionary<(ParamEnv, RegionQuestion), RegionTemplate> _answers = new();

    internal ItemBounds ItemBounds { get; } = new();

    internal RegionTemplate Answer(TypeContext context, ParamEnv env, RegionQuestion question)
    {
        if (!_answers.TryGetValue((env, question), out RegionTemplate? answer))
        {
            answer = WorkOut(context, env, question);
            _answers.TryAdd((env, question), answer);
        }
        return answer;
    }

    private RegionTemplate WorkOut(TypeContext context, ParamEnv env, RegionQuestion question)
    {
        RegionTable table = new(context.Types.CreateLocal()) { IsOfTemplate = true };
        table.NewUniversal(context.Common.Static);
        Inference inference = new(context, table.Types, RegionMode.Constrain) { RegionVariables = table, KeepsProjections = true };
        RegionProver prover = new(inference, table, env, ItemBounds, templates: null);
        SubjectOpener opener = new(table);
        Blame blame = new(null, ConstraintCategory.Boring, default);
        Ty? normal = null;
        FnSig? sig = null;
        List<RegionVid> late = [];
        int inputs;
        switch (question.Kind)
        {
            case RegionQuestionKind.ItemBounds:
            {
                GenericArgs args = opener.Fold((GenericArgs)question.Subject);
                inputs = table.Count - 1;
                prover.ProveItemBounds(question.Item, args, blame);
                break;
            }
            case RegionQuestionKind.Call:
            {
                Ty.FnDef function = (Ty.FnDef)opener.Fold((Ty)question.Subject);
                inputs = table.Count - 1;
                sig = prover.OpenCall(table.Types.Instantiate(inference.Context.FnSigOf(function.Def), function.Args), late, blame);
                break;
            }
            case RegionQuestionKind.Predicate:
            {
                Predicate predicate = opener.Fold((Predicate)question.Subject);
                inputs = table.Count - 1;
                prover.ProvePredicate(predicate, blame);
                break;
            }
            default:
            {
                Ty ty = opener.Fold((Ty)question.Subject);
                inputs = table.Count - 1;
                normal = prover.Normalize(ty, blame);
                break;
            }
        }
        bool isLocal = normal is not null && IsUnresolved(normal) || sig is not null && IsUnresolved(sig);
        return isLocal || inference.Universe > 0 || table.Placeholders.Count > 0 || table.MemberConstraints.Count > 0
            ? RegionTemplate.None
            : new Reducer(table, inputs).Reduce(normal, sig, late);
    }

    private static bool IsUnresolved(Interned value) => (value.Flags & (TypeFlags.HasInfer | TypeFlags.HasPlaceholder | TypeFlags.HasError)) != 0;

    /// <summary>A question's regions as variables of the template's table.</summary>
    private sealed class SubjectOpener(RegionTable table) : TypeFolder(table.Types)
    {
        public override Region Fold(Region region)
        {
            switch (region)
            {
                case Region.Canonical it:
                    if (it.Index == table.Count)
                    {
                        table.New(0);
                    }
                    return Interner.RegionVar(RegionVid.FromIndex(it.Index));
                case Region.Erased:
                    return Interner.RegionVar(table.New(0));
                default:
                    return region;
            }
        }

        protected override bool ShouldSkip(Interned value) =>
            (value.Flags & (TypeFlags.HasFreeRegions | TypeFlags.HasErasedRegions)) == 0;
    }

    /// <summary>Numbers the regions that a body has to know of, and says of them what the constraints say of all.</summary>
    private sealed class Reducer(RegionTable table, int inputs)
    {
        private readonly int[] _numbers = new int[table.Count];
        private readonly ImmutableArray<Region?>.Builder _others = ImmutableArray.CreateBuilder<Region?>();
        private readonly List<int> _kept = [];

        public RegionTemplate Reduce(Ty? normal, FnSig? sig, List<RegionVid> late)
        {
            System.Array.Fill(_numbers, -1);
            for (int i = 0; i <= inputs; i++)
            {
                _numbers[i] = i;
                _kept.Add(i);
            }
            ImmutableArray<int>.Builder chosen = ImmutableArray.CreateBuilder<int>();
            foreach (RegionVid region in late)
            {
                chosen.Add(Keep(region));
            }
            normal = normal is null ? null : Canonicalise(normal);
            sig = sig is null ? null : new RegionMapper(table.Types, CanonicalOf).Fold(sig);
            ImmutableArray<TemplateTypeTest>.Builder tests = ImmutableArray.CreateBuilder<TemplateTypeTest>();
            foreach (TypeTest test in table.TypeTests)
            {
                tests.Add(new TemplateTypeTest(Canonicalise(test.Generic), Keep(test.Shorter), test.Blame.Category, test.Blame.BoundSpan));
            }
            for (int i = inputs + 1; i < table.Count; i++)
            {
                if (table.Definitions[RegionVid.FromIndex(i)].Named is not null)
                {
                    Keep(RegionVid.FromIndex(i));
                }
            }
            return new RegionTemplate
            {
                Inputs = inputs,
                Normal = normal,
                Sig = sig,
                Late = chosen.ToImmutable(),
                TypeTests = tests.ToImmutable(),
                Constraints = ConstraintsAmongKept(),
                Others = _others.ToImmutable(),
            };
        }

        private Ty Canonicalise(Ty ty) => new RegionMapper(table.Types, CanonicalOf).Fold(ty);

        private Region CanonicalOf(Region region) => table.Types.CanonicalRegion(Keep(table.VidOf(region)));

        private int Keep(RegionVid region)
        {
            ref int number = ref _numbers[region.Index];
            if (number < 0)
            {
                number = inputs + 1 + _others.Count;
                _others.Add(table.Definitions[region].Named);
                _kept.Add(region.Index);
            }
            return number;
        }

        /// <summary>From each kept region to those that it reaches by way of dropped ones.</summary>
        private ImmutableArray<TemplateConstraint> ConstraintsAmongKept()
        {
            ImmutableArray<TemplateConstraint>.Builder found = ImmutableArray.CreateBuilder<TemplateConstraint>();
            List<OutlivesConstraint>?[] byLonger = new List<OutlivesConstraint>?[_numbers.Length];
            for (int i = 0; i < table.Constraints.Count; i++)
            {
                OutlivesConstraint constraint = table.Constraints[i];
                (byLonger[constraint.Longer.Index] ??= []).Add(constraint);
            }
            HashSet<int> seen = [];
            Stack<int> work = new();
            foreach (int from in _kept)
            {
                seen.Clear();
                seen.Add(from);
                foreach (OutlivesConstraint first in byLonger[from] ?? [])
                {
                    work.Push(first.Shorter.Index);
                    while (work.TryPop(out int region))
                    {
                        if (!seen.Add(region))
                        {
                            continue;
                        }
                        if (_numbers[region] >= 0)
                        {
                            found.Add(new TemplateConstraint(_numbers[from], _numbers[region], first.Category, first.BoundSpan));
                            continue;
                        }
                        foreach (OutlivesConstraint next in byLonger[region] ?? [])
                        {
                            work.Push(next.Shorter.Index);
                        }
                    }
                }
            }
            return found.ToImmutable();
        }
    }
}
