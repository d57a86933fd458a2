using System;
using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Printing;

namespace Verdigris.Check.Diagnostics;

/// <summary>An impl's item is not what the trait declares: E0046, E0049, E0050, E0053, E0185, E0186, E0195, E0276, E0326, E0643.</summary>
internal static class ImplItemErrors
{
    public static ErrorReported MissingItems(TypeContext context, HirItem impl, List<AssocItem> missing)
    {
        List<string> names = [];
        foreach (AssocItem item in missing)
        {
            names.Add(item.Name.Text);
        }
        string all = Wording.Quoted(names);
        Diagnostic diagnostic = Diagnostic.Error("E0046", $"not all trait items implemented, missing: {all}", context.HeadSpanOf(impl.Def))
            .WithPrimaryLabel($"missing {all} in implementation");
        foreach (AssocItem item in missing)
        {
            if (item.Id.Crate == context.Crate)
            {
                diagnostic.WithLabel(context.HeadSpanOf(item.Id), $"`{item.Name}` from trait");
            }
        }
        foreach (AssocItem item in missing)
        {
            if (item.Id.Crate != context.Crate)
            {
                AddStub(context, diagnostic, impl, item);
            }
        }
        return context.Diagnostics.Report(diagnostic);
    }

    /// <summary>An item that the reader cannot see: what to write.</summary>
    private static void AddStub(TypeContext context, Diagnostic diagnostic, HirItem impl, AssocItem item)
    {
        string text = item.Kind switch
        {
            DefKind.AssocFn => $"{SignatureOf(context, item)} {{ todo!() }}",
            DefKind.AssocTy => $"type {item.Name} = /* Type */;",
            _ => $"const {item.Name}: {new TyPrinter(context).Print(context.TypeOf(item.Id))} = /* value */;",
        };
        diagnostic.WithHelp($"implement the missing item: `{text}`");
    }

    private static string SignatureOf(TypeContext context, AssocItem method)
    {
        TyPrinter printer = new(context);
        FnSig sig = context.FnSigOf(method.Id).Value;
        System.Text.StringBuilder text = new("fn ");
        text.Append(method.Name.Text);
        bool any = false;
        foreach (GenericParamDef param in context.GenericsOf(method.Id).Own)
        {
            if (!param.IsSynthetic)
            {
                text.Append(any ? ", " : "<").Append(param.Name.Text);
                any = true;
            }
        }
        text.Append(any ? ">(" : "(");
        ReadOnlySpan<Ty> inputs = sig.Inputs;
        for (int i = 0; i < inputs.Length; i++)
        {
            text.Append(i > 0 ? ", " : "");
            text.Append(i == 0 && method.HasSelf
                ? inputs[0] switch
                {
                    Ty.Ref { IsMutable: true, Pointee: Ty.Param } => "&mut self",
                    Ty.Ref { Pointee: Ty.Param } => "&self",
                    Ty.Param => "self",
                    _ => $"self: {printer.Print(inputs[0])}",
                }
                : $"_: {printer.Print(inputs[i])}");
        }
        text.Append(')');
        if (!sig.Output.IsUnit)
        {
            text.Append(" -> ").Append(printer.Print(sig.Output));
        }
        return text.ToString();
    }

    public static ErrorReported SelfMismatch(TypeContext context, LocalCrateFacts crate, AssocItem method, AssocItem declared)
    {
        string self = SelfText(context, method.HasSelf ? method : declared);
        Diagnostic diagnostic = method.HasSelf
            ? Diagnostic.Error("E0185", $"method `{method.Name}` has a `{self}` declaration in the impl, but not in the trait", context.HeadSpanOf(method.Id))
                .WithPrimaryLabel($"`{self}` used in impl")
            : Diagnostic.Error("E0186", $"method `{method.Name}` has a `{self}` declaration in the trait, but not in the impl", context.HeadSpanOf(method.Id))
                .WithPrimaryLabel($"expected `{self}` in impl");
        string note = method.HasSelf ? $"trait method declared without `{self}`" : $"`{self}` used in trait";
        return context.Diagnostics.Report(declared.Id.Crate == crate.Hir.Id
            ? diagnostic.WithLabel(context.HeadSpanOf(declared.Id), note)
            : diagnostic.WithNote($"`{method.Name}` from trait: `{SignatureOf(context, declared)}`"));
    }

    private static string SelfText(TypeContext context, AssocItem method)
    {
        Ty receiver = context.FnSigOf(method.Id).Value.Inputs[0];
        DefId container = method.Container;
        Ty self = context.KindOf(container) == DefKind.Trait ? context.Common.SelfParam : context.TypeOf(container);
        return receiver == self ? "self"
            : receiver is Ty.Ref reference && reference.Pointee == self ? reference.IsMutable ? "&mut self" : "&self"
            : $"self: {new TyPrinter(context).Print(receiver)}";
    }

    /// <param name="kind"><c>type</c> or <c>const</c>.</param>
    public static ErrorReported ParamCounts(TypeContext context, LocalCrateFacts crate, HirImplItem item, string kind, int found, int expected)
    {
        string ofImpl = $"{found} {kind} parameter{Wording.Plural(found)}";
        string ofTrait = $"{expected} {kind} parameter{Wording.Plural(expected)}";
        string what = item.Kind switch
        {
            HirImplItemKind.Fn fn => fn.Sig.Decl.HasSelf ? "method" : "associated function",
            HirImplItemKind.Type => "type",
            HirImplItemKind.Const => "associated constant",
        };
        List<SourceSpan> spans = ParamSpans(item.Generics);
        Diagnostic diagnostic = Diagnostic.Error(
            "E0049", $"{what} `{item.Ident.Name}` has {ofImpl} but its trait declaration has {ofTrait}", spans[0]);
        for (int i = 1; i < spans.Count; i++)
        {
            diagnostic.WithPrimarySpan(spans[i], "");
        }
        if (spans.Count == 1)
        {
            diagnostic.WithPrimaryLabel($"found {ofImpl}");
        }
        else
        {
            diagnostic.WithPrimaryLabel($"found {ofImpl}");
        }
        if (item.TraitItem.Crate == crate.Hir.Id && crate.HirGenericsOf(item.TraitItem) is { } generics)
        {
            List<SourceSpan> declared = ParamSpans(generics);
            for (int i = 0; i < declared.Count; i++)
            {
                diagnostic.WithLabel(declared[i], i == 0 ? $"expected {ofTrait}" : "");
            }
        }
        return context.Diagnostics.Report(diagnostic);
    }

    private static List<SourceSpan> ParamSpans(HirGenerics generics)
    {
        List<SourceSpan> spans = [];
        foreach (HirGenericParam param in generics.Params)
        {
            if (param.Kind is not HirGenericParamKind.Lifetime)
            {
                spans.Add(param.Ident.Span);
            }
        }
        return spans.Count > 0 ? spans : [generics.Span];
    }

    public static ErrorReported ParamCount(TypeContext context, LocalCrateFacts crate, HirImplItem item, int found, int expected)
    {
        string plural = Wording.Plural(expected);
        HirFnDecl decl = ((HirImplItemKind.Fn)item.Kind).Sig.Decl;
        SourceSpan at = decl.Inputs.Length > 0 ? decl.Inputs[0].Span.To(decl.Inputs[^1].Span) : context.HeadSpanOf(item.Def);
        Diagnostic diagnostic = Diagnostic.Error(
                "E0050", $"method `{item.Ident.Name}` has {found} parameter{Wording.Plural(found)} but the declaration in trait `{TraitPath(context, item.TraitItem)}` has {expected}", at)
            .WithPrimaryLabel($"expected {expected} parameter{plural}, found {found}");
        if (crate.HirSigOf(item.TraitItem) is { Decl: var declared })
        {
            SourceSpan inTrait = declared.Inputs.Length > 0 ? declared.Inputs[0].Span.To(declared.Inputs[^1].Span) : context.HeadSpanOf(item.TraitItem);
            diagnostic.WithLabel(inTrait, $"trait requires {expected} parameter{plural}");
        }
        else
        {
            diagnostic.WithNote($"`{item.Ident.Name}` from trait: `{SignatureOf(context, context.AssocItemOf(item.TraitItem))}`");
        }
        return context.Diagnostics.Report(diagnostic);
    }

    private static string TraitPath(TypeContext context, DefId method) =>
        $"{new TyPrinter(context).PrintPath(context.ParentOf(method))}::{context.Crates.NameOf(method)}";

    public static ErrorReported LifetimeParams(TypeContext context, LocalCrateFacts crate, HirImplItem item)
    {
        string what = ((HirImplItemKind.Fn)item.Kind).Sig.Decl.HasSelf ? "method" : "associated function";
        SourceSpan SpanOf(HirGenerics generics, SourceSpan ident) => generics.Params.Length > 0 && generics.Span.Hi > generics.Span.Lo ? generics.Span : ident.ShrinkToHi();
        Diagnostic diagnostic = Diagnostic.Error(
                "E0195", $"lifetime parameters or bounds on {what} `{item.Ident.Name}` do not match the trait declaration", SpanOf(item.Generics, item.Ident.Span))
            .WithPrimaryLabel($"lifetimes do not match {what} in trait");
        if (item.TraitItem.Crate == crate.Hir.Id && crate.HirGenericsOf(item.TraitItem) is { } generics)
        {
            diagnostic.WithLabel(SpanOf(generics, context.Crates.SpanOf(item.TraitItem)), $"lifetimes in impl do not match this {what} in trait");
        }
        return context.Diagnostics.Report(diagnostic);
    }

    /// <param name="bound">What the method demands and the trait does not.</param>
    public static ErrorReported StricterBound(TypeContext context, HirImplItem item, Predicate bound, SourceSpan span)
    {
        Diagnostic diagnostic = Diagnostic.Error("E0276", "impl has stricter requirements than trait", span)
            .WithPrimaryLabel($"impl has extra requirement `{new TyPrinter(context).Print(bound)}`");
        if (item.TraitItem.Crate == context.Crate)
        {
            diagnostic.WithLabel(context.HeadSpanOf(item.TraitItem), $"definition of `{item.Ident.Name}` from trait");
        }
        return context.Diagnostics.Report(diagnostic);
    }

    /// <param name="at">Which of parameters and result differs.</param>
    public static ErrorReported IncompatibleMethod(
        TypeContext context, LocalCrateFacts crate, HirImplItem item, int at, FnSig expected, FnSig found, bool isMutability, (Ty Expected, Ty Found) innermost)
    {
        HirFnSig sig = ((HirImplItemKind.Fn)item.Kind).Sig;
        TyPrinter terse = new(context) { IsTerse = true };
        string label = isMutability ? "types differ in mutability" : $"expected {TypeWords.Describe(terse, context, innermost.Expected)}, found {TypeWords.Describe(terse, context, innermost.Found)}";
        SourceSpan span = SpanOfPart(sig, at);
        Diagnostic diagnostic = Diagnostic.Error("E0053", $"method `{item.Ident.Name}` has an incompatible type for trait", span).WithPrimaryLabel(label);
        if (crate.HirSigOf(item.TraitItem) is { } declared)
        {
            diagnostic.WithNote(SpanOfPart(declared, at), "type in trait");
        }
        TyPrinter printer = new(context);
        diagnostic.WithNote($"expected signature `{printer.Print(expected)}`\n   found signature `{printer.Print(found)}`");
        AddChange(diagnostic, printer, sig, at, expected, span);
        return context.Diagnostics.Report(diagnostic);
    }

    public static ErrorReported NotAsync(TypeContext context, HirImplItem item) => context.Diagnostics.Report(
        Diagnostic.ErrorWithoutCode("method should be `async` or return a future, but it is synchronous", context.HeadSpanOf(item.Def))
            .WithNote(context.HeadSpanOf(item.TraitItem), "this method is `async` so it expects a future to be returned"));

    private static void AddChange(Diagnostic diagnostic, TyPrinter printer, HirFnSig sig, int at, FnSig expected, SourceSpan span)
    {
        if (at == 0 && sig.Decl.HasSelf)
        {
            string self = expected.Inputs[0] switch
            {
                Ty.Ref { IsMutable: true } => "&mut self",
                Ty.Ref => "&self",
                _ => "self",
            };
            SourceSpan whole = sig.Decl.ImplicitSelf == HirImplicitSelf.Typed ? SelfParamSpan(sig, span) : span;
            diagnostic.WithVerboseSuggestion("change the self-receiver type to match the trait", Applicability.MachineApplicable, new SuggestionEdit(whole, self));
        }
        else if (at < expected.Inputs.Length)
        {
            diagnostic.WithVerboseSuggestion(
                "change the parameter type to match the trait", Applicability.MachineApplicable, new SuggestionEdit(span, printer.Print(expected.Inputs[at])));
        }
        else if (sig.Decl.Output is not null)
        {
            diagnostic.WithVerboseSuggestion(
                "change the output type to match the trait", Applicability.MachineApplicable, new SuggestionEdit(span, printer.Print(expected.Output)));
        }
        else
        {
            diagnostic.WithVerboseSuggestion(
                "change the output type to match the trait", Applicability.MachineApplicable, new SuggestionEdit(span, $" -> {printer.Print(expected.Output)}"));
        }
    }

    /// <summary><c>self: T</c>, of which the signature has the type only.</summary>
    private static SourceSpan SelfParamSpan(HirFnSig sig, SourceSpan type) => new(type.Lo - (uint)"self: ".Length, type.Hi, type.Context);

    private static SourceSpan SpanOfPart(HirFnSig sig, int at) => at < sig.Decl.Inputs.Length ? sig.Decl.Inputs[at].Span : sig.Decl.OutputSpan;

    public static ErrorReported IncompatibleConst(TypeContext context, LocalCrateFacts crate, HirImplItem item, HirTy written, Ty expected, Ty found)
    {
        TyPrinter terse = new(context) { IsTerse = true };
        Diagnostic diagnostic = Diagnostic.Error("E0326", $"implemented const `{item.Ident.Name}` has an incompatible type for trait", written.Span)
            .WithPrimaryLabel($"expected {TypeWords.Describe(terse, context, expected)}, found {TypeWords.Describe(terse, context, found)}");
        if (item.TraitItem.Crate == crate.Hir.Id && crate.NodeOf(item.TraitItem) is HirNode.TraitItem { Value.Kind: HirTraitItemKind.Const { Ty: var declared } })
        {
            diagnostic.WithNote(declared.Span, "type in trait");
        }
        TypeWords.AddExpectedFound(diagnostic, context, expected, found);
        return context.Diagnostics.Report(diagnostic);
    }

    public static ErrorReported ParamForm(TypeContext context, string method, GenericParamDef own, GenericParamDef declared) =>
        context.Diagnostics.Report(Diagnostic.Error("E0643", $"method `{method}` has incompatible signature for trait", context.Crates.SpanOf(own.Def))
            .WithPrimaryLabel(declared.IsSynthetic ? "expected `impl Trait`, found generic parameter" : "expected generic parameter, found `impl Trait`")
            .WithLabel(context.Crates.SpanOf(declared.Def), "declaration in trait here"));
}
