using Verdigris.Base.Diagnostics;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Resolve.Validation;

/// <summary>Which <c>repr</c> suits which item, and which of them exclude each other. [type-layout.repr]</summary>
internal static class ReprTargets
{
    public static void Check(Item item, Attr attr, DiagnosticSink sink)
    {
        if (attr.Args is not AttrArgs.Delimited { Tokens: var tokens })
        {
            return;
        }
        Token? transparent = null;
        Token? other = null;
        Token? integer = null;
        for (int i = 0; i < tokens.Count; i = tokens.SkipTree(i))
        {
            Token token = tokens[i];
            if (!token.Kind.IsIdentLike)
            {
                continue;
            }
            string name = token.Name.Text;
            if (WrongTarget(item, name) is { } wanted)
            {
                sink.Report(Diagnostic.Error("E0517", $"attribute should be applied to {wanted}", token.Span).WithLabel(item.Span, $"not {wanted}"));
                continue;
            }
            if (name == "transparent")
            {
                transparent = token;
                continue;
            }
            other ??= token;
            if (!IsInteger(name))
            {
                continue;
            }
            if (integer is { } first && first.Name != token.Name)
            {
                sink.Report(Diagnostic.Error("E0566", "conflicting representation hints", first.Span).WithPrimarySpan(token.Span, ""));
            }
            integer ??= token;
        }
        if (transparent is { } alone && other is { } beside)
        {
            string kind = item is Item.Enum ? "enum" : item is Item.Union ? "union" : "struct";
            sink.Report(Diagnostic.Error("E0692", $"transparent {kind} cannot have other repr hints", alone.Span).WithPrimarySpan(beside.Span, ""));
        }
    }

    /// <summary>What the representation is for; null if it is for this item.</summary>
    private static string? WrongTarget(Item item, string name) => name switch
    {
        "C" or "transparent" or "align" or "Rust" => item is Item.Struct or Item.Enum or Item.Union ? null : "a struct, enum, or union",
        "packed" => item is Item.Struct or Item.Union ? null : "a struct or union",
        "simd" => item is Item.Struct ? null : "a struct",
        _ when IsInteger(name) => item is Item.Enum ? null : "an enum",
        _ => null,
    };

    private static bool IsInteger(string name) =>
        name is "u8" or "u16" or "u32" or "u64" or "u128" or "usize" or "i8" or "i16" or "i32" or "i64" or "i128" or "isize";
}
