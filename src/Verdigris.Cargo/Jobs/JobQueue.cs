using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using Verdigris.Cargo.Fingerprints;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Profiles;
using Verdigris.Cargo.Terminal;
using Verdigris.Cargo.Units;

namespace Verdigris.Cargo.Jobs;

/// <summary>
/// Runs the units of a graph, each after what it needs, as many at a time as allowed. This thread schedules and prints; every job
/// that does something has a thread and sends messages. A dependent that needs only metadata begins as soon as that is written.
/// Of the units that are ready, the one that most others wait for (directly or not) goes first.
/// </summary>
internal sealed class JobQueue
{
    private readonly BuildContext _context;
    private readonly Shell _shell;
    private readonly Stopwatch _sinceStart;
    private readonly FreshnessCheck _freshness;
    private readonly Progress _progress;
    private readonly BlockingCollection<JobMessage> _messages = [];
    private readonly Dictionary<Unit, int> _missing = [];
    private readonly Dictionary<Unit, List<(Unit Dependent, bool OnlyMetadata)>> _dependents = [];
    private readonly Dictionary<Unit, int> _priority = [];
    private readonly List<Unit> _ready = [];
    private readonly SortedSet<Unit> _active = [];
    private readonly HashSet<Unit> _metadataReady = [];
    private readonly HashSet<PackageId> _announced = [];
    private readonly Dictionary<PackageId, int> _remaining = [];
    private readonly HashSet<string> _shownDiagnostics = [];
    private readonly Dictionary<Unit, WarningCount> _warnings = [];
    private int _finished;
    private int _errors;

    public JobQueue(BuildContext context, Shell shell, bool showsProgress, Stopwatch sinceStart)
    {
        _context = context;
        _shell = shell;
        _sinceStart = sinceStart;
        _freshness = new FreshnessCheck(context);
        _progress = new Progress(shell, "Building", showsProgress);
        Prepare();
    }

    private sealed class WarningCount
    {
        public int Total;
        public int Duplicates;
        public int Fixable;

        /// <summary>An error makes fixes pointless.</summary>
        public bool IsFixingPointless;
    }

    /// <summary>What build scripts printed, by their runs.</summary>
    public ConcurrentDictionary<Unit, BuildScriptOutput> Scripts { get; } = [];

    /// <summary>Runs all; the exception that is thrown if a job fails has been printed.</summary>
    public void Run()
    {
        while (true)
        {
            if (_errors == 0 || _context.KeepsGoing)
            {
                StartReadyJobs();
            }
            if (_active.Count == 0)
            {
                break;
            }
            JobMessage? message;
            while (!_messages.TryTake(out message, millisecondsTimeout: 100))
            {
                Tick();
            }
            do
            {
                Handle(message);
            }
            while (_messages.TryTake(out message));
            Tick();
        }
        _progress.Clear();
        if (_context.Messages.IsJson)
        {
            _shell.Print(MachineMessages.BuildFinished(_errors == 0));
        }
        if (_errors != 0)
        {
            throw new CargoException("the build failed") { IsPrinted = true };
        }
        ReportFinish();
    }

    private void Prepare()
    {
        foreach (Unit unit in _context.Graph.Units)
        {
            _dependents.TryAdd(unit, []);
            _remaining[unit.Package.Id] = _remaining.GetValueOrDefault(unit.Package.Id) + 1;
        }
        List<Unit> order = FreshnessCheck.Topological(_context.Graph);
        foreach (Unit unit in order)
        {
            IReadOnlyList<UnitDependency> dependencies = _context.Graph.DependenciesOf(unit);
            _missing[unit] = dependencies.Count;
            foreach (UnitDependency dependency in dependencies)
            {
                _dependents[dependency.Unit].Add((unit, BuildContext.OnlyNeedsMetadata(unit, dependency.Unit)));
            }
            if (dependencies.Count == 0)
            {
                _ready.Add(unit);
            }
        }
        // The number of units that wait for one, as sets: a dependent reached on two ways counts once.
        Dictionary<Unit, HashSet<Unit>> waiting = [];
        for (int i = order.Count - 1; i >= 0; i--)
        {
            HashSet<Unit> all = [];
            foreach ((Unit dependent, _) in _dependents[order[i]])
            {
                all.Add(dependent);
                all.UnionWith(waiting[dependent]);
            }
            waiting[order[i]] = all;
            _priority[order[i]] = all.Count;
        }
    }

    private void StartReadyJobs()
    {
        while (_ready.Count != 0 && _active.Count < _context.Jobs)
        {
            int best = 0;
            for (int i = 1; i < _ready.Count; i++)
            {
                int order = _priority[_ready[i]].CompareTo(_priority[_ready[best]]);
                if (order > 0 || (order == 0 && _ready[i].CompareTo(_ready[best]) < 0))
                {
                    best = i;
                }
            }
            Unit unit = _ready[best];
            _ready.RemoveAt(best);
            Start(unit);
        }
    }

    private void Start(Unit unit)
    {
        _remaining[unit.Package.Id]--;
        string? reason = _freshness.ReasonOf(unit);
        Announce(unit, reason);
        _active.Add(unit);
        Fingerprint fingerprint = _freshness[unit];
        if (reason is null)
        {
            RunFresh(unit, fingerprint);
            return;
        }
        // Dependencies have their final fingerprints by now: a build script may have changed one.
        fingerprint.ComputeHash();
        UnitJob job = new(_context, unit, fingerprint, Scripts, _messages.Add);
        Thread thread = new(() => Guard(unit, job.Run, _messages.Add)) { Name = unit.ShortName, IsBackground = true };
        thread.Start();
    }

    private void RunFresh(Unit unit, Fingerprint fingerprint)
    {
        if (unit.IsDoctest)
        {
            Handle(new JobMessage.Finished(unit, null));
            return;
        }
        UnitJob job = new(_context, unit, fingerprint, Scripts, Handle);
        Guard(unit, job.Replay, Handle);
    }

    private static void Guard(Unit unit, Action work, Action<JobMessage> send)
    {
        Exception? error = null;
        try
        {
            work();
        }
        catch (Exception e) when (e is CargoException || IoErrors.IsIo(e))
        {
            error = e;
        }
        catch (Exception e)
        {
            error = new CargoException($"{unit.Describe()}: {e.GetType().Name}: {e.Message}", new CargoException((e.StackTrace ?? "").Trim()));
        }
        send(new JobMessage.Finished(unit, error));
    }

    private void Announce(Unit unit, string? reason)
    {
        PackageId package = unit.Package.Id;
        if (_announced.Contains(package))
        {
            return;
        }
        if (reason is null)
        {
            // Only when nothing of the package is left to do is it known to be fresh as a whole.
            if (_remaining[package] == 0 && !unit.IsDoctest)
            {
                _announced.Add(package);
                _shell.VerboseStatus("Fresh", unit.Package.ToString());
            }
            return;
        }
        if (reason != FreshnessCheck.FreshBuild)
        {
            _shell.VerboseStatus("Dirty", $"{unit.Package}: {reason}");
        }
        _announced.Add(package);
        _shell.Status(unit.IsCheck ? "Checking" : "Compiling", unit.Package.ToString());
    }

    private void Handle(JobMessage message)
    {
        switch (message)
        {
            case JobMessage.Running running:
                _shell.VerboseStatus("Running", $"`{running.Command}`");
                break;
            case JobMessage.OutputLine output:
                _shell.Print(output.Line);
                break;
            case JobMessage.ErrorLine error:
                _shell.PrintAnsi(error.Line);
                break;
            case JobMessage.Diagnostic diagnostic:
                ShowDiagnostic(diagnostic.Unit, diagnostic.Message);
                break;
            case JobMessage.MetadataReady ready:
                if (_metadataReady.Add(ready.Unit))
                {
                    Release(ready.Unit, onlyMetadata: true);
                }
                break;
            case JobMessage.Finished finished:
                Finish(finished.Unit, finished.Error);
                break;
        }
    }

    private void ShowDiagnostic(Unit unit, CompilerMessage.Diagnostic diagnostic)
    {
        bool isNew = _shownDiagnostics.Add(diagnostic.Rendered);
        if (isNew)
        {
            _shell.PrintAnsi(diagnostic.Rendered);
        }
        if (diagnostic.Level is not ("warning" or "error"))
        {
            return;
        }
        if (!_warnings.TryGetValue(unit, out WarningCount? count))
        {
            _warnings.Add(unit, count = new WarningCount());
        }
        if (diagnostic.Level == "error")
        {
            count.IsFixingPointless = true;
            return;
        }
        count.Total++;
        if (!isNew)
        {
            count.Duplicates++;
        }
        else if (diagnostic.IsFixable)
        {
            count.Fixable++;
        }
    }

    private void Finish(Unit unit, Exception? error)
    {
        _active.Remove(unit);
        _finished++;
        ReportWarnings(unit);
        if (unit.IsRun && Scripts.TryGetValue(unit, out BuildScriptOutput? output))
        {
            foreach ((bool isError, string message) in output.Log)
            {
                string text = $"{unit.Package.Name}@{unit.Package.Version}: {message}";
                if (isError)
                {
                    _shell.Error(text);
                }
                else
                {
                    _shell.Warn(text);
                }
            }
        }
        if (error is not null)
        {
            _shell.Error(CargoException.Describe(error, _shell.IsVerbose));
            if (_errors == 0 && _active.Count != 0)
            {
                _shell.Warn("build failed, waiting for other jobs to finish...");
            }
            _errors++;
            return;
        }
        if (_metadataReady.Add(unit))
        {
            Release(unit, onlyMetadata: true);
        }
        Release(unit, onlyMetadata: false);
    }

    private void Release(Unit unit, bool onlyMetadata)
    {
        foreach ((Unit dependent, bool needsOnlyMetadata) in _dependents[unit])
        {
            if (needsOnlyMetadata == onlyMetadata && --_missing[dependent] == 0)
            {
                _ready.Add(dependent);
            }
        }
    }

    private void ReportWarnings(Unit unit)
    {
        if (!_warnings.TryGetValue(unit, out WarningCount? count) || count.Total == 0)
        {
            return;
        }
        string text = $"{unit.Describe()} generated {(count.Total == 1 ? "1 warning" : $"{count.Total.ToString(CultureInfo.InvariantCulture)} warnings")}";
        text += count.Duplicates switch
        {
            0 => "",
            1 => " (1 duplicate)",
            _ => $" ({count.Duplicates.ToString(CultureInfo.InvariantCulture)} duplicates)",
        };
        if (count.Fixable != 0 && !count.IsFixingPointless && !unit.Target.IsBuildScript)
        {
            string tests = unit.IsTest && unit.Target.Kind is not (TargetKind.Test or TargetKind.Bench) ? " --tests" : "";
            text += $" (run `cargo fix --{unit.Target.DescriptionNamed} -p {unit.Package.Name}{tests}` to apply {count.Fixable.ToString(CultureInfo.InvariantCulture)} suggestion{(count.Fixable == 1 ? "" : "s")})";
        }
        _shell.Warn(text);
    }

    private void Tick()
    {
        List<string> names = [];
        foreach (Unit unit in _active)
        {
            names.Add(unit.ShortName);
        }
        _progress.Tick(_finished, _context.Graph.Units.Count, $": {string.Join(", ", names)}");
    }

    private void ReportFinish()
    {
        Profile profile = _context.Plan.Profiles.Base;
        string optimized = profile.OptLevel == "0" ? "unoptimized" : "optimized";
        string debuginfo = profile.HasDebuginfo ? " + debuginfo" : "";
        _shell.Status("Finished", $"`{_context.Plan.Profiles.RequestedName}` profile [{optimized}{debuginfo}] target(s) in {Elapsed(_sinceStart.Elapsed)}");
    }

    private static string Elapsed(TimeSpan time) => time.TotalSeconds >= 60
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}m {time.Seconds:D2}s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalSeconds}.{time.Milliseconds / 10:D2}s");
}
