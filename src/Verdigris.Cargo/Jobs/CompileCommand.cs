using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Verdigris.Cargo.Compilers;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Profiles;
using Verdigris.Cargo.Units;

namespace Verdigris.Cargo.Jobs;

/// <summary>The compiler's command line and environment for a unit; the order of the arguments is real Cargo's.</summary>
internal sealed class CompileCommand(BuildContext context, Unit unit)
{
    private readonly List<string> _arguments = [];
    private readonly Profile _profile = unit.Profile;

    /// <summary>Without what build scripts add, which is known only when they have run.</summary>
    public CompilerCommand Create()
    {
        (string source, string workingDirectory) = SourceAndDirectory();
        Add("--crate-name", unit.Target.CrateName, $"--edition={unit.Target.Edition}", source, "--error-format=json", JsonOption());
        if (context.DiagnosticWidth is { } width)
        {
            Add($"--diagnostic-width={width.ToString(CultureInfo.InvariantCulture)}");
        }
        AddCrateTypes();
        AddCodegen();
        _arguments.AddRange(unit.Package.LintArguments);
        AddChecks();
        AddTestAndFeatures();
        AddNames();
        AddDependencies();
        _arguments.AddRange(context.FlagsFor(unit));
        return new CompilerCommand
        {
            Arguments = _arguments, WorkingDirectory = workingDirectory, Environment = CreateEnvironment(),
            IsWorkspaceMember = context.Plan.Workspace.IsMember(unit.Package),
        };
    }

    /// <summary>The root file as messages shall show it, and the directory it is relative to.</summary>
    public (string Source, string WorkingDirectory) SourceAndDirectory()
    {
        string root = context.Plan.Workspace.Root;
        return PathDisplay.IsInside(unit.Target.SourcePath, root)
            ? (PathDisplay.StripPrefix(unit.Target.SourcePath, root), root)
            : (unit.Target.SourcePath, unit.Package.Root);
    }

    private void Add(params ReadOnlySpan<string> arguments)
    {
        foreach (string argument in arguments)
        {
            _arguments.Add(argument);
        }
    }

    private string JsonOption()
    {
        string option = "--json=diagnostic-rendered-ansi,artifacts,future-incompat";
        return context.Messages.Format == MessageFormat.Short || context.Messages.JsonIsShort ? option + ",diagnostic-short" : option;
    }

    private void AddCrateTypes()
    {
        bool isDylib = false;
        if (!unit.IsTest)
        {
            foreach (string type in unit.Target.RustcCrateTypes)
            {
                Add("--crate-type", type);
                isDylib |= type == "dylib";
            }
        }
        Add(unit.IsCheck ? "--emit=dep-info,metadata" : unit.RequiresUpstreamObjects ? "--emit=dep-info,link" : "--emit=dep-info,metadata,link");
        if (unit.Target.IsProcMacro || (isDylib && !context.PrimaryPackages.Contains(unit.Package.Id)))
        {
            Add("-C", "prefer-dynamic");
        }
    }

    private void AddCodegen()
    {
        if (_profile.OptLevel != "0")
        {
            Add("-C", $"opt-level={_profile.OptLevel}");
        }
        if (_profile.Panic != "unwind")
        {
            Add("-C", $"panic={_profile.Panic}");
        }
        Lto lto = context.Lto[unit];
        switch (lto.Kind)
        {
            case LtoKind.Run:
                Add("-C", lto.Value is null ? "lto" : $"lto={lto.Value}");
                break;
            case LtoKind.Off:
                Add("-C", "lto=off", "-C", "embed-bitcode=no");
                break;
            case LtoKind.OnlyBitcode:
                Add("-C", "linker-plugin-lto");
                break;
            case LtoKind.OnlyObject:
                Add("-C", "embed-bitcode=no");
                break;
            case LtoKind.ObjectAndBitcode:
                break;
        }
        if (_profile.CodegenUnits is { } units)
        {
            Add("-C", $"codegen-units={units.ToString(CultureInfo.InvariantCulture)}");
        }
        if (_profile.HasDebuginfo)
        {
            Add("-C", $"debuginfo={_profile.Debuginfo}");
            if (_profile.SplitDebuginfo is { } split)
            {
                Add("-C", $"split-debuginfo={split}");
            }
        }
    }

    /// <summary>Only what differs from what the optimisation level implies.</summary>
    private void AddChecks()
    {
        bool isImplied = _profile.OptLevel == "0";
        if (_profile.DebugAssertions != isImplied)
        {
            Add("-C", _profile.DebugAssertions ? "debug-assertions=on" : "debug-assertions=off");
        }
        if (_profile.OverflowChecks != _profile.DebugAssertions)
        {
            Add("-C", _profile.OverflowChecks ? "overflow-checks=on" : "overflow-checks=off");
        }
    }

    private void AddTestAndFeatures()
    {
        if (unit.IsTest && unit.Target.HasHarness)
        {
            Add("--test");
        }
        else if (unit.IsTest)
        {
            Add("--cfg", "test");
        }
        foreach (string feature in unit.Features)
        {
            Add("--cfg", $"feature=\"{feature}\"");
        }
        List<string> declared = [];
        foreach (string feature in unit.Package.Features.Names)
        {
            declared.Add($"\"{feature}\"");
        }
        Add("--check-cfg", "cfg(docsrs,test)", "--check-cfg", $"cfg(feature, values({string.Join(", ", declared)}))");
    }

    private void AddNames()
    {
        Add("-C", $"metadata={context.Files.MetadataOf(unit)}");
        if (context.Files.HasExtraFilename(unit))
        {
            Add("-C", $"extra-filename=-{context.Files.FileHashOf(unit)}");
        }
        if (_profile.Rpath)
        {
            Add("-C", "rpath");
        }
        Add("--out-dir", context.Files.OutputDirectoryOf(unit));
        if (unit.Platform is { } platform)
        {
            Add("--target", platform);
        }
        string tuple = unit.Platform ?? context.Plan.Compiler.Host;
        if (context.Plan.Config.Program("target", tuple, "linker") is { } linker)
        {
            Add("-C", $"linker={linker}");
        }
        if (_profile.Incremental)
        {
            Add("-C", $"incremental={context.Files.DirectoryOf(unit).Incremental}");
        }
        if (_profile.Strip != "none")
        {
            Add("-C", $"strip={_profile.Strip}");
        }
    }

    private void AddDependencies()
    {
        Add("-L", $"dependency={context.Files.DirectoryOf(unit).Deps}");
        if (!unit.IsHost)
        {
            Add("-L", $"dependency={context.Files.HostDirectory.Deps}");
        }
        foreach (UnitDependency dependency in context.Graph.DependenciesOf(unit))
        {
            if (dependency.Unit.IsRun || !dependency.Unit.Target.IsLinkable)
            {
                continue;
            }
            bool wantsMetadata = dependency.Unit.IsCheck || BuildContext.OnlyNeedsMetadata(unit, dependency.Unit);
            foreach (OutputFile output in context.Files.OutputsOf(dependency.Unit))
            {
                if (output.Flavor == (wantsMetadata ? OutputFlavor.Rmeta : OutputFlavor.Linkable))
                {
                    Add("--extern", $"{dependency.ExternName}={output.Path}");
                }
            }
        }
        if (unit.Target.IsProcMacro)
        {
            Add("--extern", "proc_macro");
        }
    }

    private SortedDictionary<string, string> CreateEnvironment()
    {
        SortedDictionary<string, string> environment = new(StringComparer.Ordinal);
        PackageEnvironment.AddTo(environment, unit.Package, context.Host.Executable);
        environment["CARGO_CRATE_NAME"] = unit.Target.CrateName;
        if (unit.Target.IsBinary || unit.Target.IsExecutableExample)
        {
            environment["CARGO_BIN_NAME"] = unit.Target.Name;
        }
        if (context.PrimaryPackages.Contains(unit.Package.Id))
        {
            environment["CARGO_PRIMARY_PACKAGE"] = "1";
        }
        environment["LD_LIBRARY_PATH"] = PackageEnvironment.LibraryPath(context.Host, context.Files.HostDirectory.Deps);
        if (unit.Target.Kind is TargetKind.Test or TargetKind.Bench)
        {
            string temporary = Path.Combine(context.Files.DirectoryOf(unit).Root, "tmp");
            Directory.CreateDirectory(temporary);
            environment["CARGO_TARGET_TMPDIR"] = temporary;
            // Also when the test is only checked and no binary is built: the macro that asks for it must expand.
            foreach (Target target in unit.Package.Targets)
            {
                if (target.IsBinary)
                {
                    environment[$"CARGO_BIN_EXE_{target.Name}"] = Path.Combine(context.Files.DirectoryOf(unit).Destination, target.Name);
                }
            }
        }
        if (context.Graph.BuildScriptRunOf(unit) is { } run)
        {
            environment["OUT_DIR"] = context.Files.ScriptOutDirectory(run);
        }
        foreach ((string name, string value) in context.ConfiguredEnvironment)
        {
            environment.TryAdd(name, value);
        }
        return environment;
    }
}
