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
    public static ErrorReported InfiniteSize(TypeContext context, AdtDef adt, FieldDef field) =>
        context.Diagnostics.Report(Diagnostic.Error("E0072", $"recursive type `{adt.Name}` has infinite size", context.Crates.SpanOf(adt.Id))
            .WithLabel(context.Crates.SpanOf(field.Def), "recursive without indirection"));

    public static ErrorReported UnsizedField(TypeContext context, FieldDef field, Ty ty) =>
        FulfillmentErrors.Unimplemented(
            context.Diagnostics, $"the size for values of type `{Print(context, ty)}` cannot be known at compilation time",
            context.Crates.SpanOf(field.Def), "doesn't have a size known at compile-time");

    public static ErrorReported UnusedParam(TypeContext context, GenericParamDef param)
    {
        string kind = param.Kind == GenericParamKind.Lifetime ? "lifetime" : "type";
        return context.Diagnostics.Report(Diagnostic.Error(
                "E0392", $"{kind} parameter `{param.Name}` is never used", context.Crates.SpanOf(param.Def))
            .WithPrimaryLabel($"unused {kind} parameter")
            .WithHelp($"consider removing `{param.Name}`, referring to it in a field, or using a marker such as `PhantomData`"));
    }

    public static ErrorReported DroppedUnionField(TypeContext context, FieldDef field) =>
        context.Diagnostics.Report(Diagnostic.Error(
                "E0740", "field must implement `Copy` or be wrapped in `ManuallyDrop<...>` to be used in a union", context.Crates.SpanOf(field.Def))
            .WithNote("union fields must not have drop side-effects, which is currently enforced via either `Copy` or `ManuallyDrop<...>`"));

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
            .WithHelp("consider changing to `self`, `&self`, `&mut self`, or a type implementing `Receiver` such as `self: Box<Self>`, `self: Rc<Self>`, `self: Arc<Self>`, or `self: Pin<&Self>`"));

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

    public static ErrorReported RecursiveOpaque(TypeContext context, HirOpaqueTy opaque) => context.Diagnostics.Report(opaque.AsyncOutput is null
        ? Diagnostic.Error("E0720", "cannot resolve opaque type", opaque.Span).WithPrimaryLabel("recursive opaque type")
        : Diagnostic.Error("E0733", "recursion in an async fn requires boxing", context.Crates.SpanOf(opaque.ParentFn))
            .WithNote("a recursive `async fn` call must introduce indirection such as `Box::pin` to avoid an infinitely sized future"));

    public static ErrorReported UnconstrainedLifetime(TypeContext context, GenericParamDef param) =>
        context.Diagnostics.Report(Diagnostic.Error(
                "E0207", $"the lifetime parameter `{param.Name}` is not constrained by the impl trait, self type, or predicates", context.Crates.SpanOf(param.Def))
            .WithPrimaryLabel("unconstrained lifetime parameter"));

    public static ErrorReported DuplicateInherentItem(TypeContext context, AssocItem first, AssocItem second) =>
        context.Diagnostics.Report(Diagnostic.Error("E0592", $"duplicate definitions with name `{first.Name}`", context.Crates.SpanOf(first.Id))
            .WithPrimaryLabel($"duplicate definitions for `{first.Name}`")
            .WithLabel(context.Crates.SpanOf(second.Id), $"other definition for `{first.Name}`"));

    public static ErrorReported SpecialisedDrop(TypeContext context, DefId impl, AdtDef adt) =>
        context.Diagnostics.Report(Diagnostic.Error("E0366", "`Drop` impls cannot be specialized", context.Crates.SpanOf(impl))
            .WithNote(context.Crates.SpanOf(adt.Id), $"use the same sequence of generic lifetime, type and const parameters as the {Kind(adt)} definition"));

    public static ErrorReported DropRequiresMore(TypeContext context, SpannedPredicate clause, AdtDef adt) =>
        context.Diagnostics.Report(Diagnostic.Error(
                "E0367", $"`Drop` impl requires `{new TyPrinter(context).Print(clause.Predicate)}` but the {Kind(adt)} it is implemented for does not", clause.Span)
            .WithNote(context.Crates.SpanOf(adt.Id), "the implementor must specify the same requirement"));

    public static ErrorReported ImplementedByObject(TypeContext context, DefId impl, Ty self, DefId trait)
    {
        string text = Print(context, self);
        string name = context.Crates.NameOf(trait).Text;
        return context.Diagnostics.Report(Diagnostic.Error(
                "E0371", $"the object type `{text}` automatically implements the trait `{name}`", context.Crates.SpanOf(impl))
            .WithPrimaryLabel($"`{text}` automatically implements trait `{name}`"));
    }

    public static ErrorReported PositiveAndNegative(TypeContext context, DefId impl, DefId other, ImplHeader header)
    {
        (DefId positive, DefId negative) = header.IsNegative ? (other, impl) : (impl, other);
        string trait = context.Crates.NameOf(header.TraitRef!.Trait).Text;
        Diagnostic diagnostic = Diagnostic.Error(
            "E0751", $"found both positive and negative implementation of trait `{trait}` for type `{Print(context, header.SelfTy)}`:", context.Crates.SpanOf(impl));
        foreach ((DefId at, string what) in (ReadOnlySpan<(DefId, string)>)[(positive, "positive implementation"), (negative, "negative implementation")])
        {
            if (at == impl)
            {
                diagnostic.WithPrimaryLabel($"{what} here");
            }
            else if (at.Crate == impl.Crate)
            {
                diagnostic.WithLabel(context.Crates.SpanOf(at), $"{what} here");
            }
            else
            {
                diagnostic.WithNote($"{what} in crate `{context.Crates[at.Crate].Name}`");
            }
        }
        return context.Diagnostics.Report(diagnostic);
    }

    public static ErrorReported IncompatibleConst(TypeContext context, SourceSpan span, string name, Ty expected, Ty found) =>
        context.Diagnostics.Report(Diagnostic.Error("E0326", $"implemented const `{name}` has an incompatible type for trait", span)
            .WithPrimaryLabel($"expected `{Print(context, expected)}`, found `{Print(context, found)}`"));

    public static ErrorReported ParamForm(TypeContext context, string method, GenericParamDef own, GenericParamDef declared) =>
        context.Diagnostics.Report(Diagnostic.Error("E0643", $"method `{method}` has incompatible signature for trait", context.Crates.SpanOf(own.Def))
            .WithPrimaryLabel(declared.IsSynthetic ? "expected `impl Trait`, found generic parameter" : "expected generic parameter, found `impl Trait`")
            .WithLabel(context.Crates.SpanOf(declared.Def), "declaration in trait here"));

    public static ErrorReported PrivateAssocTy(TypeContext context, SourceSpan span, AdtDef adt, string visibility) =>
        context.Diagnostics.Report(Diagnostic.Error("E0446", $"{visibility} type `{adt.Name}` in public interface", span)
            .WithPrimaryLabel($"can't leak {visibility} type")
            .WithLabel(context.Crates.SpanOf(adt.Id), $"`{adt.Name}` declared as {visibility}"));

    private static string Kind(AdtDef adt) => adt.Kind switch
    {
        AdtKind.Struct => "struct",
        AdtKind.Enum => "enum",
        AdtKind.Union => "union",
    };

    public static ErrorReported MissingUnsafeImpl(TypeContext context, SourceSpan span, DefId trait) =>
        context.Diagnostics.Report(Diagnostic.Error(
            "E0200", $"the trait `{context.Crates.NameOf(trait)}` requires an `unsafe impl` declaration", span));

    public static ErrorReported NeedlessUnsafeImpl(TypeContext context, SourceSpan span, DefId trait) =>
        context.Diagnostics.Report(Diagnostic.Error("E0199", $"implementing the trait `{context.Crates.NameOf(trait)}` is not unsafe", span));

    public static ErrorReported MissingItems(TypeContext context, SourceSpan span, List<AssocItem> missing)
    {
        StringBuilder names = new();
        foreach (AssocItem item in missing)
        {
            names.Append(names.Length > 0 ? ", " : "").Append('`').Append(item.Name.Text).Append('`');
        }
        Diagnostic diagnostic = Diagnostic.Error("E0046", $"not all trait items implemented, missing: {names}", span)
            .WithPrimaryLabel($"missing {names} in implementation");
        foreach (AssocItem item in missing)
        {
            diagnostic.WithLabel(context.Crates.SpanOf(item.Id), $"`{item.Name}` from trait");
        }
        return context.Diagnostics.Report(diagnostic);
    }

    public static ErrorReported SelfMismatch(TypeContext context, SourceSpan span, string name, bool implHasSelf) =>
        context.Diagnostics.Report(implHasSelf
            ? Diagnostic.Error("E0185", $"method `{name}` has a `self` declaration in the impl, but not in the trait", span)
                .WithPrimaryLabel("`self` used in impl")
            : Diagnostic.Error("E0186", $"method `{name}` has a `self` declaration in the trait, but not in the impl", span)
                .WithPrimaryLabel("expected `self` in impl"));

    public static ErrorReported TypeParamCount(TypeContext context, SourceSpan span, string name, int found, int expected) =>
        context.Diagnostics.Report(Diagnostic.Error(
            "E0049", $"associated function `{name}` has {found} type parameter{(found == 1 ? "" : "s")} but its trait declaration has {expected} type parameter{(expected == 1 ? "" : "s")}", span)
            .WithPrimaryLabel($"found {found} type parameter{(found == 1 ? "" : "s")}"));

    public static ErrorReported ParamCount(TypeContext context, SourceSpan span, string name, int found, int expected) =>
        context.Diagnostics.Report(Diagnostic.Error(
            "E0050", $"method `{name}` has {found} parameter{(found == 1 ? "" : "s")} but the declaration in trait has {expected}", span)
            .WithPrimaryLabel($"expected {expected} parameter{(expected == 1 ? "" : "s")}, found {found}"));

    public static ErrorReported LifetimeParams(TypeContext context, SourceSpan span, string name) =>
        context.Diagnostics.Report(Diagnostic.Error(
            "E0195", $"lifetime parameters or bounds on associated function `{name}` do not match the trait declaration", span)
            .WithPrimaryLabel("lifetimes do not match associated function in trait"));

    public static ErrorReported IncompatibleMethod(TypeContext context, SourceSpan span, string name, Ty expected, Ty found) =>
        context.Diagnostics.Report(Diagnostic.Error("E0053", $"method `{name}` has an incompatible type for trait", span)
            .WithPrimaryLabel($"expected `{Print(context, expected)}`, found `{Print(context, found)}`"));

    public static ErrorReported UnconstrainedParam(TypeContext context, GenericParamDef param)
    {
        string kind = param.Kind == GenericParamKind.Const ? "const" : "type";
        return context.Diagnostics.Report(Diagnostic.Error(
                "E0207", $"the {kind} parameter `{param.Name}` is not constrained by the impl trait, self type, or predicates",
                context.Crates.SpanOf(param.Def))
            .WithPrimaryLabel($"unconstrained {kind} parameter"));
    }

    public static ErrorReported InherentImplElsewhere(TypeContext context, DefId impl) =>
        context.Diagnostics.Report(Diagnostic.Error(
                "E0116", "cannot define inherent `impl` for a type outside of the crate where the type is defined", context.Crates.SpanOf(impl))
            .WithPrimaryLabel("impl for type defined outside of crate"));

    public static ErrorReported InherentImplOfParam(TypeContext context, DefId impl) =>
        context.Diagnostics.Report(Diagnostic.Error("E0118", "no nominal type found for inherent implementation", context.Crates.SpanOf(impl))
            .WithPrimaryLabel("impl requires a nominal type"));

    public static ErrorReported InherentImplOfPrimitive(TypeContext context, DefId impl) =>
        context.Diagnostics.Report(Diagnostic.Error("E0390", "cannot define inherent `impl` for primitive types", context.Crates.SpanOf(impl)));

    public static ErrorReported Orphan(TypeContext context, DefId impl) =>
        context.Diagnostics.Report(Diagnostic.Error(
                "E0117", "only traits defined in the current crate can be implemented for arbitrary types", context.Crates.SpanOf(impl))
            .WithPrimaryLabel("impl doesn't have any local type before any uncovered type parameters"));

    public static ErrorReported OrphanParam(TypeContext context, DefId impl, Ty.Param param) =>
        context.Diagnostics.Report(Diagnostic.Error(
                "E0210", $"type parameter `{param.Name}` must be used as the type parameter for some local type", context.Crates.SpanOf(impl))
            .WithPrimaryLabel($"type parameter `{param.Name}` must be used as the type parameter for some local type"));

    public static ErrorReported DropOnForeign(TypeContext context, DefId impl) =>
        context.Diagnostics.Report(Diagnostic.Error(
                "E0120", "the `Drop` trait may only be implemented for local structs, enums, and unions", context.Crates.SpanOf(impl))
            .WithPrimaryLabel("must be a struct, enum, or union in the current crate"));

    public static ErrorReported CopyOnNonAdt(TypeContext context, DefId impl) =>
        context.Diagnostics.Report(Diagnostic.Error("E0206", "the trait `Copy` cannot be implemented for this type", context.Crates.SpanOf(impl))
            .WithPrimaryLabel("type is not a structure or enumeration"));

    public static ErrorReported CopyWithNonCopyField(TypeContext context, DefId impl, FieldDef field) =>
        context.Diagnostics.Report(Diagnostic.Error("E0204", "the trait `Copy` cannot be implemented for this type", context.Crates.SpanOf(impl))
            .WithLabel(context.Crates.SpanOf(field.Def), "this field does not implement `Copy`"));

    public static ErrorReported CopyAndDrop(TypeContext context, DefId impl) =>
        context.Diagnostics.Report(Diagnostic.Error(
                "E0184", "the trait `Copy` cannot be implemented for this type; the type has a destructor", context.Crates.SpanOf(impl))
            .WithPrimaryLabel("`Copy` not allowed on types with destructors"));

    public static ErrorReported Overlap(TypeContext context, DefId impl, DefId other, ImplHeader header)
    {
        TraitRef traitRef = header.TraitRef!;
        string trait = context.Crates.NameOf(traitRef.Trait).Text;
        bool isBlanket = header.SelfTy is Ty.Param;
        string message = isBlanket
            ? $"conflicting implementations of trait `{trait}`"
            : $"conflicting implementations of trait `{trait}` for type `{Print(context, header.SelfTy)}`";
        Diagnostic diagnostic = Diagnostic.Error("E0119", message, context.Crates.SpanOf(impl)).WithPrimaryLabel("conflicting implementation");
        if (other.Crate == impl.Crate)
        {
            diagnostic.WithLabel(context.Crates.SpanOf(other), "first implementation here");
        }
        return context.Diagnostics.Report(diagnostic);
    }

    private static string Print(TypeContext context, Ty ty) => new TyPrinter(context).Print(ty);
}
