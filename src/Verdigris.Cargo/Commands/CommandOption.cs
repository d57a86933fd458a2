using System.Collections.Generic;

namespace Verdigris.Cargo.Commands;

/// <summary>An option of a command.</summary>
/// <param name="Long">Without the dashes; empty: there is only the letter.</param>
/// <param name="Description">For <c>--help</c>.</param>
internal sealed record CommandOption(string Long, string Description)
{
    public char? Short { get; init; }

    /// <summary>Null: a flag.</summary>
    public string? ValueName { get; init; }

    /// <summary><c>--bin</c> without a name is understood, to answer with the list of names.</summary>
    public bool IsValueOptional { get; init; }

    public bool IsRepeatable { get; init; }

    /// <summary>A flag that means more each time it is given: <c>-vv</c>.</summary>
    public bool IsCounted { get; init; }

    /// <summary>Empty: anything.</summary>
    public IReadOnlyList<string> PossibleValues { get; init; } = [];

    public string Heading { get; init; } = "Options";

    /// <summary>Options it cannot be used with.</summary>
    public IReadOnlyList<string> Conflicts { get; init; } = [];

    public bool IsHidden { get; init; }

    /// <summary><c>--name &lt;VALUE&gt;</c>: how messages show it.</summary>
    public string Display
    {
        get
        {
            string name = Long.Length == 0 ? $"-{Short}" : $"--{Long}";
            return ValueName is null ? name : IsValueOptional ? $"{name} [<{ValueName}>]" : $"{name} <{ValueName}>";
        }
    }
}

/// <summary>A positional argument of a command.</summary>
internal sealed record CommandPositional(string Name, string Description)
{
    public bool IsRequired { get; init; }

    /// <summary>It and all that follows is handed on as it is (<c>run a --b</c>).</summary>
    public bool TakesRest { get; init; }
}

/// <summary>A command as the help text and the parser of arguments see it.</summary>
internal sealed record CommandDescription(string Name, string Summary)
{
    public char? Alias { get; init; }

    public required IReadOnlyList<CommandOption> Options { get; init; }

    public IReadOnlyList<CommandPositional> Positionals { get; init; } = [];

    /// <summary>Arguments after <c>--</c> are for somebody else; null: there is no such thing.</summary>
    public string? TrailingDescription { get; init; }

    /// <summary>Lines at the end of the help.</summary>
    public string Footer { get; init; } = "";
}
