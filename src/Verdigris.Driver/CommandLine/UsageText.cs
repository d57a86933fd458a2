using System.Text;

namespace Verdigris.Driver.CommandLine;

/// <summary>The help text, in the layout of getopts.</summary>
internal static class UsageText
{
    /// <summary>Where descriptions begin.</summary>
    private const int DescriptionColumn = 24;

    public static string Help(bool isVerbose)
    {
        StringBuilder text = new("Usage: rustc [OPTIONS] INPUT\n\nOptions:\n");
        foreach (OptionSpec option in OptionTable.All)
        {
            if (option.Short != "Z" && (isVerbose || !option.IsShownOnlyWhenVerbose))
            {
                text.Append(Describe(option)).Append('\n');
            }
        }
        if (isVerbose)
        {
            text.Append("    @path               Read newline separated options from `path`\n");
        }
        text.Append("\nAdditional help:\n");
        text.Append("    -C help             Print codegen options\n");
        text.Append("    -W help             Print 'lint' options and default settings\n");
        if (!isVerbose)
        {
            text.Append("    --help -v           Print the full set of options rustc accepts\n");
        }
        return text.Append('\n').ToString();
    }

    /// <summary>The option alone, as shown when its argument is missing: without the column for short names.</summary>
    public static string DescribeAlone(OptionSpec option) => Describe(option, "");

    private static string Describe(OptionSpec option) => Describe(option, "    ");

    private static string Describe(OptionSpec option, string shortColumn)
    {
        StringBuilder text = new("    ");
        if (option.Short.Length != 0)
        {
            text.Append('-').Append(option.Short).Append(option.Long.Length != 0 ? ", " : " ");
        }
        else
        {
            text.Append(shortColumn);
        }
        if (option.Long.Length != 0)
        {
            text.Append("--").Append(option.Long).Append(' ');
        }
        text.Append(option.Hint);
        if (text.Length < DescriptionColumn)
        {
            text.Append(' ', DescriptionColumn - text.Length);
        }
        else if (text.Length > DescriptionColumn || option.Hint.Length != 0)
        {
            text.Append('\n').Append(' ', DescriptionColumn);
        }
        return text.Append(option.Description.Replace("\n", "\n" + new string(' ', DescriptionColumn), System.StringComparison.Ordinal)).ToString();
    }
}
