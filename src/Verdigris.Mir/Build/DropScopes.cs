using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Hir;

namespace Verdigris.Mir.Build;

/// <summary>What a scope is, for temporaries and jumps.</summary>
internal enum ScopeKind
{
    /// <summary>Only drops variables at its end.</summary>
    Plain,
    /// <summary>Temporaries made inside live to its end: a statement, a condition, an arm. [destructors.scope.temporary]</summary>
    Terminating,
    Arguments,
}

/// <summary>
/// The scopes open at one point of lowering and the drops scheduled in them. Leaving scopes, normally or by a jump or while
/// unwinding, runs the drops innermost first. Blocks that drop the same rest are shared: each exit is built from its far end
/// towards the jump, and "drop this, then go there" is looked up before it is made.
/// </summary>
internal sealed class DropScopes(Body body)
{
    private readonly List<Scope> _scopes = [];
    private readonly Dictionary<(DropEntry, BasicBlock), BasicBlock> _exits = [];
    private readonly Dictionary<(DropEntry, BasicBlock), BasicBlock> _cleanups = [];
    private readonly Dictionary<HirId, Breakable> _breakables = [];
    private BasicBlock _resume;
    private BasicBlock _returnBlock;
    private BasicBlock _coroutineDrop;
    private UnwindAction _unwind;
    private bool _unwindIsCurrent;

    /// <summary>The depth of what is never dropped: temporaries that a constant's value refers to.</summary>
    public const int Never = -1;

    public int Depth => _scopes.Count;

    public BasicBlock NewBlock(bool isCleanup = false) => body.Blocks.Add(new BasicBlockData(isCleanup));

    public void EnterBody(BasicBlock returnBlock) => _returnBlock = returnBlock;

    /// <param name="span">What the scope is in the source: its drops are shown at the end of it.</param>
    public void Push(ScopeKind kind, SourceSpan span = default)
    {
        _scopes.Add(new Scope(kind, span));
    }

    /// <summary>Ends the innermost scope where control falls out of it.</summary>
    public void Pop(ref BasicBlock block, SourceInfo source)
    {
        Scope scope = _scopes[^1];
        source = scope.End(source);
        for (int i = scope.Drops.Count - 1; i >= 0; i--)
        {
            DropEntry entry = scope.Drops[i];
            if (entry.NeedsDrop)
            {
                BasicBlock next = NewBlock();
                UnwindAction unwind = UnwindBelow(_scopes.Count - 1, i, source);
                body.Blocks[block].Terminator = new Terminator.Drop(source, new Place(entry.Local), next, unwind, IsReplace: false);
                block = next;
            }
            if (entry.NeedsStorageDead)
            {
                body.Blocks[block].Statements.Add(new Statement.StorageDead(source, entry.Local));
            }
        }
        _scopes.RemoveAt(_scopes.Count - 1);
        _unwindIsCurrent = false;
    }

    /// <summary>The depth of the innermost scope in which temporaries live.</summary>
    public int TemporaryDepth
    {
        get
        {
            for (int i = _scopes.Count - 1; i >= 0; i--)
            {
                if (_scopes[i].Kind != ScopeKind.Plain)
                {
                    return i;
                }
            }
            return 0;
        }
    }

    public void ScheduleDrop(Local local, bool needsDrop, bool needsStorageDead) =>
        ScheduleDrop(_scopes.Count - 1, local, needsDrop, needsStorageDead);

    /// <summary>Schedules in the scope of a given depth.</summary>
    public void ScheduleDrop(int depth, Local local, bool needsDrop, bool needsStorageDead)
    {
        if (depth == Never || (!needsDrop && !needsStorageDead))
        {
            return;
        }
        _scopes[depth].Drops.Add(new DropEntry(local, needsDrop, needsStorageDead));
        if (needsDrop)
        {
            _unwindIsCurrent = false;
        }
    }

    /// <summary>The value moved away at once: an operand that becomes a call's argument needs no drop on the way to the call.</summary>
    public void Unschedule(Local local)
    {
        Scope scope = _scopes[^1];
        for (int i = scope.Drops.Count - 1; i >= 0; i--)
        {
            if (scope.Drops[i].Local == local && scope.Drops[i].NeedsDrop)
            {
                scope.Drops[i] = new DropEntry(local, false, scope.Drops[i].NeedsStorageDead);
                _unwindIsCurrent = false;
            }
        }
    }

    /// <summary>What a terminator that may panic does then.</summary>
    public UnwindAction Unwind(SourceInfo source)
    {
        if (!_unwindIsCurrent)
        {
            _unwind = UnwindBelow(_scopes.Count - 1, int.MaxValue, source);
            _unwindIsCurrent = true;
        }
        return _unwind;
    }

    public void AddBreakable(HirId id, BasicBlock breakBlock, BasicBlock continueBlock, Place breakValue) =>
        _breakables[id] = new Breakable(_scopes.Count, breakBlock, continueBlock, breakValue);

    public Breakable BreakableOf(HirId id) => _breakables[id];

    /// <summary>Jumps out of all scopes deeper than <paramref name="depth"/>.</summary>
    public void ExitTo(BasicBlock from, int depth, BasicBlock target, SourceInfo source) =>
        body.Blocks[from].Terminator = new Terminator.Goto(source, ExitPath(depth, target, source));

    /// <summary>What dropping a coroutine does that is suspended here: as if it returned, but without a value.</summary>
    public BasicBlock DropWhileSuspended(SourceInfo source)
    {
        if (_coroutineDrop.IsNone)
        {
            _coroutineDrop = NewBlock();
            body.Blocks[_coroutineDrop].Terminator = new Terminator.CoroutineDrop(source);
        }
        return ExitPath(0, _coroutineDrop, source);
    }

    private BasicBlock ExitPath(int depth, BasicBlock target, SourceInfo source)
    {
        BasicBlock next = target;
        for (int s = depth; s < _scopes.Count; s++)
        {
            List<DropEntry> drops = _scopes[s].Drops;
            for (int i = 0; i < drops.Count; i++)
            {
                next = ExitBlock(s, i, next, source);
            }
        }
        return next;
    }

    public void Return(BasicBlock from, SourceInfo source) => ExitTo(from, 0, _returnBlock, source);

    /// <summary>Blocks begun for code that cannot be reached still need an end.</summary>
    public void FinishUnreachable(SourceInfo source)
    {
        foreach (BasicBlockData block in body.Blocks.AsSpan())
        {
            if (!block.IsTerminated)
            {
                block.Terminator = new Terminator.Unreachable(source);
            }
        }
    }

    private BasicBlock ExitBlock(int scope, int index, BasicBlock next, SourceInfo source)
    {
        DropEntry entry = _scopes[scope].Drops[index];
        source = _scopes[scope].End(source);
        if (_exits.TryGetValue((entry, next), out BasicBlock known))
        {
            return known;
        }
        BasicBlock target = next;
        if (entry.NeedsStorageDead)
        {
            target = NewBlock();
            body.Blocks[target].Statements.Add(new Statement.StorageDead(source, entry.Local));
            body.Blocks[target].Terminator = new Terminator.Goto(source, next);
        }
        if (entry.NeedsDrop)
        {
            BasicBlock dropBlock = NewBlock();
            body.Blocks[dropBlock].Terminator = new Terminator.Drop(
                source, new Place(entry.Local), target, UnwindBelow(scope, index, source), IsReplace: false);
            target = dropBlock;
        }
        _exits.Add((entry, next), target);
        return target;
    }

    /// <summary>Clean-up for the drops before <paramref name="index"/> in a scope, and those of the scopes around it.</summary>
    private UnwindAction UnwindBelow(int scope, int index, SourceInfo source)
    {
        BasicBlock next = default;
        for (int s = 0; s <= scope; s++)
        {
            List<DropEntry> drops = _scopes[s].Drops;
            int end = s == scope ? int.Min(index, drops.Count) : drops.Count;
            for (int i = 0; i < end; i++)
            {
                if (!drops[i].NeedsDrop)
                {
                    continue;
                }
                if (next.IsNone)
                {
                    next = ResumeBlock(source);
                }
                next = CleanupBlock(drops[i], next, _scopes[s].End(source));
            }
        }
        return next.IsNone ? UnwindAction.Continue : UnwindAction.Cleanup(next);
    }

    private BasicBlock CleanupBlock(DropEntry entry, BasicBlock next, SourceInfo source)
    {
        if (_cleanups.TryGetValue((entry, next), out BasicBlock known))
        {
            return known;
        }
        BasicBlock block = NewBlock(isCleanup: true);
        body.Blocks[block].Terminator = new Terminator.Drop(
            source, new Place(entry.Local), next, UnwindAction.Terminate(UnwindTerminateReason.InCleanup), IsReplace: false);
        _cleanups.Add((entry, next), block);
        return block;
    }

    private BasicBlock ResumeBlock(SourceInfo source)
    {
        if (_resume.IsNone)
        {
            _resume = NewBlock(isCleanup: true);
            body.Blocks[_resume].Terminator = new Terminator.UnwindResume(source);
        }
        return _resume;
    }

    private sealed class Scope(ScopeKind kind, SourceSpan span)
    {
        /// <summary>Where messages say that the scope ends: its last character.</summary>
        public SourceInfo End(SourceInfo otherwise)
        {
            SourceSpan whole = span.IsDummy ? otherwise.Span : span;
            return whole.Hi > whole.Lo ? otherwise with { Span = new SourceSpan(whole.Hi - 1, whole.Hi, whole.Context) } : otherwise;
        }

        public ScopeKind Kind { get; } = kind;

        public List<DropEntry> Drops { get; } = [];
    }

    private readonly record struct DropEntry(Local Local, bool NeedsDrop, bool NeedsStorageDead);
}

/// <param name="Depth">Scopes that stay open when it is left.</param>
/// <param name="ContinueBlock">None for blocks.</param>
internal readonly record struct Breakable(int Depth, BasicBlock BreakBlock, BasicBlock ContinueBlock, Place BreakValue);
