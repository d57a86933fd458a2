using Verdigris.Tests;
using Xunit;

namespace Verdigris.Expand.Tests;

public sealed class FormatArgsTests
{
    [Theory]
    [InlineData("format_args!(\"a{{}}\")")]
    [InlineData("format_args!(\"{} {0} {x} {y:?}\", 1, y = 2)")]
    [InlineData("format_args!(\"{:*>+#08.3} {:w$.p$} {:.*} {:1$}\", 1.0, 2, 3, 4, w = 5, p = 6)")]
    [InlineData("format_args!(concat!(\"a\", 1, \"{}\"), x)")]
    [InlineData("format_args!(\"{:x?} {:#X} {:e} {:p} {:b} {:o}\", x, x, x, x, x, x)")]
    public void Accepts(string call) => Assert.Equal("", CrateHarness.Check($"fn f(x: u8) {{ {call}; }}"));

    [Theory]
    [InlineData("format_args!()", "requires at least a format string argument")]
    [InlineData("format_args!(1)", "format argument must be a string literal")]
    [InlineData("format_args!(\"{\")", "invalid format string: expected `}` but string was terminated")]
    [InlineData("format_args!(\"}\")", "invalid format string: unmatched `}` found")]
    [InlineData("format_args!(\"{} {}\", 1)", "2 positional arguments in format string, but there is 1 argument")]
    [InlineData("format_args!(\"{2}\", 1)", "invalid reference to positional argument 2 (there is 1 argument)")]
    [InlineData("format_args!(\"{}\", 1, 2)", "argument never used")]
    [InlineData("format_args!(\"\", a = 2)", "named argument never used")]
    [InlineData("format_args!(\"{:y}\", 1)", "unknown format trait `y`")]
    [InlineData("format_args!(\"{x.y}\")", "invalid format string: field access isn't supported")]
    [InlineData("format_args!(\"{a}{a}\", a = 1, a = 2)", "duplicate argument named `a`")]
    [InlineData("format_args!(\"{}{a}\", a = 1, 2)", "positional arguments cannot follow named arguments")]
    [InlineData("format_args!(\"{zzz}\")", "[E0425] cannot find value `zzz` in this scope")]
    [InlineData("format_args!(concat!(\"{x}\"))", "there is no argument named `x`")]
    public void Reports(string call, string expected) => Assert.Contains(expected, CrateHarness.Check($"fn f(x: u8) {{ {call}; }}"));
}
