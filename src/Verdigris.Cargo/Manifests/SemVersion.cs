using System;
using System.Globalization;
using System.Text;

namespace Verdigris.Cargo.Manifests;

/// <summary>A semantic version (semver.org 2.0); precedence ignores build metadata, ties are broken by it.</summary>
public sealed record SemVersion(ulong Major, ulong Minor, ulong Patch, string Pre, string Build) : IComparable<SemVersion>
{
    public static SemVersion Parse(string text)
    {
        VersionScanner scanner = new(text);
        if (text.Length == 0)
        {
            throw new CargoException("empty string, expected a semver version");
        }
        ulong major = scanner.Number("major");
        scanner.Dot("major");
        ulong minor = scanner.Number("minor");
        scanner.Dot("minor");
        ulong patch = scanner.Number("patch");
        string pre = "";
        string build = "";
        if (scanner.TryTake('-'))
        {
            pre = scanner.Identifiers("pre-release");
        }
        if (scanner.TryTake('+'))
        {
            build = scanner.Identifiers("build metadata");
        }
        scanner.End(pre.Length != 0 || build.Length != 0 ? "pre-release identifier" : "patch version number");
        return new SemVersion(major, minor, patch, pre, build);
    }

    public int CompareTo(SemVersion? other)
    {
        if (other is null)
        {
            return 1;
        }
        int order = Major.CompareTo(other.Major);
        order = order != 0 ? order : Minor.CompareTo(other.Minor);
        order = order != 0 ? order : Patch.CompareTo(other.Patch);
        order = order != 0 ? order : ComparePre(Pre, other.Pre);
        return order != 0 ? order : string.CompareOrdinal(Build, other.Build);
    }

    /// <summary>No pre-release is above every pre-release; numbers are below words.</summary>
    internal static int ComparePre(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            return (a.Length == 0).CompareTo(b.Length == 0);
        }
        string[] left = a.Split('.');
        string[] right = b.Split('.');
        for (int i = 0; i < left.Length && i < right.Length; i++)
        {
            bool leftIsNumber = ulong.TryParse(left[i], NumberStyles.None, CultureInfo.InvariantCulture, out ulong leftNumber);
            bool rightIsNumber = ulong.TryParse(right[i], NumberStyles.None, CultureInfo.InvariantCulture, out ulong rightNumber);
            int order = (leftIsNumber, rightIsNumber) switch
            {
                (true, true) => leftNumber.CompareTo(rightNumber),
                (true, false) => -1,
                (false, true) => 1,
                (false, false) => string.CompareOrdinal(left[i], right[i]),
            };
            if (order != 0)
            {
                return order;
            }
        }
        return left.Length.CompareTo(right.Length);
    }

    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(Major.ToString(CultureInfo.InvariantCulture)).Append('.').Append(Minor.ToString(CultureInfo.InvariantCulture)).Append('.')
            .Append(Patch.ToString(CultureInfo.InvariantCulture));
        if (Pre.Length != 0)
        {
            text.Append('-').Append(Pre);
        }
        if (Build.Length != 0)
        {
            text.Append('+').Append(Build);
        }
        return text.ToString();
    }
}
