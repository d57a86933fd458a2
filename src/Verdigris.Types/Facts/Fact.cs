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
    // Indexed by crate, then by definition. Rows are made on first use; a row's length is the crate's number of definitions then.
    private TValue?[]?[] _rows = [];
    private readonly Lock _rowLock = new();

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
        TValue?[]?[] rows = Volatile.Read(ref _rows);
        if (key.Crate.Index >= rows.Length || Volatile.Read(ref rows[key.Crate.Index]) is not { } row || key.Index >= row.Length)
        {
            return null;
        }
        return Volatile.Read(ref row[key.Index]);
    }

    internal override void Publish(Program program, DefId key, object? value, ErrorReported? cycle)
    {
        TValue result = (TValue?)value ?? poison(program, key, cycle!);
        lock (_rowLock)
        {
            int crate = key.Crate.Index;
            if (crate >= _rows.Length)
            {
                TValue?[]?[] grown = new TValue?[]?[crate + 8];
                _rows.CopyTo(grown, 0);
                Volatile.Write(ref _rows, grown);
            }
            TValue?[]? row = _rows[crate];
            if (row is null || key.Index >= row.Length)
            {
                TValue?[] grown = new TValue?[Math.Max(key.Index + 16, (row?.Length ?? 64) * 2)];
                row?.CopyTo(grown, 0);
                Volatile.Write(ref _rows[crate], grown);
                row = grown;
            }
            Volatile.Write(ref row[key.Index], result);
        }
    }
}
