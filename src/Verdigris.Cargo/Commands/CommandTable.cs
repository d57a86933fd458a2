using System.Collections.Generic;

namespace Verdigris.Cargo.Commands;

/// <summary>All commands with their options.</summary>
internal static class CommandTable
{
    private const string PackageHeading = "Package Selection";
    private const string TargetHeading = "Target Selection";
    private const string FeatureHeading = "Feature Selection";
    private const string CompileHeading = "Compilation Options";
    private const string ManifestHeading = "Manifest Options";

    private static readonly string[] s_messageFormats =
        ["human", "short", "json", "json-diagnostic-short", "json-diagnostic-rendered-ansi", "json-render-diagnostics"];

    public static IReadOnlyList<CommandDescription> All { get; } =
    [
        new("build", "Compile the current package")
        {
            Alias = 'b',
            Options = [.. Message(), .. Common(), .. Packages("Package to build", "Build", "the build"), .. Targets("Build"), .. Features(), .. Compile("Build"), .. Manifest(withRustVersion: true)],
            Footer = HelpHint("build"),
        },
        new("check", "Check the current package for errors without producing programs")
        {
            Alias = 'c',
            Options = [.. Message(), .. Common(), .. Packages("Package(s) to check", "Check", "the check"), .. Targets("Check"), .. Features(), .. Compile("Check"), .. Manifest(withRustVersion: true)],
            Footer = HelpHint("check"),
        },
        new("run", "Run a binary or example of the local package")
        {
            Alias = 'r',
            Positionals = [new("ARGS", "Arguments for the binary or example to run") { TakesRest = true }],
            Options =
            [
                .. Message(), .. Common(),
                new("package", "Package with the target to run") { Short = 'p', ValueName = "SPEC", IsValueOptional = true, Heading = PackageHeading },
                new("bin", "Name of the bin target to run") { ValueName = "NAME", IsValueOptional = true, IsRepeatable = true, Heading = TargetHeading },
                new("example", "Name of the example target to run") { ValueName = "NAME", IsValueOptional = true, IsRepeatable = true, Heading = TargetHeading },
                .. Features(), .. Compile("Build"), .. Manifest(withRustVersion: true),
            ],
            Footer = HelpHint("run") + "\nTo pass `--help` to the specified binary, use `-- --help`.",
        },
        new("test", "Compile and run unit and integration tests, and compile the examples")
        {
            Alias = 't',
            Positionals = [new("TESTNAME", "If specified, only run tests containing this string in their names")],
            TrailingDescription = "Arguments for the test binary",
            Options =
            [
                new("no-run", "Compile, but don't run tests"),
                new("no-fail-fast", "Run all tests regardless of failure"),
                .. Message(), .. Common(), .. Packages("Package to run tests for", "Test", "the test"), .. Targets("Test"),
                new("doc", "Test only this library's documentation") { Heading = TargetHeading },
                .. Features(), .. Compile("Build", keepGoing: false), .. Manifest(withRustVersion: true),
            ],
            Footer = HelpHint("test") + "\nRun `verdigris test -- --help` for test binary options.",
        },
        new("clean", "Remove what builds have produced")
        {
            Options =
            [
                new("dry-run", "Display what would be deleted without deleting anything") { Short = 'n' },
                new("doc", "Clean only the documentation directory"),
                .. Common(),
                new("package", "Package to clean artifacts for") { Short = 'p', ValueName = "SPEC", IsValueOptional = true, IsRepeatable = true, Heading = PackageHeading },
                new("workspace", "Clean artifacts of the workspace members") { Heading = PackageHeading },
                new("release", "Clean release artifacts") { Short = 'r', Heading = CompileHeading, Conflicts = ["profile"] },
                new("profile", "Clean artifacts of the specified profile") { ValueName = "PROFILE-NAME", Heading = CompileHeading },
                new("target", "Target triple to clean output for") { ValueName = "TRIPLE", Heading = CompileHeading },
                new("target-dir", "Directory for all generated artifacts") { ValueName = "DIRECTORY", Heading = CompileHeading },
                .. Manifest(withRustVersion: false),
            ],
            Footer = HelpHint("clean"),
        },
        new("new", "Create a new package at <PATH>")
        {
            Positionals = [new("PATH", "Directory of the package") { IsRequired = true }],
            Options = [.. Create(), .. Common(), .. Manifest(withRustVersion: false, withPath: false)],
            Footer = HelpHint("new"),
        },
        new("init", "Create a new package in an existing directory")
        {
            Positionals = [new("PATH", "Directory of the package; the current one if not given")],
            Options = [.. Create(), .. Common(), .. Manifest(withRustVersion: false, withPath: false)],
            Footer = HelpHint("init"),
        },
        new("help", "Display help about a command")
        {
            Positionals = [new("COMMAND", "Name of the command")],
            Options = Common(),
        },
        new("version", "Show version information") { Options = Common() },
    ];

    /// <summary>The options that may stand in front of the command.</summary>
    public static CommandDescription Global { get; } = new("", "A Rust toolchain")
    {
        Positionals = [new("COMMAND", "") { TakesRest = true }],
        Options =
        [
            new("version", "Print version info and exit") { Short = 'V' },
            new("list", "List commands"),
            new("verbose", "Use verbose output (-vv very verbose/build.rs output)") { Short = 'v', IsRepeatable = true, IsCounted = true },
            new("quiet", "Do not print log messages") { Short = 'q', IsRepeatable = true },
            new("color", "Coloring") { ValueName = "WHEN", PossibleValues = ["auto", "always", "never"], IsRepeatable = true },
            new("", "Change to DIRECTORY before doing anything") { Short = 'C', ValueName = "DIRECTORY" },
            new("locked", "Assert that `Cargo.lock` will remain unchanged") { IsRepeatable = true },
            new("offline", "Run without accessing the network") { IsRepeatable = true },
            new("frozen", "Equivalent to specifying both --locked and --offline") { IsRepeatable = true },
            new("config", "Override a configuration value") { ValueName = "KEY=VALUE|PATH", IsRepeatable = true },
            new("help", "Print help") { Short = 'h' },
        ],
    };

    public static CommandDescription? Find(string name)
    {
        foreach (CommandDescription command in All)
        {
            if (command.Name == name || (name.Length == 1 && command.Alias == name[0]))
            {
                return command;
            }
        }
        return null;
    }

    private static string HelpHint(string name) => $"Run `verdigris help {name}` for more detailed information.";

    private static CommandOption[] Message() =>
    [
        new("message-format", "Error format") { ValueName = "FMT", PossibleValues = s_messageFormats, IsRepeatable = true },
        new("future-incompat-report", "Outputs a future incompatibility report at the end of the build") { IsHidden = true },
    ];

    private static CommandOption[] Common() =>
    [
        new("verbose", "Use verbose output (-vv very verbose/build.rs output)") { Short = 'v', IsRepeatable = true, IsCounted = true },
        new("quiet", "Do not print log messages") { Short = 'q', IsRepeatable = true },
        new("color", "Coloring") { ValueName = "WHEN", PossibleValues = ["auto", "always", "never"] },
        new("config", "Override a configuration value") { ValueName = "KEY=VALUE|PATH", IsRepeatable = true },
        new("help", "Print help") { Short = 'h' },
    ];

    private static CommandOption[] Packages(string package, string verb, string what) =>
    [
        new("package", package) { Short = 'p', ValueName = "SPEC", IsValueOptional = true, IsRepeatable = true, Heading = PackageHeading },
        new("workspace", $"{verb} all packages in the workspace") { Heading = PackageHeading },
        new("exclude", $"Exclude packages from {what}") { ValueName = "SPEC", IsRepeatable = true, Heading = PackageHeading },
        new("all", "Alias for --workspace (deprecated)") { Heading = PackageHeading },
    ];

    private static CommandOption[] Targets(string verb) =>
    [
        new("lib", $"{verb} only this package's library") { Heading = TargetHeading },
        new("bins", $"{verb} all binaries") { Heading = TargetHeading },
        new("bin", $"{verb} only the specified binary") { ValueName = "NAME", IsValueOptional = true, IsRepeatable = true, Heading = TargetHeading },
        new("examples", $"{verb} all examples") { Heading = TargetHeading },
        new("example", $"{verb} only the specified example") { ValueName = "NAME", IsValueOptional = true, IsRepeatable = true, Heading = TargetHeading },
        new("tests", $"{verb} all targets that have `test = true` set") { Heading = TargetHeading },
        new("test", $"{verb} only the specified test target") { ValueName = "NAME", IsValueOptional = true, IsRepeatable = true, Heading = TargetHeading },
        new("benches", $"{verb} all targets that have `bench = true` set") { Heading = TargetHeading },
        new("bench", $"{verb} only the specified bench target") { ValueName = "NAME", IsValueOptional = true, IsRepeatable = true, Heading = TargetHeading },
        new("all-targets", $"{verb} all targets") { Heading = TargetHeading },
    ];

    private static CommandOption[] Features() =>
    [
        new("features", "Space or comma separated list of features to activate") { Short = 'F', ValueName = "FEATURES", IsRepeatable = true, Heading = FeatureHeading },
        new("all-features", "Activate all available features") { Heading = FeatureHeading },
        new("no-default-features", "Do not activate the `default` feature") { Heading = FeatureHeading },
    ];

    private static List<CommandOption> Compile(string verb, bool keepGoing = true)
    {
        List<CommandOption> options =
        [
            new("release", $"{verb} artifacts in release mode, with optimizations") { Short = 'r', Heading = CompileHeading, Conflicts = ["profile"] },
            new("profile", $"{verb} artifacts with the specified profile") { ValueName = "PROFILE-NAME", Heading = CompileHeading },
            new("jobs", "Number of parallel jobs, defaults to # of CPUs.") { Short = 'j', ValueName = "N", Heading = CompileHeading },
            new("target", $"{verb} for the target triple") { ValueName = "TRIPLE", Heading = CompileHeading },
            new("target-dir", "Directory for all generated artifacts") { ValueName = "DIRECTORY", Heading = CompileHeading },
        ];
        if (keepGoing)
        {
            options.Insert(3, new("keep-going", "Do not abort the build as soon as there is an error") { Heading = CompileHeading });
        }
        return options;
    }

    private static List<CommandOption> Manifest(bool withRustVersion, bool withPath = true)
    {
        List<CommandOption> options = [];
        if (withPath)
        {
            options.Add(new("manifest-path", "Path to Cargo.toml") { ValueName = "PATH", Heading = ManifestHeading });
        }
        if (withRustVersion)
        {
            options.Add(new("ignore-rust-version", "Ignore `rust-version` specification in packages") { Heading = ManifestHeading });
        }
        options.Add(new("locked", "Assert that `Cargo.lock` will remain unchanged") { Heading = ManifestHeading });
        options.Add(new("offline", "Run without accessing the network") { Heading = ManifestHeading });
        options.Add(new("frozen", "Equivalent to specifying both --locked and --offline") { Heading = ManifestHeading });
        return options;
    }

    private static CommandOption[] Create() =>
    [
        new("vcs", "Initialize a new repository for the given version control system, overriding a global configuration.")
            { ValueName = "VCS", PossibleValues = ["git", "hg", "pijul", "fossil", "none"] },
        new("bin", "Use a binary (application) template [default]"),
        new("lib", "Use a library template"),
        new("edition", "Edition to set for the crate generated") { ValueName = "YEAR", PossibleValues = ["2015", "2018", "2021", "2024"] },
        new("name", "Set the resulting package name, defaults to the directory name") { ValueName = "NAME" },
        new("registry", "Registry to use") { ValueName = "REGISTRY" },
    ];
}
