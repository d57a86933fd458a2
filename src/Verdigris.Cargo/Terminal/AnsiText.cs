using System.Text;

namespace Verdigris.Cargo.Terminal;

/// <summary>Text with escape sequences for colours.</summary>
internal static class AnsiText
{
    public static string Strip(string text)
    {
        if (!text.Contains('\e'))
        {
            return text;
        }
        StringBuilder plain = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\e')
            {
                plain.Append(text[i]);
                continue;
            }
            if (i + 1 < text.Length && text[i + 1] == '[')
            {
                i += 2;
                while (i < text.Length && text[i] is not (>= '@' and <= '~'))
                {
                    i++;
                }
            }
        }
        return plain.ToString();
    }
}
