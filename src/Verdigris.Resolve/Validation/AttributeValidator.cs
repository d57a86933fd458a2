using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Resolve.Validation;

/// <summary>The forms of built-in attributes. Reference: [attributes.builtin].</summary>
internal static class AttributeValidator
{
    private static readonly HashSet<string> s_reprs =
    [
        "C", "Rust", "transparent", "packed", "align", "simd", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize",
    ];

    private static readonly HashSet<string> s_tools = ["clippy", "rustfmt", "rustdoc", "miri", "rustc", "diagnostic", "rust_analyzer"];

    private static readonly Symbol s_stagedApi = Symbol.Intern("staged_api");

    /// <summary>The names in <c>#![feature(…)]</c>.</summary>
    public static void AddFeatures(Attr attr, HashSet<Symbol> features)
    {
        if (attr is { Path.Segments: [{ } only], Args: AttrArgs.Delimited { Tokens: var tokens } } && only.Ident.Name.Text == "feature")
        {
            for (int i = 0; i < tokens.Count; i++)
            {
                features.Add(tokens[i].Name);
            }
        }
    }

    /// <summary>The lint attributes among a crate's own.</summary>
    public static void CheckLints(ImmutableArray<Attr> attrs, DiagnosticSink sink)
    {
        foreach (Attr attr in attrs)
        {
            if (attr.Path.Segments is [{ } only] && only.Ident.Name.Text is "allow" or "warn" or "deny" or "forbid" or "expect")
            {
                CheckLintNames(attr, sink);
            }
        }
    }

    public static void Check(Item item, HashSet<Symbol> features, DiagnosticSink sink)
    {
        foreach (Attr attr in item.Attrs)
        {
            if (attr.Path.Segments is not [{ } only])
            {
                continue;
            }
            switch (only.Ident.Name.Text)
            {
                case "inline":
                    CheckInline(attr, sink);
                    break;
                case "repr":
                    CheckRepr(attr, sink);
                    ReprTargets.Check(item, attr, sink);
                    break;
                case "track_caller" when item is Item.Fn { Header.Abi: { } abi } && abi.Name.Text != "Rust":
                    sink.Report(Diagnostic.Error("E0737", "`#[track_caller]` requires Rust ABI", attr.Span));
                    break;
                case "export_name" when attr.Args is AttrArgs.Value { Expr: Expr.OfLit { Lit: Lit.Str name } } && name.Value.Text.Contains('\0'):
                    sink.Report(Diagnostic.Error("E0648", "`export_name` may not contain null characters", attr.Span));
                    break;
                case "link" when item is Item.ForeignMod:
                    CheckLink(attr, sink);
                    break;
                case "macro_use" when item is Item.ExternCrate && attr.Args is AttrArgs.Delimited args:
                    CheckMacroUse(attr, args.Tokens, sink);
                    break;
                case "stable" or "unstable" or "rustc_const_stable" or "rustc_const_unstable" when !features.Contains(s_stagedApi):
                    sink.Report(Diagnostic.Error("E0734", "stability attributes may not be used outside of the standard library", attr.Span));
                    break;
                case "deprecated":
                    CheckDeprecated(attr, sink);
                    break;
                case "allow" or "warn" or "deny" or "forbid" or "expect":
                    CheckLintNames(attr, sink);
                    break;
            }
        }
    }

    private static void Malformed(Attr attr, string form, DiagnosticSink sink) =>
        sink.Report(Diagnostic.Error("E0539", $"malformed `{attr.Path}` attribute input", attr.Span)
            .WithSuggestion("must be of the form", Applicability.HasPlaceholders, new SuggestionEdit(attr.Span, form)));

    /// <param name="attr">The attribute.</param>
    /// <param name="code">The error's.</param>
    /// <param name="part">What is wrong in it.</param>
    /// <param name="label">Why.</param>
    /// <param name="page">Of the Reference, with the section; null for none.</param>
    /// <param name="forms">What it could be.</param>
    /// <param name="sink">Gets the error.</param>
    private static void Malformed(Attr attr, string code, SourceSpan part, string label, string? page, string[] forms, DiagnosticSink sink)
    {
        Diagnostic diagnostic = Diagnostic.Error(code, $"malformed `{attr.Path}` attribute input", attr.Span).WithLabel(part, label);
        if (page is not null)
        {
            diagnostic.WithNote($"for more information, visit <https://doc.rust-lang.org/reference/{page}>");
        }
        if (forms.Length > 0)
        {
            List<IReadOnlyList<SuggestionEdit>> edits = [];
            foreach (string form in forms)
            {
                edits.Add([new SuggestionEdit(attr.Span, form)]);
            }
            diagnostic.WithAlternatives("try changing it to one of the following valid forms of the attribute", Applicability.HasPlaceholders, edits);
        }
        sink.Report(diagnostic);
    }

    /// <summary><c>#[link(name = "…", …)]</c> [items.extern.attributes.link]</summary>
    private static void CheckLink(Attr attr, DiagnosticSink sink)
    {
        if (attr.Args is not AttrArgs.Delimited { Tokens: var tokens })
        {
            return;
        }
        bool hasName = false;
        for (int i = 0; i < tokens.Count; i = tokens.SkipTree(i))
        {
            if (tokens[i].Kind.IsIdentLike && tokens[i].Name.Text == "name" && i + 2 < tokens.Count && tokens[i + 1].Kind == TokenKind.Eq)
            {
                hasName = true;
                if (tokens[i + 2].Name.Text is "" or "\"\"")
                {
                    sink.Report(Diagnostic.Error("E0454", "link name must not be empty", tokens[i + 2].Span).WithPrimaryLabel("empty link name"));
                }
            }
        }
        if (!hasName)
        {
            sink.Report(Diagnostic.Error("E0459", "`#[link]` attribute requires a `name = \"string\"` argument", attr.Span)
                .WithPrimaryLabel("missing `name` argument"));
        }
    }

    /// <summary><c>#[macro_use(a, b)]</c>: names only. [macro.decl.scope.macro_use]</summary>
    private static void CheckMacroUse(Attr attr, TokenStream tokens, DiagnosticSink sink)
    {
        for (int i = 0; i < tokens.Count; i = tokens.SkipTree(i))
        {
            if (!tokens[i].Kind.IsIdentLike && tokens[i].Kind != TokenKind.Comma)
            {
                SourceSpan bad = tokens[i].Span.To(tokens[int.Min(tokens.SkipTree(i), tokens.Count) - 1].Span);
                if (tokens[i].Kind == TokenKind.Eq && i + 1 < tokens.Count)
                {
                    bad = tokens[i].Span.To(tokens[i + 1].Span);
                }
                Malformed(attr, "E0565", bad, "didn't expect any arguments here", "macros-by-example.html#the-macro_use-attribute", ["#[macro_use(name1, name2, ...)]", "#[macro_use]"], sink);
                return;
            }
        }
    }

    private static void CheckInline(Attr attr, DiagnosticSink sink)
    {
        switch (attr.Args)
        {
            case AttrArgs.Value:
                Malformed(attr, "#[inline(always|never)]", sink);
                break;
            case AttrArgs.Delimited args when args.Tokens.Count != 1:
                sink.Report(Diagnostic.Error("E0805", "malformed `inline` attribute input", attr.Span));
                break;
            case AttrArgs.Delimited args when args.Tokens[0].Name.Text is not ("always" or "never"):
                Malformed(attr, "E0539", args.Tokens[0].Span, "valid arguments are `always` or `never`", "attributes/codegen.html#the-inline-attribute", ["#[inline(always)]", "#[inline(never)]", "#[inline]"], sink);
                break;
        }
    }

    private static void CheckRepr(Attr attr, DiagnosticSink sink)
    {
        if (attr.Args is AttrArgs.Value value)
        {
            Malformed(attr, "E0539", value.EqSpan.To(value.Expr.Span), "expected this to be a list", "type-layout.html#representations", [], sink);
            return;
        }
        if (attr.Args is not AttrArgs.Delimited args)
        {
            Malformed(attr, "#[repr(C)]", sink);
            return;
        }
        TokenStream tokens = args.Tokens;
        for (int i = 0; i < tokens.Count; i = tokens.SkipTree(i))
        {
            Token token = tokens[i];
            if (token.Kind.IsLiteral && (i == 0 || tokens[i - 1].Kind != TokenKind.Eq))
            {
                sink.Report(Diagnostic.Error("E0565", "meta item in `repr` must be an identifier", attr.Span));
                return;
            }
            if (!token.Kind.IsIdentLike)
            {
                continue;
            }
            string name = token.Name.Text;
            if (!s_reprs.Contains(name))
            {
                sink.Report(Diagnostic.Error("E0552", "unrecognized representation hint", token.Span)
                    .WithHelp("valid reprs are `Rust` (default), `C`, `align`, `packed`, `transparent`, `simd`, `i8`, `u8`, `i16`, `u16`, `i32`, `u32`, `i64`, `u64`, `i128`, `u128`, `isize`, `usize`")
                    .WithNote("for more information, visit <https://doc.rust-lang.org/reference/type-layout.html?highlight=repr#representations>"));
            }
            else if (name is "align" or "packed")
            {
                CheckAlignment(tokens, i, name, sink);
            }
        }
    }

    private static void CheckAlignment(TokenStream tokens, int at, string name, DiagnosticSink sink)
    {
        bool hasArgument = at + 1 < tokens.Count && tokens[at + 1].Kind == TokenKind.OpenParen;
        if (!hasArgument)
        {
            if (at + 1 < tokens.Count && tokens[at + 1].Kind == TokenKind.Eq)
            {
                SourceSpan whole = at + 2 < tokens.Count ? tokens[at].Span.To(tokens[at + 2].Span) : tokens[at].Span;
                Diagnostic diagnostic = Diagnostic.Error("E0693", $"incorrect `repr({name})` attribute format", whole);
                if (at + 2 < tokens.Count)
                {
                    diagnostic.WithSuggestion("use parentheses instead", Applicability.MachineApplicable, new SuggestionEdit(whole, $"{name}({tokens[at + 2].Text.Trim('"')})"));
                }
                sink.Report(diagnostic);
            }
            else if (name == "align")
            {
                sink.Report(Diagnostic.Error("E0589", "invalid `repr(align)` attribute: `align` needs an argument", tokens[at].Span));
            }
            return;
        }
        TokenStream argument = tokens.Inside(at + 1);
        if (argument.Count != 1 || argument[0].Kind != TokenKind.Integer || argument[0].Link != argument[0].Name.Utf8.Length)
        {
            sink.Report(Diagnostic.Error("E0589", $"invalid `repr({name})` attribute: not an unsuffixed integer", argument.Count > 0 ? argument[0].Span : tokens[at].Span));
            return;
        }
        if (!ulong.TryParse(argument[0].Name.Text.Replace("_", ""), out ulong value) || value == 0 || (value & (value - 1)) != 0)
        {
            sink.Report(Diagnostic.Error("E0589", $"invalid `repr({name})` attribute: not a power of two", argument[0].Span));
        }
        else if (value > 1 << 29)
        {
            sink.Report(Diagnostic.Error("E0589", $"invalid `repr({name})` attribute: larger than 2^29", argument[0].Span));
        }
    }

    private static void CheckDeprecated(Attr attr, DiagnosticSink sink)
    {
        if (attr.Args is not AttrArgs.Delimited args)
        {
            return;
        }
        TokenStream tokens = args.Tokens;
        HashSet<Symbol> seen = [];
        int i = 0;
        while (i < tokens.Count)
        {
            Token name = tokens[i];
            if (!name.Kind.IsIdentLike || name.Name.Text is not ("since" or "note" or "suggestion"))
            {
                Malformed(attr, "#[deprecated(note = \"reason\")]", sink);
                return;
            }
            if (!seen.Add(name.Name))
            {
                int end = i + 2 < tokens.Count ? i + 2 : i;
                sink.Report(Diagnostic.Error("E0538", "malformed `deprecated` attribute input", attr.Span)
                    .WithLabel(name.Span.To(tokens[end].Span), $"found `{name.Name}` used as a key more than once"));
                return;
            }
            if (i + 2 >= tokens.Count || tokens[i + 1].Kind != TokenKind.Eq)
            {
                int last = int.Min(i + 1 < tokens.Count ? tokens.SkipTree(i + 1) : i + 1, tokens.Count) - 1;
                Malformed(attr, "E0539", name.Span.To(tokens[last].Span), $"expected this to be of the form `{name.Name} = \"...\"`", null, [], sink);
                return;
            }
            if (tokens[i + 2].Kind.IsLiteral && !tokens[i + 2].Kind.IsStringLiteral)
            {
                sink.Report(Diagnostic.Error("E0565", "literal in `deprecated` value must be a string", tokens[i + 2].Span));
                return;
            }
            i = tokens.SkipTree(i + 2);
            if (i < tokens.Count && tokens[i].Kind == TokenKind.Comma)
            {
                i++;
            }
        }
    }

    private static void CheckLintNames(Attr attr, DiagnosticSink sink)
    {
        if (attr.Args is not AttrArgs.Delimited args)
        {
            Malformed(attr, $"#[{attr.Path}(lint1, lint2, ...)]", sink);
            return;
        }
        TokenStream tokens = args.Tokens;
        for (int i = 0; i + 1 < tokens.Count; i = tokens.SkipTree(i))
        {
            if (tokens[i].Kind.IsIdentLike && tokens[i + 1].Kind == TokenKind.Eq && tokens[i].Name.Text != "reason")
            {
                int last = int.Min(i + 2, tokens.Count - 1);
                sink.Report(Diagnostic.Error("E0452", "malformed lint attribute input", tokens[i].Span.To(tokens[last].Span))
                    .WithPrimaryLabel("bad attribute argument"));
                return;
            }
        }
        for (int i = 0; i + 2 < tokens.Count; i++)
        {
            bool isStart = i == 0 || tokens[i - 1].Kind == TokenKind.Comma;
            if (isStart && tokens[i].Kind == TokenKind.Ident && tokens[i + 1].Kind == TokenKind.PathSep && !s_tools.Contains(tokens[i].Name.Text))
            {
                SourceSpan span = tokens[i].Span;
                sink.Report(Diagnostic.Error("E0710", $"unknown tool name `{tokens[i].Name}` found in scoped lint: `{tokens[i].Name}::{tokens[i + 2].Text}`", span));
            }
        }
    }
}
