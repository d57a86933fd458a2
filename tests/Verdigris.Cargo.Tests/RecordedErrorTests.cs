using System;
using System.Collections.Generic;
using System.IO;
using Xunit;

namespace Verdigris.Cargo.Tests;

/// <summary>
/// Manifests under <c>tests/cargo/manifests</c> with what Cargo 1.95 says of them (<c>NAME.toml</c>, <c>NAME.stderr</c>), checked beside
/// a source file and a package <c>b</c>.
/// </summary>
public sealed class RecordedErrorTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "cargo", "manifests");

    public static TheoryData<string> Names
    {
        get
        {
            List<string> names = [];
            foreach (string file in Directory.GetFiles(Folder, "*.toml"))
            {
                names.Add(Path.GetFileNameWithoutExtension(file));
            }
            names.Sort(string.CompareOrdinal);
            TheoryData<string> data = [];
            foreach (string name in names)
            {
                data.Add(name);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SaysWhatCargoSays(string name)
    {
        using TestPackage package = new();
        package.Write("Cargo.toml", File.ReadAllText(Path.Combine(Folder, name + ".toml")));
        package.Write("src/main.rs", "fn main(){}\n");
        package.Write("b/src/lib.rs", "");
        package.Write("b/Cargo.toml", "[package]\nname=\"b\"\nversion=\"1.0.0\"\nedition=\"2021\"\n");
        TestPackage.Result result = package.Run("check", "--offline");
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, name + ".stderr")), result.Error);
        Assert.Equal(result.Error.Contains("error", StringComparison.Ordinal) ? 101 : 0, result.ExitCode);
    }
}
