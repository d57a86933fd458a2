using Verdigris.Base.Diagnostics;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Printing;

namespace Verdigris.Check.Diagnostics;

/// <summary>Types in words: what kind of type it is, and when its text alone says all.</summary>
internal static class TypeWords
{
    /// <summary>A type as labels put it: <c>`u8`</c>, <c>integer</c>, <c>fn item</c>.</summary>
    /// <param name="terse">A terse printer.</param>
    public static string Describe(TyPrinter terse, TypeContext context, Ty ty) => ty switch
    {
        Ty.Infer { Kind: InferKind.Integer } => "integer",
        Ty.Infer { Kind: InferKind.Float } => "floating-point number",
        Ty.FnDef it => context.KindOf(it.Def) != DefKind.Ctor ? "fn item"
            : context.Crates.CtorOf(it.Def).Of == CtorOf.Struct ? "struct constructor" : "enum constructor",
        Ty.Closure => "closure",
        Ty.Coroutine => "`async` block",
        Ty.FnPtr => "fn pointer",
        Ty.Param => $"type parameter `{terse.Print(ty)}`",
        Ty.Dynamic { Predicates.Principal: { } principal } => $"`dyn {terse.PrintPath(principal.Def)}`",
        Ty.Dynamic => "trait object",
        Ty.Alias alias when context.KindOf(alias.Def) == DefKind.OpaqueTy => IsFuture(context, alias) ? "future" : "opaque type",
        Ty.Alias => "associated type",
        Ty.Error => "type error",
        _ => $"`{terse.Print(ty)}`",
    };

    private static bool IsFuture(TypeContext context, Ty.Alias opaque)
    {
        foreach (SpannedPredicate bound in context.ItemBoundsOf(opaque.Def).Own)
        {
            if (bound.Predicate is Predicate.Trait trait && context.LangItemOf(trait.TraitRef.Trait) == LangItem.Future)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The word before a type in the note that compares two.</summary>
    public static string Kind(TypeContext context, Ty ty) => ty switch
    {
        Ty.Infer or Ty.Primitive or Ty.Never => "type",
        Ty.Error => "type error",
        Ty.Tuple { Elements.Count: 0 } => "unit type",
        Ty.Tuple => "tuple",
        Ty.Adt it => Wording.KindOf(it.Def),
        Ty.Foreign => "extern type",
        Ty.Array => "array",
        Ty.Slice => "slice",
        Ty.RawPtr => "raw pointer",
        Ty.Ref it => it.IsMutable ? "mutable reference" : "reference",
        Ty.FnDef it => context.KindOf(it.Def) != DefKind.Ctor ? "fn item"
            : context.Crates.CtorOf(it.Def).Of == CtorOf.Struct ? "struct constructor" : "enum constructor",
        Ty.FnPtr => "fn pointer",
        Ty.Dynamic => "trait object",
        Ty.Closure => "closure",
        Ty.Coroutine => "`async` block",
        Ty.Alias alias when context.KindOf(alias.Def) == DefKind.OpaqueTy => IsFuture(context, alias) ? "future" : "opaque type",
        Ty.Alias => "associated type",
        Ty.Param => "type parameter",
        Ty.Fresh => "fresh type",
    };

    /// <summary>Whether a label with the type's text leaves nothing to add.</summary>
    public static bool IsSimple(Ty ty) => ty switch
    {
        Ty.Adt it => !HasTypesOrConsts(it.Args),
        Ty.Ref it => IsSimple(it.Pointee),
        _ => IsSimplePrimitive(ty),
    };

    private static bool IsSimplePrimitive(Ty ty) => ty switch
    {
        Ty.Primitive or Ty.Infer { Kind: InferKind.Integer or InferKind.Float } => true,
        Ty.Ref it => IsSimplePrimitive(Peel(it.Pointee)),
        Ty.Array it => IsSimplePrimitive(Peel(it.Element)),
        Ty.Slice it => IsSimplePrimitive(Peel(it.Element)),
        Ty.Tuple it => it.Elements.Count == 0,
        _ => false,
    };

    private static Ty Peel(Ty ty)
    {
        while (ty is Ty.Ref reference)
        {
            ty = reference.Pointee;
        }
        return ty;
    }

    private static bool HasTypesOrConsts(GenericArgs args)
    {
        foreach (GenericArg arg in args)
        {
            if (arg is not Region)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The note that puts the two types one below the other, where the label does not say it all.</summary>
    public static void AddExpectedFound(Diagnostic diagnostic, TypeContext context, Ty expected, Ty found)
    {
        if (!IsSimple(expected) || !IsSimple(found))
        {
            WithExpectedFound(diagnostic, context, expected, found);
        }
    }

    public static Diagnostic WithExpectedFound(Diagnostic diagnostic, TypeContext context, Ty expected, Ty found)
    {
        TyPrinter printer = new(context);
        string first = $"expected {Kind(context, expected)} ";
        string second = $"found {Kind(context, found)} ";
        int width = System.Math.Max(first.Length, second.Length);
        return diagnostic.WithNote(
            $"{first.PadLeft(width)}`{printer.Print(expected)}`\n{second.PadLeft(width)}`{printer.Print(found)}`");
    }
}
