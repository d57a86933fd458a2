using System;
using System.Collections.Generic;
using System.Text;

namespace Verdigris.Driver;

/// <summary><c>--emit=dep-info</c>: a Makefile fragment with the sources and environment variables a crate depends on.</summary>
public static class DepInfo
{
    /// <param name="outputs">The files that are written.</param>
    /// <param name="sources">The files that were read, in order.</param>
    /// <param name="environment">What <c>env!</c> and <c>option_env!</c> asked for; null if unset.</param>
    public static string Render(IReadOnlyList<string> outputs, IReadOnlyList<string> sources, IReadOnlyList<(string Name, string? Value)> environment)
    {
        StringBuilder text = new();
        StringBuilder list = new();
        foreach (string source in sources)
        {
            list.Append(' ').Append(Escape(source));
        }
        foreach (string output in outputs)
        {
            text.Append(Escape(output)).Append(':').Append(list).Append("\n\n");
        }
        foreach (string source in sources)
        {
            text.Append(Escape(source)).Append(":\n");
        }
        if (environment.Count != 0)
        {
            text.Append('\n');
            foreach ((string name, string? value) in environment)
            {
                text.Append("# env-dep:").Append(EscapeVariable(name));
                if (value is not null)
                {
                    text.Append('=').Append(EscapeVariable(value));
                }
                text.Append('\n');
            }
        }
        return text.ToString();
    }

    private static string Escape(string path) => path.Replace(" ", "\\ ", StringComparison.Ordinal);

    private static string EscapeVariable(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
}
