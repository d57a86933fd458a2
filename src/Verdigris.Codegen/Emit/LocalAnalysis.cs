using System;
using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Codegen.Collect;
using Verdigris.Mir;
using Verdigris.Mir.ControlFlow;
using Verdigris.Mir.Instances;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Emit;

/// <summary>
/// Finds the locals that need no memory: held in one or two machine values, assigned once as a whole, never borrowed, and
/// used only where that assignment dominates. All others get a stack slot, which LLVM may remove later.
/// Source of the dominator algorithm: Cooper, Harvey, Kennedy, "A Simple, Fast Dominance Algorithm".
/// </summary>
internal sealed class LocalAnalysis
{
    private readonly Body _body;
    private readonly IdSet<Local> _memory = new();
    private readonly Location?[] _definitions;
    private readonly DominatorTree _dominators;

    private LocalAnalysis(Body body)
    {
        _body = body;
        _definitions = new Location?[body.Locals.Count];
        _dominators = new ControlFlowGraph(body).Dominators;
    }

    /// <summary>The locals that live in memory.</summary>
    public static IdSet<Local> FindMemoryLocals(MonoBody mono, LayoutComputer layouts)
    {
        LocalAnalysis analysis = new(mono.Body);
        Body body = mono.Body;
        for (int i = 0; i < body.Locals.Count; i++)
        {
            Local local = Local.FromIndex(i);
            TyLayout layout = layouts.Of(mono.TypeOf(local));
            if (!layout.IsZst && layout.Repr is not (ValueRepr.Scalar or ValueRepr.ScalarPair))
            {
                analysis._memory.Add(local);
            }
        }
        for (int i = 1; i <= body.ArgCount; i++)
        {
            analysis._definitions[i] = new Location(BasicBlock.Start, -1);
        }
        // Definitions first: a use may come before its definition in block order.
        analysis.VisitDefinitions();
        analysis.VisitUses();
        return analysis._memory;
    }

    private void VisitDefinitions()
    {
        for (int b = 0; b < _body.Blocks.Count; b++)
        {
            BasicBlock block = BasicBlock.FromIndex(b);
            BasicBlockData data = _body.Blocks[block];
            for (int i = 0; i < data.Statements.Count; i++)
            {
                switch (data.Statements[i])
                {
                    case Statement.Assign assign:
                        Define(assign.Target, new Location(block, i));
                        Borrow(assign.Value);
                        break;
                    case Statement.SetDiscriminant set:
                        _memory.Add(set.Target.Local);
                        break;
                }
            }
            Location end = new(block, data.Statements.Count);
            switch (data.Terminator)
            {
                case Terminator.Call call:
                    // The value exists in the target block only.
                    Define(call.Destination, end);
                    break;
                case Terminator.Drop drop:
                    if (!IsThroughPointer(drop.Place))
                    {
                        _memory.Add(drop.Place.Local);
                    }
                    break;
                case Terminator.InlineAsm asm:
                    foreach (MirAsmOperand operand in asm.Operands)
                    {
                        if (operand.Output is { } output)
                        {
                            _memory.Add(output.Local);
                        }
                    }
                    break;
            }
        }
    }

    private void Define(Place target, Location location)
    {
        if (target.AsLocal is not { } local)
        {
            // A part of a local is written: only memory has parts.
            if (!IsThroughPointer(target))
            {
                _memory.Add(target.Local);
            }
            return;
        }
        if (_definitions[local.Index] is not null)
        {
            _memory.Add(local);
        }
        _definitions[local.Index] = location;
    }

    private void Borrow(Rvalue value)
    {
        Place? place = value switch
        {
            Rvalue.Ref borrow => borrow.Place,
            Rvalue.RawPtr pointer => pointer.Place,
            _ => null,
        };
        if (place is not null && !IsThroughPointer(place))
        {
            _memory.Add(place.Local);
        }
    }

    /// <summary>The place is behind a pointer that the local holds: the local itself is only read.</summary>
    private static bool IsThroughPointer(Place place) => place.Projection.Length > 0 && place.IsIndirect;

    private void VisitUses()
    {
        for (int b = 0; b < _body.Blocks.Count; b++)
        {
            BasicBlock block = BasicBlock.FromIndex(b);
            BasicBlockData data = _body.Blocks[block];
            for (int i = 0; i < data.Statements.Count; i++)
            {
                Location at = new(block, i);
                switch (data.Statements[i])
                {
                    case Statement.Assign assign:
                        UseProjection(assign.Target, at);
                        Use(assign.Value, at);
                        break;
                    case Statement.Assume assume:
                        Use(assume.Condition, at);
                        break;
                    case Statement.CopyNonOverlapping copy:
                        Use(copy.From, at);
                        Use(copy.To, at);
                        Use(copy.Count, at);
                        break;
                }
            }
            Use(data.Terminator, new Location(block, data.Statements.Count));
        }
    }

    private void Use(Terminator terminator, Location at)
    {
        switch (terminator)
        {
            case Terminator.SwitchInt switchInt:
                Use(switchInt.Value, at);
                break;
            case Terminator.Call call:
                Use(call.Function, at);
                foreach (Operand arg in call.Args)
                {
                    Use(arg, at);
                }
                UseProjection(call.Destination, at);
                break;
            case Terminator.Assert assert:
                Use(assert.Condition, at);
                if (assert.Message is AssertMessage.BoundsCheck bounds)
                {
                    Use(bounds.Length, at);
                    Use(bounds.Index, at);
                }
                else if (assert.Message is AssertMessage.MisalignedPointerDereference misaligned)
                {
                    Use(misaligned.Required, at);
                    Use(misaligned.Found, at);
                }
                break;
            case Terminator.Drop drop:
                Use(drop.Place, at);
                break;
            case Terminator.Return:
                UseLocal(Local.ReturnPlace, at);
                break;
            case Terminator.InlineAsm asm:
                foreach (MirAsmOperand operand in asm.Operands)
                {
                    if (operand.Input is { } input)
                    {
                        Use(input, at);
                    }
                }
                break;
        }
    }

    private void Use(Rvalue value, Location at)
    {
        switch (value)
        {
            case Rvalue.Use use:
                Use(use.Value, at);
                break;
            case Rvalue.Repeat repeat:
                Use(repeat.Value, at);
                break;
            case Rvalue.Ref borrow:
                Use(borrow.Place, at);
                break;
            case Rvalue.RawPtr pointer:
                Use(pointer.Place, at);
                break;
            case Rvalue.Cast cast:
                Use(cast.Value, at);
                break;
            case Rvalue.Binary binary:
                Use(binary.Left, at);
                Use(binary.Right, at);
                break;
            case Rvalue.Unary unary:
                Use(unary.Value, at);
                break;
            case Rvalue.Discriminant discriminant:
                Use(discriminant.Place, at);
                break;
            case Rvalue.Aggregate aggregate:
                foreach (Operand field in aggregate.Fields)
                {
                    Use(field, at);
                }
                break;
        }
    }

    private void Use(Operand operand, Location at)
    {
        if (operand is Operand.Copy { Place: var copied })
        {
            Use(copied, at);
        }
        else if (operand is Operand.Move { Place: var moved })
        {
            Use(moved, at);
        }
    }

    private void Use(Place place, Location at)
    {
        UseLocal(place.Local, at);
        UseIndices(place, at);
        if (NeedsMemory(place))
        {
            _memory.Add(place.Local);
        }
    }

    /// <summary>The pointer and indices of a place that is written.</summary>
    private void UseProjection(Place place, Location at)
    {
        if (place.IsIndirect)
        {
            UseLocal(place.Local, at);
        }
        UseIndices(place, at);
    }

    private void UseIndices(Place place, Location at)
    {
        foreach (PlaceElem elem in place.Projection)
        {
            if (elem is PlaceElem.Index index)
            {
                UseLocal(index.Value, at);
            }
        }
    }

    /// <summary>Fields of pairs and pointers can be taken from values; elements and variants before any deref cannot.</summary>
    private static bool NeedsMemory(Place place)
    {
        foreach (PlaceElem elem in place.Projection)
        {
            switch (elem)
            {
                case PlaceElem.Deref:
                    return false;
                case PlaceElem.Field:
                    break;
                default:
                    return true;
            }
        }
        return false;
    }

    private void UseLocal(Local local, Location at)
    {
        if (_memory.Contains(local))
        {
            return;
        }
        if (_definitions[local.Index] is not { } definition || !Dominates(definition, at))
        {
            _memory.Add(local);
        }
    }

    private bool Dominates(Location definition, Location use)
    {
        if (definition.Block == use.Block)
        {
            // The result of a call is there only after its block.
            bool isCall = definition.Statement == _body.Blocks[definition.Block].Statements.Count;
            return definition.Statement < use.Statement && !isCall;
        }
        if (!_dominators.IsReachable(use.Block))
        {
            return true;
        }
        // A call's result is not there in its cleanup block.
        return _dominators.Dominates(definition.Block, use.Block)
            && (_body.Blocks[definition.Block].Terminator is not Terminator.Call call
                || definition.Statement != _body.Blocks[definition.Block].Statements.Count
                || (call.Target.IsSome && _dominators.Dominates(call.Target, use.Block)));
    }
}
