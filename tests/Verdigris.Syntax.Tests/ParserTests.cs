using System;
using System.Text;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;
using Verdigris.Syntax.Parsing;
using Verdigris.Tests;
using Xunit;

namespace Verdigris.Syntax.Tests;

public sealed class ParserTests
{
    private static string Expr(string text, Edition edition = Edition.E2024)
    {
        SyntaxHarness harness = new(edition);
        Parser parser = harness.Parser(text);
        string dump = NodeDump.Dump(parser.ParseExpr());
        Assert.True(parser.IsAtEnd, "not all was parsed: " + dump);
        return dump + harness.Errors();
    }

    [Theory]
    [InlineData("1 + 2 * 3", "Binary(Add, 1, Binary(Mul, 2, 3))")]
    [InlineData("a = b = c", "Assign(a, Assign(b, c))")]
    [InlineData("-a.b()", "Unary(Neg, MethodCall(a, b))")]
    [InlineData("a as u8 + b", "Binary(Add, Cast(a, u8), b)")]
    [InlineData("a..b", "Range(a, b, HalfOpen)")]
    [InlineData("..", "Range(HalfOpen)")]
    [InlineData("&&a", "AddrOf(Ref, Not, AddrOf(Ref, Not, a))")]
    [InlineData("&raw const a", "AddrOf(Raw, Not, a)")]
    [InlineData("x.0.1", "Field(Field(x, 0), 1)")]
    [InlineData("f::<u8>(1)?", "Try(Call(PathSegment(f, AngleBracketed([OfType(u8)])), [1]))")]
    [InlineData("if a == b { 1 } else { 2 }", "If(Binary(Eq, a, b), Block([1], Default), OfBlock(Block([2], Default)))")]
    [InlineData("|a, b: u8| a", "Closure(ClosureHeader([], False, False, False, False), FnDecl([Param(Binding(Move, a), Infer), Param(Binding(Move, b), u8)]), a)")]
    public void ParsesExpressions(string text, string expected)
    {
        string actual = Expr(text);
        // The header of a closure has only flags.
        Assert.Equal(expected.Replace("ClosureHeader([], False, False, False, False)", "ClosureHeader"), actual);
    }

    [Theory]
    [InlineData("vec![1]", "OfMacro")]
    [InlineData("async move { x.await }", "Async(IsMove, Block([Await(x)], Default))")]
    [InlineData("'a: loop { break 'a 1 }", "Loop(Block([Break('a, 1)], Default), 'a)")]
    [InlineData("S { a, b: 1, ..c }", "Struct(S, [ExprField(a, a, IsShorthand), ExprField(b, 1)], Base(c))")]
    [InlineData("match x { A | B if c => 1, _ => {} }", "Match(x, [Arm(Or([Binding(Move, A), Binding(Move, B)]), c, 1), Arm(Wild, OfBlock(Block(Default)))])")]
    [InlineData("const { 1 }", "ConstBlock(OfBlock(Block([1], Default)))")]
    [InlineData("return", "Return")]
    [InlineData("<T as A>::b", "OfPath(QSelf(T, 1), A::b)")]
    public void ParsesOtherExpressions(string text, string expected) => Assert.StartsWith(expected, Expr(text));

    [Fact]
    public void BlockLikeStatementsNeedNoSemicolon()
    {
        SyntaxHarness harness = new();
        Item.Fn function = (Item.Fn)harness.Parse("fn f() { match x {} -1; if a {} (b) }").Items[0];
        Assert.Equal("", harness.Errors());
        Assert.Equal(4, function.Body!.Stmts.Length);
    }

    [Theory]
    [InlineData("pub(crate) unsafe extern \"C\" fn f<'a, T: A + ?Sized, const N: usize = 3>(x: impl A) -> impl B + use<'a> where T: C, {}")]
    [InlineData("unsafe auto trait T<A = u8>: B { type X<'a>: C where Self: 'a = D; const N: u8; fn f(&mut self); }")]
    [InlineData("unsafe impl<T> !Send for S<T> where T: Copy {}")]
    [InlineData("impl<T> A for B { default fn f() {} type X = u8; }")]
    [InlineData("enum E { A, B(pub_ty), C { x: u8 } = 3 } type pub_ty = u8; union U { a: u8 }")]
    [InlineData("use a::{self, b::*, c as _}; use ::d; extern crate e as f;")]
    [InlineData("static mut X: u8 = 1; const _: () = {}; const F: fn(u8, ...) -> u8 = f;")]
    [InlineData("unsafe extern \"C\" { safe fn f(x: u8, ...); static Y: u8; type T; }")]
    [InlineData("macro_rules! m { ($($x:tt)*) => { $($x)* } } m! { a } m!(b);")]
    [InlineData("fn f() { let Some(x) = y else { return }; let [a, .., b] = c; if let A = b && let C = d {} let &mut (ref x, -1..=2 | 5..) = z; }")]
    [InlineData("fn f(x: for<'a> fn(&'a u8) -> &'a u8, y: &dyn for<'b> Fn(&'b u8), z: *const [u8; 3], w: !) {}")]
    [InlineData("#![allow(a)] #[cfg(FALSE)] compile_nothing! {} #[derive(A)] #[doc = \"x\"] struct S(#[a] pub u8);")]
    [InlineData("async fn f() { async || 1; g().await?; } const fn g() {}")]
    [InlineData("fn f() { a!{} .b(); x!(); y![] + 1; unsafe { 1 }; 'l: { break 'l } for x in 0..1 {} while let Some(x) = y {} }")]
    [InlineData("impl Trait for [u8] {} impl<const N: usize> A<{ N + 1 }, -1> for B {}")]
    public void AcceptsTheLanguage(string text)
    {
        SyntaxHarness harness = new();
        harness.Parse(text);
        Assert.Equal("", harness.Errors());
    }

    [Theory]
    [InlineData("fn f() { let x = 1 let y = 2; }", "expected one of")]
    [InlineData("fn f() { 1 + ; }", "1: expected expression, found `;`")]
    [InlineData("struct S { a u8 }", "expected `:`, found `u8`")]
    [InlineData("fn f(x) {}", "expected one of `:`")]
    [InlineData("fn f() { let x = if a { } else }", "expected `{`, found `}`")]
    [InlineData("fn 1() {}", "expected identifier, found `1`")]
    [InlineData("fn fn() {}", "expected identifier, found keyword `fn`")]
    [InlineData("fn f();", "free function without a body")]
    [InlineData("foo", "expected item, found `foo`")]
    [InlineData("fn f() { a < b < c; }", "comparison operators cannot be chained")]
    [InlineData("fn f() { 1..=; }", "[E0586] inclusive range with no end")]
    [InlineData("impl A for B { pub fn f() {} }", "[E0449] visibility qualifiers are not permitted here")]
    [InlineData("#[cfg(foo(a))] fn f() {}", "[E0537] invalid predicate `foo`")]
    [InlineData("#[cfg(not())] fn f() {}", "[E0805] malformed `cfg` attribute input")]
    public void ReportsFaults(string text, string expected)
    {
        SyntaxHarness harness = new();
        harness.Parse(text);
        Assert.Contains(expected, harness.Errors());
    }

    [Fact]
    public void CfgDecidesWhatIsInTheTree()
    {
        Crate crate = new SyntaxHarness().Parse("#[cfg(unix)] fn a() {} #[cfg(not(unix))] fn b() {} #[cfg_attr(unix, cfg(windows))] fn c() {} fn d(#[cfg(windows)] x: u8) {}");
        Assert.Equal(2, crate.Items.Length);
        Assert.Empty(((Item.Fn)crate.Items[1]).Decl.Params);
    }

    [Fact]
    public void StrippedNodesSayNothingAboutMeaning()
    {
        SyntaxHarness harness = new();
        harness.Parse("#[cfg(FALSE)] impl A for B { pub fn f(); }");
        Assert.Equal("", harness.Errors());
    }

    private const string Sample = "#[a] pub fn f<'a, T>(x: &'a [T]) -> Option<u8> where T: A<B = C> { let Some(y) = x.g::<u8>()? else { return None }; m!(a, { b }); match y { 1..=2 => |z| z + 1, _ if q => S { a: 1, ..d }, } }";

    [Fact]
    public void TruncatedInputEndsInDiagnostics()
    {
        for (int length = 0; length < Sample.Length; length++)
        {
            new SyntaxHarness().Parse(Sample[..length]);
        }
    }

    [Fact]
    public void SplicedInputEndsInDiagnostics()
    {
        Random random = new(1);
        string[] pieces = Sample.Split(' ');
        for (int round = 0; round < 500; round++)
        {
            StringBuilder text = new();
            for (int i = 0; i < 40; i++)
            {
                text.Append(pieces[random.Next(pieces.Length)]).Append(' ');
            }
            new SyntaxHarness().Parse(text.ToString());
        }
    }

    [Theory]
    [InlineData("(", ")", "fn f() { ", " }")]
    [InlineData("[", "]", "fn f() { ", " }")]
    [InlineData("{", "}", "fn f() ", "")]
    [InlineData("&", "", "fn f(x: ", "u8) {}")]
    [InlineData("-", "", "fn f() { ", "1 }")]
    [InlineData("Vec<", "> ", "type T = ", "u8;")]
    [InlineData("if a {", "}", "fn f() { ", " }")]
    [InlineData("mod m {", "}", "", "")]
    public void DeepNestingIsNoStackOverflow(string open, string close, string before, string after)
    {
        StringBuilder text = new(before);
        text.Insert(text.Length, open, 10_000);
        text.Insert(text.Length, close, 10_000);
        text.Append(after);
        new SyntaxHarness().Parse(text.ToString());
    }
}
