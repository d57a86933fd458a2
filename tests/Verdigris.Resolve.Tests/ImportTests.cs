using Verdigris.Syntax.Lexing;
using Verdigris.Tests;
using Xunit;

namespace Verdigris.Resolve.Tests;

public sealed class ImportTests
{
    [Theory]
    [InlineData("mod a { pub struct S; pub fn f() {} } use a::*; use a::f as g; fn m(_: S) { f(); g(); }")]
    // Explicit names win over globs, in any order.
    [InlineData("mod a { pub fn f() {} } mod b { pub fn f() {} } use a::*; use b::f; fn m() { f(); }")]
    // Globs in a circle.
    [InlineData("mod a { pub use crate::b::*; pub struct A; } mod b { pub use crate::a::*; pub struct B; } fn m(_: a::B, _: b::A) {}")]
    [InlineData("mod a { pub mod b { pub struct S; } } use a::{self as c, b::{self, S}}; fn m(_: c::b::S, _: b::S, _: S) {}")]
    [InlineData("enum E { A, B(u8) } use E::*; fn f() { A; B(1); }")]
    [InlineData("mod a { fn p() {} pub mod b { pub fn f() { super::p(); self::super::p(); crate::a::p(); } } }")]
    [InlineData("fn f() { use core::option::Option as O; let _: O<u8>; { use core::id; id(1); } }")]
    [InlineData("pub trait T { fn t(&self) {} } mod m { pub use super::T as _; }")]
    [InlineData("use core as c; fn f() { c::id(1); ::core::id(2); }")]
    // The same item through two globs is no ambiguity.
    [InlineData("mod a { pub struct S; } mod b { pub use crate::a::S; } use a::*; use b::*; fn f(_: S) {}")]
    public void Accepts(string text) => Assert.Equal("", CrateHarness.Check(text));

    [Theory]
    [InlineData("use nope::x;", "[E0432] unresolved import `nope`")]
    [InlineData("mod a {} use a::x;", "[E0432] unresolved import `a::x`")]
    [InlineData("mod a { fn f() {} } use a::f;", "[E0603] function `f` is private")]
    [InlineData("mod a { mod b { pub fn f() {} } } use a::b::f;", "[E0603] module `b` is private")]
    [InlineData("mod a { pub struct S; } mod b { pub struct S; } use a::*; use b::*; fn f(_: S) {}", "[E0659] `S` is ambiguous")]
    [InlineData("struct S; struct S;", "[E0428] the name `S` is defined multiple times")]
    [InlineData("mod a { pub fn f() {} } mod b { pub fn f() {} } use a::f; use b::f;", "[E0252] the name `f` is defined multiple times")]
    [InlineData("mod a { pub fn f() {} } use a::f; fn f() {}", "[E0255] the name `f` is defined multiple times")]
    [InlineData("mod a { pub(crate) struct S; } pub use a::S;", "[E0365] `S` is only public within the crate, and cannot be re-exported outside")]
    [InlineData("use core::option::self;", "[E0429] `self` imports are only allowed within a { } list")]
    [InlineData("use {self};", "imports need to be explicitly named")]
    [InlineData("extern crate nope;", "[E0463] can't find crate for `nope`")]
    public void Reports(string text, string expected) => Assert.Contains(expected, CrateHarness.Check(text));

    [Fact]
    public void Edition2015PathsStartAtTheRoot() =>
        Assert.Equal("", CrateHarness.Check("mod a { pub fn f() {} } mod b { use a::f; fn g() { f(); ::a::f(); } }", Edition.E2015));

    [Fact]
    public void OtherCratesAreSeenThroughReexports()
    {
        CrateHarness harness = new();
        harness.Compile("dep", "mod hidden { pub struct S { pub x: u8 } pub enum E { A(u8) } } pub use hidden::*; pub mod m { pub use super::E::A; } pub(crate) fn secret() {}");
        harness.Compile("test", "use dep::{S, E, m::A}; fn f(s: S) -> E { let S { x } = s; A(x) }");
        Assert.Equal("", harness.Errors());
        harness.Compile("test2", "fn f() { dep::secret(); }");
        Assert.Contains("[E0603] function `secret` is private", harness.Errors());
    }
}
