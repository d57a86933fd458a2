using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Printing;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Diagnostics;

/// <summary>E0277: a type does not implement a trait, why that is needed, and who does implement it.</summary>
/// <param name="goal">The innermost predicate that fails.</param>
/// <param name="argument">The call whose argument brings the obligation in; null for others.</param>
internal sealed class Unimplemented(ErrorScope scope, FulfillmentError error, Predicate.Trait goal, SourceSpan span, CalleeOfArgument? argument)
{
    private const int MaxImpls = 8;

    private readonly TyPrinter _printer = new(scope.Context);

    public const string Code = "E0277";

    public ErrorReported Report()
    {
        TraitRef traitRef = goal.TraitRef;
        Ty self = traitRef.SelfTy;
        string selfText = PrintTy(self);
        string trait = _printer.PrintTrait((TraitRef)Shown(traitRef));
        OnUnimplementedCase wording = Wordings(traitRef);
        bool isTry = Desugaring() == "QuestionMark";
        string explanation = $"the trait `{trait}` is not implemented for `{selfText}`";
        FutureAutoTrait? future = FutureAutoTrait.Find(scope, error);
        if (future is not null)
        {
            return ReportFuture(future, explanation, wording);
        }
        bool isLocalAdt = self is Ty.Adt { Def.Id.Crate: var crate } && crate == scope.Context.Crate && !IsDerivable(traitRef.Trait);
        Diagnostic diagnostic = Diagnostic.Error(Code, wording.Message ?? $"the trait bound `{selfText}: {trait}` is not satisfied", PrimarySpan(isTry))
            .WithPrimaryLabel(wording.Label ?? (isLocalAdt ? "unsatisfied trait bound" : explanation));
        if (isTry)
        {
            AddFunctionOfTry(diagnostic, self);
            return scope.Diagnostics.Report(diagnostic);
        }
        if (argument is { } call && Desugaring().Length == 0)
        {
            diagnostic.WithLabel(call.Callee, "required by a bound introduced by this call");
        }
        if (isLocalAdt)
        {
            diagnostic.WithHelp(scope.Context.HeadSpanOf(((Ty.Adt)self).Def.Id), explanation);
        }
        else if (wording.Label is not null && self is not Ty.Param)
        {
            diagnostic.WithHelp(explanation);
        }
        foreach (string note in wording.Notes)
        {
            diagnostic.WithNote(note);
        }
        AddImplementors(diagnostic, traitRef);
        AddDerivation(diagnostic);
        AddRequiredBy(diagnostic);
        AddSuggestions(diagnostic, traitRef);
        return scope.Diagnostics.Report(diagnostic);
    }

    /// <summary>An <c>async</c> body that keeps the value: told from the future's side.</summary>
    private ErrorReported ReportFuture(FutureAutoTrait future, string explanation, OnUnimplementedCase wording)
    {
        Ty? within = FutureAutoTrait.OutermostBuiltin(scope, error);
        Diagnostic diagnostic = Diagnostic.ErrorWithoutCode(future.Message, span).WithPrimaryLabel(future.Label)
            .WithHelp(within is null ? explanation : $"within `{PrintTy(within)}`, {explanation}");
        foreach (string note in wording.Notes)
        {
            diagnostic.WithNote(note);
        }
        future.Explain(diagnostic);
        AddRequiredBy(diagnostic);
        return scope.Diagnostics.Report(diagnostic);
    }

    /// <summary>The <c>?</c> alone; a format string's placeholder with its braces.</summary>
    private SourceSpan PrimarySpan(bool isTry)
    {
        SourceMap sources = scope.Context.Program.SourceMap;
        if (isTry && span.Hi > span.Lo + 1 && sources.SnippetOf(span).EndsWith('?'))
        {
            return new SourceSpan(span.Hi - 1, span.Hi, span.Context);
        }
        if (Desugaring() == "FormatLiteral" && sources.FileAt(span.Lo) is { } file && span.Lo > file.Start && span.Hi < file.End
            && sources.SnippetOf(new SourceSpan(span.Lo - 1, span.Lo)) == "{")
        {
            uint end = span.Hi;
            while (end < file.End && sources.SnippetOf(new SourceSpan(end, end + 1)) != "}")
            {
                end++;
            }
            return new SourceSpan(span.Lo - 1, end + 1);
        }
        return span;
    }

    private void AddFunctionOfTry(Diagnostic diagnostic, Ty returned)
    {
        if (CoroutineKind() is var kind and not HirClosureKind.Closure)
        {
            SourceSpan around = kind == HirClosureKind.AsyncBlock ? scope.Context.HeadSpanOf(scope.Function) : scope.Context.Crates.SpanOf(scope.Function);
            diagnostic.WithLabel(around, "this function should return `Result` or `Option` to accept `?`");
            return;
        }
        if (scope.Function.IsNone || scope.Context.KindOf(scope.Function) is not (DefKind.Fn or DefKind.AssocFn))
        {
            return;
        }
        string? text = returned is Ty.Adt { Def.Name.Text: "Option" or "Result" } adt
            ? $"this function returns {(adt.Def.Name.Text == "Option" ? "an" : "a")} `{adt.Def.Name}`"
            : "this function should return `Result` or `Option` to accept `?`";
        diagnostic.WithLabel(scope.Context.HeadSpanOf(scope.Function), text);
    }

    /// <summary>Lifetimes of bodies are not known when types are checked.</summary>
    private Interned Shown(TraitRef traitRef) => !scope.IsInBody ? traitRef : scope.Context.Types.EraseRegions(traitRef);

    private string PrintTy(Ty ty) => _printer.Print(scope.IsInBody ? scope.Context.Types.EraseRegions(ty) : ty);

    private OnUnimplementedCase Wordings(TraitRef traitRef)
    {
        string? message = null;
        string? label = null;
        ImmutableArray<string>.Builder notes = ImmutableArray.CreateBuilder<string>();
        foreach (OnUnimplementedCase one in scope.Context.TraitDefOf(traitRef.Trait).OnUnimplemented?.Cases ?? [])
        {
            if (!Holds(one, traitRef))
            {
                continue;
            }
            message ??= one.Message is null ? null : Fill(one.Message, traitRef);
            label ??= one.Label is null ? null : Fill(one.Label, traitRef);
            foreach (string note in one.Notes)
            {
                notes.Add(Fill(note, traitRef));
            }
        }
        return new OnUnimplementedCase([], message, label, notes.ToImmutable());
    }

    private bool Holds(OnUnimplementedCase one, TraitRef traitRef)
    {
        foreach ((string key, string value) in one.Conditions)
        {
            bool holds = key switch
            {
                "from_desugaring" => value == Desugaring(),
                "crate_local" => traitRef.SelfTy is Ty.Adt { Def.Id.Crate: var crate } && crate == scope.Context.Crate,
                "Self" or "_Self" => IsNamed(traitRef.SelfTy, value),
                _ => ArgNamed(traitRef, key) is Ty ty && IsNamed(ty, value),
            };
            if (!holds)
            {
                return false;
            }
        }
        return true;
    }

    private string Desugaring()
    {
        if (error.Root.Cause.Code is not CauseCode.ItemBound { Item: var item })
        {
            return "";
        }
        string name = scope.Context.Crates.NameOf(item).Text;
        bool isLibrary = item.Crate != scope.Context.Crate;
        return !isLibrary ? ""
            : name == "into_future" ? "Await"
            : name is "from_residual" or "branch" ? "QuestionMark"
            : name.StartsWith("new_", StringComparison.Ordinal) && scope.Context.Crates.NameOf(scope.Context.Crates.ModuleOf(item)).Text == "rt" ? "FormatLiteral"
            : "";
    }

    /// <summary><c>core::option::Option&lt;T&gt;</c> names the type by its path, whatever its arguments; <c>{integer}</c> all integers.</summary>
    private bool IsNamed(Ty ty, string text)
    {
        switch (text)
        {
            case "{integer}" or "{integral}":
                return ty.IsIntegral;
            case "{float}":
                return ty.IsFloat;
            case "[]":
                return ty is Ty.Slice;
        }
        if (ty is not Ty.Adt adt)
        {
            return _printer.Print(ty) == text;
        }
        int args = text.IndexOf('<', StringComparison.Ordinal);
        string path = args < 0 ? text : text[..args];
        int last = path.LastIndexOf("::", StringComparison.Ordinal);
        return adt.Def.Name.Text == (last < 0 ? path : path[(last + 2)..]) && (last < 0 || adt.Def.Id.Crate != scope.Context.Crate);
    }

    private GenericArg? ArgNamed(TraitRef traitRef, string name)
    {
        foreach (GenericParamDef param in scope.Context.GenericsOf(traitRef.Trait).Own)
        {
            if (param.Name.Text == name && param.Index < traitRef.Args.Count)
            {
                return traitRef.Args[param.Index];
            }
        }
        return null;
    }

    /// <summary>Puts names for <c>{Self}</c>, <c>{This}</c> and parameters.</summary>
    private string Fill(string text, TraitRef traitRef)
    {
        StringBuilder filled = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i])
            {
                filled.Append(text[i++]);
                continue;
            }
            int end = text[i] == '{' ? text.IndexOf('}', i) : -1;
            if (end < 0)
            {
                filled.Append(text[i]);
                continue;
            }
            string name = text[(i + 1)..end];
            filled.Append(name switch
            {
                "Self" => PrintTy(traitRef.SelfTy),
                "This" or "This:path" => _printer.PrintPath(traitRef.Trait),
                "Trait" or "This:resolved" => _printer.PrintTrait(traitRef),
                "ItemContext" => ContextOfTry(),
                _ => ArgNamed(traitRef, name) is { } arg ? arg is Ty ty ? PrintTy(ty) : _printer.Print(arg) : $"{{{name}}}",
            });
            i = end;
        }
        return filled.ToString();
    }

    private string ContextOfTry() =>
        scope.Function.IsNone || scope.Context.KindOf(scope.Function) != DefKind.Closure ? "a function"
        : CoroutineKind() switch
        {
            HirClosureKind.AsyncFnBody => "an async function",
            HirClosureKind.AsyncBlock => "an async block",
            HirClosureKind.AsyncClosureBody => "an async closure",
            _ => "a closure",
        };

    private HirClosureKind CoroutineKind() =>
        scope.Function.IsSome && scope.Crate.Hir.NodeOf(scope.Function) is HirNode.Closure closure ? closure.Value.Kind : HirClosureKind.Closure;

    /// <summary>Which types do implement the trait, as far as that can be shown.</summary>
    private void AddImplementors(Diagnostic diagnostic, TraitRef traitRef)
    {
        if (traitRef.Trait.Crate != scope.Context.Crate || traitRef.SelfTy is Ty.Param)
        {
            return;
        }
        List<DefId> impls = [];
        foreach (DefId impl in TraitImpls.Of(scope.Context, traitRef.Trait).All)
        {
            if (scope.Context.ImplHeaderOf(impl) is { IsNegative: false, TraitRef.HasError: false })
            {
                impls.Add(impl);
            }
        }
        if (impls.Count == 0)
        {
            diagnostic.WithHelp(scope.Context.HeadSpanOf(traitRef.Trait), "this trait has no implementations, consider adding one");
            return;
        }
        if (impls.Exists(impl => impl.Crate != scope.Context.Crate))
        {
            return;
        }
        if (impls.Count == 1)
        {
            ImplHeader only = scope.Context.ImplHeaderOf(impls[0]);
            diagnostic.WithHelp(
                scope.Context.HeadSpanOf(impls[0]), $"the trait `{_printer.PrintTrait(only.TraitRef!)}` is implemented for `{_printer.Print(only.SelfTy)}`");
            return;
        }
        List<SpanLabel> labels = [];
        for (int i = 0; i < impls.Count && i < MaxImpls; i++)
        {
            labels.Add(new SpanLabel(scope.Context.HeadSpanOf(impls[i]), $"`{_printer.Print(scope.Context.ImplHeaderOf(impls[i]).SelfTy)}`", IsPrimary: true));
        }
        diagnostic.WithChild(new SubDiagnostic(
            DiagnosticLevel.Help, $"the following other types implement trait `{_printer.PrintTrait(Identity(traitRef))}`", labels[0].Span, labels));
        if (impls.Count > MaxImpls)
        {
            diagnostic.WithHelp($"and {impls.Count - MaxImpls} others");
        }
    }

    private TraitRef Identity(TraitRef traitRef) =>
        scope.Context.Types.TraitRef(traitRef.Trait, scope.Context.IdentityArgsOf(traitRef.Trait));

    /// <summary>Through which impls the program's own obligation led to the failing one.</summary>
    private void AddDerivation(Diagnostic diagnostic)
    {
        for (Obligation? derived = error.Leaf.Parent; derived is not null; derived = derived.Parent)
        {
            if (scope.Inference.Resolve(derived.Predicate) is not Predicate.Trait outer)
            {
                continue;
            }
            string text = $"required for `{PrintTy(outer.TraitRef.SelfTy)}` to implement `{_printer.PrintTrait((TraitRef)Shown(outer.TraitRef))}`";
            if (scope.ImplFor(derived, outer) is { } impl && impl.Crate == scope.Context.Crate && scope.Crate.ImplOf(impl) is { Trait: { } written } header)
            {
                List<SpanLabel> labels = [new(header.SelfTy.Span, "")];
                if (BoundIn(impl, derived == error.Leaf.Parent) is { } bound)
                {
                    labels.Add(new SpanLabel(bound, "unsatisfied trait bound introduced here"));
                }
                diagnostic.WithChild(new SubDiagnostic(DiagnosticLevel.Note, text, written.Path.Span, labels));
            }
            else
            {
                diagnostic.WithNote(text);
            }
        }
    }

    /// <summary>The clause of an impl that asks for the failing trait.</summary>
    private SourceSpan? BoundIn(DefId impl, bool isInnermost)
    {
        if (!isInnermost)
        {
            return null;
        }
        foreach (SpannedPredicate clause in scope.Context.PredicatesOf(impl).Own)
        {
            if (clause.Predicate is Predicate.Trait bound && bound.TraitRef.Trait == goal.TraitRef.Trait)
            {
                return clause.Span;
            }
        }
        return null;
    }

    private void AddRequiredBy(Diagnostic diagnostic)
    {
        switch (error.Root.Cause.Code)
        {
            case CauseCode.SizedVariable:
                diagnostic.WithNote("all local variables must have a statically known size");
                break;
            case CauseCode.SizedReturn:
                diagnostic.WithNote("the return type of a function must have a statically known size");
                break;
        }
        if (error.Root.Cause.Code is CauseCode.ObjectCast cast)
        {
            diagnostic.WithNote($"required for the cast from `{PrintTy(scope.Resolve(cast.From))}` to `{PrintTy(scope.Resolve(cast.To))}`");
        }
        if (error.Root.Cause.Code is CauseCode.ItemBound { Item: var item, BoundSpan: var bound } && item.Crate == scope.Context.Crate
            && scope.Context.KindOf(item) != DefKind.OpaqueTy)
        {
            RequiredBy.Add(scope.Context, diagnostic, item, bound);
        }
    }

    private void AddSuggestions(Diagnostic diagnostic, TraitRef traitRef)
    {
        switch (traitRef.SelfTy)
        {
            case Ty.Param param when scope.Owner.IsSome:
                BoundSuggestions.Restrict(scope, diagnostic, param, traitRef);
                break;
            case Ty.Adt { Def: var adt } when adt.Id.Crate == scope.Context.Crate && IsDerivable(traitRef.Trait) && error.Leaf.Predicate is Predicate.Trait:
            {
                SourceSpan head = scope.Context.HeadSpanOf(adt.Id);
                string name = scope.Context.Crates.NameOf(traitRef.Trait).Text;
                diagnostic.WithVerboseSuggestion(
                    $"consider annotating `{PrintTy(traitRef.SelfTy)}` with `#[derive({name})]`", Applicability.MaybeIncorrect,
                    Wording.Insert(head, $"#[derive({name})]\n"));
                break;
            }
        }
    }

    private bool IsDerivable(DefId trait) => trait.Crate != scope.Context.Crate
        && scope.Context.Crates.NameOf(trait).Text is "Clone" or "Copy" or "Debug" or "Default" or "Eq" or "Hash" or "Ord" or "PartialEq" or "PartialOrd";
}

/// <summary>The name of a called function, of which an argument has the wrong type.</summary>
internal readonly record struct CalleeOfArgument(SourceSpan Callee);

/// <summary>"required by a bound in `item`".</summary>
internal static class RequiredBy
{
    public static void Add(Types.Facts.TypeContext context, Diagnostic diagnostic, DefId item, SourceSpan bound)
    {
        string name = new TyPrinter(context).PrintPath(item);
        SourceSpan ident = context.Crates.SpanOf(item);
        SourceMap sources = context.Program.SourceMap;
        List<SpanLabel> labels = [];
        if (!ident.IsDummy && context.KindOf(item) != DefKind.Impl && sources.LocationOf(ident.Hi).Line != sources.LocationOf(bound.Lo).Line)
        {
            labels.Add(new SpanLabel(ident, $"required by a bound in this {Wording.KindOf(context, item)}"));
        }
        labels.Add(new SpanLabel(bound, $"required by this bound in `{name}`", IsPrimary: true));
        diagnostic.WithChild(new SubDiagnostic(DiagnosticLevel.Note, $"required by a bound in `{name}`", bound, labels));
    }
}

/// <summary>Suggests the bound that a type parameter lacks.</summary>
internal static class BoundSuggestions
{
    public static void Restrict(ErrorScope scope, Diagnostic diagnostic, Ty.Param param, TraitRef traitRef, string constraint = "")
    {
        for (DefId owner = scope.Owner; owner.IsSome && owner.Crate == scope.Context.Crate; owner = scope.Context.ParentOf(owner))
        {
            if (scope.Crate.HirGenericsOf(owner) is not { } generics)
            {
                continue;
            }
            foreach (HirGenericParam written in generics.Params)
            {
                if (written.Ident.Name == param.Name && written.Kind is HirGenericParamKind.Type { IsSynthetic: false })
                {
                    AddBound(scope, diagnostic, generics, written, WithoutDefaults(scope, traitRef), constraint);
                    return;
                }
            }
        }
    }

    /// <summary>Arguments that are the defaults need not be written.</summary>
    private static TraitRef WithoutDefaults(ErrorScope scope, TraitRef traitRef) =>
        traitRef.Args.Count == 2 && traitRef.Args[1] == traitRef.SelfTy
            ? scope.Context.Types.TraitRef(traitRef.Trait, scope.Context.Types.Args(traitRef.SelfTy))
            : traitRef;

    private static void AddBound(
        ErrorScope scope, Diagnostic diagnostic, HirGenerics generics, HirGenericParam param, TraitRef traitRef, string constraint)
    {
        TyPrinter printer = new(scope.Context);
        string name = printer.PrintTrait(traitRef);
        string path = FullPath(scope, traitRef, name) + constraint;
        SourceSpan? last = null;
        foreach (HirWherePredicate predicate in generics.Predicates)
        {
            if (predicate is HirWherePredicate.Bound { Origin: HirPredicateOrigin.GenericParam, BoundedTy: HirTy.Path { QPath: HirQPath.Resolved { Path.Res: Res.Def { Id: var id } } } } bound
                && id == param.Def && bound.Bounds.Length > 0)
            {
                last = bound.Bounds[^1].Span;
            }
        }
        diagnostic.WithVerboseSuggestion(
            $"consider {(last is null ? "" : "further ")}restricting type parameter `{param.Ident.Name}` with trait `{name}`", Applicability.MachineApplicable,
            last is { } at ? Wording.InsertAfter(at, $" + {path}") : Wording.InsertAfter(param.Ident.Span, $": {path}"));
    }

    /// <summary>As it can be written anywhere: <c>std::fmt::Debug</c>.</summary>
    private static string FullPath(ErrorScope scope, TraitRef traitRef, string name)
    {
        string path = new TyPrinter(scope.Context) { PrefersPaths = true }.PrintTrait(traitRef);
        return traitRef.Trait.Crate == scope.Context.Crate ? name : path;
    }
}
