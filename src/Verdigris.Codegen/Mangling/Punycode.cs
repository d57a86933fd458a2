using System.Collections.Generic;
using System.Text;

namespace Verdigris.Codegen.Mangling;

/// <summary>Identifiers beyond ASCII. Source: RFC 3492, with <c>_</c> for its hyphen as the v0 scheme wants.</summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int TMin = 1;
    private const int TMax = 26;

    public static string Encode(string text)
    {
        List<int> input = [];
        StringBuilder output = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            input.Add(rune.Value);
            if (rune.IsAscii)
            {
                output.Append((char)rune.Value);
            }
        }
        int basic = output.Length;
        int handled = basic;
        if (basic > 0)
        {
            output.Append('_');
        }
        int n = 128;
        int delta = 0;
        int bias = 72;
        while (handled < input.Count)
        {
            int next = int.MaxValue;
            foreach (int c in input)
            {
                next = c >= n && c < next ? c : next;
            }
            delta += (next - n) * (handled + 1);
            n = next;
            foreach (int c in input)
            {
                if (c < n)
                {
                    delta++;
                }
                if (c == n)
                {
                    AppendNumber(output, delta, bias);
                    bias = Adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return output.ToString();
    }

    private static void AppendNumber(StringBuilder output, int number, int bias)
    {
        for (int k = Base; ; k += Base)
        {
            int threshold = k <= bias ? TMin : k >= bias + TMax ? TMax : k - bias;
            if (number < threshold)
            {
                output.Append(Digit(number));
                return;
            }
            output.Append(Digit(threshold + (number - threshold) % (Base - threshold)));
            number = (number - threshold) / (Base - threshold);
        }
    }

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

    private static int Adapt(int delta, int count, bool isFirst)
    {
        delta = isFirst ? delta / 700 : delta / 2;
        delta += delta / count;
        int k = 0;
        while (delta > (Base - TMin) * TMax / 2)
        {
            delta /= Base - TMin;
            k += Base;
        }
        return k + (Base - TMin + 1) * delta / (delta + 38);
    }
}
