using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Driver.Pictures;

internal enum CodeColour
{
    Plain,
    Keyword,
    Literal,
    Comment,
    Lifetime,
}

/// <summary>A piece of a line; the column counts from 0, in characters.</summary>
internal readonly record struct ColouredPiece(int Line, int Column, int Length, CodeColour Colour);

/// <summary>What kind of token stands where, for lines of a file.</summary>
internal static class CodeColouring
{
    /// <param name="file">A Rust file.</param>
    /// <param name="firstLine">From 1; <paramref name="lastLine"/> is the last that is wanted.</param>
    public static ImmutableArray<ColouredPiece> Of(SourceFile file, int firstLine, int lastLine)
    {
        List<ColouredPiece> pieces = [];
        // What is wrong with the file was said when it was compiled.
        TokenStream tokens = Lexer.Lex(file, Edition.E2024, new DiagnosticSink());
        uint end = file.Start;
        for (int i = 0; i < tokens.Count; i++)
        {
            Token token = tokens[i];
            Add(end, token.Span.Lo, CodeColour.Comment);
            Add(token.Span.Lo, token.Span.Hi, ColourOf(token.Kind));
            end = token.Span.Hi;
        }
        return [.. pieces];

        void Add(uint lo, uint hi, CodeColour colour)
        {
            if (lo >= hi || colour == CodeColour.Plain)
            {
                return;
            }
            int last = file.LineIndexOf(hi - 1);
            for (int line = file.LineIndexOf(lo); line <= last; line++)
            {
                if (line + 1 < firstLine || line + 1 > lastLine)
                {
                    continue;
                }
                uint from = uint.Max(lo, file.LineStart(line));
                uint to = uint.Min(hi, file.LineStart(line) + (uint)file.LineText(line).Length);
                if (from < to)
                {
                    int column = file.ColumnIndexOf(from, line);
                    pieces.Add(new ColouredPiece(line + 1, column, file.ColumnIndexOf(to, line) - column, colour));
                }
            }
        }
    }

    private static CodeColour ColourOf(TokenKind kind) =>
        kind is TokenKind.Lifetime ? CodeColour.Lifetime
        : kind.IsDocComment ? CodeColour.Comment
        : kind.IsLiteral ? CodeColour.Literal
        : kind.IsKeyword ? CodeColour.Keyword
        : CodeColour.Plain;
}
