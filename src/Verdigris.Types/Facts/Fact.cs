using System;
using System.Threading;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types.Facts;

/// <summary>
/// A question about a definition whose answer is computed on demand and remembered. Answers are pure functions of their key,
/// so two threads may compute the same one; whichever publishes first wins and its diagnostics are kept. Cycles are found by
/// <see cref="FactStack"/>: every edge inside a cycle sees the poisoned answer, so the result does not depend on which member
/// was asked first.
/// </summary>
public abstract class Fact(string description)
{
    /// <summary>What is being done, for E0391: <c>computing type of</c>.</summary>
    internal string Description { get; } = description;

    /// <summary>Sets the answer; null for a member of a cycle. Runs under the publish lock, once for a component.</summary>
    internal abstract void Publish(Program program, DefId key, object? value, ErrorReported? cycle);
}

/// <inheritdoc cref="Fact"/>
public sealed class Fact<TValue>(string description, Func<TypeContext, DefId, TValue> compute, Func<Program, DefId, ErrorReported, TValue> poison)
    : Fact(description)
    where TValue : class
{
    // Indexed by crate, page and slot; pages are made on first use, because few definitions of a large crate are ever asked about.
    private const int PageBits = 7;
    private const int PageMask = (1 << PageBits) - 1;
    private TValue?[]?[]?[] _crates = [];
    private readonly Lock _growLock = new();

    public TValue Of(TypeContext context, DefId key)
    {
        if (Peek(key) is { } known)
        {
            return known;
        }
        FactStack stack = context.Stack;
        if (stack.IsOpen(this, key))
        {
            return poison(context.Program, key, DiagnosticSink.Promise());
        }
        TypeContext inner = stack.ContextFor(key.Crate);
        stack.Push(this, key);
        TValue value;
        FactStack.Frame[] component;
        bool closed;
        try
        {
            value = compute(inner, key);
        }
        catch
        {
            // An internal error is on its way up: leave the stack as it was, so that the report can still ask facts.
            stack.Abandon();
            throw;
        }
        closed = stack.TryPop(value, out component);
        if (!closed)
        {
            return poison(context.Program, key, DiagnosticSink.Promise());
        }
        lock (stack.PublishLock)
        {
            if (Peek(key) is null)
            {
                stack.Publish(component, inner);
            }
        }
        return Peek(key) ?? throw new CompilerBug($"{Description} was not published");
    }

    /// <summary>The answer if it is known already.</summary>
    public TValue? Peek(DefId key)
    {
        TValue?[]?[]?[] crates = Volatile.Read(ref _crates);
        int page = key.Index >> PageBits;
        if (key.Crate.Index >= crates.Length || Volatile.Read(ref crates[key.Crate.Index]) is not { } pages || page >= pages.Length
            || Volatile.Read(ref pages[page]) is not { } slots)
        {
            return null;
        }
        return Volatile.Read(ref slots[key.Index & PageMask]);
    }

    internal override void Publish(Program program, DefId key, object? value, ErrorReported? cycle)
    {
        TValue result = (TValue?)value ?? poison(program, key, cycle!);
        lock (_growLock)
        {
            int page = key.Index >> PageBits;
            if (key.Crate.Index >= _crates.Length)
            {
                TValue?[]?[]?[] grown = new TValue?[]?[]?[key.Crate.Index + 8];
                _crates.CopyTo(grown, 0);
                Volatile.Write(ref _crates, grown);
            }
            TValue?[]?[]? pages = _crates[key.Crate.Index];
            if (pages is null || page >= pages.Length)
            {
                TValue?[]?[] grown = new TValue?[]?[Math.Max(page + 8, (pages?.Length ?? 0) * 2)];
                pages?.CopyTo(grown, 0);
                Volatile.Write(ref _crates[key.Crate.Index], grown);
                pages = grown;
            }
            TValue?[]? slots = pages[page];
            if (slots is null)
            {
                slots = new TValue?[1 << PageBits];
                Volatile.Write(ref pages[page], slots);
            }
            Volatile.Write(ref slots[key.Index & PageMask], result);
        }
    }
}
