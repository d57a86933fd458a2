using System.Collections.Generic;
using Verdigris.Base.Interning;

namespace Verdigris.Syntax.Lexing;

/// <summary>Which names are keywords in which edition. Reference: [lex.keywords].</summary>
internal static class Keywords
{
    private static readonly Dictionary<Symbol, TokenKind> s_kinds = MakeTable();

    public static TokenKind Classify(Symbol name, Edition edition)
    {
        if (!s_kinds.TryGetValue(name, out TokenKind kind))
        {
            return TokenKind.Ident;
        }
        Edition since = kind switch
        {
            TokenKind.Async or TokenKind.Await or TokenKind.Dyn or TokenKind.Try => Edition.E2018,
            TokenKind.Gen => Edition.E2024,
            _ => Edition.E2015,
        };
        return edition >= since ? kind : TokenKind.Ident;
    }

    private static Dictionary<Symbol, TokenKind> MakeTable()
    {
        Dictionary<Symbol, TokenKind> kinds = [];
        for (TokenKind kind = TokenKind.Underscore; kind <= TokenKind.Gen; kind++)
        {
            kinds.Add(Symbol.Intern(kind.Text), kind);
        }
        return kinds;
    }
}
