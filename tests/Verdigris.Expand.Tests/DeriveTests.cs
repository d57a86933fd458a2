using Verdigris.Tests;
using Xunit;

namespace Verdigris.Expand.Tests;

public sealed class DeriveTests
{
    [Theory]
    [InlineData("#[derive(Clone, Copy, PartialEq, Eq, Default)] struct S { a: u8, b: u16 }")]
    [InlineData("#[derive(Clone, PartialEq, Eq)] enum E<'a, T: Clone, const N: usize> where T: Copy { A, B(&'a T, [u8; N]), C { x: T } }")]
    [InlineData("#[derive(Default)] enum E { #[default] A, B }")]
    [InlineData("#[derive(Clone, Copy)] union U { a: u8 }")]
    [InlineData("#[derive(PartialEq)] enum Never {}")]
    public void Accepts(string text) => Assert.Equal("", CrateHarness.Check(text));

    [Theory]
    [InlineData("#[derive(Default)] enum E { A, B }", "[E0665] `#[derive(Default)]` on enum with no `#[default]`")]
    [InlineData("#[derive(Clone)] fn f() {}", "[E0774] `derive` may only be applied to `struct`s, `enum`s and `union`s")]
    public void Reports(string text, string expected) => Assert.Contains(expected, CrateHarness.Check(text));
}
