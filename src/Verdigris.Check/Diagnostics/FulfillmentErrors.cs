using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Diagnostics;

/// <summary>Obligations that do not hold: E0038, E0271, E0275, E0277, E0282, E0283.</summary>
internal static class FulfillmentErrors
{
    public static ErrorReported Report(ErrorScope checker, FulfillmentError error, (SourceSpan Span, CalleeOfArgument Callee)? argument = null)
    {
        if (error.Leaf is { Predicate: Predicate.Trait { TraitRef.Trait: var innermost }, Parent: { } parent }
            && checker.Context.LangItemOf(innermost) == LangItem.FnPtrTrait)
        {
            // Impls for all function pointers are none for other types.
            error = error with { Leaf = parent };
        }
        Predicate leaf = checker.Inference.Resolve(error.Leaf.Predicate);
        SourceSpan span = error.Root.Cause.Span;
        if (leaf.HasError)
        {
            return DiagnosticSink.Promise();
        }
        return error.Kind switch
        {
            FulfillmentErrorKind.Unimplemented when leaf is Predicate.DynCompatible it => NotDynCompatible(checker, it.Def, span),
            FulfillmentErrorKind.Unimplemented => Unimplemented(checker, error, leaf, span, argument),
            FulfillmentErrorKind.ProjectionMismatch => ProjectionMismatch(checker, error, leaf, span, argument),
            FulfillmentErrorKind.Overflow => checker.Diagnostics.Report(Diagnostic.Error(
                "E0275", $"overflow evaluating the requirement `{checker.Print(leaf)}`", span)),
            FulfillmentErrorKind.Ambiguous => Ambiguous(checker, error, leaf, span),
        };
    }

    public static ErrorReported Unimplemented(DiagnosticSink sink, string message, SourceSpan span, string label) =>
        sink.Report(Diagnostic.Error("E0277", message, span).WithPrimaryLabel(label));

    private static ErrorReported Unimplemented(
        ErrorScope checker, FulfillmentError error, Predicate leaf, SourceSpan span, (SourceSpan Span, CalleeOfArgument Callee)? argument)
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
        if (checker.Context.LangItemOf(goal.TraitRef.Trait) == LangItem.Sized && self is Ty.Dynamic { Predicates.Principal: { } principal }
            && !DynCompatibility.IsDynCompatible(checker.Context, principal.Def))
        {
            // The type itself is wrong, and that is reported where it is written.
            return DiagnosticSink.Promise();
        }
        return new Unimplemented(checker, error, goal, argument?.Span ?? span, argument?.Callee).Report();
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

    private static ErrorReported NotDynCompatible(ErrorScope checker, DefId trait, SourceSpan span) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0038", $"the trait `{checker.Context.Crates.NameOf(trait)}` is not dyn compatible", span)
            .WithPrimaryLabel($"`{checker.Context.Crates.NameOf(trait)}` is not dyn compatible"));

    private static ErrorReported ProjectionMismatch(
        ErrorScope checker, FulfillmentError error, Predicate leaf, SourceSpan span, (SourceSpan Span, CalleeOfArgument Callee)? argument)
    {
        if (leaf is not Predicate.Projection projection)
        {
            return Unimplemented(checker.Diagnostics, $"the requirement `{checker.Print(leaf)}` is not satisfied", span, "not satisfied");
        }
        string expected = checker.Print(checker.Resolve(projection.Term));
        string found = error.Mismatch.Found is Ty ty ? checker.Print(checker.Resolve(ty)) : "another type";
        if (projection.Alias.Def == checker.Context.LangItem(LangItem.FutureOutput))
        {
            return FutureMismatch(checker, error, projection, argument?.Span ?? span, argument?.Callee);
        }
        return checker.Diagnostics.Report(Diagnostic.Error(
                "E0271", $"type mismatch resolving `{checker.Print((Ty)projection.Alias)} == {expected}`", span)
            .WithPrimaryLabel($"expected `{expected}`, found `{found}`"));
    }

    private static ErrorReported FutureMismatch(
        ErrorScope checker, FulfillmentError error, Predicate.Projection projection, SourceSpan span, CalleeOfArgument? callee)
    {
        Verdigris.Types.Printing.TyPrinter printer = new(checker.Context);
        string future = Print(projection.Alias.Args.TypeAt(0));
        string expected = Print(checker.Resolve(projection.Term));
        string found = error.Mismatch.Found is Ty ty ? Print(checker.Resolve(ty)) : "another type";
        Diagnostic diagnostic = Diagnostic.Error(
                "E0271", $"expected `{future}` to be a future that resolves to `{expected}`, but it resolves to `{found}`", span)
            .WithPrimaryLabel($"expected `{expected}`, found `{found}`");
        if (callee is { } call)
        {
            diagnostic.WithLabel(call.Callee, "required by a bound introduced by this call");
        }
        if (error.Root.Cause.Code is CauseCode.ObjectCast cast)
        {
            diagnostic.WithNote($"required for the cast from `{Print(checker.Resolve(cast.From))}` to `{Print(checker.Resolve(cast.To))}`");
        }
        if (error.Root.Cause.Code is CauseCode.ItemBound { Item: var item, BoundSpan: var bound } && item.Crate == checker.Context.Crate)
        {
            RequiredBy.Add(checker.Context, diagnostic, item, bound);
        }
        return checker.Diagnostics.Report(diagnostic);

        string Print(Ty shown) => printer.Print(checker.IsInBody ? checker.Context.Types.EraseRegions(shown) : shown);
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
