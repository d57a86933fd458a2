using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Verdigris.Cargo.Manifests;

namespace Verdigris.Cargo.Jobs;

/// <summary>The variables that describe a package to its crates, its build script, and its programs when Cargo runs them.</summary>
internal static class PackageEnvironment
{
    public static void AddTo(IDictionary<string, string> environment, Package package, string cargo)
    {
        SemVersion version = package.Version;
        PackageMetadata metadata = package.Metadata;
        environment["CARGO"] = cargo;
        environment["CARGO_MANIFEST_DIR"] = package.Root;
        environment["CARGO_MANIFEST_PATH"] = package.ManifestPath;
        environment["CARGO_PKG_VERSION_MAJOR"] = version.Major.ToString(CultureInfo.InvariantCulture);
        environment["CARGO_PKG_VERSION_MINOR"] = version.Minor.ToString(CultureInfo.InvariantCulture);
        environment["CARGO_PKG_VERSION_PATCH"] = version.Patch.ToString(CultureInfo.InvariantCulture);
        environment["CARGO_PKG_VERSION_PRE"] = version.Pre;
        environment["CARGO_PKG_VERSION"] = version.ToString();
        environment["CARGO_PKG_NAME"] = package.Name;
        environment["CARGO_PKG_DESCRIPTION"] = metadata.Description;
        environment["CARGO_PKG_HOMEPAGE"] = metadata.Homepage;
        environment["CARGO_PKG_REPOSITORY"] = metadata.Repository;
        environment["CARGO_PKG_LICENSE"] = metadata.License;
        environment["CARGO_PKG_LICENSE_FILE"] = metadata.LicenseFile;
        environment["CARGO_PKG_AUTHORS"] = string.Join(':', metadata.Authors);
        environment["CARGO_PKG_RUST_VERSION"] = metadata.RustVersion;
        environment["CARGO_PKG_README"] = metadata.Readme;
    }

    /// <summary>The search path of dynamic libraries with directories in front.</summary>
    public static string LibraryPath(CargoHost host, params IEnumerable<string> directories)
    {
        List<string> all = [.. directories];
        if (host.Variable("LD_LIBRARY_PATH") is { } inherited)
        {
            all.AddRange(inherited.Split(Path.PathSeparator, System.StringSplitOptions.RemoveEmptyEntries));
        }
        return string.Join(Path.PathSeparator, all);
    }
}
