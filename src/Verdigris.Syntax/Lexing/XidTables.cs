using System.Globalization;
using System.Text;

namespace Verdigris.Syntax.Lexing;

/// <summary>
/// Unicode's XID_Start and XID_Continue for characters outside ASCII, from the general categories that define them plus
/// the Other_ID lists of UAX #31.
/// </summary>
internal static class XidTables
{
    public static bool IsStart(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber =>
            rune.Value is not (0x2E2F or 0x037A or 0x0E33 or 0x0EB3 or 0x309B or 0x309C),
        _ => rune.Value is 0x1885 or 0x1886 or 0x2118 or 0x212E,
    };

    public static bool IsContinue(Rune rune) => IsStart(rune) || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.ConnectorPunctuation => true,
        _ => rune.Value is 0x00B7 or 0x0387 or (>= 0x1369 and <= 0x1371) or 0x19DA or 0x0E33 or 0x0EB3,
    };
}
