using System.Globalization;
using System.Text;

namespace Verdigris.Base.Diagnostics.Rendering;

/// <summary>How many terminal columns text takes. Source: Unicode Standard Annex 11; tabs are shown as four spaces.</summary>
internal static class DisplayWidth
{
    public const int Tab = 4;

    public static int Of(Rune rune)
    {
        int value = rune.Value;
        if (value == '\t')
        {
            return Tab;
        }
        if (value < 0x7F)
        {
            return 1;
        }
        return IsZeroWidth(rune) ? 0 : IsWide(value) ? 2 : 1;
    }

    public static int Of(string text)
    {
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += Of(rune);
        }
        return width;
    }

    /// <summary>Tabs become spaces; controls and characters that reorder the line become visible replacements.</summary>
    public static string Normalize(string text)
    {
        bool isPlain = true;
        foreach (char c in text)
        {
            if (c is < ' ' and not '\n' or '\x7F' or (>= '\u200D' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))
            {
                isPlain = false;
                break;
            }
        }
        if (isPlain)
        {
            return text;
        }
        StringBuilder result = new(text.Length + 16);
        foreach (char c in text)
        {
            _ = c switch
            {
                '\t' => result.Append(' ', Tab),
                '\n' => result.Append(c),
                < ' ' => result.Append((char)(0x2400 + c)),
                '\x7F' => result.Append('\u2421'),
                '\u200D' => result,
                '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => result.Append('\uFFFD'),
                _ => result.Append(c),
            };
        }
        return result.ToString();
    }

    private static bool IsZeroWidth(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
        || rune.Value is 0x115F or 0x1160 or (>= 0x1161 and <= 0x11FF);

    private static bool IsWide(int value) => value switch
    {
        < 0x1100 => false,
        <= 0x115F => true,
        0x231A or 0x231B or 0x2329 or 0x232A or (>= 0x23E9 and <= 0x23EC) or 0x23F0 or 0x23F3 or 0x25FD or 0x25FE => true,
        0x2614 or 0x2615 or (>= 0x2648 and <= 0x2653) or 0x267F or 0x2693 or 0x26A1 or 0x26AA or 0x26AB => true,
        0x26BD or 0x26BE or 0x26C4 or 0x26C5 or 0x26CE or 0x26D4 or 0x26EA or 0x26F2 or 0x26F3 or 0x26F5 or 0x26FA or 0x26FD => true,
        0x2705 or 0x270A or 0x270B or 0x2728 or 0x274C or 0x274E or (>= 0x2753 and <= 0x2755) or 0x2757 => true,
        (>= 0x2795 and <= 0x2797) or 0x27B0 or 0x27BF or 0x2B1B or 0x2B1C or 0x2B50 or 0x2B55 => true,
        >= 0x2E80 and <= 0x303E => true,
        >= 0x3041 and <= 0x33FF => true,
        >= 0x3400 and <= 0x4DBF => true,
        >= 0x4E00 and <= 0xA4CF => true,
        >= 0xA960 and <= 0xA97F => true,
        >= 0xAC00 and <= 0xD7A3 => true,
        >= 0xF900 and <= 0xFAFF => true,
        >= 0xFE30 and <= 0xFE6F => true,
        >= 0xFF00 and <= 0xFF60 => true,
        >= 0xFFE0 and <= 0xFFE6 => true,
        0x1F004 or 0x1F0CF or 0x1F18E or (>= 0x1F191 and <= 0x1F19A) => true,
        >= 0x1F200 and <= 0x1F320 => true,
        >= 0x1F32D and <= 0x1F393 and not 0x1F336 and not 0x1F37D => true,
        >= 0x1F3A0 and <= 0x1F3CA or (>= 0x1F3CF and <= 0x1F3D3) or (>= 0x1F3E0 and <= 0x1F3F0) or 0x1F3F4 => true,
        >= 0x1F3F8 and <= 0x1F4FC and not 0x1F43F and not 0x1F441 => true,
        >= 0x1F4FF and <= 0x1F53D or (>= 0x1F54B and <= 0x1F567 and not 0x1F54F) => true,
        >= 0x1F5FB and <= 0x1F64F or (>= 0x1F680 and <= 0x1F6C5) or 0x1F6CC or (>= 0x1F6D0 and <= 0x1F6D7) or (>= 0x1F6DC and <= 0x1F6DF) => true,
        (>= 0x1F6EB and <= 0x1F6EC) or (>= 0x1F6F4 and <= 0x1F6FC) or (>= 0x1F7E0 and <= 0x1F7EB) or 0x1F7F0 => true,
        >= 0x1F90C and <= 0x1F9FF and not 0x1F93B and not 0x1F946 => true,
        >= 0x1FA70 and <= 0x1FAFF => true,
        >= 0x20000 and <= 0x3FFFD => true,
        _ => false,
    };
}
