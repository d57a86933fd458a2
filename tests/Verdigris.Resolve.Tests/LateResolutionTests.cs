using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Interface;
using Verdigris.Tests;
using Xunit;

namespace Verdigris.Resolve.Tests;

public sealed class LateResolutionTests
{
    [Theory]
    [InlineData("fn f<T>(x: T) -> T { let y = x; { let x = y; x } }")]
    [InlineData("const C: u8 = 1; enum E { A } fn f(x: u8, e: E) { match x { C => {} _ => {} } match e { E::A => {} } }")]
    [InlineData("struct S<T>(T); impl<T> S<T> { const N: usize = 1; fn n(self) -> Self { Self::N; Self(self.0) } }")]
    [InlineData("trait A { type X; fn f() -> Self::X; fn g(&self) { Self::f(); self.g() } }")]
    [InlineData("fn f<const N: usize>(x: [u8; N]) -> [u8; N] { x } fn g() { f::<3>([0; 3]); }")]
    [InlineData("fn f() { g(); fn g() {} struct L; let _ = L; }")]
    [InlineData("fn f(x: Option<u8>) { if let Some(y) = x && let z = y { z; } while let Some(w) = x { w; } }")]
    [InlineData("fn f(x: (u8, u8)) { let (a, b) | (b, a) = x; a; b; }")]
    [InlineData("fn f() -> impl Fn(&u8) -> &u8 { |x| x } struct R<'a>(&'a u8); impl R<'_> { fn g(&self) -> &u8 { self.0 } }")]
    [InlineData("fn f(x: &str, y: &'static str) -> &'static str { y } fn g<'a>(x: &'a u8, y: &u8) -> &'a u8 { x }")]
    [InlineData("use core::option; fn f() -> u8 { u8::MAX; option::Option::<u8>::None; 1 }")]
    public void Accepts(string text) => Assert.Equal("", CrateHarness.Check(text));

    [Theory]
    [InlineData("fn f() { x; }", "[E0425] cannot find value `x` in this scope")]
    [InlineData("fn f(x: Nope) {}", "[E0425] cannot find type `Nope` in this scope")]
    [InlineData("impl Nope for u8 {}", "[E0405] cannot find trait `Nope` in this scope")]
    [InlineData("struct S; impl S for u8 {}", "[E0404] expected trait, found struct `S`")]
    [InlineData("struct S { a: u8 } fn f() { S; }", "[E0423] expected value, found struct `S`")]
    [InlineData("fn f() { self; }", "[E0424] expected value, found module `self`")]
    [InlineData("fn f() -> Self {}", "[E0411] cannot find type `Self` in this scope")]
    [InlineData("fn f() { Nope { a: 1 }; }", "[E0422] cannot find struct, variant or union type `Nope` in this scope")]
    [InlineData("fn f() { break; }", "[E0268] `break` outside of a loop or labeled block")]
    [InlineData("fn f() { loop { || break; } }", "[E0267] `break` inside of a closure")]
    [InlineData("fn f() { loop { break 'a; } }", "[E0426] use of undeclared label `'a`")]
    [InlineData("fn f() { 'a: loop { || { break 'a; }; } }", "[E0767] use of unreachable label `'a`")]
    [InlineData("fn f() { loop { 'a: { break; } } }", "[E0695] unlabeled `break` inside of a labeled block")]
    [InlineData("fn f() { let x = 1; fn g() { x; } }", "[E0434] can't capture dynamic environment in a fn item")]
    [InlineData("fn f(n: usize) { let a = [0; n]; }", "[E0435] attempt to use a non-constant value in a constant")]
    [InlineData("fn f<T>() { fn g(x: T) {} }", "[E0401] can't use generic parameters from outer item")]
    [InlineData("fn f<T, T>() {}", "[E0403]")]
    [InlineData("trait T { fn f(); } impl T for u8 { fn f() {} fn g() {} }", "[E0407] method `g` is not a member of trait `T`")]
    [InlineData("trait T {} impl T for u8 { type X = u8; }", "[E0437] type `X` is not a member of trait `T`")]
    [InlineData("trait T {} impl T for u8 { const X: u8 = 1; }", "[E0438] const `X` is not a member of trait `T`")]
    [InlineData("fn f(x: (u8, u8)) { let ((a, _) | (_, b)) = x; }", "[E0408] variable `b` is not bound in all patterns")]
    [InlineData("fn f(x: u8, x: u8) {}", "[E0415]")]
    [InlineData("fn f((x, x): (u8, u8)) {}", "[E0416]")]
    [InlineData("static S: u8 = 1; fn f() { let S = 1; }", "[E0530] let bindings cannot shadow statics")]
    [InlineData("fn f(x: u8) { match x { f() => {} } }", "[E0532] expected tuple struct or tuple variant, found function `f`")]
    [InlineData("fn f(x: main2) {} fn main2() {}", "[E0573] expected type, found function `main2`")]
    [InlineData("fn f() { <u8 as Clone>::nope(); }", "[E0576] cannot find method or associated constant `nope` in trait `Clone`")]
    [InlineData("struct S<'a>(&'b u8, &'a u8);", "[E0261] use of undeclared lifetime name `'b`")]
    [InlineData("struct S(&u8);", "[E0106] missing lifetime specifier")]
    [InlineData("fn f(x: &u8, y: &u8) -> &u8 { x }", "[E0106] missing lifetime specifier")]
    [InlineData("fn f<'static>() {}", "[E0262] invalid lifetime parameter name: `'static`")]
    [InlineData("struct R<'a>(&'a u8); impl R {}", "[E0726] implicit elided lifetime not allowed here")]
    [InlineData("fn f<'a>() where 'a: '_ {}", "[E0637] `'_` cannot be used here")]
    [InlineData("fn f() { nope::x(); }", "[E0433] cannot find module or crate `nope` in this scope")]
    public void Reports(string text, string expected) => Assert.Contains(expected, CrateHarness.Check(text));

    [Fact]
    public void DefinitionsFollowSourceOrder()
    {
        ResolvedAst ast = new CrateHarness().Compile("test", "macro_rules! m { () => { fn b() {} } } fn a<T>() { || 1; } m!(); struct S { x: [u8; 1] }");
        System.Collections.Generic.List<string> names = [];
        for (int i = 0; i < ast.Definitions.Count; i++)
        {
            names.Add($"{ast.Definitions.KindOf(i)}:{ast.Definitions.NameOf(i)}");
            Assert.True(ast.Definitions.ParentOf(i) is var parent && (parent.IsNone || parent.Index < i));
        }
        Assert.Equal(["Mod:test", "Macro:m", "Fn:a", "TyParam:T", "Closure:", "Fn:b", "Struct:S", "Field:x", "AnonConst:"], names);
    }

    [Fact]
    public void LangItemsAreCollected()
    {
        CrateHarness harness = new();
        Assert.True(harness.Core.LangItems.TryGetValue(Base.Interning.Symbol.Intern("sized"), out DefId sized));
        Assert.Equal(DefKind.Trait, harness.Core.Definitions.KindOf(sized.Index));
    }
}
