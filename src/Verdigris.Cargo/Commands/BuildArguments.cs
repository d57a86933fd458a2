using System;
using System.Collections.Generic;
using System.Globalization;
using Verdigris.Cargo.Features;
using Verdigris.Cargo.Jobs;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Units;
using Verdigris.Cargo.Workspaces;

namespace Verdigris.Cargo.Commands;

/// <summary>From the options that compiling commands share to a <see cref="BuildRequest"/>.</summary>
internal static class BuildArguments
{
    public static BuildRequest ToRequest(CommandContext context, Workspace workspace, UserIntent intent, string defaultProfile)
    {
        ParsedArguments arguments = context.Arguments;
        return new BuildRequest
        {
            Intent = intent,
            Packages = Packages(arguments, workspace),
            Filter = Filter(arguments, workspace),
            Features = Features(arguments),
            Profile = arguments.Value("profile") ?? (arguments.Has("release") ? "release" : defaultProfile),
            Platform = arguments.Value("target"),
            TargetDirectory = arguments.Value("target-dir"),
            Jobs = Jobs(arguments.Value("jobs")),
            KeepsGoing = arguments.Has("keep-going"),
            Messages = Messages(arguments),
            LockPolicy = context.LockPolicy,
            IgnoresRustVersion = arguments.Has("ignore-rust-version"),
        };
    }

    private static PackageSelection Packages(ParsedArguments arguments, Workspace workspace)
    {
        if (arguments.Has("package") && arguments.Values("package").Count == 0)
        {
            List<string> names = [];
            foreach (Package member in workspace.Members)
            {
                names.Add(member.Name);
            }
            throw MissingName("--package <SPEC>", "Possible packages/workspace members", names, "a SPEC format value, which can be any package ID specifier in the dependency graph.\nRun `cargo help pkgid` for more information about SPEC format.");
        }
        return new PackageSelection
        {
            Specs = arguments.Values("package"),
            IsWholeWorkspace = arguments.Has("workspace") || arguments.Has("all"),
            Excludes = arguments.Values("exclude"),
        };
    }

    private static TargetFilter Filter(ParsedArguments arguments, Workspace workspace)
    {
        FilterRule Rule(string plural, string single, TargetKind kind, string label)
        {
            if (arguments.Has(single) && arguments.Values(single).Count < arguments.Count(single))
            {
                List<string> names = [];
                foreach (Package member in workspace.Members)
                {
                    foreach (Target target in member.Targets)
                    {
                        if (target.Kind == kind)
                        {
                            names.Add(target.Name);
                        }
                    }
                }
                throw MissingName($"--{single}", $"Available {label}", names, null);
            }
            return new FilterRule(arguments.Has(plural), arguments.Values(single));
        }

        return new TargetFilter
        {
            Library = arguments.Has("lib"),
            Binaries = Rule("bins", "bin", TargetKind.Binary, "binaries"),
            Examples = Rule("examples", "example", TargetKind.Example, "examples"),
            Tests = Rule("tests", "test", TargetKind.Test, "test targets"),
            Benches = Rule("benches", "bench", TargetKind.Bench, "bench targets"),
            AllTargets = arguments.Has("all-targets"),
        };
    }

    private static CargoException MissingName(string option, string label, List<string> names, string? what)
    {
        names.Sort(string.CompareOrdinal);
        string list = names.Count == 0 ? $"No {label.ToLowerInvariant().Replace("available ", "", StringComparison.Ordinal)} available." : $"{label}:\n    {string.Join("\n    ", names)}\n";
        return new CargoException(what is null ? $"\"{option}\" takes one argument.\n{list}" : $"\"{option}\" requires {what}\n\n{list}");
    }

    private static FeatureSelection Features(ParsedArguments arguments)
    {
        List<string> features = [];
        foreach (string value in arguments.Values("features"))
        {
            features.AddRange(value.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries));
        }
        return new FeatureSelection { Features = features, AllFeatures = arguments.Has("all-features"), UsesDefault = !arguments.Has("no-default-features") };
    }

    private static int? Jobs(string? text)
    {
        if (text is null or "default")
        {
            return null;
        }
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int jobs))
        {
            throw new CargoException($"could not parse `{text}`. Number of parallel jobs should be `default` or a number.");
        }
        return jobs != 0 ? jobs : throw new CargoException("jobs may not be 0");
    }

    private static MessageOptions Messages(ParsedArguments arguments)
    {
        MessageOptions options = new();
        bool isFormatChosen = false;
        foreach (string value in arguments.Values("message-format"))
        {
            switch (value)
            {
                case "human" or "short":
                    if (isFormatChosen)
                    {
                        throw new CargoException("cannot specify two kinds of `message-format` arguments");
                    }
                    options = options with { Format = value == "short" ? MessageFormat.Short : MessageFormat.Human };
                    break;
                default:
                    if (isFormatChosen && !options.IsJson)
                    {
                        throw new CargoException("cannot specify two kinds of `message-format` arguments");
                    }
                    options = options with
                    {
                        Format = MessageFormat.Json,
                        JsonIsShort = options.JsonIsShort || value == "json-diagnostic-short",
                        JsonHasColor = options.JsonHasColor || value == "json-diagnostic-rendered-ansi",
                        RendersDiagnostics = options.RendersDiagnostics || value == "json-render-diagnostics",
                    };
                    break;
            }
            isFormatChosen = true;
        }
        return options;
    }
}
