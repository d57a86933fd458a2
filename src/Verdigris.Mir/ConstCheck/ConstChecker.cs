using System;
using System.Collections.Generic;
using Verdigris.Base.Source;
using Verdigris.Mir.Diagnostics;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.ConstCheck;

/// <summary>
/// Code that is evaluated at compile time does only what can be done there: it calls constant functions, runs no destructor,
/// and its value does not hold temporaries that could be changed. [const-eval] Requires: MIR as built, without errors; drops
/// are looked at as they stand, whatever elaboration would find out about them. The library is trusted: it may use what is
/// not stable.
/// </summary>
internal sealed class ConstChecker
{
    private readonly TypeContext _context;
    private readonly Body _body;
    private readonly ConstContextKind _kind;
    private readonly QualifDataflow _flow;
    private readonly HashSet<Local> _dying = [];
    private readonly HashSet<SourceSpan> _reported = [];

    private ConstChecker(TypeContext context, Body body, ConstContextKind kind, QualifDataflow flow)
    {
        _context = context;
        _body = body;
        _kind = kind;
        _flow = flow;
    }

    public static void Check(TypeContext context, Body body, ConstContextKind kind, ParamEnv env, Func<DefId, ConstQualifs> qualifsOf) =>
        new ConstChecker(context, body, kind, QualifDataflow.Run(context, body, env, qualifsOf)).Run();

    private void Run()
    {
        foreach (BasicBlockData block in _body.Blocks.AsSpan())
        {
            foreach (Statement statement in block.Statements)
            {
                if (statement is Statement.StorageDead dead)
                {
                    _dying.Add(dead.Local);
                }
            }
        }
        for (int i = 0; i < _body.Blocks.Count; i++)
        {
            BasicBlock block = BasicBlock.FromIndex(i);
            if (_body.Blocks[block].IsCleanup || _flow.AtEntry(block)?.Clone() is not { } state)
            {
                continue;
            }
            foreach (Statement statement in _body.Blocks[block].Statements)
            {
                if (statement is Statement.Assign assign)
                {
                    Check(assign, state);
                }
                _flow.Apply(state, statement);
            }
            Check(_body.Blocks[block].Terminator, state);
        }
    }

    private void Check(Statement.Assign assign, QualifDataflow.State state)
    {
        switch (assign.Value)
        {
            case Rvalue.Ref { Kind: BorrowKind.Mut or BorrowKind.MutTwoPhase or BorrowKind.MutClosureCapture } it:
                CheckMutableBorrow(it.Place, assign.Source.Span);
                break;
            case Rvalue.Ref { Kind: BorrowKind.Shared } it:
                CheckSharedBorrow(it.Place, state, assign.Source.Span);
                break;
            case Rvalue.RawPtr { IsMutable: true } it:
                CheckMutableBorrow(it.Place, assign.Source.Span);
                break;
            case Rvalue.RawPtr it:
                CheckSharedBorrow(it.Place, state, assign.Source.Span);
                break;
            case Rvalue.Aggregate { Kind: AggregateKind.Coroutine }:
                ConstCheckErrors.AsyncBlock(_context, assign.Source.Span, _kind);
                break;
            case Rvalue.Cast { Kind: CastKind.PointerExposeProvenance }:
                ConstCheckErrors.PointerToInteger(_context, assign.Source.Span);
                break;
        }
    }

    /// <summary>Memory that is there when the evaluation is over becomes part of the program, shared by all who use the constant.</summary>
    private bool IsTransient(Place place) => _kind == ConstContextKind.ConstFn || place.IsIndirect || _dying.Contains(place.Local);

    private void CheckMutableBorrow(Place place, SourceSpan span)
    {
        bool isEmpty = PlaceTy.Of(_body, place, _context.Types).Ty is Ty.Array { Length: Const.Value { Bits: var length } } && length == 0;
        if (!IsTransient(place) && _kind != ConstContextKind.MutableStatic && !isEmpty)
        {
            ConstCheckErrors.MutableBorrow(_context, span, _kind);
        }
    }

    private void CheckSharedBorrow(Place place, QualifDataflow.State state, SourceSpan span)
    {
        if (!IsTransient(place) && _kind == ConstContextKind.Constant && _flow.OfPlace(state, place).HasMutInterior)
        {
            ConstCheckErrors.BorrowOfInteriorMutable(_context, span, _kind);
        }
    }

    private void Check(Terminator terminator, QualifDataflow.State state)
    {
        switch (terminator)
        {
            case Terminator.Call { CallSource: not CallSource.Misc } it:
                CheckCall(it);
                break;
            case Terminator.Drop it when _flow.OfPlace(state, it.Place).NeedsDrop:
                SourceSpan span = it.Place.AsLocal is { } local ? _body.Locals[local].Source.Span : it.Source.Span;
                if (_reported.Add(span))
                {
                    ConstCheckErrors.Destructor(_context, span, it.Source.Span, PlaceTy.Of(_body, it.Place, _context.Types).Ty, _kind);
                }
                break;
            case Terminator.InlineAsm it:
                ConstCheckErrors.InlineAssembly(_context, it.Source.Span, _kind);
                break;
        }
    }

    private void CheckCall(Terminator.Call call)
    {
        Ty callee = call.Function switch
        {
            Operand.Constant it => it.Value.Const.Ty,
            Operand.Copy it => PlaceTy.Of(_body, it.Place, _context.Types).Ty,
            Operand.Move it => PlaceTy.Of(_body, it.Place, _context.Types).Ty,
            _ => throw new Base.CompilerBug("unknown kind of operand"),
        };
        switch (callee)
        {
            case Ty.FnDef it when !IsConst(it.Def):
                if (_reported.Add(call.Source.Span))
                {
                    ConstCheckErrors.NonConstCall(_context, call, it, _kind);
                }
                break;
            case Ty.FnPtr:
                ConstCheckErrors.FunctionPointerCall(_context, call.Source.Span, _kind);
                break;
        }
    }

    private bool IsConst(DefId callee) =>
        _context.KindOf(_context.ParentOf(callee)) != DefKind.Trait && (_context.IsConstFn(callee) || _context.FnAttrsOf(callee).IsIntrinsic);
}
