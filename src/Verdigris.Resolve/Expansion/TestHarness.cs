using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Expand;
using Verdigris.Resolve.Interface;
using Verdigris.Resolve.Modules;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;
using Verdigris.Syntax.Parsing;
using Visibility = Verdigris.Syntax.Ast.Visibility;

namespace Verdigris.Resolve.Expansion;

/// <summary>
/// What <c>--test</c> adds: beside each test a constant that describes it, and a <c>main</c> that hands them all to the
/// <c>test</c> crate. The paths in <c>main</c> reach private items: their mark says so (<see cref="MacroName"/>).
/// </summary>
internal static class TestHarness
{
    public static readonly Symbol MacroName = Symbol.Intern("{{test harness}}");

    public static ImmutableArray<Item> Make(List<TestFunction> tests, Resolver resolver, ParseSession session)
    {
        if (resolver.Externs.Find(Symbol.Intern("test")) is not { } library)
        {
            resolver.ReportMissingCrate(Symbol.Intern("test"), resolver.Root.Span.ShrinkToLo());
            return [];
        }
        ExpansionInfo expansion = new(ExpansionKind.Attribute, MacroName, resolver.Root.Span, default, null, library.Id.Index, (int)resolver.Options.Edition, 1);
        SourceSpan span = resolver.Root.Span.ShrinkToLo().WithContext(HygieneTable.ApplyMark(SyntaxContext.Root, expansion));
        AstBuilder ast = new(session.Ids, span);
        ImmutableArray<Expr>.Builder references = ImmutableArray.CreateBuilder<Expr>();
        foreach (TestFunction test in tests)
        {
            Ident name = ast.Ident("__test_" + test.Item.Ident.Name.Text);
            test.Item.Derived = test.Item.Derived.Add(Describe(test, name, ast.At(test.Item.Ident.Span.WithContext(span.Context)), session));
            ImmutableArray<PathSegment>.Builder segments = ImmutableArray.CreateBuilder<PathSegment>();
            segments.Add(ast.Segment(Names.Crate));
            foreach (Symbol module in test.ModulePath)
            {
                segments.Add(ast.Segment(module));
            }
            segments.Add(ast.Segment(name.Name));
            references.Add(ast.AddrOf(ast.PathExpr(new Path(segments.DrainToImmutable(), span))));
        }
        Expr call = ast.CallPath(ast.CratePath("test_main_static"), ast.AddrOf(ast.Array(references.DrainToImmutable())));
        FnDecl decl = new([], null, IsVariadic: false, span);
        Item main = new Item.Fn(ast.NextId(), ast.Ident("main"), Generics.Empty, FnHeader.Empty, decl, ast.Block(ast.Semi(call)), span, span)
        {
            Vis = new Visibility.Public(span),
            Attrs = [ast.WordAttr("rustc_main")],
        };
        return [main];
    }

    private static Item Describe(TestFunction test, Ident name, AstBuilder ast, ParseSession session)
    {
        StringBuilder path = new();
        foreach (Symbol module in test.ModulePath)
        {
            path.Append(module.Text).Append("::");
        }
        path.Append(test.Item.Ident.Name.Text);
        SourceLocation location = session.Sources.LocationOf(test.Item.Ident.Span.Lo);
        SourceLocation end = session.Sources.LocationOf(test.Item.Ident.Span.Hi);
        Attr? ignore = Resolver.FindAttr(test.Item.Attrs, "ignore");
        Attr? shouldPanic = Resolver.FindAttr(test.Item.Attrs, "should_panic");
        Expr None() => ast.PathExpr(OptionPath(ast, "None"));
        Expr ignoreMessage = ignore is { Args: AttrArgs.Value { Expr: Expr.OfLit { Lit: Lit.Str reason } } }
            ? ast.CallPath(OptionPath(ast, "Some"), ast.Str(reason.Value)) : None();
        Expr desc = Record(ast, "TestDesc",
            ("name", ast.CallPath(ast.CratePath("StaticTestName"), ast.Str(Symbol.Intern(path.ToString())))),
            ("ignore", ast.Bool(ignore is not null)),
            ("ignore_message", ignoreMessage),
            ("source_file", ast.Str(Symbol.Intern(location.File?.Path ?? ""))),
            ("start_line", ast.Int((uint)location.Line, LitSuffix.Usize)),
            ("start_col", ast.Int((uint)location.Column, LitSuffix.Usize)),
            ("end_line", ast.Int((uint)end.Line, LitSuffix.Usize)),
            ("end_col", ast.Int((uint)end.Column, LitSuffix.Usize)),
            ("compile_fail", ast.Bool(false)),
            ("no_run", ast.Bool(false)),
            ("should_panic", ShouldPanic(shouldPanic, ast)),
            ("test_type", ast.PathExpr(ast.CratePath("TestType", "UnitTest"))));
        Expr run = ast.CallPath(ast.CratePath("assert_test_result"), ast.Call(ast.Name(test.Item.Ident)));
        Expr closure = new Expr.Closure(ast.NextId(), new ClosureHeader([], false, false, false, false, default), new FnDecl([], null, false, ast.Span), run, ast.Span, ast.Span);
        Expr value = Record(ast, "TestDescAndFn", ("desc", desc), ("testfn", ast.CallPath(ast.CratePath("StaticTestFn"), closure)));
        return new Item.Const(ast.NextId(), name, Generics.Empty, ast.PathTy(ast.CratePath("TestDescAndFn")), value, ast.Span)
        {
            Vis = new Visibility.Public(ast.Span),
        };
    }

    /// <summary>The prelude's own variants: <c>Option</c> is not the test crate's.</summary>
    private static Path OptionPath(AstBuilder ast, string variant) => ast.PathOf(ast.Ident(variant));

    private static Expr ShouldPanic(Attr? attr, AstBuilder ast)
    {
        if (attr is null)
        {
            return ast.PathExpr(ast.CratePath("ShouldPanic", "No"));
        }
        Symbol? expected = attr.Args switch
        {
            AttrArgs.Value { Expr: Expr.OfLit { Lit: Lit.Str text } } => text.Value,
            AttrArgs.Delimited { Tokens: { Count: 3 } tokens } when tokens[2].Kind.IsStringLiteral => Symbol.Intern(LiteralDecoder.DecodeString(tokens[2])),
            _ => null,
        };
        return expected is null
            ? ast.PathExpr(ast.CratePath("ShouldPanic", "Yes"))
            : ast.CallPath(ast.CratePath("ShouldPanic", "YesWithMessage"), ast.Str(expected));
    }

    private static Expr Record(AstBuilder ast, string type, params System.ReadOnlySpan<(string Name, Expr Value)> fields)
    {
        ImmutableArray<ExprField>.Builder members = ImmutableArray.CreateBuilder<ExprField>(fields.Length);
        foreach ((string name, Expr value) in fields)
        {
            members.Add(new ExprField(ast.NextId(), ast.Ident(name), value, IsShorthand: false, ast.Span));
        }
        return new Expr.Struct(ast.NextId(), null, ast.CratePath(type), members.MoveToImmutable(), StructRest.None, ast.Span);
    }
}
