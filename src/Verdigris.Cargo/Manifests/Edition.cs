using System;
using System.Globalization;

namespace Verdigris.Cargo.Manifests;

/// <summary>A Rust edition by its year; editions are ordered.</summary>
public readonly record struct Edition(int Year) : IComparable<Edition>
{
    public static readonly Edition E2015 = new(2015);
    public static readonly Edition E2018 = new(2018);
    public static readonly Edition E2021 = new(2021);
    public static readonly Edition E2024 = new(2024);

    /// <summary>What new packages get.</summary>
    public static Edition Latest => E2024;

    public static Edition Parse(string text)
    {
        switch (text)
        {
            case "2015":
                return E2015;
            case "2018":
                return E2018;
            case "2021":
                return E2021;
            case "2024":
                return E2024;
        }
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year is > 2024 and < 2050)
        {
            throw new CargoException($"this version of Cargo is older than the `{text}` edition, and only supports `2015`, `2018`, `2021`, and `2024` editions.");
        }
        throw new CargoException($"supported edition values are `2015`, `2018`, `2021`, or `2024`, but `{text}` is unknown");
    }

    public int CompareTo(Edition other) => Year.CompareTo(other.Year);

    public static bool operator >=(Edition a, Edition b) => a.Year >= b.Year;

    public static bool operator <=(Edition a, Edition b) => a.Year <= b.Year;

    public static bool operator >(Edition a, Edition b) => a.Year > b.Year;

    public static bool operator <(Edition a, Edition b) => a.Year < b.Year;

    public override string ToString() => Year.ToString(CultureInfo.InvariantCulture);
}
