using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;
using Verdigris.Types;

namespace Verdigris.Check.Collect;

/// <summary>Reads <c>#[diagnostic::on_unimplemented(…)]</c> and the library's <c>#[rustc_on_unimplemented(on(…), …)]</c>.</summary>
internal static class OnUnimplementedReader
{
    /// <summary>Null without the attribute; of several the first part of each kind counts.</summary>
    public static OnUnimplemented? Read(ImmutableArray<Attr> attrs)
    {
        ImmutableArray<OnUnimplementedCase>.Builder cases = ImmutableArray.CreateBuilder<OnUnimplementedCase>();
        foreach (Attr attr in attrs)
        {
            bool isOurs = attr.Path.Segments is [{ Ident.Name.Text: "diagnostic" }, { Ident.Name.Text: "on_unimplemented" }]
                or [{ Ident.Name.Text: "rustc_on_unimplemented" }];
            if (isOurs && attr.Args is AttrArgs.Delimited { Tokens: var tokens })
            {
                ReadCases(tokens, cases);
            }
        }
        return cases.Count == 0 ? null : new OnUnimplemented(cases.ToImmutable());
    }

    private static void ReadCases(TokenStream tokens, ImmutableArray<OnUnimplementedCase>.Builder cases)
    {
        for (int i = 0; i < tokens.Count; i = tokens.SkipTree(i))
        {
            if (tokens[i].Name.Text == "on" && i + 1 < tokens.Count && tokens[i + 1].Kind.IsOpenDelimiter)
            {
                cases.Add(ReadCase(tokens.Inside(i + 1)));
            }
        }
        cases.Add(ReadCase(tokens));
    }

    private static OnUnimplementedCase ReadCase(TokenStream tokens)
    {
        List<(string, string)> conditions = [];
        List<string> notes = [];
        string? message = null;
        string? label = null;
        for (int i = 0; i < tokens.Count; i = tokens.SkipTree(i))
        {
            string key = tokens[i].Name.Text;
            if (key == "all" && i + 1 < tokens.Count && tokens[i + 1].Kind.IsOpenDelimiter)
            {
                OnUnimplementedCase inner = ReadCase(tokens.Inside(i + 1));
                conditions.AddRange(inner.Conditions);
                continue;
            }
            if (key == "crate_local")
            {
                conditions.Add((key, ""));
                continue;
            }
            if (i + 2 >= tokens.Count || tokens[i + 1].Kind != TokenKind.Eq || TextOf(tokens[i + 2]) is not { } value)
            {
                continue;
            }
            switch (key)
            {
                case "message":
                    message ??= value;
                    break;
                case "label":
                    label ??= value;
                    break;
                case "note":
                    notes.Add(value);
                    break;
                default:
                    conditions.Add((key, value));
                    break;
            }
            i += 2;
        }
        return new OnUnimplementedCase([.. conditions], message, label, [.. notes]);
    }

    /// <summary>A string literal's value.</summary>
    private static string? TextOf(Token token)
    {
        string text = token.Name.Text;
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
        {
            return token.Kind == TokenKind.Str ? text.Trim('"') : null;
        }
        return text[1..^1].Replace("\\n", "\n", System.StringComparison.Ordinal).Replace("\\\"", "\"", System.StringComparison.Ordinal);
    }
}
