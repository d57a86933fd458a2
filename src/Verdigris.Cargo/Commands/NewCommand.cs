using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Verdigris.Cargo.Jobs;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Toml;
using Verdigris.Driver;

namespace Verdigris.Cargo.Commands;

/// <summary><c>new</c> and <c>init</c>: a package to start from.</summary>
internal sealed class NewCommand
{
    private readonly CommandContext _context;
    private readonly string _directory;
    private readonly bool _isNew;

    private NewCommand(CommandContext context, string directory, bool isNew)
    {
        _context = context;
        _directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(context.Host.WorkingDirectory, directory)));
        _isNew = isNew;
    }

    /// <summary>A source file that makes a target.</summary>
    private sealed record SourceFile(string Path, string TargetName, bool IsBinary);

    public static int RunNew(CommandContext context) => new NewCommand(context, context.Arguments.Positionals[0], isNew: true).Run();

    public static int RunInit(CommandContext context) =>
        new NewCommand(context, context.Arguments.Positionals.Count == 0 ? "." : context.Arguments.Positionals[0], isNew: false).Run();

    private int Run()
    {
        ParsedArguments arguments = _context.Arguments;
        if (arguments.Has("lib") && arguments.Has("bin"))
        {
            throw new CargoException("can't specify both lib and binary outputs");
        }
        bool isLibrary = arguments.Has("lib");
        string name = arguments.Value("name") ?? Path.GetFileName(_directory);
        string kind = isLibrary ? "library" : "binary (application)";
        List<SourceFile> files = _isNew ? [] : FindSources(name, ref isLibrary);
        kind = isLibrary ? "library" : kind;
        _context.Shell.Status("Creating", _isNew ? $"{kind} `{name}` package" : $"{kind} package");
        if (_isNew && (File.Exists(_directory) || Directory.Exists(_directory)))
        {
            throw new CargoException($"destination `{_directory}` already exists\n\nUse `cargo init` to initialize the directory");
        }
        if (!_isNew && File.Exists(Path.Combine(_directory, "Cargo.toml")))
        {
            throw new CargoException("`cargo init` cannot be run on existing Cargo packages\nhelp: use `cargo new` to create a package in a new subdirectory");
        }
        CheckName(name, isLibrary, isNameGiven: arguments.Value("name") is not null);
        if (files.Count == 0)
        {
            files.Add(isLibrary ? new SourceFile("src/lib.rs", name, false) : new SourceFile("src/main.rs", name, true));
        }
        Create(name, files);
        _context.Shell.Note("see more `Cargo.toml` keys and their definitions at https://doc.rust-lang.org/cargo/reference/manifest.html");
        return ExitCode.Success;
    }

    private void CheckName(string name, bool isLibrary, bool isNameGiven)
    {
        string help = isNameGiven ? "" : "\nnote: the directory name is used as the package name\nhelp: to override the package name, pass `--name <pkgname>`";
        string binaryHelp = isLibrary ? "" :
            $"""

            help: to name the binary "{name}", use a valid package name, and set the binary name to be different from the package. This can be done by setting the binary filename to `src/bin/{name}.rs` or change the name in Cargo.toml with:

                [[bin]]
                name = "{name}"
                path = "src/main.rs"


            """;
        if (Names.PackageNameProblem(name) is { } problem)
        {
            throw new CargoException(problem + help + (name.Length != 0 && char.IsAsciiDigit(name[0]) ? binaryHelp : ""));
        }
        if (Names.IsKeyword(name))
        {
            throw new CargoException($"invalid package name `{name}`: it is a Rust keyword{help}{binaryHelp}");
        }
        if (Names.IsOutputDirectory(name) && !isLibrary)
        {
            throw new CargoException($"invalid package name `{name}`: it conflicts with cargo's build directory names{help}");
        }
        if (name == "test")
        {
            throw new CargoException($"invalid package name `test`: it conflicts with Rust's built-in test library{help}{binaryHelp}");
        }
        if (name is "core" or "std" or "alloc" or "proc_macro" or "proc-macro")
        {
            _context.Shell.Warn($"package name `{name}` may be confused with the package with that name in Rust's standard library\n"
                + "It is recommended to use a different name to avoid problems.");
        }
        if (!Names.IsAscii(name))
        {
            _context.Shell.Warn($"invalid package name `{name}`: contains non-ASCII characters\nNon-ASCII crate names are not supported by Rust.");
        }
        string lower = name.ToLowerInvariant();
        if (lower != name)
        {
            string snake = Snake(name);
            string kebab = snake.Replace('_', '-');
            _context.Shell.Warn($"package name `{name}` is not snake_case or kebab-case which is recommended for package names, consider "
                + (snake == kebab ? $"`{snake}`" : $"`{snake}` or `{kebab}`"));
        }
    }

    /// <summary><c>FooBar</c> → <c>foo_bar</c>.</summary>
    private static string Snake(string name)
    {
        StringBuilder text = new();
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i] == '-' ? '_' : name[i];
            if (char.IsUpper(c) && i > 0 && name[i - 1] is not ('_' or '-') && !char.IsUpper(name[i - 1]))
            {
                text.Append('_');
            }
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }

    /// <summary>What is there already decides what <c>init</c> makes.</summary>
    private List<SourceFile> FindSources(string name, ref bool isLibrary)
    {
        List<SourceFile> files = [];
        foreach ((string path, bool isBinary) in (ReadOnlySpan<(string, bool)>)
            [("src/main.rs", true), ("main.rs", true), ($"src/{name}.rs", !isLibrary), ($"{name}.rs", !isLibrary), ("src/lib.rs", false), ("lib.rs", false)])
        {
            if (File.Exists(Path.Combine(_directory, path)))
            {
                files.Add(new SourceFile(path, name, isBinary));
            }
        }
        if (files.Count == 1 && !_context.Arguments.Has("lib") && !_context.Arguments.Has("bin"))
        {
            isLibrary = !files[0].IsBinary;
        }
        if (files.FindAll(static file => !file.IsBinary).Count > 1)
        {
            throw new CargoException($"cannot have a package with multiple libraries, found both `{files[0].Path}` and `{files[1].Path}`");
        }
        return files;
    }

    private void Create(string name, List<SourceFile> files)
    {
        Directory.CreateDirectory(_directory);
        string vcs = _context.Arguments.Value("vcs") ?? _context.Config.Text("cargo-new", "vcs") ?? (IsInRepository() ? "none" : "git");
        if (vcs != "none" || _context.Arguments.Value("vcs") is null && Directory.Exists(Path.Combine(_directory, ".git")))
        {
            PrepareRepository(vcs);
        }
        WriteManifest(name, files);
        foreach (SourceFile file in files)
        {
            string path = Path.Combine(_directory, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!File.Exists(path))
            {
                File.WriteAllText(path, file.IsBinary ? BinaryTemplate : LibraryTemplate);
            }
        }
    }

    private void PrepareRepository(string vcs)
    {
        bool exists = Directory.Exists(Path.Combine(_directory, vcs == "fossil" ? ".fossil" : $".{vcs}"));
        string[]? command = vcs switch
        {
            "git" => ["git", "init", "--quiet", _directory],
            "hg" => ["hg", "init", _directory],
            "pijul" => ["pijul", "init", _directory],
            _ => null,
        };
        if (command is not null && !exists && vcs != "none")
        {
            try
            {
                ChildProcess.Run(command, _directory, new Dictionary<string, string>(), "", static _ => { }, static _ => { });
            }
            catch (CargoException e)
            {
                throw new CargoException($"Failed to create package `{Path.GetFileName(_directory)}` at `{_directory}`", e);
            }
        }
        string ignoreFile = Path.Combine(_directory, vcs == "hg" ? ".hgignore" : ".gitignore");
        string rule = vcs == "hg" ? "^target$" : "/target";
        string existing = File.Exists(ignoreFile) ? File.ReadAllText(ignoreFile) : "";
        if (existing.Length == 0)
        {
            File.WriteAllText(ignoreFile, $"{rule}\n");
        }
        else if (!Array.Exists(existing.Split('\n'), line => line == rule))
        {
            File.WriteAllText(ignoreFile, $"{existing}{(existing.EndsWith('\n') ? "" : "\n")}\n\n# Added by cargo\n\n{rule}\n");
        }
    }

    private bool IsInRepository()
    {
        for (string? directory = _isNew ? Path.GetDirectoryName(_directory) : _directory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (Directory.Exists(Path.Combine(directory, ".git")) || File.Exists(Path.Combine(directory, ".git")) || Directory.Exists(Path.Combine(directory, ".hg")))
            {
                return !(directory == _directory);
            }
        }
        return false;
    }

    private void WriteManifest(string name, List<SourceFile> files)
    {
        StringBuilder text = new();
        text.Append($"[package]\nname = {TomlText.Quote(name)}\nversion = \"0.1.0\"\nedition = \"{_context.Arguments.Value("edition") ?? Edition.Latest.ToString()}\"\n");
        if (_context.Arguments.Value("registry") is { } registry)
        {
            text.Append($"publish = [{TomlText.Quote(registry)}]\n");
        }
        text.Append("\n[dependencies]\n");
        foreach (SourceFile file in files)
        {
            if (file.IsBinary && file.Path != "src/main.rs")
            {
                text.Append($"\n[[bin]]\nname = {TomlText.Quote(file.TargetName)}\npath = {TomlText.Quote(file.Path)}\n");
            }
            else if (!file.IsBinary && file.Path != "src/lib.rs")
            {
                text.Append($"\n[lib]\nname = {TomlText.Quote(file.TargetName.Replace('-', '_'))}\npath = {TomlText.Quote(file.Path)}\n");
            }
        }
        File.WriteAllText(Path.Combine(_directory, "Cargo.toml"), text.ToString());
        AddToWorkspace();
    }

    /// <summary>A package made inside a workspace becomes a member of it.</summary>
    private void AddToWorkspace()
    {
        for (string? directory = Path.GetDirectoryName(_directory); directory is not null; directory = Path.GetDirectoryName(directory))
        {
            string manifest = Path.Combine(directory, "Cargo.toml");
            if (File.Exists(manifest))
            {
                MemberList.Add(manifest, _directory, _context.Shell);
                return;
            }
        }
    }

    private const string BinaryTemplate =
        """
        fn main() {
            println!("Hello, world!");
        }

        """;

    private const string LibraryTemplate =
        """
        pub fn add(left: u64, right: u64) -> u64 {
            left + right
        }

        #[cfg(test)]
        mod tests {
            use super::*;

            #[test]
            fn it_works() {
                let result = add(2, 2);
                assert_eq!(result, 4);
            }
        }

        """;
}
