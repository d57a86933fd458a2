using System.Collections.Generic;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Diagnostics;

/// <summary>How messages put counts, lists and kinds of things.</summary>
internal static class Wording
{
    public static string Plural(int count) => count == 1 ? "" : "s";

    /// <summary><c>`a`, `b`</c></summary>
    public static string Quoted(IEnumerable<string> names)
    {
        StringBuilder text = new();
        foreach (string name in names)
        {
            text.Append(text.Length > 0 ? ", " : "").Append('`').Append(name).Append('`');
        }
        return text.ToString();
    }

    /// <summary><c>`a`</c>, <c>`a` and `b`</c>, <c>`a`, `b` and `c`</c>.</summary>
    public static string QuotedWithAnd(List<string> names)
    {
        StringBuilder text = new();
        for (int i = 0; i < names.Count; i++)
        {
            text.Append(i == 0 ? "" : i == names.Count - 1 ? " and " : ", ").Append('`').Append(names[i]).Append('`');
        }
        return text.ToString();
    }

    public static string KindOf(AdtDef adt) => adt.Kind switch
    {
        AdtKind.Struct => "struct",
        AdtKind.Enum => "enum",
        AdtKind.Union => "union",
    };

    /// <summary><c>a</c> or <c>an</c>.</summary>
    public static string Article(string noun) => noun.Length > 0 && noun[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an" : "a";

    /// <summary>What a definition is: <c>struct</c>, <c>associated function</c>.</summary>
    public static string KindOf(TypeContext context, DefId def) => context.KindOf(def) switch
    {
        DefKind.Mod => "module",
        DefKind.Struct => "struct",
        DefKind.Union => "union",
        DefKind.Enum => "enum",
        DefKind.Variant => "variant",
        DefKind.Trait => "trait",
        DefKind.TraitAlias => "trait alias",
        DefKind.TyAlias => "type alias",
        DefKind.ForeignTy => "foreign type",
        DefKind.AssocTy => "associated type",
        DefKind.TyParam => "type parameter",
        DefKind.Fn => "function",
        DefKind.Const => "constant",
        DefKind.ConstParam => "const parameter",
        DefKind.Static => "static",
        DefKind.Ctor => context.Crates.CtorOf(def) switch
        {
            (CtorOf.Struct, CtorKind.Fn) => "tuple struct",
            (CtorOf.Struct, CtorKind.Const) => "unit struct",
            (CtorOf.Variant, CtorKind.Fn) => "tuple variant",
            _ => "unit variant",
        },
        DefKind.AssocFn => "associated function",
        DefKind.AssocConst => "associated constant",
        DefKind.Impl => "implementation",
        DefKind.Closure => "closure",
        DefKind.OpaqueTy => "opaque type",
        DefKind.Field => "field",
        DefKind.LifetimeParam => "lifetime parameter",
        _ => "item",
    };

    /// <summary>A suggestion shown as code below the message, whatever its length.</summary>
    public static Diagnostic WithVerboseSuggestion(
        this Diagnostic diagnostic, string message, Applicability applicability, params IReadOnlyList<SuggestionEdit> edits) =>
        diagnostic.WithSuggestion(new Suggestion(message, edits, applicability) { Style = SuggestionStyle.Verbose });

    public static SuggestionEdit Insert(SourceSpan at, string text) => new(at.ShrinkToLo(), text);

    public static SuggestionEdit InsertAfter(SourceSpan at, string text) => new(at.ShrinkToHi(), text);
}
