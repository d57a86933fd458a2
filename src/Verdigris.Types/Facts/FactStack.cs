using System;
using System.Collections.Generic;
using System.Threading;
using Verdigris.Base.Diagnostics;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types.Facts;

/// <summary>
/// The facts open on one worker, as the stack of Tarjan's algorithm for strongly connected components: a component (a cycle,
/// or a single fact) is published at once. Used by one thread; the publish lock is shared by all stacks of a process.
/// </summary>
public sealed class FactStack(Program program, DiagnosticSink sink)
{
    /// <summary>More open facts than this would endanger the stack: the innermost is treated as a cycle.</summary>
    private const int MaxDepth = 4000;

    private readonly Stack<Frame> _active = [];
    private readonly List<Frame> _open = [];
    private readonly Dictionary<(Fact, DefId), Frame> _byKey = [];
    private readonly Dictionary<CrateId, TypeContext> _contexts = [];

    internal Lock PublishLock => program.PublishLock;

    /// <summary>Where the findings of the innermost open fact go; the worker's own sink when none is open.</summary>
    public DiagnosticSink Diagnostics => _active.TryPeek(out Frame? frame) ? frame.Bag : sink;

    /// <summary>The context in which facts about a crate's definitions are computed.</summary>
    public TypeContext ContextFor(CrateId crate)
    {
        if (!_contexts.TryGetValue(crate, out TypeContext? context))
        {
            context = new TypeContext(program, program.Types, crate, this);
            _contexts.Add(crate, context);
        }
        return context;
    }

    internal bool IsOpen(Fact fact, DefId key)
    {
        if (!_byKey.TryGetValue((fact, key), out Frame? frame))
        {
            return _active.Count >= MaxDepth && MarkCyclic(_active.Peek());
        }
        Frame top = _active.Peek();
        top.Low = Math.Min(top.Low, frame.Depth);
        top.Cyclic |= top == frame;
        return true;
    }

    internal void Push(Fact fact, DefId key)
    {
        Frame frame = new() { Fact = fact, Key = key, Depth = _open.Count, Low = _open.Count };
        _active.Push(frame);
        _open.Add(frame);
        _byKey.Add((fact, key), frame);
    }

    /// <summary>Closes the innermost fact. False: it belongs to a cycle that is still open below.</summary>
    internal bool TryPop(object value, out Frame[] component)
    {
        Frame frame = _active.Pop();
        frame.Value = value;
        component = [];
        if (frame.Low < frame.Depth)
        {
            Frame below = _active.Peek();
            below.Low = Math.Min(below.Low, frame.Low);
            return false;
        }
        component = [.. _open[frame.Depth..]];
        _open.RemoveRange(frame.Depth, component.Length);
        foreach (Frame member in component)
        {
            _byKey.Remove((member.Fact, member.Key));
        }
        return true;
    }

    /// <summary>Drops the innermost fact and everything that waits on it, when an exception passes.</summary>
    internal void Abandon()
    {
        Frame frame = _active.Pop();
        for (int i = frame.Depth; i < _open.Count; i++)
        {
            _byKey.Remove((_open[i].Fact, _open[i].Key));
        }
        _open.RemoveRange(frame.Depth, _open.Count - frame.Depth);
    }

    /// <summary>Runs under the publish lock.</summary>
    internal void Publish(Frame[] component, TypeContext context)
    {
        bool isCycle = component.Length > 1 || component[0].Cyclic;
        ErrorReported? reported = isCycle ? CycleError.Report(component, context, sink) : null;
        foreach (Frame member in component)
        {
            sink.AddAll(member.Bag);
            member.Fact.Publish(program, member.Key, isCycle ? null : member.Value, reported);
        }
    }

    private static bool MarkCyclic(Frame frame)
    {
        frame.Cyclic = true;
        return true;
    }

    internal sealed class Frame
    {
        public required Fact Fact;
        public required DefId Key;
        public int Depth;
        public int Low;
        public bool Cyclic;
        public object? Value;
        public readonly DiagnosticSink Bag = new();
    }
}
