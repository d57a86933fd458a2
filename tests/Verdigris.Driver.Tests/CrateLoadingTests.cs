using System;
using System.Collections.Generic;
using System.IO;
using Xunit;

namespace Verdigris.Driver.Tests;

/// <summary>How crates are found, and what is said when they do not fit. The crates use no library, so no sysroot is needed.</summary>
public sealed class CrateLoadingTests : IDisposable
{
    private const string Preamble =
        """
        #![no_core]
        #[lang = "pointee_sized"] pub trait PointeeSized {}
        #[lang = "meta_sized"] pub trait MetaSized: PointeeSized {}
        #[lang = "sized"] pub trait Sized: MetaSized {}
        #[lang = "copy"] pub trait Copy {}
        impl Copy for u32 {}
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("verdigris-crates").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void DependenciesAreFoundInSearchPaths()
    {
        Compile("a", Preamble + "pub fn a() -> u32 { 1 }");
        Assert.Equal("", Compile("b", "#![no_core] pub fn b() -> u32 { a::a() }", "-L", _directory, "--extern", "a"));
        Assert.Equal("", Compile("c", "#![no_core] pub fn c() -> u32 { b::b() }", "-L", "dependency=" + _directory, "--extern", "b=" + At("libb.rmeta")));
        Assert.Equal("", Compile("d", "#![no_core] extern crate c as other; pub fn d() -> u32 { other::c() }", "-L", _directory));
    }

    [Fact]
    public void MissingCrateIsE0463()
    {
        Assert.Contains("E0463", Compile("d", "#![no_core] extern crate nowhere;"), StringComparison.Ordinal);
        Assert.Contains("can't find crate for `nowhere`", Compile("d", "#![no_core] extern crate nowhere;"), StringComparison.Ordinal);
    }

    [Fact]
    public void MissingLibraryIsAllThatIsSaid()
    {
        string messages = Compile("d", "use std::fmt::Debug; pub fn d(all: Vec<impl Debug>) { for one in all { println!(\"{one:?}\"); } Ok::<u8, u8>(1)?; }");
        Assert.Contains("[E0463]: can't find crate for `std`", messages, StringComparison.Ordinal);
        Assert.Contains("aborting due to 1 previous error", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingDependencyIsE0463()
    {
        CompileAAndB();
        File.Delete(At("liba.rmeta"));
        Assert.Contains(
            "can't find crate for `a` which `b` depends on", Compile("c", "#![no_core] pub fn c() -> u32 { b::b() }", "-L", _directory, "--extern", "b"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void ChangedDependencyIsE0460()
    {
        CompileAAndB();
        Compile("a", Preamble + "pub fn a() -> u32 { 2 } pub fn more() {}");
        string messages = Compile("c", "#![no_core] pub fn c() -> u32 { b::b() }", "-L", _directory, "--extern", "b");
        Assert.Contains("[E0460]", messages, StringComparison.Ordinal);
        Assert.Contains("found possibly newer version of crate `a` which `b` depends on", messages, StringComparison.Ordinal);
        Assert.DoesNotContain("E0433", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoBuildsAreE0464()
    {
        Compile("a", Preamble, "-C", "metadata=1", "-C", "extra-filename=-1");
        Compile("a", Preamble, "-C", "metadata=2", "-C", "extra-filename=-2");
        string messages = Compile("c", "#![no_core] extern crate a;", "-L", _directory);
        Assert.Contains("[E0464]", messages, StringComparison.Ordinal);
        Assert.Contains("candidate #2: ", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void RubbishIsE0786()
    {
        File.WriteAllText(At("liba.rmeta"), "rubbish");
        Assert.Contains("[E0786]", Compile("c", "#![no_core] extern crate a;", "-L", _directory), StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherCompilerIsE0514()
    {
        Compile("a", Preamble);
        byte[] file = File.ReadAllBytes(At("liba.rmeta"));
        file[20] ^= 1;
        File.WriteAllBytes(At("liba.rmeta"), file);
        Assert.Contains("[E0514]", Compile("c", "#![no_core] extern crate a;", "-L", _directory), StringComparison.Ordinal);
    }

    [Fact]
    public void UnusedExternIsNotLookedFor() => Assert.Equal("", Compile("c", Preamble, "--extern", "a=nowhere/liba.rlib"));

    [Fact]
    public void MissingLocationIsNamed() => Assert.Contains(
        "extern location for a does not exist: nowhere/liba.rlib", Compile("c", Preamble + "use a::b;", "--extern", "a=nowhere/liba.rlib"), StringComparison.Ordinal);

    [Fact]
    public void AttributesNameTheOutput()
    {
        string source = At("file.rs");
        File.WriteAllText(source, "#![crate_name = \"named\"] #![crate_type = \"lib\"] " + Preamble);
        Assert.Equal("", Run("--edition", "2021", "--emit", "metadata", "--out-dir", At("new"), source));
        Assert.True(File.Exists(At("new/libnamed.rmeta")));
    }

    private void CompileAAndB()
    {
        Assert.Equal("", Compile("a", Preamble + "pub fn a() -> u32 { 1 }"));
        Assert.Equal("", Compile("b", "#![no_core] pub fn b() -> u32 { a::a() }", "-L", _directory, "--extern", "a"));
    }

    private string At(string name) => Path.Combine(_directory, name);

    private string Compile(string name, string text, params string[] more)
    {
        string source = At(name + ".rs");
        File.WriteAllText(source, text);
        return Run(["--edition", "2021", "--crate-type", "lib", "--crate-name", name, "--emit", "metadata", "--out-dir", _directory, .. more, source]);
    }

    private string Run(params IReadOnlyList<string> arguments)
    {
        using StringWriter error = new();
        CompilerHost host = new() { StandardOutput = Stream.Null, StandardError = error, StandardInput = Stream.Null, DefaultSysroot = At("sysroot") };
        int exitCode = RustcCommand.Run(arguments, host);
        string messages = error.ToString();
        Assert.Equal(messages.Length == 0 ? 0 : 1, exitCode);
        return messages;
    }
}
