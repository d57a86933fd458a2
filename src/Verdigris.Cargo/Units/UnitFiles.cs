using System.Collections.Generic;
using System.IO;
using System.Text;
using Verdigris.Cargo.Manifests;

namespace Verdigris.Cargo.Units;

public enum OutputFlavor
{
    /// <summary>A program, a static library…: nobody's <c>--extern</c>.</summary>
    Normal,

    /// <summary>What dependents link: an rlib, a dylib, a procedural macro.</summary>
    Linkable,

    /// <summary>Metadata.</summary>
    Rmeta,
}

/// <summary>A file that a unit makes.</summary>
/// <param name="Path">Where the compiler writes it.</param>
/// <param name="Uplifted">The name without a hash under which users find it; null if they do not.</param>
/// <param name="Flavor">Its use.</param>
public sealed record OutputFile(string Path, string? Uplifted, OutputFlavor Flavor);

/// <summary>
/// Names of everything a build writes. Units that differ must not share files, so names have a hash of what distinguishes units:
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>in both hashes</term><description>package (name, version, place), features, profile, target (kind, name), mode, platform, link-time optimisation, dependencies</description></item>
/// <item><term>only in file names</term><description>compiler, RUSTFLAGS: they must not change symbol names</description></item>
/// </list>
/// </remarks>
internal sealed class UnitFiles
{
    private readonly BuildPlan _plan;
    private readonly UnitGraph _graph;
    private readonly LtoPlan _lto;
    private readonly string _compilerIdentity;
    private readonly string _flags;
    private readonly Dictionary<Unit, (string Metadata, string FileHash)> _hashes = [];
    private readonly Dictionary<Unit, IReadOnlyList<OutputFile>> _outputs = [];
    private readonly OutputDirectory _host;
    private readonly OutputDirectory _target;

    public UnitFiles(BuildPlan plan, UnitGraph graph, LtoPlan lto, OutputDirectory host, OutputDirectory target, string compilerIdentity, string flags)
    {
        _plan = plan;
        _graph = graph;
        _lto = lto;
        _host = host;
        _target = target;
        _compilerIdentity = compilerIdentity;
        _flags = flags;
        foreach (Unit unit in graph.Sorted)
        {
            Hash(unit);
        }
        foreach (Unit unit in graph.Sorted)
        {
            _outputs[unit] = FindOutputs(unit);
        }
    }

    public OutputDirectory DirectoryOf(Unit unit) => unit.IsHost ? _host : _target;

    public OutputDirectory HostDirectory => _host;

    /// <summary><c>-C metadata</c></summary>
    public string MetadataOf(Unit unit) => _hashes[unit].Metadata;

    /// <summary>In file names.</summary>
    public string FileHashOf(Unit unit) => _hashes[unit].FileHash;

    /// <summary>
    /// Dynamic libraries of path packages keep their names: they are found by them at run time.
    /// </summary>
    public bool HasExtraFilename(Unit unit)
    {
        if (unit.Mode == CompileMode.Test)
        {
            return true;
        }
        foreach (string type in unit.Target.RustcCrateTypes)
        {
            if (type is "dylib" or "cdylib")
            {
                return false;
            }
        }
        return true;
    }

    public IReadOnlyList<OutputFile> OutputsOf(Unit unit) => _outputs[unit];

    /// <summary><c>--out-dir</c></summary>
    public string OutputDirectoryOf(Unit unit)
    {
        OutputDirectory directory = DirectoryOf(unit);
        if (unit.Target.IsBuildScript)
        {
            return Path.Combine(directory.Build, PackageDirectory(unit));
        }
        return unit.Target.Kind == TargetKind.Example && !unit.IsTest ? directory.Examples : directory.Deps;
    }

    /// <summary><c>name-hash</c>: the directory of a unit below <c>build</c> and <c>.fingerprint</c>.</summary>
    public string PackageDirectory(Unit unit) => $"{unit.Package.Name}-{FileHashOf(unit)}";

    public string FingerprintDirectory(Unit unit) => Path.Combine(DirectoryOf(unit).Fingerprints, PackageDirectory(unit));

    /// <summary>A file of the unit's fingerprint directory.</summary>
    public string FingerprintFile(Unit unit, string prefix)
    {
        string kind = unit.Target.Kind switch
        {
            TargetKind.Library => "lib",
            TargetKind.Binary => "bin",
            TargetKind.Test => "integration-test",
            TargetKind.Bench => "bench",
            TargetKind.Example => "example",
            TargetKind.BuildScript => "build-script",
        };
        string flavor = unit.IsTest ? "test-" : unit.IsDoctest ? "doctest-" : unit.IsRun ? "run-" : "";
        return Path.Combine(FingerprintDirectory(unit), $"{prefix}{flavor}{kind}-{unit.Target.Name}");
    }

    /// <summary>The directory of a run of a build script.</summary>
    public string ScriptRunDirectory(Unit run) => Path.Combine(DirectoryOf(run).Build, PackageDirectory(run));

    /// <summary><c>OUT_DIR</c></summary>
    public string ScriptOutDirectory(Unit run) => Path.Combine(ScriptRunDirectory(run), "out");

    /// <summary>The dependency file the compiler writes.</summary>
    public string RustcDepInfo(Unit unit) =>
        Path.Combine(OutputDirectoryOf(unit), HasExtraFilename(unit) ? $"{unit.Target.CrateName}-{FileHashOf(unit)}.d" : $"{unit.Target.CrateName}.d");

    private (string Metadata, string FileHash) Hash(Unit unit)
    {
        if (_hashes.TryGetValue(unit, out (string, string) known))
        {
            return known;
        }
        // The graph has no cycles; its depth is that of the packages' dependencies, so an explicit stack is used.
        Stack<Unit> work = new([unit]);
        while (work.TryPeek(out Unit? current))
        {
            bool isReady = true;
            foreach (UnitDependency dependency in _graph.DependenciesOf(current))
            {
                if (!_hashes.ContainsKey(dependency.Unit))
                {
                    work.Push(dependency.Unit);
                    isReady = false;
                }
            }
            if (isReady)
            {
                work.Pop();
                _hashes.TryAdd(current, Compute(current));
            }
        }
        return _hashes[unit];
    }

    private (string, string) Compute(Unit unit)
    {
        StringBuilder metadata = new();
        string place = PathDisplay.StripPrefix(unit.Package.Root, _plan.Workspace.Root);
        metadata.Append(unit.Package.Name).Append('\n').Append(unit.Package.Version).Append('\n').Append(place).Append('\n');
        metadata.Append(unit.FeatureList).Append('\n').Append(unit.Profile.Key).Append('\n');
        metadata.Append(unit.Target.Kind).Append('\n').Append(unit.Target.Name).Append('\n').Append(string.Join(',', unit.Target.RustcCrateTypes)).Append('\n');
        metadata.Append(unit.Mode).Append('\n').Append(unit.Platform).Append('\n').Append(_lto[unit]).Append('\n');
        StringBuilder file = new();
        foreach (UnitDependency dependency in _graph.DependenciesOf(unit))
        {
            (string innerMetadata, string innerFile) = _hashes[dependency.Unit];
            metadata.Append(dependency.ExternName).Append(' ').Append(innerMetadata).Append('\n');
            file.Append(innerFile).Append('\n');
        }
        file.Append(metadata).Append(_compilerIdentity).Append('\n').Append(_flags);
        return (StableHash.Hex($"metadata\n{metadata}"), StableHash.Hex($"file\n{file}"));
    }

    private List<OutputFile> FindOutputs(Unit unit)
    {
        List<OutputFile> files = [];
        string stem = unit.Target.CrateName;
        string suffix = HasExtraFilename(unit) ? $"-{FileHashOf(unit)}" : "";
        void Add(string prefix, string extension, OutputFlavor flavor)
        {
            string path = Path.Combine(OutputDirectoryOf(unit), $"{prefix}{stem}{suffix}{extension}");
            files.Add(new OutputFile(path, UpliftedName(unit, prefix, extension, flavor, path), flavor));
        }
        switch (unit.Mode)
        {
            case CompileMode.Check:
            case CompileMode.CheckTest:
                Add("lib", ".rmeta", OutputFlavor.Rmeta);
                break;
            case CompileMode.Test:
                Add("", "", OutputFlavor.Normal);
                break;
            case CompileMode.Build:
                foreach (string type in unit.Target.RustcCrateTypes)
                {
                    switch (type)
                    {
                        case "bin":
                            Add("", "", OutputFlavor.Normal);
                            break;
                        case "lib" or "rlib":
                            Add("lib", ".rlib", OutputFlavor.Linkable);
                            break;
                        case "dylib" or "proc-macro":
                            Add("lib", ".so", OutputFlavor.Linkable);
                            break;
                        case "cdylib":
                            Add("lib", ".so", OutputFlavor.Normal);
                            break;
                        case "staticlib":
                            Add("lib", ".a", OutputFlavor.Normal);
                            break;
                    }
                }
                if (!unit.RequiresUpstreamObjects)
                {
                    Add("lib", ".rmeta", OutputFlavor.Rmeta);
                }
                break;
        }
        return files;
    }

    private string? UpliftedName(Unit unit, string prefix, string extension, OutputFlavor flavor, string path)
    {
        if (unit.Mode != CompileMode.Build || flavor == OutputFlavor.Rmeta)
        {
            return null;
        }
        bool isWanted = unit.Target.IsBinary || unit.Target.IsBuildScript || _graph.Roots.Contains(unit) || (extension == ".so" && !unit.Target.IsProcMacro && flavor == OutputFlavor.Linkable);
        if (!isWanted)
        {
            return null;
        }
        // Programs have the target's name as it is written, libraries the crate's.
        string name = prefix.Length == 0 ? unit.Target.Name : $"{prefix}{unit.Target.CrateName}{extension}";
        OutputDirectory directory = DirectoryOf(unit);
        string uplifted = unit.Target.Kind == TargetKind.Example ? Path.Combine(directory.Examples, name)
            : unit.Target.IsBuildScript ? Path.Combine(OutputDirectoryOf(unit), name)
            : Path.Combine(directory.Destination, name);
        return uplifted == path ? null : uplifted;
    }
}
