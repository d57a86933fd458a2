using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Check;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Build;

/// <summary>The decision tree of a match: simplifying rows, choosing tests, sorting rows by their outcome.</summary>
internal sealed partial class BodyBuilder
{
    /// <summary>Emits the tests for the rows from <paramref name="start"/> on; where none matches, control goes to <paramref name="otherwise"/>.</summary>
    private void LowerCandidates(List<MatchCandidate> candidates, BasicBlock start, BasicBlock otherwise, SourceInfo source)
    {
        while (true)
        {
            if (candidates.Count == 0)
            {
                Goto(start, otherwise, source);
                return;
            }
            MatchCandidate first = candidates[0];
            Simplify(first);
            if (first.Pairs.Count == 0)
            {
                BasicBlock failed = first.Arm.HasGuard ? _scopes.NewBlock() : default;
                first.Arm.Leaves.Add(new MatchLeaf(start, first.Bindings, failed));
                if (failed.IsNone)
                {
                    return;
                }
                start = failed;
                candidates = candidates[1..];
                continue;
            }
            if (first.Pairs[0].Pat is HirPat.Or or)
            {
                candidates = [.. ExpandOr(first, or), .. candidates[1..]];
                continue;
            }
            MatchPair pair = first.Pairs[0];
            MatchTest test = TestFor(pair);
            BasicBlock rest = _scopes.NewBlock();
            List<MatchCandidate> remaining = EmitTest(test, pair, candidates, start, rest, source);
            candidates = remaining;
            start = rest;
        }
    }

    private static List<MatchCandidate> ExpandOr(MatchCandidate candidate, HirPat.Or or)
    {
        List<MatchCandidate> expanded = [];
        MatchPair pair = candidate.Pairs[0];
        foreach (HirPat alternative in or.Alternatives)
        {
            MatchCandidate copy = candidate.Clone();
            copy.Pairs[0] = pair with { Pat = alternative };
            expanded.Add(copy);
        }
        return expanded;
    }

    /// <summary>Takes apart what always matches; what remains needs a test or is an or-pattern (put last).</summary>
    private void Simplify(MatchCandidate candidate)
    {
        List<MatchPair> work = [.. candidate.Pairs];
        candidate.Pairs.Clear();
        List<MatchPair> alternatives = [];
        for (int i = 0; i < work.Count; i++)
        {
            MatchPair pair = LookThrough(work[i]);
            List<MatchPair>? parts = IrrefutableParts(pair, candidate);
            if (parts is not null)
            {
                work.InsertRange(i + 1, parts);
            }
            else if (pair.Pat is HirPat.Or)
            {
                alternatives.Add(pair);
            }
            else
            {
                candidate.Pairs.Add(pair);
            }
        }
        candidate.Pairs.AddRange(alternatives);
    }

    /// <summary>Dereferences what the pattern looks through implicitly.</summary>
    private MatchPair LookThrough(MatchPair pair)
    {
        ImmutableArray<Ty> peeled = _results.PatAdjustmentsOf(pair.Pat.Id);
        if (peeled.Length == 0 || pair.Ty != Erase(peeled[0]))
        {
            return pair;
        }
        PlaceBuilder place = pair.Place;
        for (int i = 0; i < peeled.Length; i++)
        {
            place = place.Deref();
        }
        return pair with { Place = place, Ty = ((Ty.Ref)Erase(peeled[^1])).Pointee };
    }

    /// <summary>The parts of a pattern that needs no test of its own; null for one that does.</summary>
    private List<MatchPair>? IrrefutableParts(MatchPair pair, MatchCandidate candidate)
    {
        switch (pair.Pat)
        {
            case HirPat.Wild or HirPat.Error:
                return [];
            case HirPat.Binding it:
                candidate.Bindings.Add(new MatchBinding(it, pair.Place, pair.Ty));
                return it.Subpattern is null ? [] : [pair with { Pat = it.Subpattern }];
            case HirPat.Ref it:
                return [new MatchPair(pair.Place.Deref(), it.Pattern, ((Ty.Ref)pair.Ty).Pointee)];
            case HirPat.Box it:
                return [new MatchPair(pair.Place.Deref(), it.Pattern, ((Ty.Adt)pair.Ty).Args.TypeAt(0))];
            case HirPat.Tuple it:
                return TupleParts(pair.Place, it.Elements, it.RestPosition, ((Ty.Tuple)pair.Ty).Elements);
            case HirPat.TupleStruct or HirPat.Struct or HirPat.Path when VariantOf(pair) is { } variant:
                return pair.Ty is Ty.Adt { Def: { IsEnum: true, Variants.Length: > 1 } } ? null : VariantParts(pair, variant);
            case HirPat.Slice it when pair.Ty is Ty.Array array:
                return SliceParts(pair.Place, it, array);
            case HirPat.Slice { Before.Length: 0, After.Length: 0, Rest: { } rest }:
                return [pair with { Pat = rest }];
            default:
                return null;
        }
    }

    private List<MatchPair> TupleParts(PlaceBuilder place, ImmutableArray<HirPat> patterns, int restPosition, TyList types)
    {
        List<MatchPair> parts = [];
        for (int i = 0; i < patterns.Length; i++)
        {
            int index = FieldOf(i, patterns.Length, types.Count, restPosition);
            parts.Add(new MatchPair(place.Field(FieldIdx.FromIndex(index), types[index]), patterns[i], types[index]));
        }
        return parts;
    }

    private static int FieldOf(int i, int patterns, int fields, int restPosition) =>
        restPosition >= 0 && i >= restPosition ? i + fields - patterns : i;

    /// <summary>The variant that a pattern demands; null for paths to constants.</summary>
    private VariantIdx? VariantOf(MatchPair pair)
    {
        if (pair.Ty is not Ty.Adt adt)
        {
            return null;
        }
        switch (pair.Pat)
        {
            case HirPat.TupleStruct it:
                return VariantOfPath(it.Id, it.QPath, adt);
            case HirPat.Struct it:
                return VariantOfPath(it.Id, it.QPath, adt);
            case HirPat.Path it:
                bool isConstant = _results.TypeDependentDefOf(it.Id) is { Kind: DefKind.AssocConst or DefKind.Const }
                    || it.QPath is HirQPath.Resolved { Path.Res: Res.Def { Kind: DefKind.Const or DefKind.AssocConst } };
                return isConstant ? null : VariantOfPath(it.Id, it.QPath, adt);
            default:
                return null;
        }
    }

    private List<MatchPair> VariantParts(MatchPair pair, VariantIdx index)
    {
        Ty.Adt adt = (Ty.Adt)pair.Ty;
        VariantDef variant = adt.Def.Variant(index);
        PlaceBuilder place = adt.Def.IsEnum ? pair.Place.Downcast(index, variant.Name) : pair.Place;
        List<MatchPair> parts = [];
        switch (pair.Pat)
        {
            case HirPat.TupleStruct it:
                for (int i = 0; i < it.Elements.Length; i++)
                {
                    FieldIdx field = FieldIdx.FromIndex(FieldOf(i, it.Elements.Length, variant.Fields.Length, it.RestPosition));
                    parts.Add(FieldPair(place, adt, variant, field, it.Elements[i]));
                }
                break;
            case HirPat.Struct it:
                foreach (HirPatField field in it.Fields)
                {
                    parts.Add(FieldPair(place, adt, variant, _results.FieldIdxOf(field.Id), field.Pat));
                }
                break;
        }
        return parts;
    }

    private MatchPair FieldPair(PlaceBuilder place, Ty.Adt adt, VariantDef variant, FieldIdx field, HirPat pat)
    {
        Ty ty = Erase(Normalize(Types.Instantiate(_context.TypeOf(variant.Fields[field.Index].Def), adt.Args)));
        return new MatchPair(place.Field(field, ty), pat, ty);
    }

    private List<MatchPair> SliceParts(PlaceBuilder place, HirPat.Slice pat, Ty ty)
    {
        (Ty element, ulong? exact) = ty switch
        {
            Ty.Array { Length: Const.Value { Bits: var bits } } it => (it.Element, (ulong?)(ulong)bits),
            Ty.Array it => (it.Element, null),
            _ => (((Ty.Slice)ty).Element, null),
        };
        ulong before = (ulong)pat.Before.Length;
        ulong after = (ulong)pat.After.Length;
        ulong minimum = exact ?? before + after;
        List<MatchPair> parts = [];
        for (int i = 0; i < pat.Before.Length; i++)
        {
            parts.Add(new MatchPair(place.Project(new PlaceElem.ConstantIndex((ulong)i, minimum, FromEnd: false)), pat.Before[i], element));
        }
        if (pat.Rest is not null)
        {
            PlaceElem subslice = exact is { } length
                ? new PlaceElem.Subslice(before, length - after, FromEnd: false)
                : new PlaceElem.Subslice(before, after, FromEnd: true);
            Ty restTy = exact is { } total ? Types.Array(element, total - before - after) : Types.Slice(element);
            parts.Add(new MatchPair(place.Project(subslice), pat.Rest, restTy));
        }
        for (int i = 0; i < pat.After.Length; i++)
        {
            ulong fromEnd = after - (ulong)i;
            PlaceElem elem = exact is { } length
                ? new PlaceElem.ConstantIndex(length - fromEnd, length, FromEnd: false)
                : new PlaceElem.ConstantIndex(fromEnd, minimum, FromEnd: true);
            parts.Add(new MatchPair(place.Project(elem), pat.After[i], element));
        }
        return parts;
    }

    private MatchTest TestFor(MatchPair pair) => pair.Pat switch
    {
        HirPat.TupleStruct or HirPat.Struct => new MatchTest.Variant(((Ty.Adt)pair.Ty).Def),
        HirPat.Path when VariantOf(pair) is not null => new MatchTest.Variant(((Ty.Adt)pair.Ty).Def),
        HirPat.Path => new MatchTest.EqualTo(pair.Pat),
        HirPat.Lit when SwitchValueOf(pair) is not null => new MatchTest.Switch(),
        HirPat.Lit => new MatchTest.EqualTo(pair.Pat),
        HirPat.Range it => new MatchTest.Range(it),
        HirPat.Slice it => new MatchTest.Length((ulong)(it.Before.Length + it.After.Length), it.Rest is not null),
        _ => throw new CompilerBug("a pattern that needs no test is tested"),
    };

    /// <summary>The value of a literal that a switch can look for; null for floats, strings and constants.</summary>
    private UInt128? SwitchValueOf(MatchPair pair)
    {
        if (pair.Pat is not HirPat.Lit lit || !(pair.Ty.IsIntegral || pair.Ty.IsChar || pair.Ty.IsBool))
        {
            return null;
        }
        return ConstantOf(lit.Value)?.Const is MirConst.Value { Contents: ConstValue.Scalar scalar } ? scalar.Bits : null;
    }

    private ConstOperand? ConstantOf(HirExpr expr) => TryConstant(new TypedExpr(expr, 0));

    /// <summary>Emits one test and lowers the rows that it decides; the rows that are left for <paramref name="rest"/>.</summary>
    private List<MatchCandidate> EmitTest(
        MatchTest test, MatchPair pair, List<MatchCandidate> candidates, BasicBlock start, BasicBlock rest, SourceInfo source)
    {
        // Rows by outcome, in the order in which the outcomes first occur.
        List<(UInt128 Outcome, List<MatchCandidate> Rows)> outcomes = [];
        int taken = 0;
        while (taken < candidates.Count)
        {
            MatchCandidate candidate = candidates[taken];
            if (taken > 0)
            {
                Simplify(candidate);
            }
            if (OutcomeOf(test, pair, candidate) is not { } outcome)
            {
                break;
            }
            AddRow(outcomes, outcome, candidate);
            taken++;
        }
        if (taken == 0)
        {
            throw new CompilerBug("a test does not decide the row that it was made for");
        }
        ImmutableArray<UInt128>.Builder values = ImmutableArray.CreateBuilder<UInt128>();
        List<BasicBlock> targets = [];
        BasicBlock failure = rest;
        foreach ((UInt128 outcome, List<MatchCandidate> rows) in outcomes)
        {
            BasicBlock target = _scopes.NewBlock();
            LowerCandidates(rows, target, rest, source);
            if (outcome == s_failure && test is not (MatchTest.Variant or MatchTest.Switch))
            {
                failure = target;
            }
            else
            {
                values.Add(outcome);
                targets.Add(target);
            }
        }
        Place place = ToPlace(pair.Place);
        _testedPlaces?.Add(place);
        switch (test)
        {
            case MatchTest.Variant it:
                EmitVariantSwitch(it.Def, place, (Ty.Adt)pair.Ty, values, targets, start, rest, source);
                break;
            case MatchTest.Switch:
                targets.Add(rest);
                Terminate(start, new Terminator.SwitchInt(
                    source, new Operand.Copy(place), new SwitchTargets(values.ToImmutable(), [.. targets])));
                break;
            default:
                EmitBooleanTest(test, pair, place, start, targets.Count > 0 ? targets[0] : rest, failure, source);
                break;
        }
        return candidates[taken..];
    }

    private static readonly UInt128 s_failure = UInt128.MaxValue;

    private static void AddRow(List<(UInt128 Outcome, List<MatchCandidate> Rows)> outcomes, UInt128 outcome, MatchCandidate row)
    {
        foreach ((UInt128 known, List<MatchCandidate> rows) in outcomes)
        {
            if (known == outcome)
            {
                rows.Add(row);
                return;
            }
        }
        outcomes.Add((outcome, [row]));
    }

    private void EmitVariantSwitch(
        AdtDef def, Place place, Ty.Adt ty, ImmutableArray<UInt128>.Builder variants, List<BasicBlock> targets, BasicBlock start, BasicBlock rest,
        SourceInfo source)
    {
        Ty discriminantTy = Common.Of(def.Repr.Int ?? PrimTy.Isize);
        Place discriminant = NewTempPlace(discriminantTy, source.Span);
        Assign(start, source, discriminant, new Rvalue.Discriminant(place));
        ImmutableArray<UInt128> all = Discriminants.Of(_context, def);
        ImmutableArray<UInt128>.Builder values = ImmutableArray.CreateBuilder<UInt128>();
        foreach (UInt128 variant in variants)
        {
            values.Add(all[(int)variant]);
        }
        if (variants.Count == def.Variants.Length)
        {
            BasicBlock impossible = _scopes.NewBlock();
            Terminate(impossible, new Terminator.Unreachable(source));
            targets.Add(impossible);
        }
        else
        {
            targets.Add(rest);
        }
        Terminate(start, new Terminator.SwitchInt(source, new Operand.Move(discriminant), new SwitchTargets(values.ToImmutable(), [.. targets])));
    }

    private void EmitBooleanTest(
        MatchTest test, MatchPair pair, Place place, BasicBlock start, BasicBlock success, BasicBlock failure, SourceInfo source)
    {
        switch (test)
        {
            case MatchTest.Length it:
            {
                Operand length = LengthOf(start, place, pair.Ty, source);
                Place result = NewTempPlace(Common.Bool, source.Span);
                Assign(start, source, result, new Rvalue.Binary(
                    it.IsMinimum ? MirBinOp.Ge : MirBinOp.Eq, length, UsizeConstant(it.Count, source.Span)));
                Branch(start, result, success, failure, source);
                break;
            }
            case MatchTest.Range it:
            {
                BasicBlock block = start;
                if (it.Pat.Low is not null)
                {
                    Compare(ref block, MirBinOp.Le, BoundOperand(it.Pat.Low), new Operand.Copy(place), failure, source);
                }
                if (it.Pat.High is not null)
                {
                    Compare(ref block, it.Pat.IsInclusive ? MirBinOp.Le : MirBinOp.Lt, new Operand.Copy(place), BoundOperand(it.Pat.High), failure, source);
                }
                Goto(block, success, source);
                break;
            }
            case MatchTest.EqualTo it:
                EmitEquality(it.Pat, pair, place, start, success, failure, source);
                break;
        }
    }

    private void Compare(ref BasicBlock block, MirBinOp op, Operand left, Operand right, BasicBlock failure, SourceInfo source)
    {
        Place result = NewTempPlace(Common.Bool, source.Span);
        Assign(block, source, result, new Rvalue.Binary(op, left, right));
        BasicBlock next = _scopes.NewBlock();
        Branch(block, result, next, failure, source);
        block = next;
    }

    private void Branch(BasicBlock block, Place condition, BasicBlock then, BasicBlock otherwise, SourceInfo source) =>
        Terminate(block, new Terminator.SwitchInt(source, new Operand.Move(condition), SwitchTargets.If(then, otherwise)));

    private Operand BoundOperand(HirExpr bound) =>
        new Operand.Constant(ConstantOf(bound) ?? throw new CompilerBug("a range pattern's bound is no constant"));

    private ConstOperand PatternConstant(HirPat pat) => pat switch
    {
        HirPat.Lit it => ConstantOf(it.Value) ?? throw new CompilerBug("a literal pattern is no constant"),
        HirPat.Path it => PathConstant(new HirExpr.Path(it.Id, it.QPath), new TypedExpr(new HirExpr.Path(it.Id, it.QPath), 0))
            ?? throw new CompilerBug("a path pattern is no constant"),
        _ => throw new CompilerBug("a pattern that is no constant"),
    };

    private void EmitEquality(HirPat pat, MatchPair pair, Place place, BasicBlock start, BasicBlock success, BasicBlock failure, SourceInfo source)
    {
        ConstOperand constant = PatternConstant(pat);
        Place result = NewTempPlace(Common.Bool, source.Span);
        if (pair.Ty.IsScalar)
        {
            Assign(start, source, result, new Rvalue.Binary(MirBinOp.Eq, new Operand.Copy(place), new Operand.Constant(constant)));
            Branch(start, result, success, failure, source);
            return;
        }
        // Strings, byte strings and structures: `PartialEq::eq`, through references.
        BasicBlock block = start;
        Ty compared = pair.Ty;
        Operand left;
        Operand right;
        if (compared is Ty.Ref reference)
        {
            compared = reference.Pointee;
            left = new Operand.Copy(place);
            right = new Operand.Constant(constant);
        }
        else
        {
            Ty refTy = Types.Ref(Common.Erased, compared, isMutable: false);
            Place leftRef = NewTempPlace(refTy, source.Span);
            Assign(block, source, leftRef, new Rvalue.Ref(Common.Erased, BorrowKind.Shared, place));
            Place value = NewTempPlace(compared, source.Span);
            Assign(block, source, value, new Rvalue.Use(new Operand.Constant(constant)));
            Place rightRef = NewTempPlace(refTy, source.Span);
            Assign(block, source, rightRef, new Rvalue.Ref(Common.Erased, BorrowKind.Shared, value));
            left = new Operand.Move(leftRef);
            right = new Operand.Move(rightRef);
        }
        DefId partialEq = _context.LangItem(LangItem.PartialEq);
        DefId method = MethodOfTrait(partialEq);
        Call(ref block, source, Types.FnDef(method, Types.Args(compared, compared)), [left, right], result, CallSource.Misc);
        Branch(block, result, success, failure, source);
    }

    /// <summary>
    /// Which outcome of a test a row goes with, after taking from the row what the test has settled; null when the test says
    /// nothing about it.
    /// </summary>
    private UInt128? OutcomeOf(MatchTest test, MatchPair tested, MatchCandidate candidate)
    {
        for (int i = 0; i < candidate.Pairs.Count; i++)
        {
            MatchPair pair = candidate.Pairs[i];
            if (!SamePlace(pair.Place, tested.Place))
            {
                continue;
            }
            switch (test, pair.Pat)
            {
                case (MatchTest.Variant, HirPat.TupleStruct or HirPat.Struct or HirPat.Path) when VariantOf(pair) is { } variant:
                    Replace(candidate, i, VariantParts(pair, variant));
                    return (UInt128)variant.Index;
                case (MatchTest.Switch, HirPat.Lit) when SwitchValueOf(pair) is { } value:
                    Replace(candidate, i, []);
                    return value;
                case (MatchTest.EqualTo it, HirPat.Lit or HirPat.Path) when SameConstant(it.Pat, pair.Pat) is { } same:
                    if (same)
                    {
                        Replace(candidate, i, []);
                    }
                    return same ? UInt128.Zero : s_failure;
                case (MatchTest.Range it, HirPat.Range other) when ReferenceEquals(it.Pat, other):
                    Replace(candidate, i, []);
                    return UInt128.Zero;
                case (MatchTest.Length it, HirPat.Slice slice):
                    return LengthOutcome(it, pair, slice, candidate, i);
                default:
                    return null;
            }
        }
        return null;
    }

    private UInt128? LengthOutcome(MatchTest.Length test, MatchPair pair, HirPat.Slice slice, MatchCandidate candidate, int index)
    {
        ulong count = (ulong)(slice.Before.Length + slice.After.Length);
        bool isMinimum = slice.Rest is not null;
        if (count == test.Count && isMinimum == test.IsMinimum)
        {
            Replace(candidate, index, SliceParts(pair.Place, slice, pair.Ty));
            return UInt128.Zero;
        }
        bool excluded = test.IsMinimum
            ? !isMinimum && count < test.Count
            : isMinimum ? count > test.Count : count != test.Count;
        // `len == n` failed says nothing of a row that also takes other lengths, and `len >= n` held does not settle it.
        return excluded ? s_failure : null;
    }

    private static void Replace(MatchCandidate candidate, int index, List<MatchPair> parts)
    {
        candidate.Pairs.RemoveAt(index);
        candidate.Pairs.InsertRange(index, parts);
    }

    private bool? SameConstant(HirPat a, HirPat b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }
        if (a is HirPat.Lit { Value: HirExpr.Literal { Value: HirLit.Str x } } && b is HirPat.Lit { Value: HirExpr.Literal { Value: HirLit.Str y } })
        {
            return x.Value == y.Value;
        }
        return null;
    }

    private static bool SamePlace(PlaceBuilder a, PlaceBuilder b) =>
        a.Local == b.Local && a.Upvar == b.Upvar && a.Projection.AsSpan().SequenceEqual(b.Projection.AsSpan());
}
