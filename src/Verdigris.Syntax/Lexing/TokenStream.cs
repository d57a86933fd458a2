using System;
using Verdigris.Base.Source;

namespace Verdigris.Syntax.Lexing;

/// <summary>
/// A balanced run of tokens: a slice of a shared array. Walking trees is walking the slice and jumping over groups by
/// <see cref="Token.Link"/>.
/// </summary>
public readonly struct TokenStream
{
    private readonly Token[]? _tokens;

    public TokenStream(Token[] tokens, int start, int count)
    {
        _tokens = tokens;
        Start = start;
        Count = count;
    }

    public TokenStream(Token[] tokens)
        : this(tokens, 0, tokens.Length)
    {
    }

    public static TokenStream Empty => default;

    public Token[] Array => _tokens ?? [];

    public int Start { get; }

    public int Count { get; }

    public ReadOnlySpan<Token> Tokens => new(_tokens, Start, Count);

    public ref readonly Token this[int index] => ref Array[Start + index];

    /// <summary>From the first to the last token; dummy when empty.</summary>
    public SourceSpan Span => Count == 0 ? default : this[0].Span.To(this[Count - 1].Span);

    public TokenStream Slice(int start, int count) => new(Array, Start + start, count);

    /// <summary>Index behind the token tree that starts at <paramref name="index"/>.</summary>
    public int SkipTree(int index) => this[index].Kind.IsOpenDelimiter ? index + this[index].Link + 1 : index + 1;

    /// <summary>The tokens between the delimiter at <paramref name="open"/> and its partner.</summary>
    public TokenStream Inside(int open) => Slice(open + 1, this[open].Link - 1);

    /// <summary>The same without the delimiters of macro fragments, for readers that want the bare tokens.</summary>
    public TokenStream WithoutInvisible()
    {
        bool hasAny = false;
        foreach (Token token in Tokens)
        {
            hasAny |= token.Kind == TokenKind.OpenInvisible;
        }
        if (!hasAny)
        {
            return this;
        }
        System.Collections.Generic.List<Token> bare = new(Count);
        System.Collections.Generic.Stack<int> open = new();
        foreach (Token token in Tokens)
        {
            if (token.Kind is TokenKind.OpenInvisible or TokenKind.CloseInvisible)
            {
                continue;
            }
            if (token.Kind.IsCloseDelimiter)
            {
                int start = open.Pop();
                int link = bare.Count - start;
                bare[start] = bare[start].WithLink(link);
                bare.Add(token.WithLink(-link));
                continue;
            }
            if (token.Kind.IsOpenDelimiter)
            {
                open.Push(bare.Count);
            }
            bare.Add(token);
        }
        return new TokenStream([.. bare]);
    }
}
