using System.Collections.Generic;
using System.IO;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Expand;
using Verdigris.Resolve;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Interface;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Cfg;
using Verdigris.Syntax.Lexing;
using Verdigris.Syntax.Parsing;
using Path = System.IO.Path;

namespace Verdigris.Tests;

/// <summary>Expands and resolves crates against <c>MiniCore.rs</c>.</summary>
internal sealed class CrateHarness
{
    private readonly List<(string Name, CrateInterface Crate)> _crates = [];

    public CrateHarness()
    {
        string core = File.ReadAllText(Path.Combine(System.AppContext.BaseDirectory, "MiniCore.rs"));
        ResolvedAst ast = Compile("core", core);
        Core = ast.Resolved;
        CoreErrors = Errors();
    }

    public SourceMap Sources { get; } = new();

    public DiagnosticSink Sink { get; } = new();

    public Dictionary<string, string> Files { get; } = [];

    public CrateInterface Core { get; }

    public string CoreErrors { get; }

    /// <summary>Compiles a crate that others can use by its name; <c>#![no_std]</c> is put in front.</summary>
    public ResolvedAst Compile(string name, string text, Edition edition = Edition.E2024, bool isTest = false)
    {
        if (name != "core")
        {
            text = "#![no_std] " + text;
        }
        ResolvedAst ast = DeepStack.Run(() =>
        {
            ParseSession session = new(Sources, Sink, CfgOptions.ForX64Linux(debugAssertions: true), edition, new NodeIdSource());
            ExternCrates externs = new();
            foreach ((string crateName, CrateInterface crate) in _crates)
            {
                externs.Add(Symbol.Intern(crateName), crate, isInPrelude: true);
            }
            Crate parsed = CrateResolver.Parse("src/lib.rs", Encoding.UTF8.GetBytes(text), session) ?? new Crate(session.Ids.Next(), [], [], default);
            ResolverOptions options = new(Symbol.Intern(name), CrateId.FromIndex(_crates.Count), edition, externs, isTest);
            return CrateResolver.Resolve(parsed, "src/lib.rs", session, options, new MemoryLoader(Files), variable => variable == "KNOWN" ? "value" : null)!;
        });
        _crates.Add((name, ast.Resolved));
        return ast;
    }

    public string Errors() => SyntaxHarness.Describe(Sink.Take(), Sources);

    /// <summary>The errors of a crate.</summary>
    public static string Check(string text, Edition edition = Edition.E2024)
    {
        CrateHarness harness = new();
        harness.Compile("test", text, edition);
        return harness.Errors();
    }

    private sealed class MemoryLoader(Dictionary<string, string> files) : SourceLoader
    {
        public override bool Exists(string path) => files.ContainsKey(path.Replace('\\', '/'));

        public override bool TryRead(string path, out byte[] bytes, out string error)
        {
            bool isFound = files.TryGetValue(path.Replace('\\', '/'), out string? text);
            bytes = Encoding.UTF8.GetBytes(text ?? "");
            error = isFound ? "" : "No such file or directory (os error 2)";
            return isFound;
        }
    }
}
