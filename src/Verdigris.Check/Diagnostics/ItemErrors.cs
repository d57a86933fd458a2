using System;
using System.Collections.Generic;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Printing;

namespace Verdigris.Check.Diagnostics;

/// <summary>Errors of items: types, impls, coherence.</summary>
internal static class ItemErrors
{
    public static ErrorReported UnsizedField(TypeContext context, FieldDef field, Ty ty) =>
        FulfillmentErrors.Unimplemented(
            context.Diagnostics, $"the size for values of type `{Print(context, ty)}` cannot be known at compilation time",
            context.Crates.SpanOf(field.Def), "doesn't have a size known at compile-time");

    public static ErrorReported ForeignGenerics(TypeContext context, SourceSpan span, bool isConst)
    {
        string kind = isConst ? "const" : "type";
        return context.Diagnostics.Report(Diagnostic.Error("E0044", $"foreign items may not have {kind} parameters", span)
            .WithPrimaryLabel($"can't have {kind} parameters")
            .WithHelp($"replace the {kind} parameters with concrete {(isConst ? "consts" : "types")}{(isConst ? "" : " like `u32`")}"));
    }

    public static ErrorReported InvalidReceiver(TypeContext context, SourceSpan span, Ty ty) =>
        context.Diagnostics.Report(Diagnostic.Error("E0307", $"invalid `self` parameter type: `{Print(context, ty)}`", span)
            .WithNote("type of `self` must be `Self` or a type that dereferences to it")
            .WithHelp("consider changing to `self`, `&self`, `&mut self`, `self: Box<Self>`, `self: Rc<Self>`, `self: Arc<Self>`, or `self: Pin<P>` (where P is one of the previous types except `Self`)"));

    public static ErrorReported GenericReceiver(TypeContext context, SourceSpan span, Ty ty) =>
        context.Diagnostics.Report(Diagnostic.Error("E0801", $"invalid generic `self` parameter type: `{Print(context, ty)}`", span)
            .WithNote("type of `self` must not be a method generic parameter type")
            .WithHelp("use a concrete type such as `self`, `&self`, `&mut self`, `self: Box<Self>`, `self: Rc<Self>`, `self: Arc<Self>`, or `self: Pin<P>` (where P is one of the previous types except `Self`)"));

    public static ErrorReported SupertraitCycle(TypeContext context, DefId trait, List<DefId> others)
    {
        Diagnostic diagnostic = Diagnostic.Error(
            "E0391", $"cycle detected when computing the super predicates of `{TyPrinter.Path(context.Crates, trait)}`", context.Crates.SpanOf(trait));
        foreach (DefId other in others)
        {
            diagnostic.WithNote(context.Crates.SpanOf(other), $"...which requires computing the super predicates of `{TyPrinter.Path(context.Crates, other)}`...");
        }
        string again = others.Count == 0 ? "immediately" : "again";
        return context.Diagnostics.Report(diagnostic.WithNote(
            $"...which {again} requires computing the super predicates of `{TyPrinter.Path(context.Crates, trait)}`{(others.Count == 0 ? " again" : ", completing the cycle")}"));
    }

    public static ErrorReported RecursiveOpaque(TypeContext context, HirOpaqueTy opaque) =>
        context.Diagnostics.Report(Diagnostic.Error("E0720", "cannot resolve opaque type", opaque.Span));

    public static ErrorReported PrivateAssocTy(TypeContext context, SourceSpan span, AdtDef adt, string visibility) =>
        context.Diagnostics.Report(Diagnostic.Error("E0446", $"{visibility} type `{adt.Name}` in public interface", span)
            .WithPrimaryLabel($"can't leak {visibility} type")
            .WithLabel(context.HeadSpanOf(adt.Id), $"`{adt.Name}` declared as {visibility}"));

    private static string Print(TypeContext context, Ty ty) => new TyPrinter(context).Print(ty);
}
