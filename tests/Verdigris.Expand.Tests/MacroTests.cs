using Verdigris.Syntax.Lexing;
using Verdigris.Tests;
using Xunit;

namespace Verdigris.Expand.Tests;

public sealed class MacroTests
{
    [Fact]
    public void TheMiniCoreCompiles() => Assert.Equal("", new CrateHarness().CoreErrors);

    [Theory]
    // Every fragment specifier.
    [InlineData("macro_rules! m { ($b:block $e:expr, $i:ident $l:lifetime $t:ty, $p:path, $q:pat => $v:vis, $n:literal) => {} } m! { {} 1 + 2, x 'a Vec<u8>, a::b, Some(_) | None => pub(crate), -1 }")]
    [InlineData("macro_rules! m { ($i:item $s:stmt; $(#[$a:meta])*) => {} } m! { fn f() {} let x = 1; #[a(b)] #[c = \"d\"] }")]
    // Repetitions, nested and with separators.
    [InlineData("macro_rules! m { ($($k:ident => [$($v:expr),*]);* $(;)?) => { $( fn $k() { $( let _ = $v; )* } )* } } m! { a => [1, 2]; b => []; }")]
    // Local hygiene: the macro's `x` is not the caller's.
    [InlineData("macro_rules! m { ($e:expr) => { { let x = 1; $e } } } fn f(x: u8) { m!(x); }")]
    [InlineData("macro_rules! m { ($x:ident) => { let $x = 1; } } fn f() { m!(y); y; }")]
    // Labels are hygienic.
    [InlineData("macro_rules! m { ($e:expr) => { 'a: loop { $e } } } fn f() { 'a: loop { m!(break 'a) } }")]
    // A macro that defines a macro, and one that is defined in a block.
    [InlineData("macro_rules! m { ($n:ident) => { macro_rules! $n { ($e:expr) => { $e } } } } m!(k); fn f() { k!(1); }")]
    [InlineData("fn f() { let x = 1; macro_rules! m { () => { x } } let x = 2; m!(); x; }")]
    // $crate and exported macros by path.
    [InlineData("fn f() { helper!(1); core::helper!(2); }")]
    [InlineData("mod a { #[macro_export] macro_rules! e { () => {} } } crate::e!();")]
    [InlineData("mod a { macro_rules! e { () => {} } pub(crate) use e; } a::e!(); use a::e as g; g!();")]
    [InlineData("#[macro_use] mod a { macro_rules! e { () => {} } } e!();")]
    // Fragments stay units.
    [InlineData("macro_rules! m { ($e:expr) => { $e * 2 } } const _: [u8; 6] = [0; m!(1 + 2)];")]
    [InlineData("macro_rules! m { ($t:ty) => { <$t>::new(); $t::new(); let _: &$t; } } struct S; impl S { fn new() {} } fn f() { m!(S); }")]
    // All positions.
    [InlineData("macro_rules! t { () => { u8 } } macro_rules! p { () => { 1 | 2 } } macro_rules! i { () => { fn g() {} } } struct S; impl S { i!{} } fn f(x: t!()) { match x { p!() => {} _ => {} } }")]
    public void Expands(string text) => Assert.Equal("", CrateHarness.Check(text));

    [Theory]
    [InlineData("macro_rules! m { (a) => {} } m!(b);", "no rules expected `b`")]
    [InlineData("macro_rules! m { (a) => {} } m!();", "unexpected end of macro invocation")]
    [InlineData("macro_rules! m { ($e:expr + 1) => {} }", "`$e:expr` is followed by `+`, which is not allowed for `expr` fragments")]
    [InlineData("macro_rules! m { ($e) => {} }", "missing fragment specifier")]
    [InlineData("macro_rules! m { ($e:foo) => {} }", "invalid fragment specifier `foo`")]
    [InlineData("macro_rules! m { ($e:expr, $e:expr) => {} }", "duplicate matcher binding")]
    [InlineData("macro_rules! m { ($()*) => {} }", "repetition matches empty token tree")]
    [InlineData("macro_rules! m { ($($e:expr),*) => { $e } } fn f() { m!(1); }", "variable `e` is still repeating at this depth")]
    [InlineData("macro_rules! m { ($($a:expr),*; $($b:expr),*) => { $(($a, $b);)* } } fn f() { m!(1, 2; 3); }", "meta-variable `a` repeats 2 times, but `b` repeats 1 time")]
    [InlineData("macro_rules! m { ($($i:ident)* $j:ident) => {} } m!(a b);", "local ambiguity when calling macro `m`: multiple parsing options: built-in NTs ident ('i') or ident ('j').")]
    [InlineData("macro_rules! m { () => { m!() } } fn f() { m!(); }", "recursion limit reached while expanding `m!`")]
    [InlineData("fn f() { nope!(); }", "cannot find macro `nope` in this scope")]
    [InlineData("#[derive(Nope)] struct S;", "cannot find derive macro `Nope` in this scope")]
    [InlineData("#[nope] struct S;", "cannot find attribute `nope` in this scope")]
    [InlineData("macro_rules! m { () => { x } } fn f() { let x = 1; m!(); }", "[E0425] cannot find value `x` in this scope")]
    [InlineData("fn f() { compile_error!(\"no\"); }", "1: no")]
    [InlineData("mod missing;", "[E0583] file not found for module `missing`")]
    public void Reports(string text, string expected) => Assert.Contains(expected, CrateHarness.Check(text));

    [Fact]
    public void ModulesAreLoadedFromFiles()
    {
        CrateHarness harness = new();
        harness.Files["src/a.rs"] = "pub mod b; pub mod c { pub mod d; }";
        harness.Files["src/a/b.rs"] = "pub fn f() {}";
        harness.Files["src/a/c/d/mod.rs"] = "pub fn g() {}";
        harness.Files["src/other.rs"] = "pub fn h() {}";
        harness.Compile("test", "mod a; #[path = \"other.rs\"] mod e; use a::{b::f, c::d::g}; use e::h; fn m() { f(); g(); h(); }");
        Assert.Equal("", harness.Errors());
    }

    [Fact]
    public void KeywordsOfAMacroAreThoseOfItsEdition()
    {
        CrateHarness harness = new();
        harness.Compile("old", "#[macro_export] macro_rules! m { () => { fn async() {} } }", Edition.E2015);
        harness.Compile("test", "old::m!();", Edition.E2021);
        Assert.Equal("", harness.Errors());
    }
}
