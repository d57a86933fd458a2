using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Mir.Borrowck.Loans;
using Verdigris.Mir.ControlFlow;
using Verdigris.Mir.Diagnostics;
using Verdigris.Mir.Moves;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Mir.Borrowck;

/// <summary>Every use of a place finds it initialised; nothing is moved out of borrowed memory.</summary>
internal sealed class MoveChecker(
    TypeContext context, Body body, MoveData data, InitDataflow dataflow, ControlFlowGraph graph, BorrowReporter reporter)
{
    public void Check()
    {
        reporter.IllegalMoves(data.IllegalMoves);
        InitState state = new(data.Paths.Count);
        foreach (BasicBlock block in graph.ReversePostorder)
        {
            if (dataflow.AtEntry(block) is not { } entry)
            {
                continue;
            }
            state.CopyFrom(entry);
            BasicBlockData blockData = body.Blocks[block];
            for (int s = 0; s < blockData.Statements.Count; s++)
            {
                CheckStatement(blockData.Statements[s], state, new Location(block, s));
                dataflow.Apply(state, blockData.Statements[s]);
            }
            CheckTerminator(blockData.Terminator, state, new Location(block, blockData.Statements.Count));
        }
    }

    private void CheckStatement(Statement statement, InitState state, Location location)
    {
        switch (statement)
        {
            case Statement.Assign it:
                CheckRvalue(it.Value, state, location);
                CheckAssignedBase(it.Target, state, location);
                break;
            case Statement.FakeRead it:
                Use(it.Place, state, location, UseAction.Use);
                break;
        }
    }

    private void CheckTerminator(Terminator terminator, InitState state, Location location)
    {
        switch (terminator)
        {
            case Terminator.SwitchInt it:
                Use(it.Value, state, location);
                break;
            case Terminator.Call it:
                Use(it.Function, state, location);
                foreach (Operand arg in it.Args)
                {
                    Use(arg, state, location);
                }
                CheckAssignedBase(it.Destination, state, location);
                break;
            case Terminator.Assert it:
                Use(it.Condition, state, location);
                break;
        }
    }

    private void CheckRvalue(Rvalue rvalue, InitState state, Location location)
    {
        switch (rvalue)
        {
            case Rvalue.Use it:
                Use(it.Value, state, location);
                break;
            case Rvalue.Repeat it:
                Use(it.Value, state, location);
                break;
            case Rvalue.Ref it:
                Use(it.Place, state, location, UseAction.Borrow);
                break;
            case Rvalue.RawPtr it:
                Use(it.Place, state, location, UseAction.Borrow);
                break;
            case Rvalue.Cast it:
                Use(it.Value, state, location);
                break;
            case Rvalue.Unary it:
                Use(it.Value, state, location);
                break;
            case Rvalue.Binary it:
                Use(it.Left, state, location);
                Use(it.Right, state, location);
                break;
            case Rvalue.Discriminant it:
                Use(it.Place, state, location, UseAction.Use);
                break;
            case Rvalue.Aggregate it:
                foreach (Operand field in it.Fields)
                {
                    Use(field, state, location);
                }
                break;
        }
    }

    private void Use(Operand operand, InitState state, Location location)
    {
        switch (operand)
        {
            case Operand.Copy it:
                Use(it.Place, state, location, UseAction.Use);
                break;
            case Operand.Move it:
                Use(it.Place, state, location, UseAction.Use);
                break;
        }
    }

    /// <summary>Writing to a part needs the whole: <c>x.f = 1</c> when <c>x</c> was moved.</summary>
    private void CheckAssignedBase(Place target, InitState state, Location location)
    {
        for (int i = target.Projection.Length - 1; i >= 0; i--)
        {
            Place owner = new(target.Local, target.Projection[..i]);
            switch (target.Projection[i])
            {
                case PlaceElem.Deref:
                    RequireWhole(owner, state, location, UseAction.Use);
                    return;
                case PlaceElem.Field:
                    switch (PlaceTy.Of(body, owner, context.Types).Ty)
                    {
                        case Ty.Adt adt when DropInfo.DropImplOf(context, adt.Def).IsSome:
                            Use(owner, state, location, UseAction.Assignment);
                            return;
                        case Ty.Adt { Def.IsUnion: false } or Ty.Tuple:
                            RequireOwners(owner, state, location);
                            break;
                    }
                    break;
            }
        }
    }

    /// <summary>The outermost owner that is not there is reported, as far as no pointer is in between.</summary>
    private void RequireOwners(Place place, InitState state, Location location)
    {
        Place? missing = null;
        for (int i = place.Projection.Length; i >= 0; i--)
        {
            Place owner = new(place.Local, place.Projection[..i]);
            if (data.Lookup(owner) is (var path, true) && state.MaybeUninit.Contains(path))
            {
                missing = owner;
            }
            if (i > 0 && place.Projection[i - 1] is PlaceElem.Deref)
            {
                break;
            }
        }
        if (missing is not null)
        {
            reporter.UseOfMovedOrUninitialised(location, UseAction.PartialAssignment, missing, place, data.Lookup(missing).Path);
        }
    }

    /// <summary>The place, or the nearest owner of it that is tracked, is initialised.</summary>
    private bool RequireWhole(Place place, InitState state, Location location, UseAction action)
    {
        (MovePath path, _) = data.Lookup(place);
        if (!state.MaybeUninit.Contains(path))
        {
            return true;
        }
        reporter.UseOfMovedOrUninitialised(location, action, data[path].Place, place, path);
        return false;
    }

    /// <summary>… and so are its parts.</summary>
    private void Use(Place place, InitState state, Location location, UseAction action)
    {
        if (!RequireWhole(place, state, location, action) || data.Lookup(place) is not (var path, true))
        {
            return;
        }
        MovePath[] missing = [default];
        data.ForSubtree(path, (State: state, Missing: missing), static (it, child) =>
        {
            if (it.Missing[0].IsNone && it.State.MaybeUninit.Contains(child))
            {
                it.Missing[0] = child;
            }
        });
        if (missing[0].IsSome)
        {
            reporter.UseOfMovedOrUninitialised(location, action, place, place, missing[0]);
        }
    }
}
