using System.Collections.Generic;
using System.Globalization;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Mir.Borrowck;
using Verdigris.Mir.Moves;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Diagnostics;

/// <summary>Uses of what may never have been given a value: E0381.</summary>
internal sealed partial class BorrowReporter
{
    private readonly HashSet<Local> _reportedUninitialised = [];

    private void Uninitialised(UseAction action, Place missing, Place used, MovePath path, UseSpans use)
    {
        if (!_reportedUninitialised.Add(used.Local))
        {
            return;
        }
        SourceSpan span = use.ArgsOrUse;
        Place declared = _moves[path].Place;
        string? name = DescribeMoved(missing) is { } variable ? $"`{variable}`" : null;
        string usedName = DescribeMoved(used) is { } place ? $"`{place}`" : "value";
        List<SourceSpan> assignments = [];
        foreach (Location location in Sites.InitialisationsOf(path))
        {
            SourceSpan at = _body.SourceInfoAt(location).Span;
            if (!assignments.Contains(at))
            {
                assignments.Add(at);
            }
        }
        MissedBranches missed = new(assignments, name ?? "the variable");
        if (_crate.BodyOf(_body.Def) is { } hir)
        {
            missed.Visit(hir.Value);
        }
        bool isAssignment = action is UseAction.Assignment or UseAction.PartialAssignment;
        bool isNever = !assignments.Exists(at => !at.Contains(span) && !missed.Found.Exists(it => IsBefore(span, it.Span) && !it.Span.Contains(span)));
        string state = isAssignment ? "isn't fully initialized" : isNever ? "isn't initialized" : "is possibly-uninitialized";
        string verb = isAssignment ? PastTense(action) : "used";
        Diagnostic diagnostic = Diagnostic.Error("E0381", $"{verb} binding {(name is null ? "" : name + " ")}{state}", span);
        LabelClosureUse(diagnostic, use, action);
        if (isAssignment)
        {
            diagnostic.WithHelp(
                "partial initialization isn't supported, fully initialize the binding with a default value and mutate it, or use `std::mem::MaybeUninit`");
        }
        diagnostic.WithLabel(span, $"{usedName} {verb} here but it {state}");
        bool isExplained = false;
        foreach ((SourceSpan at, string label) in missed.Found)
        {
            if (IsBefore(at, span) && !Overlaps(at, span))
            {
                diagnostic.WithLabel(at, label);
                isExplained = true;
            }
        }
        foreach (SourceSpan at in assignments)
        {
            if (!isExplained && IsBefore(at, span) && !Overlaps(at, span))
            {
                diagnostic.WithLabel(at, "binding initialized here in some conditions");
            }
        }
        SourceSpan declaration = _body.Locals[declared.Local].Source.Span;
        diagnostic.WithLabel(declaration, "binding declared here but left uninitialized");
        if (isNever && !isAssignment)
        {
            SuggestValue(diagnostic, declaration, PlaceTy.Of(_body, missing, _context.Types).Ty);
        }
        Buffer(diagnostic);
    }

    private static bool IsBefore(SourceSpan a, SourceSpan b) => a.Lo != b.Lo ? a.Lo < b.Lo : a.Hi < b.Hi;

    private static bool Overlaps(SourceSpan a, SourceSpan b) => a.Hi > b.Lo && b.Hi > a.Lo;

    private void SuggestValue(Diagnostic diagnostic, SourceSpan declaration, Ty ty)
    {
        foreach (HirStmt.Let let in Syntax?.Lets ?? [])
        {
            if (let.Init is null && let.Pat is HirPat.Binding && let.Span.Contains(declaration) && SampleOf(ty) is { } value)
            {
                SourceSpan at = (let.Ty?.Span ?? declaration).ShrinkToHi();
                diagnostic.WithVerboseSuggestion("consider assigning a value", Applicability.MaybeIncorrect, new SuggestionEdit(at, $" = {value}"));
                return;
            }
        }
    }

    /// <summary>Some value of a type, in source; null for those without.</summary>
    private string? SampleOf(Ty ty)
    {
        switch (ty)
        {
            case Ty.Never or Ty.Error:
                return null;
            case Ty.Primitive { Kind: PrimTy.Bool }:
                return "false";
            case Ty.Primitive { Kind: PrimTy.Char }:
                return "'x'";
            case Ty.Primitive when ty.IsFloat:
                return "3.14159";
            case Ty.Primitive { Kind: not PrimTy.Str }:
                return "42";
            case Ty.Slice:
                return "[]";
            case Ty.Adt { Def.IsBox: true } it:
                return SampleOf(it.Args.TypeAt(0)) is { } inner ? $"Box::new({inner})" : null;
            case Ty.Adt it when it.Def.Id == _context.LangItem(LangItem.String):
                return "String::new()";
            case Ty.Adt it when it.Def.Id == _context.LangItem(LangItem.Option):
                return "None";
            case Ty.Adt it when IsLibraryType(it.Def, "core", "Result"):
                return SampleOf(it.Args.TypeAt(0)) is { } ok ? $"Ok({ok})" : null;
            case Ty.Adt it when IsLibraryType(it.Def, "alloc", "Vec"):
                return "vec![]";
            case Ty.Adt when ImplementsDefault(ty):
                return "Default::default()";
            case Ty.Ref { IsMutable: false } it when it.Pointee == _context.Common.Str:
                return "\"\"";
            case Ty.Ref it:
                return SampleOf(it.Pointee) is { } referent ? $"&{(it.IsMutable ? "mut " : "")}{referent}" : null;
            case Ty.Array { Length: Const.Value length } it:
                return length.Bits == 0 ? "[]"
                    : length.Bits != 1 && !Solver.IsCopy(_env, it.Element) ? "/* value */"
                                        : SampleOf(it.Element) is { } sampleElement ? $"[{sampleElement}; {length.Bits.ToString(CultureInfo.InvariantCulture)}]" : null;
            case Ty.Tuple it:
            {
                List<string> elements = [];
                foreach (Ty element in it.Elements)
                {
                    if (SampleOf(element) is not { } sample)
                    {
                        return null;
                    }
                    elements.Add(sample);
                }
                return $"({string.Join(", ", elements)}{(elements.Count == 1 ? "," : "")})";
            }
            default:
                return "/* value */";
        }
    }

    private bool ImplementsDefault(Ty ty)
    {
        CrateDefinitions core = _context.Crates[_context.LangItem(LangItem.Sized).Crate];
        for (int i = 0; i < core.Count; i++)
        {
            if (core.KindOf(i) == DefKind.Trait && core.NameOf(i).Text == "Default")
            {
                return Solver.ImplementsTrait(_env, new DefId(core.Id, i), _context.Types.EraseRegions(ty));
            }
        }
        return false;
    }

    /// <summary>Branches that miss an assignment which others beside them make.</summary>
    private sealed class MissedBranches(List<SourceSpan> assignments, string name) : HirVisitor
    {
        public List<(SourceSpan Span, string Label)> Found { get; } = [];

        public override void Visit(HirExpr expr)
        {
            switch (expr)
            {
                case HirExpr.If { Else: null } it when Assigns(it.Then):
                    Found.Add((it.Condition.Span, $"if this `if` condition is `false`, {name} is not initialized"));
                    Found.Add((it.Span.ShrinkToHi(), $"an `else` arm might be missing here, initializing {name}"));
                    break;
                case HirExpr.If { Else: { } otherwise } it:
                    switch (Assigns(it.Then), Assigns(otherwise))
                    {
                        case (true, false):
                            Found.Add((it.Then.Span.Between(otherwise.Span), $"if the `if` condition is `false` and this `else` arm is executed, {name} is not initialized"));
                            break;
                        case (false, true):
                            Found.Add((it.Condition.Span, $"if this condition is `true`, {name} is not initialized"));
                            break;
                    }
                    break;
                case HirExpr.Loop { Source: HirLoopSource.While, Body.Expr: HirExpr.If whole } when Assigns(whole.Then):
                    Found.Add((whole.Condition.Span, $"if this condition isn't met and the `while` loop runs 0 times, {name} is not initialized"));
                    Visit(whole.Condition);
                    Visit(whole.Then);
                    return;
                case HirExpr.Match it:
                    AddArms(it);
                    break;
            }
            base.Visit(expr);
        }

        private void AddArms(HirExpr.Match match)
        {
            bool any = false;
            foreach (HirArm arm in match.Arms)
            {
                any |= Assigns(arm.Body);
            }
            if (!any)
            {
                return;
            }
            foreach (HirArm arm in match.Arms)
            {
                if (Assigns(arm.Body))
                {
                    continue;
                }
                if (match.Source == HirMatchSource.ForLoopDesugar)
                {
                    Found.Add((match.Scrutinee.Span, $"if the `for` loop runs 0 times, {name} is not initialized"));
                }
                else if (arm.Body is not HirExpr.Return)
                {
                    Found.Add(arm.Guard is { } guard
                        ? (arm.Pat.Span.To(guard.Span), $"if this pattern and condition are matched, {name} is not initialized")
                        : (arm.Pat.Span, $"if this pattern is matched, {name} is not initialized"));
                }
            }
        }

        private bool Assigns(HirExpr branch)
        {
            AssignmentFinder finder = new(assignments);
            finder.Visit(branch);
            return finder.Found;
        }
    }

    private sealed class AssignmentFinder(List<SourceSpan> assignments) : HirVisitor
    {
        public bool Found { get; private set; }

        public override void Visit(HirStmt stmt) => Found |= stmt is HirStmt.Semi semi && assignments.Contains(semi.Value.Span);
    }
}
