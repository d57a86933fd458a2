using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Verdigris.Cargo.Manifests;

/// <summary>A version requirement: comparators joined by commas, all of which must hold; none is <c>*</c>.</summary>
public sealed class VersionRequirement
{
    private readonly List<Comparator> _comparators;

    private VersionRequirement(List<Comparator> comparators) => _comparators = comparators;

    public static VersionRequirement Any { get; } = new([]);

    public bool IsAny => _comparators.Count == 0;

    private enum Operator
    {
        Exact,
        Greater,
        GreaterEq,
        Less,
        LessEq,
        Tilde,
        Caret,
        Wildcard,
    }

    private readonly record struct Comparator(Operator Op, ulong Major, ulong? Minor, ulong? Patch, string Pre);

    public static VersionRequirement Parse(string text)
    {
        VersionScanner scanner = new(text);
        scanner.SkipSpaces();
        if (scanner.IsAtEnd)
        {
            throw new CargoException("empty string, expected a semver version requirement");
        }
        List<Comparator> comparators = [];
        if (scanner.Current is '*' or 'x' or 'X')
        {
            scanner.TryTake(scanner.Current);
            scanner.SkipSpaces();
            scanner.End("wildcard in version req");
            return Any;
        }
        while (true)
        {
            comparators.Add(ParseComparator(scanner));
            scanner.SkipSpaces();
            if (scanner.IsAtEnd)
            {
                return new VersionRequirement(comparators);
            }
            if (!scanner.TryTake(','))
            {
                throw new CargoException($"expected comma after {PartName(comparators[^1])} version number, found '{scanner.Current}'");
            }
            scanner.SkipSpaces();
        }
    }

    private static string PartName(Comparator comparator) => comparator.Patch is not null ? "patch" : comparator.Minor is not null ? "minor" : "major";

    private static Comparator ParseComparator(VersionScanner scanner)
    {
        Operator op = scanner.TryTake(">=") ? Operator.GreaterEq
            : scanner.TryTake("<=") ? Operator.LessEq
            : scanner.TryTake('>') ? Operator.Greater
            : scanner.TryTake('<') ? Operator.Less
            : scanner.TryTake('=') ? Operator.Exact
            : scanner.TryTake('~') ? Operator.Tilde
            : scanner.TryTake('^') ? Operator.Caret
            : Operator.Caret;
        scanner.SkipSpaces();
        ulong major = scanner.Number("major");
        ulong? minor = null;
        ulong? patch = null;
        string pre = "";
        bool isWild = false;
        if (scanner.TryTake('.'))
        {
            if (TryWildcard(scanner))
            {
                isWild = true;
            }
            else
            {
                minor = scanner.Number("minor");
            }
            if (scanner.TryTake('.'))
            {
                if (TryWildcard(scanner))
                {
                    isWild = true;
                }
                else
                {
                    patch = scanner.Number("patch");
                }
            }
        }
        if (patch is not null && scanner.TryTake('-'))
        {
            pre = scanner.Identifiers("pre-release");
        }
        if (patch is not null && scanner.TryTake('+'))
        {
            scanner.Identifiers("build metadata");
        }
        return new Comparator(isWild && op == Operator.Caret ? Operator.Wildcard : op, major, minor, patch, pre);
    }

    private static bool TryWildcard(VersionScanner scanner) => scanner.TryTake('*') || scanner.TryTake('x') || scanner.TryTake('X');

    public bool Matches(SemVersion version)
    {
        foreach (Comparator comparator in _comparators)
        {
            if (!Holds(comparator, version))
            {
                return false;
            }
        }
        if (version.Pre.Length == 0 || IsAny)
        {
            return version.Pre.Length == 0 || !IsAny;
        }
        // A pre-release is chosen only by a requirement that names one of the same version.
        foreach (Comparator comparator in _comparators)
        {
            if (comparator.Pre.Length != 0 && comparator.Major == version.Major && comparator.Minor == version.Minor && comparator.Patch == version.Patch)
            {
                return true;
            }
        }
        return false;
    }

    private static bool Holds(Comparator comparator, SemVersion version) => comparator.Op switch
    {
        Operator.Exact or Operator.Wildcard => IsExact(comparator, version),
        Operator.Greater => IsGreater(comparator, version),
        Operator.GreaterEq => IsExact(comparator, version) || IsGreater(comparator, version),
        Operator.Less => IsLess(comparator, version),
        Operator.LessEq => IsExact(comparator, version) || IsLess(comparator, version),
        Operator.Tilde => IsTilde(comparator, version),
        Operator.Caret => IsCaret(comparator, version),
    };

    private static bool IsExact(Comparator c, SemVersion v) =>
        v.Major == c.Major && (c.Minor is not { } minor || v.Minor == minor) && (c.Patch is not { } patch || (v.Patch == patch && v.Pre == c.Pre));

    private static bool IsGreater(Comparator c, SemVersion v)
    {
        if (v.Major != c.Major)
        {
            return v.Major > c.Major;
        }
        if (c.Minor is not { } minor || v.Minor != minor)
        {
            return c.Minor is { } m && v.Minor > m;
        }
        if (c.Patch is not { } patch || v.Patch != patch)
        {
            return c.Patch is { } p && v.Patch > p;
        }
        return SemVersion.ComparePre(v.Pre, c.Pre) > 0;
    }

    private static bool IsLess(Comparator c, SemVersion v)
    {
        if (v.Major != c.Major)
        {
            return v.Major < c.Major;
        }
        if (c.Minor is not { } minor || v.Minor != minor)
        {
            return c.Minor is { } m && v.Minor < m;
        }
        if (c.Patch is not { } patch || v.Patch != patch)
        {
            return c.Patch is { } p && v.Patch < p;
        }
        return SemVersion.ComparePre(v.Pre, c.Pre) < 0;
    }

    private static bool IsTilde(Comparator c, SemVersion v)
    {
        if (v.Major != c.Major || (c.Minor is { } minor && v.Minor != minor))
        {
            return false;
        }
        if (c.Patch is not { } patch || v.Patch != patch)
        {
            return c.Patch is null || v.Patch > c.Patch;
        }
        return SemVersion.ComparePre(v.Pre, c.Pre) >= 0;
    }

    private static bool IsCaret(Comparator c, SemVersion v)
    {
        if (v.Major != c.Major)
        {
            return false;
        }
        if (c.Minor is not { } minor)
        {
            return true;
        }
        if (c.Patch is not { } patch)
        {
            return c.Major > 0 ? v.Minor >= minor : v.Minor == minor;
        }
        if (c.Major > 0)
        {
            if (v.Minor != minor)
            {
                return v.Minor > minor;
            }
            if (v.Patch != patch)
            {
                return v.Patch > patch;
            }
        }
        else if (minor > 0)
        {
            if (v.Minor != minor)
            {
                return false;
            }
            if (v.Patch != patch)
            {
                return v.Patch > patch;
            }
        }
        else if (v.Minor != minor || v.Patch != patch)
        {
            return false;
        }
        return SemVersion.ComparePre(v.Pre, c.Pre) >= 0;
    }

    /// <summary>Normalised: <c>1.2</c> is written <c>^1.2</c>.</summary>
    public override string ToString()
    {
        if (IsAny)
        {
            return "*";
        }
        StringBuilder text = new();
        foreach (Comparator comparator in _comparators)
        {
            text.Append(text.Length == 0 ? "" : ", ").Append(comparator.Op switch
            {
                Operator.Exact => "=",
                Operator.Greater => ">",
                Operator.GreaterEq => ">=",
                Operator.Less => "<",
                Operator.LessEq => "<=",
                Operator.Tilde => "~",
                Operator.Caret => "^",
                Operator.Wildcard => "",
            });
            text.Append(comparator.Major.ToString(CultureInfo.InvariantCulture));
            AppendPart(text, comparator.Minor, comparator.Op);
            if (comparator.Minor is not null)
            {
                AppendPart(text, comparator.Patch, comparator.Op);
            }
            if (comparator.Pre.Length != 0)
            {
                text.Append('-').Append(comparator.Pre);
            }
        }
        return text.ToString();
    }

    private static void AppendPart(StringBuilder text, ulong? part, Operator op)
    {
        if (part is { } number)
        {
            text.Append('.').Append(number.ToString(CultureInfo.InvariantCulture));
        }
        else if (op == Operator.Wildcard)
        {
            text.Append(".*");
        }
    }
}
