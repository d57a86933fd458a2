using Verdigris.Hir.Lowering;
using Verdigris.Resolve.Interface;
using Verdigris.Tests;
using Xunit;

namespace Verdigris.Hir.Tests;

public sealed class LoweringTests
{
    private static (HirCrate Crate, string Errors) Lower(string text)
    {
        CrateHarness harness = new();
        ResolvedAst ast = harness.Compile("test", text);
        HirCrate crate = DeepStack.Run(() => CrateLowerer.Lower(ast, harness.Sources, harness.Sink));
        return (crate, harness.Errors());
    }

    private static HirItem ItemNamed(HirCrate crate, string name)
    {
        foreach (HirItem item in crate.Items)
        {
            if (item.Ident.Name.Text == name)
            {
                return item;
            }
        }
        throw new Xunit.Sdk.XunitException($"no item {name}");
    }

    private static HirExpr Tail(HirCrate crate, string function) =>
        ((HirExpr.Block)((HirItemKind.Fn)ItemNamed(crate, function).Kind).Body.Value).Value.Expr!;

    [Theory]
    [InlineData("fn f(x: u8) { for y in x { y; } }")]
    [InlineData("fn f(x: Option<u8>) -> Option<u8> { Some(x?) }")]
    [InlineData("fn f() { while true { break; } let r = 0..1; let q = ..; }")]
    [InlineData("async fn f(x: u8, (a, b): (u8, u8)) -> u8 { g().await; a } async fn g() {} fn h() { async move { g().await }; }")]
    [InlineData("fn f(x: u8) { format_args!(\"a {x} {:>5} {0:?}\", x); format_args!(\"lit\"); }")]
    [InlineData("fn f() { let (mut a, mut b) = (1, 2); (a, b) = (b, a); [a, _, ..] = [1, 2]; _ = a; }")]
    [InlineData("fn f(x: impl Clone, y: &dyn Clone) -> impl Clone + use<> { x }")]
    [InlineData("struct S<'a, T: Clone = u8, const N: usize = 3>(&'a [T; N]); impl<'a, T: Clone> S<'a, T, 2> { fn g(&self, f: fn(&u8) -> &u8) -> Self { loop {} } }")]
    [InlineData("trait T { const C: u8; type A: Clone; fn m(&self) -> Self::A; } impl T for u8 { const C: u8 = 1; type A = u8; fn m(&self) -> u8 { *self } }")]
    [InlineData("fn f(x: Option<u8>) -> u8 { let Some(y) = x else { return 0 }; 'a: { if y == 1 { break 'a 2; } 3 } }")]
    [InlineData("#[derive(Clone, PartialEq)] enum E { A, B(u8), C { x: u8 } = 5 }")]
    public void LowersWithoutErrors(string text) => Assert.Equal("", Lower(text).Errors);

    [Fact]
    public void ForIsALoopOverNext()
    {
        (HirCrate crate, _) = Lower("fn f(x: u8) { for y in x {} }");
        HirExpr.DropTemps temps = Assert.IsType<HirExpr.DropTemps>(Tail(crate, "f"));
        HirExpr.Match outer = Assert.IsType<HirExpr.Match>(temps.Inner);
        Assert.Equal(HirMatchSource.ForLoopDesugar, outer.Source);
        HirExpr.Loop loop = Assert.IsType<HirExpr.Loop>(outer.Arms[0].Body);
        Assert.Equal(HirLoopSource.ForLoop, loop.Source);
    }

    [Fact]
    public void TheFormatTemplateIsThatOfRustc()
    {
        (HirCrate crate, string errors) = Lower("fn f() { format_args!(\"a {:>5}\\n\", 1) }");
        Assert.Equal("", errors);
        HirExpr.Block block = Assert.IsType<HirExpr.Block>(Tail(crate, "f"));
        HirExpr.Call call = Assert.IsType<HirExpr.Call>(block.Value.Expr);
        HirLit.ByteStr template = Assert.IsType<HirLit.ByteStr>(Assert.IsType<HirExpr.Literal>(call.Args[0]).Value);
        Assert.Equal("02-61-20-C3-20-00-00-28-05-00-01-0A-00", System.BitConverter.ToString([.. template.Value]));
    }

    [Fact]
    public void ElidedLifetimesAndImplTraitBecomeParameters()
    {
        (HirCrate crate, _) = Lower("fn f<T>(x: &T, y: impl Clone) -> &T { x }");
        HirGenerics generics = ((HirItemKind.Fn)ItemNamed(crate, "f").Kind).Generics;
        Assert.Equal(3, generics.Params.Length);
        Assert.Equal(new HirGenericParamKind.Lifetime(IsElided: true), generics.Params[0].Kind);
        Assert.Equal("T", generics.Params[1].Ident.Name.Text);
        Assert.Equal(new HirGenericParamKind.Type(null, IsSynthetic: true), generics.Params[2].Kind);
    }

    [Fact]
    public void BodiesKnowTheirOwnersNodeCount()
    {
        (HirCrate crate, _) = Lower("fn f() { let x = || [0; 1 + 2]; x }");
        HirBody body = ((HirItemKind.Fn)ItemNamed(crate, "f").Kind).Body;
        Assert.True(body.NodeCount > 10);
    }

    [Theory]
    [InlineData("fn f() { g().await; } async fn g() {}", "[E0728] `await` is only allowed inside `async` functions and blocks")]
    [InlineData("fn f() -> fn(impl Clone) {}", "[E0562]")]
    [InlineData("fn f(x: Clone) {}", "[E0782] expected a type, found a trait")]
    [InlineData("fn f() { 300u7; }", "invalid width `7` for integer literal")]
    [InlineData("struct S; impl S { fn a() {} fn a() {} }", "[E0592] duplicate definitions with name `a`")]
    public void Reports(string text, string expected) => Assert.Contains(expected, Lower(text).Errors);
}
