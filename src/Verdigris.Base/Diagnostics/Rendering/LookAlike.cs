using System;
using System.Collections.Generic;

namespace Verdigris.Base.Diagnostics.Rendering;

/// <summary>Points out that a suggested name differs only in ways that are easy to overlook.</summary>
internal static class LookAlike
{
    /// <summary>Letters whose two cases differ mostly in size.</summary>
    private const string SameShape = "cfikosuvwxyz";

    public static string NoteFor(List<SplicedSuggestion> alternatives)
    {
        for (int i = 0; i < Math.Min(alternatives.Count, SuggestionPainter.MaxShown); i++)
        {
            foreach (SplicedEdit edit in alternatives[i].Edits)
            {
                string note = NoteFor(edit.Original, edit.Text);
                if (note.Length != 0)
                {
                    return note;
                }
            }
        }
        return "";
    }

    public static string NoteFor(string original, string replacement)
    {
        original = original.Trim();
        replacement = replacement.Trim();
        if (original.Length == 0 || original.Length != replacement.Length || original == replacement)
        {
            return "";
        }
        bool differsInDigit = false;
        bool differsInCase = false;
        for (int i = 0; i < original.Length; i++)
        {
            char from = original[i];
            char to = replacement[i];
            if (from == to)
            {
                continue;
            }
            if (char.ToLowerInvariant(from) == char.ToLowerInvariant(to))
            {
                if (!SameShape.Contains(char.ToLowerInvariant(from)))
                {
                    return "";
                }
                differsInCase = true;
            }
            else if ((from, to) is ('0', 'O') or ('O', '0') or ('1', 'l') or ('l', '1') or ('5', 'S') or ('S', '5')
                or ('8', 'B') or ('B', '8') or ('9', 'g') or ('g', '9'))
            {
                differsInDigit = true;
            }
            else
            {
                return "";
            }
        }
        return (differsInCase, differsInDigit) switch
        {
            (true, true) => " (notice the capitalization and digit/letter confusion)",
            (true, false) => " (notice the capitalization)",
            (false, true) => " (notice the digit/letter confusion)",
            (false, false) => "",
        };
    }
}
