using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Expand.MacroRules;

/// <summary>
/// What must hold of a matcher so that later additions to the language cannot change which arm matches: names are distinct,
/// repetitions consume something, and each fragment is followed by what its follow set allows.
/// Reference: [macro.decl.follow-set].
/// </summary>
internal static class MatcherChecker
{
    public static void Check(ImmutableArray<MacroTree> matcher, Edition edition, DiagnosticSink sink)
    {
        CheckNames(matcher, [], sink);
        if (CheckRepetitions(matcher, sink))
        {
            CheckFollow(matcher, TokenSet.Empty, edition, sink);
        }
    }

    private static void CheckNames(ImmutableArray<MacroTree> trees, Dictionary<Symbol, SourceSpan> seen, DiagnosticSink sink)
    {
        foreach (MacroTree tree in trees)
        {
            switch (tree)
            {
                case MacroTree.Declaration declaration when !seen.TryAdd(declaration.Name, declaration.Span):
                    sink.Report(Diagnostic.ErrorWithoutCode("duplicate matcher binding", declaration.Span)
                        .WithPrimaryLabel("duplicate binding").WithLabel(seen[declaration.Name], "previous binding"));
                    break;
                case MacroTree.Delimited delimited:
                    CheckNames(delimited.Trees, seen, sink);
                    break;
                case MacroTree.Repeat repeat:
                    CheckNames(repeat.Trees, seen, sink);
                    break;
            }
        }
    }

    private static bool CheckRepetitions(ImmutableArray<MacroTree> trees, DiagnosticSink sink)
    {
        foreach (MacroTree tree in trees)
        {
            switch (tree)
            {
                case MacroTree.Delimited delimited:
                    if (!CheckRepetitions(delimited.Trees, sink))
                    {
                        return false;
                    }
                    break;
                case MacroTree.Repeat repeat:
                    if (repeat.Separator is null && IsAlwaysEmpty(repeat.Trees))
                    {
                        sink.Report(Diagnostic.ErrorWithoutCode("repetition matches empty token tree", repeat.Span));
                        return false;
                    }
                    if (!CheckRepetitions(repeat.Trees, sink))
                    {
                        return false;
                    }
                    break;
            }
        }
        return true;
    }

    private static bool IsAlwaysEmpty(ImmutableArray<MacroTree> trees)
    {
        foreach (MacroTree tree in trees)
        {
            bool mayBeEmpty = tree is MacroTree.Declaration { Kind: FragmentSpecifier.Vis } or MacroTree.Repeat { Op: RepeatOp.ZeroOrMore or RepeatOp.ZeroOrOne };
            if (!mayBeEmpty)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>
    /// Checks a sequence whose last elements may be followed by <paramref name="suffix"/>; returns what may come last.
    /// </summary>
    private static TokenSet CheckFollow(ImmutableArray<MacroTree> trees, TokenSet suffix, Edition edition, DiagnosticSink sink)
    {
        TokenSet last = TokenSet.Empty with { IncludesEmpty = true };
        for (int i = 0; i < trees.Length; i++)
        {
            MacroTree tree = trees[i];
            TokenSet follow = FirstOf(trees, i + 1, suffix);
            switch (tree)
            {
                case MacroTree.Tok or MacroTree.Declaration or MacroTree.Variable:
                    if (tree is MacroTree.Declaration declaration && !CanBeFollowedByAnything(declaration.Kind))
                    {
                        last = TokenSet.Of(tree);
                    }
                    else
                    {
                        last = TokenSet.Empty;
                        continue;
                    }
                    break;
                case MacroTree.Delimited delimited:
                    CheckFollow(delimited.Trees, TokenSet.Of(new MacroTree.Tok(delimited.Close)), edition, sink);
                    last = TokenSet.Empty;
                    continue;
                case MacroTree.Repeat repeat:
                    // Without a separator the next turn's start is not looked at: rustc accepts `$($t:ty)*`.
                    TokenSet inner = repeat.Separator is { } separator ? TokenSet.Of(new MacroTree.Tok(separator)).Union(follow) : follow;
                    TokenSet end = CheckFollow(repeat.Trees, inner, edition, sink);
                    last = repeat.Op == RepeatOp.OneOrMore ? end : last.Union(end);
                    continue;
            }
            foreach (MacroTree before in last.Trees)
            {
                if (before is MacroTree.Declaration fragment)
                {
                    CheckPair(fragment, follow, last.Trees.Length == 1, edition, sink);
                }
            }
        }
        return last;
    }

    private static void CheckPair(MacroTree.Declaration fragment, TokenSet follow, bool isOnly, Edition edition, DiagnosticSink sink)
    {
        string certainty = isOnly && follow.Trees.Length == 1 ? "is" : "may be";
        foreach (MacroTree next in follow.Trees)
        {
            if (IsAllowedAfter(fragment.Kind, next, out string allowed))
            {
                continue;
            }
            string shown = next switch
            {
                MacroTree.Tok token => token.Token.Text,
                MacroTree.Declaration declaration => $"${declaration.Name}:{declaration.Kind.Text}",
                MacroTree.Delimited delimited => delimited.Open.Text,
                _ => "",
            };
            sink.Report(Diagnostic.ErrorWithoutCode($"`${fragment.Name}:{fragment.Kind.Text}` {certainty} followed by `{shown}`, which is not allowed for `{fragment.Kind.Text}` fragments", next is MacroTree.Delimited group ? group.Open.Span : next.Span)
                .WithPrimaryLabel($"not allowed after `{fragment.Kind.Text}` fragments")
                .WithNote($"allowed there are: {allowed}"));
        }
    }

    private static bool CanBeFollowedByAnything(FragmentSpecifier kind) => kind is FragmentSpecifier.Block or FragmentSpecifier.Item
        or FragmentSpecifier.Literal or FragmentSpecifier.Lifetime or FragmentSpecifier.Ident or FragmentSpecifier.Meta or FragmentSpecifier.Tt or FragmentSpecifier.Missing;

    private static bool IsAllowedAfter(FragmentSpecifier kind, MacroTree next, out string allowed)
    {
        TokenKind token = next switch
        {
            MacroTree.Tok tok => tok.Token.Kind,
            MacroTree.Delimited delimited => delimited.Open.Kind,
            _ => TokenKind.Unknown,
        };
        FragmentSpecifier fragment = next is MacroTree.Declaration declaration ? declaration.Kind : FragmentSpecifier.Missing;
        allowed = "";
        if (token.IsCloseDelimiter)
        {
            return true;
        }
        switch (kind)
        {
            case FragmentSpecifier.Stmt or FragmentSpecifier.Expr or FragmentSpecifier.Expr2021:
                allowed = "`=>`, `,` or `;`";
                return token is TokenKind.FatArrow or TokenKind.Comma or TokenKind.Semi;
            case FragmentSpecifier.PatParam:
                allowed = "`=>`, `,`, `=`, `|`, `if` or `in`";
                return token is TokenKind.FatArrow or TokenKind.Comma or TokenKind.Eq or TokenKind.Or or TokenKind.If or TokenKind.In;
            case FragmentSpecifier.Pat:
                allowed = "`=>`, `,`, `=`, `if` or `in`";
                return token is TokenKind.FatArrow or TokenKind.Comma or TokenKind.Eq or TokenKind.If or TokenKind.In;
            case FragmentSpecifier.Path or FragmentSpecifier.Ty:
                allowed = "`{`, `[`, `=>`, `,`, `>`, `=`, `:`, `;`, `|`, `as` or `where`";
                return token is TokenKind.OpenBrace or TokenKind.OpenBracket or TokenKind.Comma or TokenKind.FatArrow or TokenKind.Colon or TokenKind.Eq
                    or TokenKind.Gt or TokenKind.Shr or TokenKind.Semi or TokenKind.Or or TokenKind.As or TokenKind.Where || fragment == FragmentSpecifier.Block;
            case FragmentSpecifier.Vis:
                allowed = "`,`, an ident or a type";
                return token == TokenKind.Comma || (token.IsIdentLike && token != TokenKind.Priv) || fragment is FragmentSpecifier.Ident or FragmentSpecifier.Ty or FragmentSpecifier.Path
                    || token is TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.Bang or TokenKind.Star or TokenKind.And or TokenKind.AndAnd or TokenKind.Question
                        or TokenKind.Lifetime or TokenKind.Lt or TokenKind.Shl or TokenKind.PathSep or TokenKind.Underscore;
            default:
                return true;
        }
    }

    /// <summary>What the trees from <paramref name="start"/> on may begin with.</summary>
    private static TokenSet FirstOf(ImmutableArray<MacroTree> trees, int start, TokenSet suffix)
    {
        TokenSet first = TokenSet.Empty;
        for (int i = start; i < trees.Length; i++)
        {
            MacroTree tree = trees[i];
            if (tree is not MacroTree.Repeat repeat)
            {
                return first.Union(TokenSet.Of(tree));
            }
            TokenSet inner = FirstOf(repeat.Trees, 0, TokenSet.Empty with { IncludesEmpty = true });
            if (inner.IncludesEmpty && repeat.Separator is { } separator)
            {
                inner = inner.Union(TokenSet.Of(new MacroTree.Tok(separator)));
            }
            first = first.Union(inner with { IncludesEmpty = false });
            if (repeat.Op == RepeatOp.OneOrMore && !inner.IncludesEmpty)
            {
                return first;
            }
        }
        return first.Union(suffix);
    }

    private readonly record struct TokenSet(ImmutableArray<MacroTree> Trees, bool IncludesEmpty)
    {
        public static TokenSet Empty { get; } = new([], false);

        public static TokenSet Of(MacroTree tree) => new([tree], false);

        public TokenSet Union(TokenSet other) => new(Trees.AddRange(other.Trees), IncludesEmpty || other.IncludesEmpty);
    }
}
