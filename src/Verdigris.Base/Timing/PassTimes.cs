using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;

namespace Verdigris.Base.Timing;

/// <summary>
/// How long each pass took, summed over the threads that worked on it. A pass that calls for another (a body's borrow check
/// asks for its closures') does not count the other's time as its own. Thread-safe.
/// </summary>
public sealed class PassTimes
{
    [ThreadStatic]
    private static Scope? t_current;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _ticks = [];
    private readonly List<string> _inOrder = [];

    /// <summary>Measures until it is disposed, on this thread.</summary>
    public IDisposable Measure(string pass)
    {
        t_current?.Pause();
        return t_current = new Scope(this, pass, t_current);
    }

    /// <summary>One line a pass, in the order in which they began.</summary>
    public void Print(TextWriter output)
    {
        lock (_lock)
        {
            foreach (string pass in _inOrder)
            {
                double seconds = (double)_ticks[pass] / Stopwatch.Frequency;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"time: {seconds,7:F3}\t{pass}"));
            }
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"time: {GC.GetTotalPauseDuration().TotalSeconds,7:F3}\tcollecting garbage, in the above ({GC.CollectionCount(0)} times, {GC.GetTotalAllocatedBytes() >> 20} MiB allocated)"));
        }
    }

    private void Add(string pass, long ticks)
    {
        lock (_lock)
        {
            if (!_ticks.TryGetValue(pass, out long sum))
            {
                _inOrder.Add(pass);
            }
            _ticks[pass] = sum + ticks;
        }
    }

    private sealed class Scope : IDisposable
    {
        private readonly PassTimes _times;
        private readonly string _pass;
        private readonly Scope? _outer;
        private long _own;
        private long _resumed = Stopwatch.GetTimestamp();

        public Scope(PassTimes times, string pass, Scope? outer)
        {
            (_times, _pass, _outer) = (times, pass, outer);
            times.Add(pass, 0);
        }

        public void Pause() => _own += Stopwatch.GetTimestamp() - _resumed;

        public void Dispose()
        {
            Pause();
            _times.Add(_pass, _own);
            t_current = _outer;
            if (_outer is not null)
            {
                _outer._resumed = Stopwatch.GetTimestamp();
            }
        }
    }
}
