using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;
using Verdigris.Syntax.Parsing;

namespace Verdigris.Expand.MacroRules;

/// <summary>
/// Finds how far a fragment reaches. The tree is thrown away: what a fragment becomes is decided where it is used, after
/// substitution. Reference: [macro.decl.meta].
/// </summary>
internal static class FragmentParser
{
    /// <summary>Whether the token may start such a fragment; if not the arm cannot match, if so a fault is an error.</summary>
    public static bool CanStart(FragmentSpecifier kind, TokenStream tokens, int position)
    {
        if (position >= tokens.Count)
        {
            return kind == FragmentSpecifier.Vis;
        }
        Token token = tokens[position];
        FragmentKind fragment = token.Kind == TokenKind.OpenInvisible ? token.Fragment : FragmentKind.None;
        switch (kind)
        {
            case FragmentSpecifier.Expr or FragmentSpecifier.Expr2021:
                if (token.Kind == TokenKind.Let || (kind == FragmentSpecifier.Expr2021 && (token.Kind == TokenKind.Underscore || IsConstBlock(tokens, position))))
                {
                    return false;
                }
                return CanStartExpr(token, fragment);
            case FragmentSpecifier.Ty:
                return CanStartTy(token, fragment);
            case FragmentSpecifier.Ident:
                return token.Kind.IsIdentLike;
            case FragmentSpecifier.Lifetime:
                return token.Kind == TokenKind.Lifetime;
            case FragmentSpecifier.Literal:
                return token.Kind.IsLiteral || token.Kind is TokenKind.Minus or TokenKind.True or TokenKind.False || fragment == FragmentKind.Literal;
            case FragmentSpecifier.Vis:
                return token.Kind is TokenKind.Comma || token.Kind.IsIdentLike || token.Kind == TokenKind.Underscore || fragment != FragmentKind.None || CanStartTy(token, fragment);
            case FragmentSpecifier.Block:
                return token.Kind == TokenKind.OpenBrace || fragment == FragmentKind.Block;
            case FragmentSpecifier.Path or FragmentSpecifier.Meta:
                return token.Kind.IsIdentLike || token.Kind is TokenKind.PathSep or TokenKind.Lt or TokenKind.Shl
                    || fragment is FragmentKind.Path or FragmentKind.Ty || (fragment == FragmentKind.Meta && kind == FragmentSpecifier.Meta);
            case FragmentSpecifier.Pat or FragmentSpecifier.PatParam:
                return token.Kind is TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.And or TokenKind.Minus or TokenKind.AndAnd
                        or TokenKind.DotDot or TokenKind.DotDotDot or TokenKind.DotDotEq or TokenKind.PathSep or TokenKind.Lt or TokenKind.Shl or TokenKind.Underscore
                    || (token.Kind == TokenKind.Or && kind == FragmentSpecifier.Pat)
                    || token.Kind.IsLiteral || token.Kind.IsIdentLike
                    || fragment is FragmentKind.Pat or FragmentKind.Literal or FragmentKind.Expr or FragmentKind.Path or FragmentKind.Ty;
            case FragmentSpecifier.Item or FragmentSpecifier.Stmt or FragmentSpecifier.Tt:
                return !token.Kind.IsCloseDelimiter;
            default:
                return false;
        }
    }

    private static bool IsConstBlock(TokenStream tokens, int position) =>
        tokens[position].Kind == TokenKind.Const && position + 1 < tokens.Count && tokens[position + 1].Kind == TokenKind.OpenBrace;

    private static bool CanStartExpr(Token token, FragmentKind fragment) => token.Kind switch
    {
        TokenKind.Ident or TokenKind.Lifetime or TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace or TokenKind.Underscore => true,
        { IsLiteral: true } => true,
        TokenKind.Bang or TokenKind.Minus or TokenKind.Star or TokenKind.And or TokenKind.AndAnd or TokenKind.Or or TokenKind.OrOr => true,
        TokenKind.DotDot or TokenKind.DotDotEq or TokenKind.DotDotDot or TokenKind.Lt or TokenKind.Shl or TokenKind.PathSep or TokenKind.Pound => true,
        TokenKind.Async or TokenKind.Do or TokenKind.Box or TokenKind.Break or TokenKind.Const or TokenKind.Continue or TokenKind.False or TokenKind.For
            or TokenKind.Gen or TokenKind.If or TokenKind.Loop or TokenKind.Match or TokenKind.Move or TokenKind.Return or TokenKind.True or TokenKind.Try
            or TokenKind.Unsafe or TokenKind.While or TokenKind.Yield or TokenKind.Static or TokenKind.Become => true,
        { IsPathSegment: true } => true,
        TokenKind.OpenInvisible => fragment is FragmentKind.Expr or FragmentKind.Literal or FragmentKind.Path or FragmentKind.Block or FragmentKind.Ty,
        _ => false,
    };

    private static bool CanStartTy(Token token, FragmentKind fragment) => token.Kind switch
    {
        TokenKind.Ident or TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.Bang or TokenKind.Star or TokenKind.And or TokenKind.AndAnd
            or TokenKind.Question or TokenKind.Lifetime or TokenKind.Lt or TokenKind.Shl or TokenKind.PathSep or TokenKind.Underscore or TokenKind.For
            or TokenKind.Impl or TokenKind.Fn or TokenKind.Unsafe or TokenKind.Extern or TokenKind.Typeof or TokenKind.Dyn => true,
        { IsPathSegment: true } => true,
        TokenKind.OpenInvisible => fragment is FragmentKind.Ty or FragmentKind.Path,
        _ => false,
    };

    /// <summary>
    /// The index behind the fragment that starts at <paramref name="position"/>. A syntax error in it is reported and ends the expansion.
    /// </summary>
    public static int Parse(FragmentSpecifier kind, TokenStream tokens, int position, SourceSpan endSpan, ParseSession session, out ErrorReported? error)
    {
        error = null;
        switch (kind)
        {
            case FragmentSpecifier.Tt:
                return tokens.SkipTree(position);
            case FragmentSpecifier.Ident or FragmentSpecifier.Lifetime:
                return position + 1;
            case FragmentSpecifier.Expr or FragmentSpecifier.Expr2021 when IsSingleTokenExpr(tokens, position):
                return position + 1;
        }
        if (position < tokens.Count && tokens[position].Kind == TokenKind.OpenInvisible && tokens[position].Fragment == kind.Fragment
            && kind is not (FragmentSpecifier.Expr or FragmentSpecifier.Expr2021 or FragmentSpecifier.Ty or FragmentSpecifier.Pat or FragmentSpecifier.PatParam or FragmentSpecifier.Path or FragmentSpecifier.Stmt))
        {
            return tokens.SkipTree(position);
        }
        Parser parser = new(session, tokens.Slice(position, tokens.Count - position), endSpan);
        switch (kind)
        {
            case FragmentSpecifier.Block:
                return tokens.SkipTree(position);
            case FragmentSpecifier.Expr or FragmentSpecifier.Expr2021:
                parser.ParseExpr();
                break;
            case FragmentSpecifier.Ty:
                parser.ParseTy();
                break;
            case FragmentSpecifier.Pat:
                parser.ParsePat();
                break;
            case FragmentSpecifier.PatParam:
                parser.ParsePatNoTopAlt();
                break;
            case FragmentSpecifier.Path:
                parser.ParseTypePathFragment();
                break;
            case FragmentSpecifier.Literal:
                parser.ParseLiteralFragment();
                break;
            case FragmentSpecifier.Meta:
                parser.ParseMetaFragment();
                break;
            case FragmentSpecifier.Vis:
                parser.ParseVisibility();
                break;
            case FragmentSpecifier.Stmt:
                parser.ParseStmtFragment();
                break;
            case FragmentSpecifier.Item:
                if (!parser.ParseItemFragment())
                {
                    error = session.Sink.Report(Diagnostic.ErrorWithoutCode($"expected an item keyword", tokens[position].Span));
                }
                break;
        }
        error ??= parser.LastError;
        return parser.Position - tokens.Start;
    }

    /// <summary>A literal or name with nothing behind it that could continue an expression: the common case, without a parser.</summary>
    private static bool IsSingleTokenExpr(TokenStream tokens, int position)
    {
        TokenKind kind = tokens[position].Kind;
        if (!kind.IsLiteral && kind is not (TokenKind.Ident or TokenKind.SelfLower or TokenKind.True or TokenKind.False))
        {
            return false;
        }
        return position + 1 >= tokens.Count || tokens[position + 1].Kind is TokenKind.Comma or TokenKind.Semi or TokenKind.FatArrow
            || tokens[position + 1].Kind.IsCloseDelimiter;
    }
}
