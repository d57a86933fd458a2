using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Hir;
using Verdigris.Mir.Borrowck;
using Verdigris.Mir.Moves;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Diagnostics;

/// <summary>Uses of what was moved away: E0382.</summary>
internal sealed partial class BorrowReporter
{
    private readonly Dictionary<string, (Place Used, Diagnostic Diagnostic)> _byMoves = [];
    private readonly HashSet<DefId> _explainedMethods = [];

    /// <param name="missing">The place that is not there: the used one or an owner of it.</param>
    /// <param name="path">What was moved: <paramref name="missing"/> or a part of it.</param>
    public void UseOfMovedOrUninitialised(Location location, UseAction action, Place missing, Place used, MovePath path)
    {
        UseSpans use = UseSpans.OfMove(_context, _body, _crate, missing, location);
        if (!use.IsClosure && use.Call is null)
        {
            use = SpansAt(location);
        }
        (List<MoveSite> sites, List<Location> reinitialisations) = Sites.Reaching(path, location);
        if (sites.Count == 0)
        {
            Uninitialised(action, missing, used, path, use);
            return;
        }
        string key = string.Join(' ', sites.ConvertAll(site => $"{site.Move.Location}{site.Move.Path.Index}"));
        if (_byMoves.TryGetValue(key, out (Place Used, Diagnostic Diagnostic) known) && IsPrefix(used, known.Used))
        {
            return;
        }
        _byMoves[key] = (used, UseAfterMove(location, action, missing, used, use, sites, reinitialisations));
    }

    private static bool IsPrefix(Place owner, Place part)
    {
        if (owner.Local != part.Local || owner.Projection.Length > part.Projection.Length)
        {
            return false;
        }
        for (int i = 0; i < owner.Projection.Length; i++)
        {
            if (!owner.Projection[i].Equals(part.Projection[i]))
            {
                return false;
            }
        }
        return true;
    }

    private Diagnostic UseAfterMove(
        Location location, UseAction action, Place missing, Place used, UseSpans use, List<MoveSite> sites, List<Location> reinitialisations)
    {
        SourceSpan span = use.ArgsOrUse;
        bool isPartial = sites.Exists(site =>
        {
            Place moved = _moves[site.Move.Path].Place;
            bool isBoxContent = moved.Projection is [PlaceElem.Deref];
            return !isBoxContent && !used.Equals(moved) && IsPrefix(used, moved);
        });
        string partially = isPartial ? "partially " : "";
        string? name = DescribeMoved(missing);
        string message = $"{Noun(action)} of {partially}moved value" + (name is null ? "" : $": `{name}`");
        Diagnostic diagnostic = Diagnostic.Error("E0382", message, span);
        AddReinitialisations(diagnostic, reinitialisations);
        bool isLoopMove = false;
        bool isInPattern = false;
        HashSet<SourceSpan> seen = [];
        foreach (MoveSite site in sites)
        {
            Place moved = _moves[site.Move.Path].Place;
            UseSpans move = UseSpans.OfMove(_context, _body, _crate, moved, site.Move.Location);
            bool isSameUse = location == site.Move.Location;
            isLoopMove |= isSameUse;
            if (seen.Add(move.ArgsOrUse))
            {
                isInPattern |= SuggestKeeping(diagnostic, site.Move.Path, moved, move);
                ExplainMove(diagnostic, span, move, moved, isPartial, isSameUse || site.IsAcrossLoop, reinitialisations.Count == 0);
            }
        }
        LabelClosureUse(diagnostic, use, action);
        if (!isLoopMove)
        {
            diagnostic.WithLabel(span, $"value {PastTense(action)} here after {(isPartial ? "partial " : "")}move");
        }
        Place first = _moves[sites[0].Move.Path].Place;
        Ty ty = PlaceTy.Of(_body, first, _context.Types).Ty;
        if (isLoopMove && !isInPattern && !use.IsClosure && ty is Ty.Ref { IsMutable: true })
        {
            SuggestReborrow(diagnostic, span, first);
        }
        AddTypeNote(diagnostic, used, first, ty, isPartial);
        return diagnostic;
    }

    private void AddTypeNote(Diagnostic diagnostic, Place used, Place moved, Ty ty, bool isPartial)
    {
        // A closure that is called by value says elsewhere why it is not Copy.
        if (PlaceTy.Of(_body, used, _context.Types).Ty is Ty.Closure closure && ClosureKindOriginOf(closure.Def) is not null)
        {
            NoteClosureKind(diagnostic, closure.Def);
            return;
        }
        string what = DescribeMoved(moved) is { } name ? $"`{name}`" : "value";
        string because = $"{(isPartial ? "partial " : "")}move occurs because {what} has type `{_text.Of(ty)}`, which does not implement the `Copy` trait";
        if (moved.AsLocal is { } local)
        {
            diagnostic.WithLabel(_body.Locals[local].Source.Span, because);
        }
        else
        {
            diagnostic.WithNote(because);
        }
    }

    /// <summary>The capture that decides how a closure can be called; null if its kind was asked for from outside.</summary>
    private Check.ClosureKindOrigin? ClosureKindOriginOf(DefId closure)
    {
        if (closure.Crate != _body.Def.Crate)
        {
            return null;
        }
        Check.TypeckResults results = _crate.TypeckOf(_context, _body.Def);
        if (!results.ClosureKindOrigins.TryGetValue(closure, out Check.ClosureKindOrigin origin))
        {
            return null;
        }
        foreach (Check.CapturedPlace capture in results.Captures.GetValueOrDefault(closure, []))
        {
            if (capture.KindSpan == origin.Span || capture.PathSpan == origin.Span)
            {
                return origin with { Place = capture };
            }
        }
        return null;
    }

    /// <summary>What in a closure makes it callable only once, or only while it is not shared.</summary>
    private void NoteClosureKind(Diagnostic diagnostic, DefId closure)
    {
        if (ClosureKindOriginOf(closure) is not { } origin || _context.TypeOf(closure) is not Ty.Closure { Kind: var kind } || kind == ClosureKind.Fn)
        {
            return;
        }
        if (CaptureName(closure, origin.Place!) is not { } name)
        {
            return;
        }
        string what = kind == ClosureKind.FnOnce
            ? $"closure cannot be invoked more than once because it moves the variable `{name}` out of its environment"
            : $"closure cannot be moved more than once as it is not `Copy` due to moving the variable `{name}` out of its environment";
        diagnostic.WithNote(origin.Span, what);
    }

    /// <summary>A captured place as the code around the closure calls it.</summary>
    private string? CaptureName(DefId closure, Check.CapturedPlace place)
    {
        Check.TypeckResults results = _crate.TypeckOf(_context, _body.Def);
        HirBody? hir = _crate.BodyOf(_crate.BodyOwnerOf(_body.Def));
        return new Borrowck.Loans.Upvars(
            _body, [place], _context.Types, variable => hir is null ? null : Build.BindingNames.Find(hir, variable), results.TypeOf).NameOf(0);
    }

    private void AddReinitialisations(Diagnostic diagnostic, List<Location> reinitialisations)
    {
        if (reinitialisations.Count == 1)
        {
            diagnostic.WithLabel(SpansAt(reinitialisations[0]).ArgsOrUse, "this reinitialization might get skipped");
            return;
        }
        if (reinitialisations.Count == 0)
        {
            return;
        }
        List<SpanLabel> labels = [];
        for (int i = 1; i < int.Min(3, reinitialisations.Count); i++)
        {
            labels.Add(new SpanLabel(SpansAt(reinitialisations[i]).ArgsOrUse, "", IsPrimary: true));
        }
        int more = reinitialisations.Count - 3;
        string message = more <= 0
            ? $"these {reinitialisations.Count} reinitializations might get skipped"
            : $"these 3 reinitializations and {more} other{(more == 1 ? "" : "s")} might get skipped";
        diagnostic.WithChild(new SubDiagnostic(DiagnosticLevel.Note, message, SpansAt(reinitialisations[0]).ArgsOrUse, labels));
    }

    /// <summary>What took the value: a call on it, a closure, or just its use.</summary>
    private void ExplainMove(Diagnostic diagnostic, SourceSpan span, UseSpans move, Place moved, bool isPartial, bool isLoop, bool isForGood)
    {
        string partially = isPartial ? "partially " : "";
        string inLoop = isLoop ? ", in previous iteration of loop" : "";
        if (move.Call is { } call)
        {
            string place = Describe(moved) is { } name ? $"`{name}`" : "value";
            ExplainSelfCall(diagnostic, span, move, call, moved, place, partially, inLoop, isForGood);
            return;
        }
        if (move.ArgsOrUse != span || isLoop)
        {
            diagnostic.WithLabel(move.ArgsOrUse, $"value {partially}moved{(move is { IsClosure: true, IsCoroutine: false } ? " into closure" : "")} here{inLoop}");
        }
        if (!isLoop && move.IsClosure)
        {
            if (move.VarOrUse != move.Path)
            {
                diagnostic.WithLabel(move.VarOrUse, "capture is moved because of use here");
            }
            diagnostic.WithLabel(move.Path, $"variable {partially}moved due to use in {move.Word}");
        }
    }

    private void ExplainSelfCall(
        Diagnostic diagnostic, SourceSpan span, UseSpans move, SelfCall call, Place moved, string place, string partially, string inLoop, bool isForGood)
    {
        DefId trait = TraitOfMethod(call.Method);
        if (trait.IsSome && trait == _context.LangItem(LangItem.FnOnce))
        {
            diagnostic.WithLabel(call.CallSpan, $"{place} {partially}moved due to this call{inLoop}");
            if (call.Args.TypeAt(0) is Ty.Param param && ParamBoundSpan(param, LangItem.FnOnce) is { } bound)
            {
                diagnostic.WithChild(new SubDiagnostic(DiagnosticLevel.Help, "`FnOnce` closures can only be called once", bound,
                [
                    new SpanLabel(bound, $"`{param.Name.Text}` is made to be an `FnOnce` closure here", IsPrimary: true),
                    new SpanLabel(move.VarOrUse, "this value implements `FnOnce`, which causes it to be moved when called"),
                ]));
            }
            else
            {
                diagnostic.WithNote(move.VarOrUse, "this value implements `FnOnce`, which causes it to be moved when called");
            }
            return;
        }
        if (call.Source == CallSource.OverloadedOperator)
        {
            diagnostic.WithLabel(call.CallSpan, $"{place} {partially}moved due to usage in operator{inLoop}");
            if (_explainedMethods.Add(call.Method))
            {
                bool isUnary = trait == _context.LangItem(LangItem.Not) || trait == _context.LangItem(LangItem.Neg) || trait == _context.LangItem(LangItem.Deref);
                diagnostic.WithNote(SelfParamSpan(call.Method), isUnary ? "calling this operator moves the value" : "calling this operator moves the left-hand side");
            }
            return;
        }
        bool isForLoop = IsForLoopHead(move.ArgsOrUse);
        if (_explainedMethods.Add(call.Method))
        {
            diagnostic.WithNote(SelfParamSpan(call.Method), $"`{MethodPath(call.Method)}` takes ownership of the receiver `self`, which moves {place}");
        }
        Ty ty = PlaceTy.Of(_body, moved, _context.Types).Ty;
        if (isForGood && IsOptionOrResultMethod(call.Method))
        {
            diagnostic.WithHelp(move.VarOrUse, "consider calling `.as_ref()` or `.as_mut()` to borrow the type's contents");
        }
        if (isForLoop)
        {
            if (Solver.ImplementsTrait(_env, trait, _context.Types.Ref(_context.Common.Erased, _context.Types.EraseRegions(ty), isMutable: false)))
            {
                diagnostic.WithVerboseSuggestion(
                    $"consider iterating over a slice of the `{_text.Of(ty)}`'s content to avoid moving into the `for` loop", Applicability.MaybeIncorrect,
                    new SuggestionEdit(move.ArgsOrUse.ShrinkToLo(), "&"));
            }
            diagnostic.WithLabel(call.CallSpan, $"{place} {partially}moved due to this implicit call to `.into_iter()`{inLoop}");
            if (ty is Ty.Ref { IsMutable: true } && inLoop.Length == 0)
            {
                SuggestReborrow(diagnostic, move.ArgsOrUse, moved);
            }
            return;
        }
        if (call.Method == _context.LangItem(LangItem.IntoFutureIntoFuture) && _context.Program.SourceMap.SnippetOf(call.CallSpan) == "await")
        {
            diagnostic.WithLabel(call.CallSpan, $"{place} {partially}moved due to this await{inLoop}");
        }
        else
        {
            diagnostic.WithLabel(call.CallSpan, $"{place} {partially}moved due to this method call{inLoop}");
        }
        if (ImplementsClone(ty))
        {
            diagnostic.WithVerboseSuggestion(
                "you can `clone` the value and consume it, but this might not be your desired behavior", Applicability.MaybeIncorrect,
                new SuggestionEdit(move.ArgsOrUse.ShrinkToHi(), ".clone()"));
        }
    }

    private SourceSpan? ParamBoundSpan(Ty.Param param, LangItem trait)
    {
        foreach (SpannedPredicate predicate in _context.PredicatesOf(_crate.EnvOwnerOf(_body.Def)).Own)
        {
            if (predicate.Predicate is Predicate.Trait it && it.TraitRef.SelfTy == param && it.TraitRef.Trait == _context.LangItem(trait))
            {
                return predicate.Span;
            }
        }
        return null;
    }

    private bool IsLibraryType(AdtDef adt, string crate, string name) => adt.Name.Text == name && _context.Crates[adt.Id.Crate].Name.Text == crate;

    private DefId TraitOfMethod(DefId method)
    {
        DefId parent = _context.ParentOf(method);
        return _context.KindOf(parent) switch
        {
            DefKind.Trait => parent,
            DefKind.Impl => _context.ImplHeaderOf(parent).TraitRef?.Trait ?? default,
            _ => default,
        };
    }

    private bool IsOptionOrResultMethod(DefId method)
    {
        DefId parent = _context.ParentOf(method);
        return _context.KindOf(parent) == DefKind.Impl && _context.TypeOf(parent) is Ty.Adt { Def: { } adt }
            && (adt.Id == _context.LangItem(LangItem.Option) || IsLibraryType(adt, "core", "Result"));
    }

    /// <summary>A method as messages name it: <c>Option::&lt;T&gt;::unwrap</c>; one of a trait goes by its own name.</summary>
    private string MethodPath(DefId method)
    {
        string name = _context.Crates.NameOf(method).Text;
        DefId parent = _context.ParentOf(method);
        if (_context.KindOf(parent) != DefKind.Impl || _context.ImplHeaderOf(parent).TraitRef is not null)
        {
            return name;
        }
        string self = _text.Of(_context.TypeOf(parent));
        int args = self.IndexOf('<', System.StringComparison.Ordinal);
        return args < 0 ? $"{self}::{name}" : $"{self[..args]}::{self[args..]}::{name}";
    }

    private SourceSpan SelfParamSpan(DefId method) =>
        method.Crate == _body.Def.Crate && _crate.BodyOf(method) is { Params: [var self, ..] } ? self.Pat.Span : _context.Crates.SpanOf(method);

    private bool IsForLoopHead(SourceSpan span)
    {
        HirExpr? expr = Syntax?.Innermost(span);
        if (expr is null || Syntax is null)
        {
            return false;
        }
        foreach (HirExpr around in Syntax.Around(expr))
        {
            if (around is HirExpr.Match { Source: HirMatchSource.ForLoopDesugar } match)
            {
                return match.Scrutinee.Span == span || match.Scrutinee is HirExpr.Call { Args: [var head] } && head.Span == span;
            }
            if (around is not HirExpr.Call)
            {
                return false;
            }
        }
        return false;
    }

    private void LabelClosureUse(Diagnostic diagnostic, UseSpans use, UseAction action)
    {
        if (use.IsClosure)
        {
            diagnostic.WithLabel(use.Path, action switch
            {
                UseAction.Borrow => $"borrow occurs due to use in {use.Word}",
                UseAction.Assignment => $"assign occurs due to use in {use.Word}",
                UseAction.PartialAssignment => $"assign to part occurs due to use in {use.Word}",
                UseAction.Use or UseAction.MatchOn => $"use occurs due to use in {use.Word}",
            });
        }
    }

    private string? DescribeMoved(Place place)
    {
        foreach (PlaceElem elem in place.Projection)
        {
            if (elem is PlaceElem.Downcast)
            {
                return null;
            }
        }
        return Describe(place);
    }

    private static string Noun(UseAction action) => action switch
    {
        UseAction.Borrow => "borrow",
        UseAction.Use or UseAction.MatchOn => "use",
        UseAction.Assignment => "assign",
        UseAction.PartialAssignment => "assign to part",
    };

    private static string PastTense(UseAction action) => action switch
    {
        UseAction.Borrow => "borrowed",
        UseAction.MatchOn => "matched on",
        UseAction.Use => "used",
        UseAction.Assignment => "assigned",
        UseAction.PartialAssignment => "partially assigned",
    };

}
