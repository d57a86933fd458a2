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

/// <summary>
/// Impls that may not stand where they do, or not beside each other: E0116 to E0120, E0184, E0199, E0200, E0204, E0206, E0207,
/// E0210, E0366, E0367, E0371, E0390, E0592, E0751.
/// </summary>
internal static class CoherenceErrors
{
    public static ErrorReported InherentImplElsewhere(TypeContext context, LocalCrateFacts crate, DefId impl)
    {
        Diagnostic diagnostic = Diagnostic.Error(
                "E0116", "cannot define inherent `impl` for a type outside of the crate where the type is defined", context.HeadSpanOf(impl))
            .WithPrimaryLabel("impl for type defined outside of crate")
            .WithHelp("consider defining a trait and implementing it for the type or using a newtype wrapper like `struct MyType(ExternalType);` and implement it")
            .WithNote("for more details about the orphan rules, see <https://doc.rust-lang.org/reference/items/implementations.html?highlight=orphan#orphan-rules>");
        if (crate.ImplOf(impl).SelfTy is HirTy.Path { QPath: HirQPath.Resolved { Path.Res: Res.Def { Kind: DefKind.TyAlias, Id: var alias } } })
        {
            TyPrinter printer = new(context);
            diagnostic.WithNote(
                context.HeadSpanOf(alias),
                $"`{printer.PrintPath(alias)}` does not define a new type, only an alias of `{printer.Print(context.TypeOf(alias))}` defined here");
        }
        return context.Diagnostics.Report(diagnostic);
    }

    public static ErrorReported InherentImplOfParam(TypeContext context, DefId impl) =>
        context.Diagnostics.Report(Diagnostic.Error("E0118", "no nominal type found for inherent implementation", context.HeadSpanOf(impl))
            .WithPrimaryLabel("impl requires a nominal type")
            .WithNote("either implement a trait on it or create a newtype to wrap it instead"));

    public static ErrorReported InherentImplOfPrimitive(TypeContext context, DefId impl, Ty self)
    {
        Diagnostic diagnostic = Diagnostic.Error("E0390", "cannot define inherent `impl` for primitive types", context.HeadSpanOf(impl))
            .WithHelp("consider using an extension trait instead");
        if (self is Ty.Ref reference)
        {
            string text = new TyPrinter(context).Print(reference.Pointee);
            diagnostic.WithNote($"you could also try moving the reference to uses of `{text}` (such as `self`) within the implementation");
        }
        return context.Diagnostics.Report(diagnostic);
    }

    /// <summary>Neither trait nor any type of the header is the crate's own.</summary>
    public static ErrorReported Orphan(TypeContext context, LocalCrateFacts crate, DefId impl, ImplHeader header)
    {
        Ty self = header.SelfTy;
        string what = self switch
        {
            Ty.Primitive => "primitive types",
            Ty.Adt => "types defined outside of the crate",
            _ => "arbitrary types",
        };
        HirImpl written = crate.ImplOf(impl);
        Diagnostic diagnostic = Diagnostic.Error("E0117", $"only traits defined in the current crate can be implemented for {what}", context.HeadSpanOf(impl))
            .WithLabel(written.SelfTy.Span, $"{NotLocal(context, self)} is not defined in the current crate{WhyForeign(self)}");
        foreach ((HirTy arg, Ty ty) in TraitArgs(written, header))
        {
            diagnostic.WithLabel(arg.Span, $"{NotLocal(context, ty)} is not defined in the current crate{WhyForeign(ty)}");
        }
        return context.Diagnostics.Report(diagnostic
            .WithNote("impl doesn't have any local type before any uncovered type parameters")
            .WithNote("for more information see https://doc.rust-lang.org/reference/items/implementations.html#orphan-rules")
            .WithNote("define and implement a trait or new type instead"));
    }

    /// <summary>The types among the trait's arguments, as written and as meant.</summary>
    private static List<(HirTy Written, Ty Ty)> TraitArgs(HirImpl written, ImplHeader header)
    {
        List<(HirTy, Ty)> args = [];
        int index = 1;
        foreach (HirGenericArg arg in written.Trait?.Path.Segments[^1].Args?.Args ?? [])
        {
            if (arg is HirGenericArg.Lifetime)
            {
                continue;
            }
            while (index < header.TraitRef!.Args.Count && header.TraitRef.Args[index] is Region)
            {
                index++;
            }
            if (arg is HirGenericArg.Type type && index < header.TraitRef.Args.Count && header.TraitRef.Args[index] is Ty ty and not Ty.Param)
            {
                args.Add((type.Value, ty));
            }
            index++;
        }
        return args;
    }

    private static string NotLocal(TypeContext context, Ty ty) => ty switch
    {
        Ty.Adt it => $"`{new TyPrinter(context).PrintPath(it.Def.Id)}`",
        Ty.Slice or Ty.Array or Ty.Tuple or Ty.RawPtr or Ty.FnPtr => "this",
        _ => $"`{new TyPrinter(context).Print(ty)}`",
    };

    private static string WhyForeign(Ty ty) => ty switch
    {
        Ty.Slice => " because slices are always foreign",
        Ty.Array => " because arrays are always foreign",
        Ty.Tuple => " because tuples are always foreign",
        Ty.RawPtr => " because pointers are always foreign",
        Ty.FnPtr => " because function pointers are always foreign",
        _ => "",
    };

    /// <param name="local">The first local type behind the parameter; null if there is none.</param>
    public static ErrorReported OrphanParam(TypeContext context, Generics generics, Ty.Param param, Ty? local)
    {
        SourceSpan span = context.Crates.SpanOf(context.ParamAt(generics, param.Index).Def);
        if (local is not null)
        {
            string text = $"type parameter `{param.Name}` must be covered by another type when it appears before the first local type (`{new TyPrinter(context).Print(local)}`)";
            return context.Diagnostics.Report(Diagnostic.Error("E0210", text, span).WithPrimaryLabel(text)
                .WithNote("implementing a foreign trait is only possible if at least one of the types for which it is implemented is local, and no uncovered type parameters appear before that first local type")
                .WithNote("in this case, 'before' refers to the following order: `impl<..> ForeignTrait<T1, ..., Tn> for T0`, where `T0` is the first and `Tn` is the last"));
        }
        string message = $"type parameter `{param.Name}` must be used as the type parameter for some local type";
        return context.Diagnostics.Report(Diagnostic.Error("E0210", $"{message} (e.g., `MyStruct<{param.Name}>`)", span).WithPrimaryLabel(message)
            .WithNote("implementing a foreign trait is only possible if at least one of the types for which it is implemented is local")
            .WithNote("only traits defined in the current crate can be implemented for a type parameter"));
    }

    public static ErrorReported DropOnForeign(TypeContext context, LocalCrateFacts crate, DefId impl) =>
        context.Diagnostics.Report(Diagnostic.Error(
                "E0120", "the `Drop` trait may only be implemented for local structs, enums, and unions", crate.ImplOf(impl).SelfTy.Span)
            .WithPrimaryLabel("must be a struct, enum, or union in the current crate"));

    public static ErrorReported CopyOnNonAdt(TypeContext context, LocalCrateFacts crate, DefId impl) =>
        context.Diagnostics.Report(Diagnostic.Error("E0206", "the trait `Copy` cannot be implemented for this type", crate.ImplOf(impl).SelfTy.Span)
            .WithPrimaryLabel("type is not a structure or enumeration"));

    public static ErrorReported CopyWithNonCopyFields(TypeContext context, LocalCrateFacts crate, DefId impl, List<FieldDef> fields)
    {
        Diagnostic diagnostic = Diagnostic.Error("E0204", "the trait `Copy` cannot be implemented for this type", crate.ImplOf(impl).SelfTy.Span);
        foreach (FieldDef field in fields)
        {
            diagnostic.WithLabel(context.HeadSpanOf(field.Def), "this field does not implement `Copy`");
        }
        return context.Diagnostics.Report(diagnostic);
    }

    public static ErrorReported CopyAndDrop(TypeContext context, LocalCrateFacts crate, DefId impl, DefId destructor) =>
        context.Diagnostics.Report(Diagnostic.Error(
                "E0184", "the trait `Copy` cannot be implemented for this type; the type has a destructor", crate.ImplOf(impl).SelfTy.Span)
            .WithPrimaryLabel("`Copy` not allowed on types with destructors")
            .WithNote(context.HeadSpanOf(destructor), "destructor declared here"));

    public static ErrorReported MissingUnsafeImpl(TypeContext context, HirItem impl, DefId trait)
    {
        string name = new TyPrinter(context).PrintPath(trait);
        return context.Diagnostics.Report(Diagnostic.Error("E0200", $"the trait `{name}` requires an `unsafe impl` declaration", context.HeadSpanOf(impl.Def))
            .WithNote($"the trait `{name}` enforces invariants that the compiler can't check. Review the trait documentation and make sure this implementation upholds those invariants before adding the `unsafe` keyword")
            .WithVerboseSuggestion("add `unsafe` to this trait implementation", Applicability.MaybeIncorrect, Wording.Insert(impl.Span, "unsafe ")));
    }

    public static ErrorReported NeedlessUnsafeImpl(TypeContext context, HirItem impl, DefId trait) =>
        context.Diagnostics.Report(Diagnostic.Error("E0199", $"implementing the trait `{new TyPrinter(context).PrintPath(trait)}` is not unsafe", context.HeadSpanOf(impl.Def))
            .WithVerboseSuggestion(
                "remove `unsafe` from this trait implementation", Applicability.MachineApplicable,
                new SuggestionEdit(new SourceSpan(impl.Span.Lo, impl.Span.Lo + (uint)"unsafe ".Length, impl.Span.Context), "")));

    public static ErrorReported Overlap(TypeContext context, DefId impl, DefId other, TraitRef unified)
    {
        TyPrinter printer = new(context);
        Ty self = unified.SelfTy;
        bool isConcrete = self is not (Ty.Param or Ty.Infer or Ty.Error);
        string forType = isConcrete ? $" for type `{printer.Print(self)}`" : "";
        Diagnostic diagnostic = Diagnostic.Error(
                "E0119", $"conflicting implementations of trait `{printer.PrintTrait(unified)}`{forType}", context.HeadSpanOf(impl))
            .WithPrimaryLabel(isConcrete ? $"conflicting implementation for `{printer.Print(self)}`" : "conflicting implementation");
        if (other.Crate == impl.Crate)
        {
            diagnostic.WithLabel(context.HeadSpanOf(other), "first implementation here");
        }
        else
        {
            diagnostic.WithNote($"conflicting implementation in crate `{context.Crates[other.Crate].Name}`:\n- {HeadOf(context, other)}");
        }
        return context.Diagnostics.Report(diagnostic);
    }

    /// <summary>An impl that the reader cannot see: <c>impl&lt;T&gt; From&lt;T&gt; for T;</c></summary>
    internal static string HeadOf(TypeContext context, DefId impl)
    {
        TyPrinter printer = new(context);
        ImplHeader header = context.ImplHeaderOf(impl);
        System.Text.StringBuilder text = new("impl");
        Generics generics = context.GenericsOf(impl);
        bool any = false;
        foreach (GenericParamDef param in generics.Own)
        {
            if (param.Kind == GenericParamKind.Lifetime && param.Name.Text == "'_")
            {
                continue;
            }
            text.Append(any ? ", " : "<").Append(param.Kind == GenericParamKind.Const ? "const " : "").Append(param.Name);
            any = true;
            if (param.Kind == GenericParamKind.Const)
            {
                text.Append(": ").Append(printer.Print(context.TypeOf(param.Def)));
            }
        }
        text.Append(any ? "> " : " ");
        if (header.TraitRef is { } traitRef)
        {
            text.Append(printer.PrintTrait(traitRef)).Append(" for ");
        }
        text.Append(printer.Print(header.SelfTy));
        List<string> clauses = [];
        HashSet<int> sized = [];
        foreach (SpannedPredicate clause in context.PredicatesOf(impl).Own)
        {
            if (clause.Predicate is Predicate.Trait { TraitRef: var bound } && context.LangItemOf(bound.Trait) == LangItem.Sized)
            {
                if (bound.SelfTy is Ty.Param param)
                {
                    sized.Add(param.Index);
                }
                continue;
            }
            if (clause.Predicate is Predicate.Trait or Predicate.Projection)
            {
                clauses.Add(printer.Print(clause.Predicate));
            }
        }
        foreach (GenericParamDef param in generics.Own)
        {
            if (param.Kind == GenericParamKind.Type && !sized.Contains(param.Index))
            {
                clauses.Add($"{param.Name}: ?Sized");
            }
        }
        if (clauses.Count > 0)
        {
            text.Append("\n  where ").Append(string.Join(", ", clauses));
        }
        return text.Append(';').ToString();
    }

    public static ErrorReported PositiveAndNegative(TypeContext context, DefId impl, DefId other, ImplHeader header, Ty self)
    {
        (DefId positive, DefId negative) = header.IsNegative ? (other, impl) : (impl, other);
        TyPrinter printer = new(context);
        Diagnostic diagnostic = Diagnostic.Error(
            "E0751", $"found both positive and negative implementation of trait `{printer.PrintPath(header.TraitRef!.Trait)}` for type `{printer.Print(self)}`:", context.HeadSpanOf(impl));
        foreach ((DefId at, string what) in (ReadOnlySpan<(DefId, string)>)[(negative, "negative implementation"), (positive, "positive implementation")])
        {
            if (at == impl)
            {
                diagnostic.WithPrimaryLabel($"{what} here");
            }
            else if (at.Crate == impl.Crate)
            {
                diagnostic.WithLabel(context.HeadSpanOf(at), $"{what} here");
            }
            else
            {
                diagnostic.WithNote($"{what} in crate `{context.Crates[at.Crate].Name}`");
            }
        }
        return context.Diagnostics.Report(diagnostic);
    }

    public static ErrorReported ImplementedByObject(TypeContext context, DefId impl, Ty self, DefId trait)
    {
        TyPrinter printer = new(context);
        string text = printer.Print(self);
        string name = printer.PrintPath(trait);
        return context.Diagnostics.Report(Diagnostic.Error(
                "E0371", $"the object type `{text}` automatically implements the trait `{name}`", context.HeadSpanOf(impl))
            .WithPrimaryLabel($"`{text}` automatically implements trait `{name}`"));
    }

    public static ErrorReported DuplicateInherentItem(TypeContext context, AssocItem first, AssocItem second) =>
        context.Diagnostics.Report(Diagnostic.Error("E0592", $"duplicate definitions with name `{first.Name}`", context.HeadSpanOf(first.Id))
            .WithPrimaryLabel($"duplicate definitions for `{first.Name}`")
            .WithLabel(context.HeadSpanOf(second.Id), $"other definition for `{first.Name}`"));

    public static ErrorReported SpecialisedDrop(TypeContext context, DefId impl, AdtDef adt) =>
        context.Diagnostics.Report(Diagnostic.Error("E0366", "`Drop` impls cannot be specialized", context.HeadSpanOf(impl))
            .WithNote(context.HeadSpanOf(adt.Id), $"use the same sequence of generic lifetime, type and const parameters as the {Wording.KindOf(adt)} definition"));

    public static ErrorReported DropRequiresMore(TypeContext context, SpannedPredicate clause, AdtDef adt) =>
        context.Diagnostics.Report(Diagnostic.Error(
                "E0367", $"`Drop` impl requires `{new TyPrinter(context).Print(clause.Predicate)}` but the {Wording.KindOf(adt)} it is implemented for does not", clause.Span)
            .WithNote(context.HeadSpanOf(adt.Id), "the implementor must specify the same requirement"));

    public static ErrorReported UnconstrainedParam(TypeContext context, LocalCrateFacts crate, DefId impl, GenericParamDef param)
    {
        string kind = param.Kind switch
        {
            GenericParamKind.Const => "const",
            GenericParamKind.Lifetime => "lifetime",
            GenericParamKind.Type => "type",
        };
        SourceSpan span = context.Crates.SpanOf(param.Def);
        foreach (HirGenericParam written in crate.ImplOf(impl).Generics.Params)
        {
            if (written.Def == param.Def && param.Kind == GenericParamKind.Const)
            {
                span = written.Span;
            }
        }
        Diagnostic diagnostic = Diagnostic.Error(
                "E0207", $"the {kind} parameter `{param.Name}` is not constrained by the impl trait, self type, or predicates", span)
            .WithPrimaryLabel($"unconstrained {kind} parameter");
        if (param.Kind == GenericParamKind.Const)
        {
            diagnostic.WithNote("expressions using a const parameter must map each value to a distinct output value")
                .WithNote("proving the result of expressions other than the parameter are unique is not supported");
        }
        return context.Diagnostics.Report(diagnostic);
    }
}
