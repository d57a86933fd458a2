using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Verdigris.Cargo.Toml;

namespace Verdigris.Cargo.Configuration;

/// <summary>
/// The configuration: <c>.cargo/config.toml</c> of the directory and all above it, the user's own, <c>--config</c> arguments and
/// <c>CARGO_*</c> variables. Precedence: <c>--config</c>, environment, nearer file, farther file.
/// </summary>
public sealed class CargoConfig
{
    private readonly ConfigNode.Table _files;
    private readonly ConfigNode.Table _commandLine;
    private readonly CargoHost _host;

    private CargoConfig(ConfigNode.Table files, ConfigNode.Table commandLine, CargoHost host, string home)
    {
        _files = files;
        _commandLine = commandLine;
        _host = host;
        Home = home;
    }

    /// <summary><c>CARGO_HOME</c>.</summary>
    public string Home { get; }

    public static CargoConfig Load(CargoHost host, IReadOnlyList<string> arguments)
    {
        string home = host.Variable("CARGO_HOME") is { } set ? Path.GetFullPath(Path.Combine(host.WorkingDirectory, set))
            : Path.Combine(host.Variable("HOME") ?? "/", ".cargo");
        List<string> files = [];
        for (string? directory = host.WorkingDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (FileIn(Path.Combine(directory, ".cargo")) is { } file)
            {
                files.Add(file);
            }
        }
        if (FileIn(home) is { } own && !files.Contains(own))
        {
            files.Add(own);
        }
        files.Reverse();
        ConfigNode merged = new ConfigNode.Table();
        foreach (string file in files)
        {
            // Relative paths are relative to the directory that holds `.cargo`.
            string baseDirectory = Path.GetDirectoryName(Path.GetDirectoryName(file)!) ?? "/";
            merged = ConfigNode.Merge(merged, ReadFile(file, baseDirectory));
        }
        ConfigNode commandLine = new ConfigNode.Table();
        foreach (string argument in arguments)
        {
            commandLine = ConfigNode.Merge(commandLine, ReadArgument(argument, host.WorkingDirectory));
        }
        return new CargoConfig((ConfigNode.Table)merged, (ConfigNode.Table)commandLine, host, home);
    }

    private static string? FileIn(string directory)
    {
        // The name without an extension is the older one and, as in Cargo, wins when both are there.
        foreach (string name in (string[])["config", "config.toml"])
        {
            string file = Path.Combine(directory, name);
            if (File.Exists(file))
            {
                return file;
            }
        }
        return null;
    }

    private static ConfigNode ReadFile(string file, string baseDirectory)
    {
        try
        {
            return ConfigNode.From(TomlDocument.Parse(file, IoErrors.ReadText(file)).Root, new ConfigSource($"`{file}`", baseDirectory));
        }
        catch (CargoException e)
        {
            throw new CargoException("could not load Cargo configuration", new CargoException($"could not parse TOML configuration in `{file}`", e));
        }
    }

    private static ConfigNode ReadArgument(string argument, string workingDirectory)
    {
        string path = Path.Combine(workingDirectory, argument);
        if (File.Exists(path))
        {
            return ReadFile(path, workingDirectory);
        }
        try
        {
            return ConfigNode.From(TomlDocument.Parse("--config", argument).Root, new ConfigSource("--config cli option", workingDirectory));
        }
        catch (CargoException)
        {
            throw new CargoException($"failed to parse value from --config argument `{argument}` as a dotted key expression");
        }
    }

    /// <summary>The merged node at a path; environment variables are not looked at.</summary>
    public ConfigNode? Node(params ReadOnlySpan<string> path) => Find(_commandLine, path) ?? Find(_files, path);

    /// <summary>The keys below a table, of all files.</summary>
    public IEnumerable<string> Keys(params string[] path)
    {
        SortedSet<string> keys = new(StringComparer.Ordinal);
        foreach (ConfigNode.Table root in (ConfigNode.Table[])[_files, _commandLine])
        {
            if (Find(root, path) is ConfigNode.Table table)
            {
                keys.UnionWith(table.Entries.Keys);
            }
        }
        return keys;
    }

    /// <summary>A string with its source.</summary>
    public (string Value, ConfigSource Source)? String(params ReadOnlySpan<string> path)
    {
        if (Find(_commandLine, path) is { } argument)
        {
            return AsString(argument, path);
        }
        string variable = VariableOf(path);
        if (_host.Environment.TryGetValue(variable, out string? value))
        {
            return (value, new ConfigSource($"environment variable `{variable}`", _host.WorkingDirectory));
        }
        return Find(_files, path) is { } node ? AsString(node, path) : null;
    }

    public bool? Bool(params ReadOnlySpan<string> path)
    {
        if (Find(_commandLine, path) is ConfigNode.Scalar { Value: TomlBoolean argument })
        {
            return argument.Value;
        }
        string variable = VariableOf(path);
        if (_host.Environment.TryGetValue(variable, out string? value))
        {
            return value switch
            {
                "true" => true,
                "false" => false,
                _ => throw new CargoException($"error in environment variable `{variable}`: could not parse `{value}` as a boolean"),
            };
        }
        return Find(_files, path) switch
        {
            null => null,
            ConfigNode.Scalar { Value: TomlBoolean boolean } => boolean.Value,
            _ => throw WrongType(path, "true/false"),
        };
    }

    /// <summary>A number or a word.</summary>
    public string? Text(params ReadOnlySpan<string> path)
    {
        if (!_host.Environment.TryGetValue(VariableOf(path), out string? value))
        {
            value = null;
        }
        return (Find(_commandLine, path) is null ? value : null) ?? Node(path) switch
        {
            null => null,
            ConfigNode.Scalar { Value: TomlString text } => text.Value,
            ConfigNode.Scalar { Value: TomlInteger integer } => integer.Value.ToString(CultureInfo.InvariantCulture),
            ConfigNode.Scalar { Value: TomlBoolean boolean } => boolean.Value ? "true" : "false",
            _ => throw WrongType(path, "a string"),
        };
    }

    /// <summary>A list, or one string split at spaces.</summary>
    public IReadOnlyList<string>? Words(params ReadOnlySpan<string> path)
    {
        if (Find(_commandLine, path) is null && _host.Environment.TryGetValue(VariableOf(path), out string? value))
        {
            return Split(value);
        }
        ConfigNode? node = Node(path);
        if (Find(_commandLine, path) is ConfigNode.List above && Find(_files, path) is ConfigNode.List below)
        {
            node = new ConfigNode.List([.. below.Items, .. above.Items]);
        }
        return node switch
        {
            null => null,
            ConfigNode.Scalar { Value: TomlString text } => Split(text.Value),
            ConfigNode.List list => list.Items.ConvertAll(static item => item.Value),
            _ => throw WrongType(path, "a string or array of strings"),
        };
    }

    /// <summary>A path, resolved against the directory its file belongs to.</summary>
    public string? PathValue(params ReadOnlySpan<string> path) =>
        String(path) is var (value, source) ? Path.GetFullPath(Path.Combine(source.BaseDirectory, value)) : null;

    /// <summary>A program: a bare name is looked up in <c>PATH</c>, anything else is a path.</summary>
    public string? Program(params ReadOnlySpan<string> path)
    {
        if (String(path) is not var (value, source))
        {
            return null;
        }
        return value.Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(Path.Combine(source.BaseDirectory, value)) : value;
    }

    internal static IReadOnlyList<string> Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static ConfigNode? Find(ConfigNode root, ReadOnlySpan<string> path)
    {
        ConfigNode? node = root;
        foreach (string key in path)
        {
            node = node is ConfigNode.Table table && table.Entries.TryGetValue(key, out ConfigNode? child) ? child : null;
        }
        return node;
    }

    private static (string, ConfigSource) AsString(ConfigNode node, ReadOnlySpan<string> path) =>
        node is ConfigNode.Scalar { Value: TomlString text, Source: { } source } ? (text.Value, source) : throw WrongType(path, "a string");

    private static CargoException WrongType(ReadOnlySpan<string> path, string expected) =>
        new($"invalid configuration for key `{string.Join('.', path.ToArray())}`\nexpected {expected}");

    /// <summary><c>build.target-dir</c> is <c>CARGO_BUILD_TARGET_DIR</c>.</summary>
    private static string VariableOf(ReadOnlySpan<string> path)
    {
        StringBuilder name = new("CARGO");
        foreach (string key in path)
        {
            name.Append('_').Append(key.Replace('-', '_').Replace('.', '_').ToUpperInvariant());
        }
        return name.ToString();
    }
}
