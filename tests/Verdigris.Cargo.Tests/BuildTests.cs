using System;
using System.IO;
using Xunit;

namespace Verdigris.Cargo.Tests;

/// <summary>Whole commands: what is compiled, printed and returned.</summary>
public sealed class BuildTests
{
    [Fact]
    public void BuildsOnceAndThenNothing()
    {
        using TestPackage package = TestPackage.Create("", ("src/main.rs", "fn main() {}"));
        TestPackage.Result first = package.Run("build");
        Assert.Equal("   Compiling a v0.1.0 ([ROOT])\n    Finished `dev` profile [unoptimized + debuginfo] target(s) in [TIME]\n", first.Error);
        Assert.True(package.Exists("target/debug/a"));
        Assert.Equal($"{package.Root}/target/debug/a: {package.Root}/src/main.rs\n", package.Read("target/debug/a.d"));
        TestPackage.Result second = package.Run("build", "-v");
        Assert.Empty(second.Commands);
        Assert.Equal("       Fresh a v0.1.0 ([ROOT])\n    Finished `dev` profile [unoptimized + debuginfo] target(s) in [TIME]\n", second.Error);
    }

    [Fact]
    public void BuildsAgainWhenASourceChanges()
    {
        using TestPackage package = TestPackage.Create("", ("src/main.rs", "fn main() {}"));
        package.Run("build");
        package.Write("src/main.rs", "fn main() { }");
        TestPackage.Result result = package.Run("build", "-v");
        Assert.Equal(["a"], result.Crates);
        Assert.Contains("       Dirty a v0.1.0 ([ROOT]): the file `src/main.rs` has changed (", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void BuildsAgainWhenAVariableOrFlagOrCompilerChanges()
    {
        using TestPackage package = TestPackage.Create("", ("src/main.rs", "fn main() {} // ENV(CARGO_TERM_X)"));
        package.Run("build");
        Assert.Empty(package.Run("build").Commands);
        package.Environment["CARGO_TERM_X"] = "1";
        Assert.Contains("Dirty a v0.1.0 ([ROOT]): the environment variable CARGO_TERM_X changed", package.Run("build", "-v").Error, StringComparison.Ordinal);
        package.Environment.Remove("CARGO_TERM_X");
        package.Environment["RUSTFLAGS"] = "-C debuginfo=1";
        Assert.Equal(["a"], package.Run("build").Crates);
        package.Compiler.Version = "1.96.0";
        Assert.Equal(["a"], package.Run("build").Crates);
    }

    [Fact]
    public void ShowsWarningsAgainWithoutCompiling()
    {
        using TestPackage package = TestPackage.Create("", ("src/main.rs", "fn main() {} // WARN"));
        string expected = "warning: beware of a\nwarning: `a` (bin \"a\") generated 1 warning\n";
        Assert.Contains(expected, package.Run("build").Error, StringComparison.Ordinal);
        TestPackage.Result again = package.Run("build");
        Assert.Empty(again.Commands);
        Assert.StartsWith(expected, again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ReportsAFailedCompilation()
    {
        using TestPackage package = TestPackage.Create("", ("src/main.rs", "FAIL"));
        TestPackage.Result result = package.Run("build");
        Assert.Equal(101, result.ExitCode);
        Assert.Equal("   Compiling a v0.1.0 ([ROOT])\nerror: it fails\nerror: could not compile `a` (bin \"a\") due to 1 previous error\n", result.Error);
    }

    [Fact]
    public void RebuildsDependentsOfAChangedPackage()
    {
        using TestPackage package = TestPackage.Create("[dependencies]\nb = { path = \"b\" }\n", ("src/main.rs", ""), ("b/src/lib.rs", ""),
            ("b/Cargo.toml", "[package]\nname = \"b\"\nversion = \"1.0.0\"\nedition = \"2021\"\n"));
        Assert.Equal(["a", "b"], package.Run("build").Crates);
        package.Write("b/src/lib.rs", " ");
        Assert.Equal(["a", "b"], package.Run("build").Crates);
        package.Write("src/main.rs", " ");
        Assert.Equal(["a"], package.Run("build").Crates);
    }

    [Fact]
    public void RunPassesArgumentsAndTheExitStatusOn()
    {
        using TestPackage package = TestPackage.Create("", ("src/main.rs", "// PRINT test \"$*\" = \"x --y\" || exit 9\n// EXIT 7\n"));
        TestPackage.Result result = package.Run("run", "--", "x", "--y");
        Assert.Equal(7, result.ExitCode);
        Assert.EndsWith("     Running `target/debug/a x --y`\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TestRunsEveryTargetInOrder()
    {
        using TestPackage package = TestPackage.Create("", ("src/lib.rs", ""), ("src/main.rs", ""), ("tests/t.rs", ""), ("examples/e.rs", ""));
        TestPackage.Result result = package.Run("test");
        Assert.Equal(["a", "a", "a --test", "a --test", "e", "t --test"], result.Crates);
        Assert.EndsWith(
            """
                 Running unittests src/lib.rs (target/debug/deps/a-[HASH])
                 Running unittests src/main.rs (target/debug/deps/a-[HASH])
                 Running tests/t.rs (target/debug/deps/t-[HASH])
               Doc-tests a
            warning: documentation tests of `a` are not run: this is not supported yet

            """, result.Error, StringComparison.Ordinal);
        Assert.Equal($"{package.Root}/target/debug/a", result.Command("t").Environment["CARGO_BIN_EXE_a"]);
    }

    [Fact]
    public void TestStopsAtTheFirstFailureUnlessToldOtherwise()
    {
        using TestPackage package = TestPackage.Create("", ("src/lib.rs", ""), ("tests/t.rs", "// EXIT 101\n"), ("tests/u.rs", "// EXIT 101\n"));
        TestPackage.Result result = package.Run("test");
        Assert.Equal(101, result.ExitCode);
        Assert.EndsWith("error: test failed, to rerun pass `--test t`\n", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("error: 2 targets failed:\n    `--test t`\n    `--test u`\n", package.Run("test", "--no-fail-fast").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void BuildScriptsAreRunAndObeyed()
    {
        using TestPackage package = TestPackage.Create("", ("src/lib.rs", ""),
            ("build.rs", "// PRINT echo cargo::rustc-cfg=found; echo cargo::rustc-env=X=$CARGO_PKG_NAME; echo cargo::warning=hm; echo cargo::rerun-if-changed=build.rs\n"));
        TestPackage.Result result = package.Run("build");
        Assert.Contains("warning: a@0.1.0: hm\n", result.Error, StringComparison.Ordinal);
        Assert.Equal("found", result.Command("a").Arguments[^1]);
        Assert.Equal("a", result.Command("a").Environment["X"]);
        Assert.StartsWith($"{package.Root}/target/debug/build/a-", result.Command("a").Environment["OUT_DIR"], StringComparison.Ordinal);
        Assert.Empty(package.Run("build").Commands);
        package.Write("build.rs", "// PRINT echo cargo::rustc-cfg=other\n");
        Assert.Equal("other", package.Run("build").Command("a").Arguments[^1]);
    }

    [Fact]
    public void CleanCountsWhatItRemoves()
    {
        using TestPackage package = TestPackage.Create("", ("src/main.rs", ""));
        Assert.Equal("     Removed 0 files\n", package.Run("clean").Error);
        package.Run("build");
        Assert.StartsWith("     Removed ", package.Run("clean").Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(package.Root, "target")));
    }

    [Fact]
    public void CleanOfOnePackageLeavesTheOthers()
    {
        using TestPackage package = TestPackage.Create("[workspace]\n[dependencies]\nb = { path = \"b\" }\n", ("src/main.rs", ""), ("b/src/lib.rs", ""),
            ("b/Cargo.toml", "[package]\nname = \"b\"\nversion = \"1.0.0\"\nedition = \"2021\"\n"));
        package.Run("build");
        package.Run("clean", "-p", "a");
        Assert.Equal(["a"], package.Run("build").Crates);
    }

    [Fact]
    public void JsonMessagesNameArtifacts()
    {
        using TestPackage package = TestPackage.Create("", ("src/main.rs", "// WARN"));
        string[] lines = package.Run("build", "--message-format", "json").Output.TrimEnd('\n').Split('\n');
        Assert.StartsWith("{\"reason\":\"compiler-message\",\"package_id\":\"path+file://[ROOT]#a@0.1.0\",", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("{\"reason\":\"compiler-artifact\",", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("\"filenames\":[\"[ROOT]/target/debug/a\"],\"executable\":\"[ROOT]/target/debug/a\",\"fresh\":false}", lines[1], StringComparison.Ordinal);
        Assert.Equal("{\"reason\":\"build-finished\",\"success\":true}", lines[2]);
    }
}
