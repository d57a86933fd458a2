using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Diagnostics;

/// <summary>Regions of the signature that would have to be related and are not: E0309, E0310, E0311, E0521, E0621, E0700 and those without a code.</summary>
internal sealed partial class BorrowReporter
{
    public void Report(List<RegionError> errors)
    {
        HashSet<(RegionVid, RegionVid)> seen = [];
        HashSet<(SourceSpan, DefId)> higherRanked = [];
        HashSet<(SourceSpan, Ty)> generics = [];
        foreach (RegionError error in errors)
        {
            switch (error)
            {
                case RegionError.DoesNotOutlive it when seen.Add((it.Longer, it.Shorter)):
                    DoesNotOutlive(it);
                    break;
                case RegionError.GenericDoesNotOutlive it when generics.Add((it.Test.Blame.Span, it.Test.Generic)):
                    GenericDoesNotOutlive(it);
                    break;
                case RegionError.HigherRanked it when higherRanked.Add((it.Blame.Span, TraitBehind(it))):
                    HigherRanked(it);
                    break;
                // What does not outlive what it should decides what the hidden type captures.
                case RegionError.HiddenTypeCaptures it when seen.Count == 0:
                    HiddenTypeCaptures(it);
                    break;
            }
        }
    }

    private System.Func<SourceSpan, Ty?>? _typeAt;

    /// <summary>What is wrong with the types of an item.</summary>
    /// <param name="typeAt">The type that is required to be well-formed at a span.</param>
    public void ReportOfItem(List<RegionError> errors, System.Func<SourceSpan, Ty?> typeAt)
    {
        _typeAt = typeAt;
        List<RegionError> others = [];
        HashSet<(SourceSpan, RegionVid, RegionVid)> seen = [];
        foreach (RegionError error in errors)
        {
            if (error is not RegionError.DoesNotOutlive it)
            {
                others.Add(error);
            }
            else if (seen.Add((it.Blame.Span, it.Longer, it.Shorter)))
            {
                DoesNotOutliveInItem(it, typeAt(it.Blame.Span));
            }
        }
        Report(others);
    }

    /// <summary>E0478, E0491</summary>
    private void DoesNotOutliveInItem(RegionError.DoesNotOutlive error, Ty? ty)
    {
        if (ty is not null && ReferenceThatLivesLonger(ty, error) is { } reference)
        {
            Diagnostic diagnostic = Diagnostic.Error(
                "E0491", $"in type `{_text.Of(reference, keepsNames: true)}`, reference has a longer lifetime than the data it references", error.Blame.Span);
            AddRegionNote(diagnostic, "the pointer is valid for ", error.Shorter);
            AddRegionNote(diagnostic, "but the referenced data is only valid for ", error.Longer);
            Buffer(diagnostic);
            return;
        }
        Diagnostic bound = Diagnostic.Error("E0478", "lifetime bound not satisfied", error.Blame.Span);
        AddRegionNote(bound, "lifetime parameter instantiated with ", error.Longer);
        AddRegionNote(bound, "but lifetime parameter must outlive ", error.Shorter);
        Buffer(bound);
    }

    private void AddRegionNote(Diagnostic diagnostic, string text, RegionVid region)
    {
        RegionName? name = NewNames().NameOf(region);
        if (name is null or { Text: "'static" })
        {
            diagnostic.WithNote($"{text}the static lifetime");
        }
        else
        {
            diagnostic.WithNote(name.Span, $"{text}the lifetime `{name.Text}` as defined here");
        }
    }

    private Ty.Ref? ReferenceThatLivesLonger(Ty ty, RegionError.DoesNotOutlive error)
    {
        ReferenceFinder finder = new(_regions.Regions, error);
        finder.Visit(_regions.Regions.Renumber(ty));
        return finder.Found;
    }

    private sealed class ReferenceFinder(RegionTable regions, RegionError.DoesNotOutlive error) : TypeVisitor
    {
        public Ty.Ref? Found { get; private set; }

        public override bool Visit(Ty ty)
        {
            if (ty is Ty.Ref { HasEscapingBoundVars: false } reference && regions.VidOf(reference.Region) == error.Shorter
                && regions.FreeRegionsOf(reference.Pointee).Contains(error.Longer))
            {
                Found ??= reference;
            }
            return SuperVisit(ty);
        }
    }

    private void HigherRanked(RegionError.HigherRanked error)
    {
        if (_regions.Regions.Definitions[error.Placeholder].Named is Region.Placeholder placeholder
            && _regions.Regions.RelatedIn(placeholder.Universe) is var (found, expected))
        {
            Diagnostic mismatch = Diagnostic.Error("E0308", "mismatched types", error.Blame.Span).WithPrimaryLabel("one type is more general than the other");
            mismatch.WithNote($"expected {Kind(expected)} `{_text.Of(expected)}`\n   found {Kind(found)} `{_text.Of(found)}`");
            Buffer(mismatch);
            return;
        }
        DefId trait = TraitBehind(error);
        if (trait.IsSome)
        {
            string name = _context.Crates.NameOf(trait).Text;
            Buffer(Diagnostic.ErrorWithoutCode($"implementation of `{name}` is not general enough", error.Blame.Span)
                .WithPrimaryLabel($"implementation of `{name}` is not general enough"));
            return;
        }
        Buffer(Diagnostic.ErrorWithoutCode("higher-ranked lifetime error", error.Blame.Span));
    }

    /// <summary>The trait whose implementation would have to hold for all regions; none if types were only related.</summary>
    private DefId TraitBehind(RegionError.HigherRanked error) =>
        _regions.Regions.Definitions[error.Placeholder].Named is Region.Placeholder { Universe: var universe }
            ? _regions.Regions.ProvedIn(universe) switch
            {
                Predicate.Trait it => it.TraitRef.Trait,
                Predicate.Projection it => _context.ParentOf(it.Alias.Def),
                _ => default,
            }
            : default;

    private static string Kind(Ty ty) => ty switch
    {
        Ty.FnPtr => "fn pointer",
        Ty.FnDef => "fn item",
        Ty.Closure => "closure",
        Ty.Ref => "reference",
        Ty.Adt { Def.IsEnum: true } => "enum",
        Ty.Adt => "struct",
        Ty.Dynamic => "trait object",
        _ => "type",
    };

    private bool IsClosureBody => _crate.Hir.NodeOf(_body.Def) is HirNode.Closure;

    private void DoesNotOutlive(RegionError.DoesNotOutlive error)
    {
        RegionNames names = NewNames();
        bool longerIsLocal = _regions.Universal.IsLocal(error.Longer);
        bool shorterIsLocal = _regions.Universal.IsLocal(error.Shorter);
        ConstraintCategory category = error.Blame.Category;
        if (IsClosureBody && category is ConstraintCategory.Return or ConstraintCategory.ReturnUpvar && longerIsLocal && !shorterIsLocal
            && error.Longer == _regions.Universal.ClosureEnv)
        {
            EscapesFnMut(error, names);
            return;
        }
        if (ExplicitLifetimeRequired(error, names))
        {
            return;
        }
        if (longerIsLocal && !shorterIsLocal && EscapesBody(error, names))
        {
            return;
        }
        GeneralError(error, names);
    }

    /// <summary>A reference into a closure's own captures is returned from it.</summary>
    private void EscapesFnMut(RegionError.DoesNotOutlive error, RegionNames names)
    {
        Diagnostic diagnostic = Diagnostic.ErrorWithoutCode("captured variable cannot escape `FnMut` closure body", error.Blame.Span);
        if (_crate.Hir.NodeOf(_body.Def) is HirNode.Closure closure)
        {
            diagnostic.WithLabel(closure.Value.DeclSpan.ShrinkToHi(), "inferred to be a `FnMut` closure");
        }
        diagnostic.WithPrimaryLabel("returns a reference to a captured variable which escapes the closure body");
        diagnostic.WithNote("`FnMut` closures only have access to their captured variables while they are executing...");
        diagnostic.WithNote("...therefore, they cannot allow references to captured variables to escape");
        Buffer(diagnostic);
    }

    /// <summary>E0621: one region is named and the other is a parameter's that could have the name too.</summary>
    private bool ExplicitLifetimeRequired(RegionError.DoesNotOutlive error, RegionNames names)
    {
        bool longerIsNamed = IsNamed(error.Longer);
        bool shorterIsNamed = IsNamed(error.Shorter);
        if (longerIsNamed == shorterIsNamed || IsClosureBody)
        {
            return false;
        }
        RegionVid anonymous = longerIsNamed ? error.Shorter : error.Longer;
        RegionVid named = longerIsNamed ? error.Longer : error.Shorter;
        if (!longerIsNamed && named == UniversalRegions.Static)
        {
            // Data that must live for ever escapes: see below.
            return false;
        }
        if (names.ArgumentWith(anonymous) is not { } index || _crate.HirSigOf(_body.Def) is not { } sig || index >= sig.Decl.Inputs.Length)
        {
            return false;
        }
        Local local = names.LocalOfArgument(index);
        if (_body.Locals[local].Info.Kind == LocalKind.SelfParam || sig.Decl.Inputs[index] is HirTy.ImplicitSelf
            || _regions.Regions.FreeRegionsOf(_regions.Universal.Output).Contains(anonymous))
        {
            return false;
        }
        string name = names.NameOf(named)?.Text ?? "'static";
        string what = _body.Locals[local].Info.Name is { } symbol ? $"the type of `{symbol.Text}`" : "parameter type";
        Diagnostic diagnostic = Diagnostic.Error("E0621", $"explicit lifetime required in {what}", error.Blame.Span)
            .WithPrimaryLabel($"lifetime `{name}` required");
        SourceSpan written = sig.Decl.Inputs[index].Span;
        string suggested = _text.WithRegion(_regions.Universal.Inputs[local.Index - 1], anonymous, name);
        diagnostic.WithVerboseSuggestion(
            $"add explicit lifetime `{name}` to {what}", Applicability.Unspecified, new SuggestionEdit(written, suggested));
        Buffer(diagnostic);
        return true;
    }

    private bool IsNamed(RegionVid region) => _regions.Regions.Definitions[region].Named switch
    {
        Region.Static => true,
        Region.EarlyParam it => it.Name.Text is not ("'_" or ""),
        Region.LateParam it => it.Decl.Def.IsSome && it.Decl.Name.Text is not ("'_" or ""),
        _ => false,
    };

    /// <summary>E0521: what a parameter refers to gets out of the body.</summary>
    private bool EscapesBody(RegionError.DoesNotOutlive error, RegionNames names)
    {
        bool isFunction = !IsClosureBody;
        if (isFunction && error.Blame.Category == ConstraintCategory.Assignment)
        {
            return false;
        }
        (string? Name, SourceSpan Span)? from = names.ArgumentNameAndSpan(error.Longer) ?? UpvarNameAndSpan(names, error.Longer);
        (string? Name, SourceSpan Span)? to = UpvarNameAndSpan(names, error.Shorter) ?? names.ArgumentNameAndSpan(error.Shorter);
        if (from is null && to is null || _context.KindOf(_body.Def) is DefKind.Const or DefKind.Static or DefKind.AssocConst)
        {
            return false;
        }
        if (error.Blame.Category is ConstraintCategory.Return or ConstraintCategory.ReturnUpvar or ConstraintCategory.CopyBound or ConstraintCategory.Cast
            or ConstraintCategory.UnsizeCast or ConstraintCategory.TypeAnnotation or ConstraintCategory.GenericArgAnnotation or ConstraintCategory.OpaqueType)
        {
            // It stays inside, only its type says that it should live longer.
            return false;
        }
        string body = _context.KindOf(_body.Def) switch
        {
            DefKind.Closure => "closure",
            DefKind.AssocFn => _context.AssocItemOf(_body.Def).HasSelf ? "method" : "associated function",
            _ => "function",
        };
        Diagnostic diagnostic = Diagnostic.Error("E0521", $"borrowed data escapes outside of {body}", error.Blame.Span);
        if (to is { Name: { } outer })
        {
            diagnostic.WithLabel(to.Value.Span, $"`{outer}` declared here, outside of the {body} body");
        }
        if (from is { Name: { } inner })
        {
            diagnostic.WithLabel(from.Value.Span, $"`{inner}` is a reference that is only valid in the {body} body");
            diagnostic.WithPrimaryLabel($"`{inner}` escapes the {body} body here");
        }
        if (IsKnown(error.Longer) && IsKnown(error.Shorter) && names.NameOf(error.Longer) is { } longer && names.NameOf(error.Shorter) is { } shorter)
        {
            diagnostic.WithLabel(error.Blame.Span, $"{CategoryText(error.Blame.Category)}requires that `{longer.Text}` must outlive `{shorter.Text}`");
            names.Explain(diagnostic);
        }
        Buffer(diagnostic);
        return true;
    }

    /// <summary>A region of a signature, as opposed to one that only a captured variable's type has.</summary>
    private bool IsKnown(RegionVid region) => _regions.Regions.Definitions[region].Named is not null;

    private (string? Name, SourceSpan Span)? UpvarNameAndSpan(RegionNames names, RegionVid region)
    {
        if (names.UpvarWith(region) is not { } index || index >= _upvars.Captures.Length)
        {
            return null;
        }
        return (_upvars.NameOf(index), DeclarationOf(_upvars.Captures[index].Variable) ?? _upvars.Captures[index].PathSpan);
    }

    private void GeneralError(RegionError.DoesNotOutlive error, RegionNames names)
    {
        Diagnostic diagnostic = Diagnostic.ErrorWithoutCode("lifetime may not live long enough", error.Blame.Span);
        RegionName? longer = names.NameOf(error.Longer);
        RegionName? shorter = names.NameOf(error.Shorter);
        string from = longer?.Text ?? "'_";
        string to = shorter?.Text ?? "'_";
        string body = _context.KindOf(_body.Def) switch
        {
            DefKind.Closure => "closure",
            DefKind.AssocFn => _context.AssocItemOf(_body.Def).HasSelf ? "method" : "associated function",
            _ => "function",
        };
        diagnostic.WithPrimaryLabel(error.Blame.Category is ConstraintCategory.Return or ConstraintCategory.ReturnUpvar && _regions.Universal.IsLocal(error.Shorter)
            ? $"{body} was supposed to return data with lifetime `{to}` but it is returning data with lifetime `{from}`"
            : $"{CategoryText(error.Blame.Category)}requires that `{from}` must outlive `{to}`");
        names.Explain(diagnostic);
        if (longer is { IsWritten: true } && shorter is { IsWritten: true } && to != "'static")
        {
            diagnostic.WithHelp($"consider adding the following bound: `{from}: {to}`");
        }
        Buffer(diagnostic);
    }

    /// <summary>E0309, E0310, E0311</summary>
    private void GenericDoesNotOutlive(RegionError.GenericDoesNotOutlive error)
    {
        RegionNames names = NewNames();
        Ty generic = error.Test.Generic;
        string what = generic is Ty.Alias ? $"the associated type `{_text.Of(generic)}`" : $"the parameter type `{_text.Of(generic)}`";
        SourceSpan span = error.Test.Blame.Span;
        RegionName? bound = error.Bound is { } region ? names.NameOf(region) : null;
        Diagnostic diagnostic;
        string reason = _typeAt?.Invoke(span) is Ty.Ref reference && reference.Pointee is Ty.Param pointee && _text.Of(pointee) == _text.Of(generic)
            ? $"...so that the reference type `{_text.Of(_regions.Regions.Renumber(reference), keepsNames: true)}` does not outlive the data it points at"
            : $"...so that the type `{_text.Of(generic)}` will meet its required lifetime bounds";
        if (bound is { IsWritten: true })
        {
            diagnostic = Diagnostic.Error(bound.Text == "'static" ? "E0310" : "E0309", $"{what} may not live long enough", span);
            if (bound.Text == "'static")
            {
                diagnostic.WithPrimaryLabel($"{what} must be valid for the static lifetime...");
                diagnostic.WithLabel(span, reason);
            }
            else
            {
                diagnostic.WithPrimaryLabel(reason);
                diagnostic.WithLabel(bound.Span, $"the parameter type `{_text.Of(generic)}` must be valid for the lifetime `{bound.Text}` as defined here...");
            }
            SuggestBound(diagnostic, generic, bound.Text);
        }
        else
        {
            diagnostic = Diagnostic.Error("E0311", $"{what} may not live long enough", span).WithPrimaryLabel(reason);
            if (error.Bound is { } anonymous && names.ArgumentWith(anonymous) is { } index && _crate.HirSigOf(_body.Def) is { } sig && index < sig.Decl.Inputs.Length)
            {
                diagnostic.WithLabel(sig.Decl.Inputs[index].Span, $"{what} must be valid for the anonymous lifetime defined here...");
            }
        }
        Buffer(diagnostic);
    }

    private void SuggestBound(Diagnostic diagnostic, Ty generic, string bound)
    {
        const string Message = "consider adding an explicit lifetime bound";
        if (generic is Ty.Param param && ParamSpan(param) is { IsDummy: false } declared && BoundsOf(param) is { } bounds)
        {
            string text = bounds.IsDummy ? $": {bound}" : $" + {bound}";
            SourceSpan at = (bounds.IsDummy ? declared : bounds).ShrinkToHi();
            diagnostic.WithVerboseSuggestion(Message, Applicability.MachineApplicable, new SuggestionEdit(at, text));
            return;
        }
        diagnostic.WithHelp($"{Message} `{_text.Of(generic)}: {bound}`...");
    }

    /// <summary>Where the bounds of a type parameter stand in the list of parameters: dummy if it has none, null if it is not written there.</summary>
    private SourceSpan? BoundsOf(Ty.Param param)
    {
        SourceSpan name = ParamSpan(param);
        SourceSpan last = default;
        for (GenericPredicates predicates = _context.PredicatesOf(_crate.EnvOwnerOf(_body.Def)); ; predicates = _context.PredicatesOf(predicates.Parent))
        {
            foreach (SpannedPredicate predicate in predicates.Own)
            {
                bool isAbout = predicate.Predicate is Predicate.Trait trait && trait.TraitRef.SelfTy == param
                    || predicate.Predicate is Predicate.TypeOutlives outlives && outlives.Ty == param;
                if (isAbout && predicate.Span.Lo >= name.Hi && predicate.Span.Hi > last.Hi)
                {
                    last = predicate.Span;
                }
            }
            if (predicates.Parent.IsNone)
            {
                return last;
            }
        }
    }

    /// <summary>E0700</summary>
    private void HiddenTypeCaptures(RegionError.HiddenTypeCaptures error)
    {
        RegionNames names = NewNames();
        SourceSpan span = _crate.BodyOf(_body.Def) is { } hir ? TailOf(hir.Value).Span : _body.Span;
        Diagnostic diagnostic = Diagnostic.Error(
            "E0700", $"hidden type for `{_text.Of(OpaqueOf(error.Member.Opaque))}` captures lifetime that does not appear in bounds", span);
        diagnostic.WithLabel(error.Member.Span, "opaque type defined here");
        if (_regions.Universal.IsUniversal(error.Captured) && names.NameOf(error.Captured) is { } name && !name.Span.IsDummy)
        {
            SourceSpan parameter = names.ArgumentWith(error.Captured) is { } index && _crate.HirSigOf(_body.Def) is { } sig && index < sig.Decl.Inputs.Length
                ? sig.Decl.Inputs[index].Span : name.Span;
            diagnostic.WithLabel(name.IsWritten ? name.Span : parameter, name.IsWritten
                ? $"hidden type `{_text.WithRegion(error.Member.Hidden, error.Member.Member, name.Text)}` captures the lifetime `{name.Text}` as defined here"
                : $"hidden type `{_text.Of(error.Member.Hidden)}` captures the anonymous lifetime defined here");
            SuggestUse(diagnostic, error.Member.Span, name.IsWritten ? name.Text : "'_");
        }
        Buffer(diagnostic);
    }

    private Ty OpaqueOf(DefId opaque) => _context.Types.Alias(_context.AliasKindOf(opaque), opaque, _context.IdentityArgsOf(opaque));

    /// <summary>A <c>use</c> bound with the lifetime and all that can be named besides; none where some parameter has no name.</summary>
    private void SuggestUse(Diagnostic diagnostic, SourceSpan opaque, string lifetime)
    {
        List<string> captured = [lifetime];
        for (Generics generics = _context.GenericsOf(_crate.EnvOwnerOf(_body.Def)); ; generics = _context.GenericsOf(generics.Parent))
        {
            foreach (GenericParamDef param in generics.Own)
            {
                if (param.Kind == GenericParamKind.Lifetime)
                {
                    continue;
                }
                if (param.Name.Text.StartsWith("impl ", System.StringComparison.Ordinal))
                {
                    return;
                }
                captured.Add(param.Name.Text);
            }
            if (generics.Parent.IsNone)
            {
                break;
            }
        }
        diagnostic.WithVerboseSuggestion(
            $"add a `use<...>` bound to explicitly capture `{lifetime}`", Applicability.MaybeIncorrect,
            new SuggestionEdit(opaque.ShrinkToHi(), $" + use<{string.Join(", ", captured)}>"));
    }

    private static HirExpr TailOf(HirExpr expr)
    {
        while (expr is HirExpr.Block { Value.Expr: { } tail })
        {
            expr = tail;
        }
        return expr;
    }
}
