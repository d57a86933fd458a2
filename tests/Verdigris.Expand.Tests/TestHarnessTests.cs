using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Interface;
using Verdigris.Tests;
using Xunit;

namespace Verdigris.Expand.Tests;

public sealed class TestHarnessTests
{
    private const string TestCrate = """
        pub struct TestDesc { pub name: TestName, pub ignore: bool, pub ignore_message: Option<&'static str>, pub source_file: &'static str,
            pub start_line: usize, pub start_col: usize, pub end_line: usize, pub end_col: usize, pub compile_fail: bool, pub no_run: bool,
            pub should_panic: ShouldPanic, pub test_type: TestType }
        pub struct TestDescAndFn { pub desc: TestDesc, pub testfn: TestFn }
        pub enum TestName { StaticTestName(&'static str) }
        pub enum TestFn { StaticTestFn(fn()) }
        pub use TestName::*; pub use TestFn::*;
        pub enum ShouldPanic { No, Yes, YesWithMessage(&'static str) }
        pub enum TestType { UnitTest }
        pub fn assert_test_result<T>(t: T) {}
        pub fn test_main_static(tests: &[&TestDescAndFn]) {}
        """;

    [Fact]
    public void TestsArePassedToTheRunner()
    {
        CrateHarness harness = new();
        harness.Compile("test", TestCrate);
        Assert.Equal("", harness.Errors());
        ResolvedAst ast = harness.Compile("subject", "mod inner { mod tests { #[test] #[ignore = \"slow\"] fn a() {} #[test] #[should_panic(expected = \"x\")] fn b() {} } } fn used() {}", isTest: true);
        Assert.Equal("", harness.Errors());
        int constants = 0;
        bool hasMain = false;
        for (int i = 0; i < ast.Definitions.Count; i++)
        {
            constants += ast.Definitions.KindOf(i) == DefKind.Const ? 1 : 0;
            hasMain |= ast.Definitions.NameOf(i).Text == "main";
        }
        Assert.Equal(2, constants);
        Assert.True(hasMain);
    }

    [Fact]
    public void TestsAreGoneOtherwise() =>
        Assert.Equal("", CrateHarness.Check("#[test] fn a() { nope(); }"));
}
