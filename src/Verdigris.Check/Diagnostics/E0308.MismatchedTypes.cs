using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Check.Typeck;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Infer;
using Verdigris.Types.Printing;

namespace Verdigris.Check.Diagnostics;

/// <summary>E0308: a type is expected and another one found.</summary>
internal static class MismatchedTypes
{
    public const string Code = "E0308";

    public static ErrorReported Report(BodyChecker checker, SourceSpan span, Ty expected, Ty found, MismatchCause cause)
    {
        if (expected.HasError || found.HasError)
        {
            return DiagnosticSink.Promise();
        }
        Mismatch mismatch = checker.Inference.WhyDifferent(expected, found);
        if (mismatch.Reason == MismatchReason.Cyclic && found is Ty.Ref or Ty.Closure && ClosureIn(found) is { } closure)
        {
            return SelfReferentialClosure(checker, closure);
        }
        Diagnostic diagnostic = Diagnostic.Error(Code, MessageOf(cause), PrimarySpan(checker, span, cause)).WithPrimaryLabel(Label(checker, mismatch, expected, found));
        AddCauseLabels(checker, diagnostic, cause, expected, found);
        bool isSimple = TypeWords.IsSimple(expected) && TypeWords.IsSimple(found);
        if (!isSimple && cause is not (MismatchCause.Else or MismatchCause.Arm) || NeedsNote(mismatch, expected, found, isSimple))
        {
            AddNote(checker, diagnostic, expected, found);
        }
        AddDefinition(checker, diagnostic, cause);
        MismatchSuggestions.Add(checker, diagnostic, span, expected, found);
        return checker.Diagnostics.Report(diagnostic);
    }

    /// <summary>Inside the two types a smaller pair differs, and the label does not say which.</summary>
    private static bool NeedsNote(Mismatch mismatch, Ty expected, Ty found, bool isSimple) =>
        !isSimple
        || mismatch.Reason == MismatchReason.Mutability
        || (mismatch.Reason == MismatchReason.Sorts && mismatch is { Expected: Ty inner, Found: Ty innerFound }
            && expected is not Ty.Infer && (inner != expected || innerFound != found) && expected is Ty.Ref && found is Ty.Ref);

    private static void AddNote(BodyChecker checker, Diagnostic diagnostic, Ty expected, Ty found)
    {
        (string left, string right) = new TypeDiff(checker.Context).Print(expected, found);
        string first = $"expected {TypeWords.Kind(checker.Context, expected)} ";
        string second = $"found {TypeWords.Kind(checker.Context, found)} ";
        int width = System.Math.Max(first.Length, second.Length);
        if (expected is Ty.Alias { Kind: AliasKind.Opaque } a && found is Ty.Alias { Kind: AliasKind.Opaque } b)
        {
            diagnostic.WithLabel(checker.Context.Crates.SpanOf(a.Def), "the expected opaque type");
            diagnostic.WithLabel(checker.Context.Crates.SpanOf(b.Def), "the found opaque type");
        }
        diagnostic.WithNote($"{first.PadLeft(width)}`{left}`\n{second.PadLeft(width)}`{right}`");
        if (expected is Ty.Closure && found is Ty.Closure)
        {
            diagnostic.WithNote("no two closures, even if identical, have the same type");
            diagnostic.WithHelp("consider boxing your closure and/or using it as a trait object");
        }
        else if (expected is Ty.Alias { Kind: AliasKind.Opaque } && found is Ty.Alias { Kind: AliasKind.Opaque })
        {
            diagnostic.WithNote("distinct uses of `impl Trait` result in different opaque types");
        }
        else if (expected is Ty.Param && found is Ty.Param && expected != found)
        {
            diagnostic.WithNote("a type parameter was expected, but a different one was found; you might be missing a type parameter or trait bound")
                .WithNote("for more information, visit https://doc.rust-lang.org/book/ch10-02-traits.html#traits-as-parameters");
        }
    }

    private static string Label(BodyChecker checker, Mismatch mismatch, Ty expected, Ty found)
    {
        TyPrinter terse = new(checker.Context) { IsTerse = true };
        switch (mismatch.Reason)
        {
            case MismatchReason.Mutability:
                return "types differ in mutability";
            case MismatchReason.ArgCount:
                return "incorrect number of function parameters";
            case MismatchReason.TupleSize when mismatch is { Expected: Ty.Tuple a, Found: Ty.Tuple b }:
                return $"expected a tuple with {Elements(a.Elements.Count)}, found one with {Elements(b.Elements.Count)}";
            case MismatchReason.ArrayLength when expected is Ty.Array a && found is Ty.Array b:
                return $"expected an array with a size of {terse.Print(a.Length)}, found one with a size of {terse.Print(b.Length)}";
            case MismatchReason.Unsafety:
                return "expected safe fn, found unsafe fn";
            case MismatchReason.Cyclic:
                return "cyclic type of infinite size";
        }
        string wanted = TypeWords.Describe(terse, checker.Context, expected);
        string got = TypeWords.Describe(terse, checker.Context, found);
        return wanted != got ? $"expected {wanted}, found {got}"
            : expected is Ty.Closure or Ty.Alias { Kind: AliasKind.Opaque } ? $"expected {wanted}, found a different {got}"
            : $"expected {wanted}, found a different {got}";
    }

    private static string Elements(int count) => $"{count} element{Wording.Plural(count)}";

    private static string MessageOf(MismatchCause cause) => cause switch
    {
        MismatchCause.Else => "`if` and `else` have incompatible types",
        MismatchCause.Arm => "`match` arms have incompatible types",
        MismatchCause.None or MismatchCause.LetType or MismatchCause.Assignment or MismatchCause.ReturnValue or MismatchCause.NoTail or MismatchCause.Argument => "mismatched types",
    };

    private static SourceSpan PrimarySpan(BodyChecker checker, SourceSpan span, MismatchCause cause) => span;

    private static void AddCauseLabels(BodyChecker checker, Diagnostic diagnostic, MismatchCause cause, Ty expected, Ty found)
    {
        switch (cause)
        {
            case MismatchCause.LetType it:
                diagnostic.WithLabel(it.Written, "expected due to this");
                break;
            case MismatchCause.Assignment it:
                diagnostic.WithLabel(it.Origin, it.Label);
                break;
            case MismatchCause.ReturnValue { IsImplicitUnit: false } it:
                diagnostic.WithLabel(it.Written, $"expected `{checker.Print(expected)}` because of return type");
                break;
            case MismatchCause.ReturnValue { MaySuggestType: true } it when expected.IsUnit && IsNameable(found):
                diagnostic.WithSuggestion(
                    "try adding a return type", Applicability.MachineApplicable, new SuggestionEdit(it.Written, $" -> {checker.Print(WithDefaults(checker, found))}"));
                break;
            case MismatchCause.ReturnValue it when !it.Written.IsDummy:
                diagnostic.WithLabel(it.Written, "expected `()` because of default return type");
                break;
            case MismatchCause.NoTail it:
                diagnostic.WithLabel(it.Function, "implicitly returns `()` as its body has no tail or `return` expression");
                if (!it.Semicolon.IsDummy)
                {
                    diagnostic.WithSuggestion("remove this semicolon to return this value", Applicability.MachineApplicable, new SuggestionEdit(it.Semicolon, ""));
                }
                break;
            case MismatchCause.Argument it:
                diagnostic.WithLabel(it.CalleeSpan, $"arguments to this {Callee(checker, it.Callee)} are incorrect");
                break;
            case MismatchCause.Else it:
                diagnostic.WithLabel(it.Then, "expected because of this");
                if (IsMultiline(checker, it.Expr.Span))
                {
                    diagnostic.WithLabel(it.Expr.Span, "`if` and `else` have incompatible types");
                }
                break;
            case MismatchCause.Arm it:
                AddArms(checker, diagnostic, it);
                break;
        }
    }

    private static void AddArms(BodyChecker checker, Diagnostic diagnostic, MismatchCause.Arm cause)
    {
        SourceSpan whole = IsMultiline(checker, cause.Expr.Span)
            ? cause.Expr.Span
            : new SourceSpan(cause.Expr.Span.Lo, cause.Expr.Scrutinee.Span.Hi, cause.Expr.Span.Context);
        diagnostic.WithLabel(whole, "`match` arms have incompatible types");
        TyPrinter printer = new(checker.Context);
        bool allSame = true;
        foreach ((_, Ty ty) in cause.Earlier)
        {
            allSame &= checker.Resolve(ty) == checker.Resolve(cause.Earlier[0].Ty);
        }
        if (cause.Earlier.Length > 4 && allSame)
        {
            (SourceSpan first, Ty ty) = cause.Earlier[^1];
            diagnostic.WithLabel(first, $"this and all prior arms are found to be of type `{printer.Print(checker.Resolve(ty))}`");
            return;
        }
        foreach ((SourceSpan span, Ty ty) in cause.Earlier)
        {
            diagnostic.WithLabel(span, $"this is found to be of type `{printer.Print(checker.Resolve(ty))}`");
        }
    }

    internal static bool IsMultiline(BodyChecker checker, SourceSpan span)
    {
        SourceMap sources = checker.Context.Program.SourceMap;
        return sources.LocationOf(span.Lo).Line != sources.LocationOf(span.Hi).Line;
    }

    private static void AddDefinition(BodyChecker checker, Diagnostic diagnostic, MismatchCause cause)
    {
        if (cause is MismatchCause.Argument { Callee: { IsSome: true } callee } it && callee.Crate == checker.Context.Crate)
        {
            List<SpanLabel> labels = [];
            if (CalleeParams.SpanOf(checker, callee, it.Index) is { } param)
            {
                labels.Add(new SpanLabel(param, ""));
            }
            diagnostic.WithChild(new SubDiagnostic(
                DiagnosticLevel.Note, $"{CalleeParams.KindOf(checker, callee)} defined here", CalleeParams.NameSpanOf(checker, callee), labels));
        }
    }

    private static string Callee(BodyChecker checker, DefId callee) => callee.IsNone ? "function" : CalleeParams.WordFor(checker, callee);

    private static Ty WithDefaults(BodyChecker checker, Ty ty) => ty switch
    {
        Ty.Infer { Kind: InferKind.Integer } => checker.Common.I32,
        Ty.Infer { Kind: InferKind.Float } => checker.Common.F64,
        _ => ty,
    };

    private static bool IsNameable(Ty ty) => ty is Ty.Infer { Kind: not InferKind.General } || (!ty.HasInfer && ty is not (Ty.Closure or Ty.FnDef or Ty.Never));

    private static Ty.Closure? ClosureIn(Ty ty)
    {
        while (ty is Ty.Ref reference)
        {
            ty = reference.Pointee;
        }
        return ty as Ty.Closure;
    }

    private static ErrorReported SelfReferentialClosure(BodyChecker checker, Ty.Closure closure) =>
        checker.Diagnostics.Report(Diagnostic.Error(
                "E0644", "closure/coroutine type that references itself", checker.Context.HeadSpanOf(closure.Def))
            .WithPrimaryLabel("cyclic type of infinite size")
            .WithNote("closures cannot capture themselves or take themselves as argument;\nthis error may be the result of a recent compiler bug-fix,\nsee issue #46062 <https://github.com/rust-lang/rust/issues/46062>\nfor more information"));

    public static ErrorReported ReportPattern(BodyChecker checker, SourceSpan span, SourceSpan source, bool isValue, Ty expected, Ty found, Ty scrutinee)
    {
        if (expected.HasError || found.HasError)
        {
            return DiagnosticSink.Promise();
        }
        Mismatch mismatch = checker.Inference.WhyDifferent(expected, found);
        Diagnostic diagnostic = Diagnostic.Error(Code, "mismatched types", span).WithPrimaryLabel(Label(checker, mismatch, expected, found));
        if (!source.IsDummy && source.Context == span.Context)
        {
            diagnostic.WithLabel(source, isValue ? $"this expression has type `{checker.Print(scrutinee)}`" : "expected due to this");
        }
        if (!TypeWords.IsSimple(expected) || !TypeWords.IsSimple(found))
        {
            AddNote(checker, diagnostic, expected, found);
        }
        return checker.Diagnostics.Report(diagnostic);
    }
}
