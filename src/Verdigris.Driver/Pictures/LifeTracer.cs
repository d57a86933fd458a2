using System;
using System.Collections.Generic;
using Verdigris.Mir;
using Verdigris.Mir.Borrowck;
using Verdigris.Mir.ControlFlow;
using Verdigris.Mir.Moves;

namespace Verdigris.Driver.Pictures;

/// <summary>
/// Walks a body once and notes for each line what the variables are when control leaves it, and which loans are in force on it.
/// Unwinding is left out: it has no lines of its own.
/// </summary>
internal sealed class LifeTracer
{
    private readonly BorrowFacts _facts;
    private readonly Body _body;
    private readonly SourceLines _lines;
    private readonly Dictionary<Local, (int First, int Last)> _shown;
    private readonly Dictionary<Local, SortedDictionary<int, BandState>> _states = [];
    private readonly Dictionary<Local, SortedDictionary<int, BandState>> _endStates = [];
    private readonly HashSet<Local> _dropped = [];
    private readonly int[] _firstLines;
    private readonly HashSet<Local> _dead = [];
    private readonly HashSet<Local> _hadValue = [];

    /// <param name="facts">Of the body.</param>
    /// <param name="lines">Where its steps are.</param>
    /// <param name="shown">The variables, each with the lines on which it exists.</param>
    public LifeTracer(BorrowFacts facts, SourceLines lines, Dictionary<Local, (int First, int Last)> shown)
    {
        _facts = facts;
        _body = facts.Body;
        _lines = lines;
        _shown = shown;
        _firstLines = new int[_body.Blocks.Count];
        LoanLines = new SortedSet<int>[facts.Loans.Length];
        IsIntoNextRound = new bool[facts.Loans.Length];
        for (int i = 0; i < LoanLines.Length; i++)
        {
            LoanLines[i] = [];
        }
        foreach (Local local in shown.Keys)
        {
            _states.Add(local, []);
            _endStates.Add(local, []);
        }
        foreach (BasicBlockData block in _body.Blocks.AsSpan())
        {
            if (!block.IsCleanup && block.Terminator is Terminator.Drop { IsReplace: false, Place.AsLocal: { } dropped })
            {
                _dropped.Add(dropped);
            }
        }
    }

    /// <summary>By loan: the lines on which it is in force, that of its making only if it outlasts it.</summary>
    public SortedSet<int>[] LoanLines { get; }

    /// <summary>By loan: whether it is still in force where it is made, the next time around.</summary>
    public bool[] IsIntoNextRound { get; }

    /// <summary>During <see cref="Walk"/>: whether a variable may have had a value before the step that is visited.</summary>
    public bool MayHaveHadValue(Local local) => _hadValue.Contains(local);

    /// <summary>By line, where anything happens: what the variable is when control goes on to another.</summary>
    public SortedDictionary<int, BandState> StatesOf(Local local) => _states[local];

    /// <summary>By line, where the variable ends: what it is just before.</summary>
    public SortedDictionary<int, BandState> EndStatesOf(Local local) => _endStates[local];

    /// <summary>Calls back for each reachable step that has a line, with the state before it.</summary>
    public void Walk(Action<Location, int, InitState> visit)
    {
        for (int i = 0; i < _body.Blocks.Count; i++)
        {
            BasicBlock block = BasicBlock.FromIndex(i);
            BasicBlockData data = _body.Blocks[block];
            if (data.IsCleanup || _facts.Inits.AtEntry(block) is not { } entry)
            {
                continue;
            }
            InitState state = entry.Clone();
            _dead.Clear();
            _hadValue.Clear();
            foreach (Local local in _shown.Keys)
            {
                if (_facts.MayHaveHadValue(local, block))
                {
                    _hadValue.Add(local);
                }
            }
            for (int s = 0; s <= data.Statements.Count; s++)
            {
                Location at = new(block, s);
                int line = _lines.LineOf(at);
                if (line != 0)
                {
                    NoteLoans(at, line);
                    visit(at, line, state);
                }
                if (s == data.Statements.Count)
                {
                    Leave(data.Terminator, block, line, state);
                    break;
                }
                Statement statement = data.Statements[s];
                NoteEnd(statement, line, state);
                _facts.Inits.Apply(state, statement);
                if (statement is Statement.Assign assign)
                {
                    _hadValue.Add(assign.Target.Local);
                }
                if (line != 0 && LineAfter(at) is var next && next != line)
                {
                    NoteStates(line, next, state);
                }
            }
        }
    }

    /// <summary>The end of a variable: what it was before is what its last line shows.</summary>
    private void NoteEnd(Statement statement, int line, InitState state)
    {
        if (statement is Statement.StorageDead { Local: var local } && _states.ContainsKey(local))
        {
            // After a drop it would seem to have been moved.
            if (line != 0 && !_dropped.Contains(local))
            {
                NoteState(_endStates, local, line, state);
            }
            _dead.Add(local);
        }
    }

    private void Leave(Terminator terminator, BasicBlock block, int line, InitState state)
    {
        if (terminator is Terminator.Drop { IsReplace: false, Place.AsLocal: { } dropped } && _states.ContainsKey(dropped))
        {
            if (line != 0)
            {
                NoteState(_endStates, dropped, line, state);
            }
            _dead.Add(dropped);
        }
        if (line == 0)
        {
            return;
        }
        if (terminator is Terminator.Return)
        {
            NoteStates(line, line, state);
            return;
        }
        foreach (BasicBlock successor in RealSuccessors(terminator))
        {
            int next = FirstLineOf(successor);
            if (next == line)
            {
                continue;
            }
            InitState flowing = state.Clone();
            _facts.Inits.Apply(flowing, terminator);
            foreach (Place place in successor == Successors.ReturnOf(terminator) ? InitDataflow.PlacesWrittenOnReturn(terminator) : [])
            {
                if (_facts.Moves.Lookup(place) is (var path, true))
                {
                    flowing.SetInit(_facts.Moves, path);
                    _hadValue.Add(place.Local);
                }
            }
            NoteStates(line, next, flowing);
        }
    }

    private void NoteLoans(Location at, int line)
    {
        for (int i = 0; i < LoanLines.Length; i++)
        {
            if (!_facts.Loans[i].IsInForceAt(at))
            {
                continue;
            }
            LoanLines[i].Add(line);
            IsIntoNextRound[i] |= at == _facts.Loans[i].At;
        }
    }

    /// <param name="line">That control leaves.</param>
    /// <param name="next">Where it goes; 0 or less if that is not one line.</param>
    /// <param name="state">What is initialised then.</param>
    private void NoteStates(int line, int next, InitState state)
    {
        foreach ((Local local, (int first, int last)) in _shown)
        {
            // Where a variable does not exist, it has no state to speak of.
            bool isLeft = next > 0 && (next < first || next > last);
            if (!isLeft && !_dead.Contains(local))
            {
                NoteState(_states, local, line, state);
            }
        }
    }

    private void NoteState(Dictionary<Local, SortedDictionary<int, BandState>> table, Local local, int line, InitState state)
    {
        BandState found = StateOf(local, state);
        SortedDictionary<int, BandState> states = table[local];
        states[line] = states.TryGetValue(line, out BandState known) ? Join(known, found) : found;
    }

    private BandState StateOf(Local local, InitState state)
    {
        MovePath root = _facts.Moves.OfLocal[local];
        bool isInit = state.MaybeInit.Contains(root);
        if (!isInit)
        {
            return _hadValue.Contains(local) ? BandState.Moved : BandState.Unset;
        }
        if (state.MaybeUninit.Contains(root))
        {
            return BandState.Perhaps;
        }
        bool[] isPartial = [false];
        _facts.Moves.ForSubtree(root, (State: state, Found: isPartial), static (it, child) => it.Found[0] |= it.State.MaybeUninit.Contains(child));
        return isPartial[0] ? BandState.PartlyMoved : BandState.Owned;
    }

    private static BandState Join(BandState a, BandState b) => (a, b) switch
    {
        _ when a == b => a,
        (BandState.Owned, BandState.PartlyMoved) or (BandState.PartlyMoved, BandState.Owned) => BandState.PartlyMoved,
        // Control also leaves the line on a way on which the variable is not there yet.
        (BandState.Unset, _) => b,
        (_, BandState.Unset) => a,
        _ => BandState.Perhaps,
    };

    /// <summary>The line of the next step that has one; 0 if control parts ways before.</summary>
    private int LineAfter(Location at)
    {
        BasicBlockData data = _body.Blocks[at.Block];
        for (int s = at.Statement + 1; s <= data.Statements.Count; s++)
        {
            if (_lines.LineOf(new Location(at.Block, s)) is var line and not 0)
            {
                return line;
            }
        }
        return data.Terminator is Terminator.Goto { Target: var target } ? FirstLineOf(target) : 0;
    }

    /// <summary>The first line of a block or, if it has none, of where it leads.</summary>
    private int FirstLineOf(BasicBlock block)
    {
        if (_firstLines[block.Index] == 0)
        {
            // While it is being found out, a loop without any line ends here.
            _firstLines[block.Index] = -1;
            BasicBlock at = block;
            HashSet<BasicBlock> seen = [];
            while (_firstLines[block.Index] < 0 && seen.Add(at))
            {
                BasicBlockData data = _body.Blocks[at];
                for (int s = 0; s <= data.Statements.Count && _firstLines[block.Index] < 0; s++)
                {
                    if (_lines.LineOf(new Location(at, s)) is var line and not 0)
                    {
                        _firstLines[block.Index] = line;
                    }
                }
                List<BasicBlock> next = RealSuccessors(data.Terminator);
                if (next.Count != 1)
                {
                    break;
                }
                at = next[0];
            }
        }
        return _firstLines[block.Index];
    }

    /// <summary>Where control goes when nothing panics.</summary>
    private List<BasicBlock> RealSuccessors(Terminator terminator)
    {
        switch (terminator)
        {
            case Terminator.FalseEdge it:
                return [it.Real];
            case Terminator.FalseUnwind it:
                return [it.Real];
            default:
                List<BasicBlock> successors = Successors.Of(terminator);
                successors.RemoveAll(block => _body.Blocks[block].IsCleanup);
                return successors;
        }
    }
}
