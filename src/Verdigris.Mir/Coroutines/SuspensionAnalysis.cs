using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Types;

namespace Verdigris.Mir.Coroutines;

/// <summary>
/// Finds which locals of a coroutine outlive each of its suspension points.
/// <para>
/// A local must be kept if it is read later or may be borrowed (an <c>async</c> body never moves, so references to its own
/// variables may cross a suspension), and if its memory still matters: it was assigned, not moved out of, and its storage is not
/// dead. These are three dataflow problems over sets of locals: liveness (backward), borrowed locals and required storage
/// (forward). Cost: blocks × locals / 64 words, times the loop nesting.
/// </para>
/// <para>Works before drop elaboration, for what auto traits depend on, and after it, for the state machine.</para>
/// </summary>
internal sealed class SuspensionAnalysis
{
    private readonly Body _body;
    private readonly StorageDataflow _storage;
    private readonly IdSet<Local>[] _liveAtEntry;

    private SuspensionAnalysis(Body body)
    {
        _body = body;
        _storage = StorageDataflow.Run(body);
        _liveAtEntry = LocalLiveness.AtEntries(body);
    }

    /// <summary>In the order of the blocks.</summary>
    public List<Suspension> Suspensions { get; } = [];

    public static SuspensionAnalysis Run(Body body)
    {
        SuspensionAnalysis analysis = new(body);
        for (int i = 0; i < body.Blocks.Count; i++)
        {
            BasicBlock block = BasicBlock.FromIndex(i);
            if (body.Blocks[block] is { IsTerminated: true, Terminator: Terminator.Yield yield } && analysis._storage.Before(new Location(block, body.Blocks[block].Statements.Count)) is { } storage)
            {
                analysis.Suspensions.Add(new Suspension(block, yield, analysis.KeptAt(yield, storage), storage.Live));
            }
        }
        return analysis;
    }

    /// <summary>
    /// The pairs among <paramref name="locals"/> that need memory at the same time somewhere; by position in the list, symmetric
    /// and with each local itself.
    /// </summary>
    public bool[,] ConflictsAmong(List<Local> locals)
    {
        bool[,] conflicts = new bool[locals.Count, locals.Count];
        List<int> needed = [];
        List<int> previous = [];
        _storage.ForEachPoint(required =>
        {
            needed.Clear();
            for (int i = 0; i < locals.Count; i++)
            {
                if (required.Contains(locals[i]))
                {
                    needed.Add(i);
                }
            }
            if (AreEqual(needed, previous))
            {
                return;
            }
            (previous, needed) = (needed, previous);
            foreach (int a in previous)
            {
                foreach (int b in previous)
                {
                    conflicts[a, b] = true;
                }
            }
        });
        return conflicts;
    }

    private static bool AreEqual(List<int> left, List<int> right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }
        for (int i = 0; i < left.Count; i++)
        {
            if (left[i] != right[i])
            {
                return false;
            }
        }
        return true;
    }

    private IdSet<Local> KeptAt(Terminator.Yield yield, StorageState storage)
    {
        IdSet<Local> kept = _liveAtEntry[yield.Resume.Index].Clone();
        if (yield.ResumeArg.AsLocal is { } given)
        {
            kept.Remove(given);
        }
        if (yield.DropTarget.IsSome)
        {
            kept.UnionWith(_liveAtEntry[yield.DropTarget.Index]);
        }
        kept.UnionWith(storage.Borrowed);
        for (int i = 0; i < _body.Locals.Count; i++)
        {
            Local local = Local.FromIndex(i);
            // The coroutine is not kept in itself.
            if (!storage.Required.Contains(local) || i == 1)
            {
                kept.Remove(local);
            }
        }
        return kept;
    }
}

/// <summary>A point where a coroutine gives up control.</summary>
/// <param name="Kept">The locals that must survive.</param>
/// <param name="StorageLive">The locals whose memory exists there.</param>
internal sealed record Suspension(BasicBlock Block, Terminator.Yield Yield, IdSet<Local> Kept, IdSet<Local> StorageLive);
