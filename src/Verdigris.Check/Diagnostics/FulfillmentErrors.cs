using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Diagnostics;

/// <summary>Obligations that do not hold: E0038, E0271, E0275, E0277, E0282, E0283.</summary>
internal static class FulfillmentErrors
{
    public static ErrorReported Report(ErrorScope checker, FulfillmentError error)
    {
        Predicate leaf = checker.Inference.Resolve(error.Leaf.Predicate);
        SourceSpan span = error.Root.Cause.Span;
        if (leaf.HasError)
        {
            return DiagnosticSink.Promise();
        }
        return error.Kind switch
        {
            FulfillmentErrorKind.Unimplemented when leaf is Predicate.DynCompatible it => NotDynCompatible(checker, it.Def, span),
            FulfillmentErrorKind.Unimplemented => Unimplemented(checker, error, leaf, span),
            FulfillmentErrorKind.ProjectionMismatch => ProjectionMismatch(checker, error, leaf, span),
            FulfillmentErrorKind.Overflow => checker.Diagnostics.Report(Diagnostic.Error(
                "E0275", $"overflow evaluating the requirement `{checker.Print(leaf)}`", span)),
            FulfillmentErrorKind.Ambiguous => Ambiguous(checker, error, leaf, span),
        };
    }

    public static ErrorReported Unimplemented(DiagnosticSink sink, string message, SourceSpan span, string label) =>
        sink.Report(Diagnostic.Error("E0277", message, span).WithPrimaryLabel(label));

    private static ErrorReported Unimplemented(ErrorScope checker, FulfillmentError error, Predicate leaf, SourceSpan span)
    {
        if (leaf is not Predicate.Trait goal)
        {
            return Unimplemented(checker.Diagnostics, $"the requirement `{checker.Print(leaf)}` is not satisfied", span, "not satisfied");
        }
        Ty self = goal.TraitRef.SelfTy;
        if (self is Ty.Closure closure && ClosureMismatch(checker, closure, goal.TraitRef, span) is { } reported)
        {
            return reported;
        }
        string selfText = checker.Print(self);
        LangItem? lang = checker.Context.LangItemOf(goal.TraitRef.Trait);
        string trait = TraitText(checker, goal.TraitRef);
        if (lang == LangItem.Sized && self is Ty.Dynamic { Predicates.Principal: { } principal } && !DynCompatibility.IsDynCompatible(checker.Context, principal.Def))
        {
            // The type itself is wrong, and that is reported where it is written.
            return DiagnosticSink.Promise();
        }
        if (lang == LangItem.Sized)
        {
            return Unimplemented(
                checker.Diagnostics, $"the size for values of type `{selfText}` cannot be known at compilation time", span,
                "doesn't have a size known at compile-time");
        }
        if (error.Root.Cause.Code is CauseCode.QuestionMark)
        {
            return Unimplemented(
                checker.Diagnostics, "the `?` operator can only be used in a function that returns `Result` or `Option`", span,
                "cannot use the `?` operator here");
        }
        string name = checker.Context.Crates.NameOf(goal.TraitRef.Trait).Text;
        switch (name)
        {
            case "Send":
                return Unimplemented(
                    checker.Diagnostics, $"`{selfText}` cannot be sent between threads safely", span, $"`{selfText}` cannot be sent between threads safely");
            case "Sync":
                return Unimplemented(
                    checker.Diagnostics, $"`{selfText}` cannot be shared between threads safely", span, $"`{selfText}` cannot be shared between threads safely");
            case "Iterator":
                return Unimplemented(checker.Diagnostics, $"`{selfText}` is not an iterator", span, $"`{selfText}` is not an iterator");
            case "Display":
                return Unimplemented(
                    checker.Diagnostics, $"`{selfText}` doesn't implement `std::fmt::Display`", span, $"`{selfText}` cannot be formatted with the default formatter");
            case "Debug":
                return Unimplemented(
                    checker.Diagnostics, $"`{selfText}` doesn't implement `Debug`", span, $"`{selfText}` cannot be formatted using `{{:?}}`");
        }
        return Unimplemented(
            checker.Diagnostics, $"the trait bound `{selfText}: {trait}` is not satisfied", span,
            $"the trait `{trait}` is not implemented for `{selfText}`");
    }

    /// <summary>A closure that is no <c>Fn…</c> as wanted: it uses its captures otherwise, or takes other arguments.</summary>
    private static ErrorReported? ClosureMismatch(ErrorScope checker, Ty.Closure closure, TraitRef wanted, SourceSpan span)
    {
        ClosureKind? required = checker.Context.LangItemOf(wanted.Trait) switch
        {
            LangItem.Fn => ClosureKind.Fn,
            LangItem.FnMut => ClosureKind.FnMut,
            LangItem.FnOnce => ClosureKind.FnOnce,
            _ => null,
        };
        if (required is not { } kind || wanted.Args.Count < 2 || checker.Resolve(closure.SigTy) is not Ty.FnPtr sig)
        {
            return null;
        }
        SourceSpan at = checker.Context.Crates.SpanOf(closure.Def);
        if (checker.Resolve(closure) is Ty.Closure { Kind: { } actual } && actual > kind)
        {
            return checker.Diagnostics.Report(Diagnostic.Error(
                    "E0525", $"expected a closure that implements the `{kind}` trait, but this closure only implements `{actual}`", at)
                .WithPrimaryLabel($"this closure implements `{actual}`, not `{kind}`")
                .WithLabel(span, $"the requirement to implement `{kind}` derives from here"));
        }
        if (checker.Resolve(wanted.Args.TypeAt(1)) is not Ty.Tuple inputs || sig.Sig.Value.Inputs is not [Ty.Tuple own] || own.Elements.Count != inputs.Elements.Count)
        {
            return null;
        }
        System.Text.StringBuilder expected = new();
        foreach (Ty input in inputs.Elements)
        {
            expected.Append(expected.Length > 0 ? ", " : "").Append(checker.Print(input));
        }
        return checker.Diagnostics.Report(Diagnostic.Error("E0631", "type mismatch in closure arguments", at)
            .WithNote($"expected closure signature `fn({expected}) -> _`"));
    }

    private static string TraitText(ErrorScope checker, TraitRef traitRef)
    {
        string name = checker.Context.Crates.NameOf(traitRef.Trait).Text;
        if (traitRef.Args.Count == 1)
        {
            return name;
        }
        System.Text.StringBuilder text = new(name);
        bool any = false;
        foreach (GenericArg arg in traitRef.Args.AsSpan()[1..])
        {
            if (arg is Region)
            {
                continue;
            }
            text.Append(any ? ", " : "<").Append(checker.Print(arg));
            any = true;
        }
        return text.Append(any ? ">" : "").ToString();
    }

    private static ErrorReported NotDynCompatible(ErrorScope checker, DefId trait, SourceSpan span) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0038", $"the trait `{checker.Context.Crates.NameOf(trait)}` is not dyn compatible", span)
            .WithPrimaryLabel($"`{checker.Context.Crates.NameOf(trait)}` is not dyn compatible"));

    private static ErrorReported ProjectionMismatch(ErrorScope checker, FulfillmentError error, Predicate leaf, SourceSpan span)
    {
        if (leaf is not Predicate.Projection projection)
        {
            return Unimplemented(checker.Diagnostics, $"the requirement `{checker.Print(leaf)}` is not satisfied", span, "not satisfied");
        }
        string expected = checker.Print(checker.Resolve(projection.Term));
        string found = error.Mismatch.Found is Ty ty ? checker.Print(checker.Resolve(ty)) : "another type";
        return checker.Diagnostics.Report(Diagnostic.Error(
                "E0271", $"type mismatch resolving `{checker.Print((Ty)projection.Alias)} == {expected}`", span)
            .WithPrimaryLabel($"expected `{expected}`, found `{found}`"));
    }

    private static ErrorReported Ambiguous(ErrorScope checker, FulfillmentError error, Predicate leaf, SourceSpan span)
    {
        if (leaf is Predicate.Trait { TraitRef: { SelfTy: Ty.Infer } own } && error.Root.Cause.Code is CauseCode.ItemBound { Item: var used }
            && (used == own.Trait || checker.Context.ParentOf(used) == own.Trait))
        {
            return checker.Diagnostics.Report(Diagnostic.Error(
                    "E0790", "cannot call associated function on trait without specifying the corresponding `impl` type", span)
                .WithPrimaryLabel("cannot call associated function of trait"));
        }
        if (leaf is Predicate.Trait goal && checker.Context.LangItemOf(goal.TraitRef.Trait) != LangItem.Sized && goal.TraitRef.Args.Count > 1)
        {
            return checker.Diagnostics.Report(Diagnostic.Error("E0283", "type annotations needed", span).WithPrimaryLabel("cannot infer type"));
        }
        if (leaf is Predicate.Trait { TraitRef: var traitRef } && checker.Context.LangItemOf(traitRef.Trait) != LangItem.Sized)
        {
            return checker.Diagnostics.Report(AmbiguousTrait(span)
                .WithNote($"cannot satisfy `{checker.Print(leaf)}`"));
        }
        if (leaf is Predicate.Projection)
        {
            return checker.Diagnostics.Report(Diagnostic.Error("E0284", "type annotations needed", span)
                .WithPrimaryLabel("cannot infer type")
                .WithNote($"cannot satisfy `{checker.Print(leaf)}`"));
        }
        return TypeckErrors.CannotInfer(checker.Diagnostics, span);
    }

    private static Diagnostic AmbiguousTrait(SourceSpan span) =>
        Diagnostic.Error("E0283", "type annotations needed", span).WithPrimaryLabel("cannot infer type");
}
