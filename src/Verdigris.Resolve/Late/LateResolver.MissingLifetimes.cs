using System;
using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Late;

/// <summary>Lifetimes that are left out where they must be written, and names of lifetimes that nobody declares.</summary>
internal sealed partial class LateResolver
{
    // Of the function whose signature is resolved, if it has a body.
    private FnDecl? _currentFn;

    private ErrorReported ReportUndeclaredLifetime(Ident ident)
    {
        Diagnostic diagnostic = Diagnostic.Error("E0261", $"use of undeclared lifetime name `{ident}`", ident.Span).WithPrimaryLabel("undeclared lifetime");
        SuggestIntroducing(diagnostic, ident.Name.Text, []);
        return Sink.Report(diagnostic);
    }

    /// <summary>E0106 for all that an item or an output leaves out; <paramref name="failure"/> only for outputs.</summary>
    private ErrorReported ReportMissingLifetimes(IReadOnlyList<MissingLifetime> missing, ElisionFailure? failure)
    {
        int count = 0;
        foreach (MissingLifetime one in missing)
        {
            count += one.Count;
        }
        Diagnostic diagnostic = Diagnostic.Error("E0106", count == 1 ? "missing lifetime specifier" : "missing lifetime specifiers", missing[0].Span)
            .WithPrimaryLabel(ExpectedLabel(missing[0]));
        for (int i = 1; i < missing.Count; i++)
        {
            diagnostic.WithPrimarySpan(missing[i].Span, ExpectedLabel(missing[i]));
        }
        List<(string Name, SourceSpan Span)> inScope = LifetimesInScope();
        bool isMaybeStatic = false;
        if (failure is not null)
        {
            isMaybeStatic = ExplainFailure(diagnostic, failure) && inScope.Count == 0;
            if (isMaybeStatic)
            {
                inScope.Add(("'static", default));
            }
        }
        string name = inScope.Count switch { 0 => "'a", 1 => inScope[0].Name, _ => "'lifetime" };
        List<SuggestionEdit> edits = [];
        foreach (MissingLifetime one in missing)
        {
            edits.Add(one.Write(name));
        }
        switch (inScope.Count)
        {
            case 0:
                foreach (MissingLifetime input in failure?.ElidedInputs ?? [])
                {
                    edits.Add(input.Write(name));
                }
                SuggestIntroducing(diagnostic, null, edits);
                break;
            case 1:
                SuggestTheOnlyLifetime(diagnostic, name, isMaybeStatic, missing, edits);
                break;
            default:
                List<SpanLabel> more = [];
                for (int i = 1; i < inScope.Count; i++)
                {
                    more.Add(new SpanLabel(inScope[i].Span, "", IsPrimary: true));
                }
                diagnostic.WithChild(new SubDiagnostic(DiagnosticLevel.Note, "these named lifetimes are available to use", inScope[0].Span, more));
                diagnostic.WithVerboseSuggestion("consider using one of the available lifetimes here", Applicability.HasPlaceholders, edits);
                break;
        }
        return Sink.Report(diagnostic);
    }

    private static string ExpectedLabel(MissingLifetime missing) =>
        missing.Count == 1 ? "expected named lifetime parameter" : $"expected {missing.Count} lifetime parameters";

    /// <summary>Labels the inputs that have lifetimes; true if none could be the output's.</summary>
    private static bool ExplainFailure(Diagnostic diagnostic, ElisionFailure failure)
    {
        List<ParameterLifetimes> parameters = failure.Parameters;
        string names = "";
        for (int i = 0; i < parameters.Count; i++)
        {
            ParameterLifetimes parameter = parameters[i];
            diagnostic.WithLabel(parameter.Span, "");
            if (i > 0)
            {
                names += i + 1 < parameters.Count ? ", " : parameters.Count == 2 ? " or " : ", or ";
            }
            string own = parameter.Name is { } ident ? $"`{ident}`" : $"argument {parameter.Index + 1}";
            names += parameter.Count == 1 ? own : $"one of {own}'s {parameter.Count} lifetimes";
        }
        const string What = "this function's return type contains a borrowed value";
        if (parameters.Count == 0)
        {
            diagnostic.WithHelp($"{What}, but there is no value for it to be borrowed from");
            return true;
        }
        if (failure.ElidedInputs.Count == 0)
        {
            diagnostic.WithHelp($"{What} with an elided lifetime, but the lifetime cannot be derived from the arguments");
            return true;
        }
        diagnostic.WithHelp($"{What}, but the signature does not say {(parameters.Count == 1 ? "which" : "whether it is borrowed from")} {names}{(parameters.Count == 1 ? " it is borrowed from" : "")}");
        return false;
    }

    private void SuggestTheOnlyLifetime(Diagnostic diagnostic, string name, bool isMaybeStatic, IReadOnlyList<MissingLifetime> missing, List<SuggestionEdit> edits)
    {
        string reservation = !isMaybeStatic ? ""
            : ", but this is uncommon unless you're returning a borrowed value from a `const` or a `static`"
                + (missing is [{ Kind: MissingLifetimeKind.Ampersand }] ? "" : ", or if you will only have owned values");
        diagnostic.WithVerboseSuggestion($"consider using the `{name}` lifetime{reservation}", Applicability.MaybeIncorrect, edits);
        if (!isMaybeStatic || missing is not [{ Kind: MissingLifetimeKind.Ampersand or MissingLifetimeKind.Underscore } only])
        {
            return;
        }
        string lead = "instead, you are more likely to want";
        if (only.Kind == MissingLifetimeKind.Ampersand && _currentFn is { Params.IsEmpty: false } decl)
        {
            List<SuggestionEdit> borrowed = [];
            foreach (Param parameter in decl.Params)
            {
                if (!parameter.Ty.Span.Contains(only.Span))
                {
                    borrowed.Add(new SuggestionEdit(parameter.Ty.Span.ShrinkToLo(), "&"));
                }
            }
            if (borrowed.Count > 0)
            {
                diagnostic.WithVerboseSuggestion($"instead, you are more likely to want to change {(decl.Params.Length == 1 ? "the argument" : "one of the arguments")} to be borrowed...", Applicability.MaybeIncorrect, borrowed);
                lead = "...or alternatively, you might want";
            }
        }
        if (OwnedOutput(only) is { Count: > 0 } owned)
        {
            diagnostic.WithVerboseSuggestion($"{lead} to return an owned value", Applicability.MaybeIncorrect, owned);
        }
    }

    /// <summary>Changes that turn the borrowed output into an owned one; none when the type is likely not to be owned.</summary>
    private List<SuggestionEdit> OwnedOutput(MissingLifetime missing)
    {
        Ty.Ref? reference = _currentFn?.Output is { } output ? new ReferenceFinder(missing.Span).Find(output) : null;
        if (reference is null)
        {
            return missing.Kind == MissingLifetimeKind.Ampersand ? [new SuggestionEdit(missing.Span, "")] : [];
        }
        switch (reference.Referent)
        {
            case Ty.OfPath { QSelf: null } path:
                Res? res = _resolutions.PathOf(path.Id).Base;
                if (res is Res.Primitive { Ty: PrimTy.Str })
                {
                    return [new SuggestionEdit(reference.Span, "String")];
                }
                if (res is not (null or Res.Primitive or Res.Def { Kind: DefKind.Struct or DefKind.Union or DefKind.Enum or DefKind.ForeignTy or DefKind.AssocTy or DefKind.OpaqueTy or DefKind.TyParam }))
                {
                    return [];
                }
                break;
        }
        return [new SuggestionEdit(new SourceSpan(reference.Span.Lo, reference.Referent.Span.Lo, reference.Span.Context), "")];
    }

    /// <summary>The lifetimes that are declared around, those of the innermost item and its binders.</summary>
    private List<(string Name, SourceSpan Span)> LifetimesInScope()
    {
        // Innermost binder first, each in the order of its declaration.
        List<(string, SourceSpan)> names = [];
        int groupStart = 0;
        for (int i = _lifetimes.Count - 1; i >= 0 && _lifetimes[i].Kind != LifetimeRibKind.Item; i--)
        {
            if (_lifetimes[i].Kind == LifetimeRibKind.Name)
            {
                names.Insert(groupStart, (_lifetimes[i].Name!.Text, _lifetimes[i].Span));
            }
            else
            {
                groupStart = names.Count;
            }
        }
        return names;
    }

    /// <summary>
    /// Suggests to declare a lifetime, at each binder up to the innermost that is not higher-ranked. Without
    /// <paramref name="name"/> it is a new one that <paramref name="uses"/> writes.
    /// </summary>
    private void SuggestIntroducing(Diagnostic diagnostic, string? name, List<SuggestionEdit> uses)
    {
        bool hasHigherRanked = false;
        for (int i = _lifetimes.Count - 1; i >= 0 && _lifetimes[i].Kind != LifetimeRibKind.Item; i--)
        {
            LifetimeRib rib = _lifetimes[i];
            if (rib.Kind == LifetimeRibKind.Name || !rib.Span.Context.IsRoot || rib.Span.IsDummy)
            {
                continue;
            }
            bool isHigherRanked = rib.Kind == LifetimeRibKind.HigherRanked;
            string declared = name ?? "'a";
            SuggestionEdit introduction = IntroductionAt(rib.Span, declared, isHigherRanked);
            string message = isHigherRanked ? $"consider making the {rib.Description} lifetime-generic with a new `{declared}` lifetime"
                : name is not null ? $"consider introducing lifetime `{name}` here"
                : "consider introducing a named lifetime parameter";
            diagnostic.WithVerboseSuggestion(message, Applicability.MaybeIncorrect, [introduction, .. uses]);
            hasHigherRanked |= isHigherRanked;
            if (!isHigherRanked)
            {
                break;
            }
        }
        if (hasHigherRanked)
        {
            diagnostic.WithNote("for more information on higher-ranked polymorphism, visit https://doc.rust-lang.org/nomicon/hrtb.html");
        }
    }

    private SuggestionEdit IntroductionAt(SourceSpan generics, string name, bool isHigherRanked)
    {
        if (generics.Lo == generics.Hi)
        {
            return new SuggestionEdit(generics, isHigherRanked ? $"for<{name}> " : $"<{name}>");
        }
        int angle = _resolver.Sources.TextOf(generics).IndexOf((byte)'<');
        uint start = generics.Lo + (uint)(angle + 1);
        return new SuggestionEdit(new SourceSpan(start, start, generics.Context), $"{name}, ");
    }

    /// <summary>E0637: a lifetime in a bound must be named.</summary>
    private ErrorReported ReportAnonymousInBound(MissingLifetime missing)
    {
        if (missing.Kind == MissingLifetimeKind.Underscore)
        {
            return Sink.Report(Diagnostic.Error("E0637", "`'_` cannot be used here", missing.Span).WithPrimaryLabel("`'_` is a reserved lifetime name"));
        }
        Diagnostic diagnostic = Diagnostic.Error("E0637", "`&` without an explicit lifetime name cannot be used here", missing.Span)
            .WithPrimaryLabel("explicit lifetime name needed here");
        for (int i = _lifetimes.Count - 1; i >= 0 && _lifetimes[i].Kind != LifetimeRibKind.Item; i--)
        {
            if (_lifetimes[i].Kind == LifetimeRibKind.HigherRanked)
            {
                diagnostic.WithVerboseSuggestion("consider introducing a higher-ranked lifetime here", Applicability.MachineApplicable,
                    [new SuggestionEdit(_lifetimes[i].Span.ShrinkToLo(), "for<'a> "), missing.Write("'a")]);
                break;
            }
        }
        return Sink.Report(diagnostic);
    }

    /// <summary>Finds the reference type whose lifetime is left out at a place.</summary>
    private sealed class ReferenceFinder(SourceSpan missing) : AstVisitor
    {
        private Ty.Ref? _found;

        public Ty.Ref? Find(Ty ty)
        {
            VisitTy(ty);
            return _found;
        }

        public override void VisitTy(Ty ty)
        {
            if (ty is Ty.Ref reference && (reference.Lifetime?.Span == missing || (reference.Lifetime is null && reference.Span.Lo == missing.Lo)))
            {
                _found = reference;
            }
            WalkTy(ty);
        }
    }
}
