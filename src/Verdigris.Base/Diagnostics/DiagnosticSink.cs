using System.Collections.Generic;
using System.Threading;

namespace Verdigris.Base.Diagnostics;

/// <summary>
/// Proof that an error was reported: only <see cref="DiagnosticSink.Report"/> makes one, so poison (error types, error
/// definitions, tainted bodies) without a message cannot be written.
/// </summary>
public sealed class ErrorReported
{
    internal ErrorReported()
    {
    }
}

/// <summary>Where stages put their findings. Thread-safe. One per crate, or one per body whose findings may be thrown away.</summary>
public sealed class DiagnosticSink
{
    private readonly Lock _lock = new();
    private readonly List<Diagnostic> _diagnostics = [];
    private volatile ErrorReported? _firstError;

    public bool HasErrors => _firstError is not null;

    /// <summary>The proof of the first error; null while there is none.</summary>
    public ErrorReported? FirstError => _firstError;

    /// <summary>Reports an error; lints and warnings go through <see cref="Add"/>.</summary>
    public ErrorReported Report(Diagnostic error)
    {
        lock (_lock)
        {
            _diagnostics.Add(error);
            return _firstError ??= new ErrorReported();
        }
    }

    /// <summary>
    /// A proof in advance, for poison that is needed before its error can be worded (an edge inside a cycle that is still open).
    /// The caller must report the error.
    /// </summary>
    public static ErrorReported Promise() => new();

    /// <summary>Adds a finding of any level; an error among them counts as reported.</summary>
    public void Add(Diagnostic diagnostic)
    {
        if (diagnostic.Level is DiagnosticLevel.Error or DiagnosticLevel.Bug)
        {
            Report(diagnostic);
            return;
        }
        lock (_lock)
        {
            _diagnostics.Add(diagnostic);
        }
    }

    /// <summary>Moves everything in <paramref name="other"/> here, in its order.</summary>
    public void AddAll(DiagnosticSink other)
    {
        foreach (Diagnostic diagnostic in other.Take())
        {
            Add(diagnostic);
        }
    }

    /// <summary>Empties the sink. The caller sorts by file, offset and code before rendering.</summary>
    public IReadOnlyList<Diagnostic> Take()
    {
        lock (_lock)
        {
            Diagnostic[] taken = [.. _diagnostics];
            _diagnostics.Clear();
            return taken;
        }
    }
}
