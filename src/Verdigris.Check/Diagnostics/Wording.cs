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

    /// <summary>What a definition is: <c>struct</c>, <c>associated function</c>, <c>tuple variant</c>.</summary>
    public static string KindOf(TypeContext context, DefId def)
    {
        DefKind kind = context.KindOf(def);
        if (kind != DefKind.Ctor)
        {
            return kind.Describe();
        }
        (CtorOf of, CtorKind ctor) = context.Crates.CtorOf(def);
        return DefKinds.CtorWord(of, ctor);
    }

    public static SuggestionEdit Insert(SourceSpan at, string text) => new(at.ShrinkToLo(), text);

    public static SuggestionEdit InsertAfter(SourceSpan at, string text) => new(at.ShrinkToHi(), text);
}
