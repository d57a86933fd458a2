using System.Collections.Generic;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Cfg;
using Verdigris.Syntax.Lexing;
using Verdigris.Syntax.Parsing;

namespace Verdigris.Tests;

/// <summary>Lexes and parses text; diagnostics as <c>line: [code] message</c>.</summary>
internal sealed class SyntaxHarness
{
    public SyntaxHarness(Edition edition = Edition.E2024)
    {
        Session = new ParseSession(Sources, Sink, CfgOptions.ForX64Linux(debugAssertions: true), edition, new NodeIdSource());
    }

    public SourceMap Sources { get; } = new();

    public DiagnosticSink Sink { get; } = new();

    public ParseSession Session { get; }

    public TokenStream Lex(string text)
    {
        SourceFile file = Sources.Add("test.rs", Encoding.UTF8.GetBytes(text));
        return Lexer.Lex(file, Session.Edition, Sink);
    }

    public Parser Parser(string text)
    {
        TokenStream tokens = Lex(text);
        return new Parser(Session, tokens.Slice(0, tokens.Count - 1), tokens[tokens.Count - 1].Span);
    }

    public Crate Parse(string text) => DeepStack.Run(() => Parser(text).ParseCrate());

    public string Errors() => Describe(Sink.Take(), Sources);

    public static string Describe(IEnumerable<Diagnostic> diagnostics, SourceMap sources)
    {
        List<(uint, string)> lines = [];
        foreach (Diagnostic diagnostic in diagnostics)
        {
            SourceSpan span = HygieneTable.OutermostCallSite(diagnostic.PrimarySpan);
            string code = diagnostic.Code is null ? "" : $"[{diagnostic.Code}] ";
            lines.Add((span.Lo, $"{sources.LocationOf(span.Lo).Line}: {code}{diagnostic.Message}"));
        }
        lines.Sort((left, right) => left.Item1 == right.Item1 ? string.CompareOrdinal(left.Item2, right.Item2) : left.Item1.CompareTo(right.Item1));
        return string.Join("\n", lines.ConvertAll(line => line.Item2));
    }
}
