using System;
using System.Collections.Generic;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Mir;
using Verdigris.Mir.Borrowck;
using Verdigris.Types;
using Verdigris.Types.Printing;

namespace Verdigris.Driver.Pictures;

/// <summary>Where values and references go that pass through temporaries: into which call, closure, variable.</summary>
internal sealed class MoveWords
{
    /// <summary>A value passes through few temporaries; more are not worth following.</summary>
    private const int MaxHops = 6;

    private readonly BorrowFacts _facts;
    private readonly Dictionary<Local, Location> _consumers = [];

    public MoveWords(BorrowFacts facts)
    {
        _facts = facts;
        Body body = facts.Body;
        for (int i = 0; i < body.Blocks.Count; i++)
        {
            BasicBlockData data = body.Blocks[BasicBlock.FromIndex(i)];
            if (data.IsCleanup)
            {
                continue;
            }
            for (int s = 0; s <= data.Statements.Count; s++)
            {
                Location at = new(BasicBlock.FromIndex(i), s);
                foreach (Operand operand in OperandsAt(at))
                {
                    Place? read = operand switch
                    {
                        Operand.Move it => it.Place,
                        Operand.Copy it => it.Place,
                        _ => null,
                    };
                    if (read?.AsLocal is { } local && !body.Locals[local].IsUserVariable)
                    {
                        _consumers.TryAdd(local, at);
                    }
                }
                if (s < data.Statements.Count && data.Statements[s] is Statement.Assign { Value: Rvalue.Ref { Place: { IsIndirect: true, Local: var reborrowed } } })
                {
                    _consumers.TryAdd(reborrowed, at);
                }
            }
        }
    }

    /// <summary>What follows "is moved": <c>into the call of `push`</c>; empty if that cannot be told shortly.</summary>
    public string DestinationOf(Location at)
    {
        for (int hop = 0; hop < MaxHops; hop++)
        {
            BasicBlockData block = _facts.Body.Blocks[at.Block];
            Place target;
            if (at.Statement == block.Statements.Count)
            {
                return block.Terminator is Terminator.Call call ? $"into {NameOf(call)}" : "";
            }
            switch (block.Statements[at.Statement])
            {
                case Statement.Assign { Value: Rvalue.Aggregate { Kind: AggregateKind.Closure } }:
                    return "into the closure";
                case Statement.Assign { Value: Rvalue.Aggregate { Kind: AggregateKind.Coroutine } }:
                    return "into the `async` block";
                case Statement.Assign it:
                    target = it.Target;
                    break;
                default:
                    return "";
            }
            LocalDecl decl = _facts.Body.Locals[target.Local];
            if (decl is { IsUserVariable: true, Info.Name: { } name })
            {
                return target.Projection.IsEmpty ? $"into `{name.Text}`" : $"into a part of `{name.Text}`";
            }
            if (target.Local == Local.ReturnPlace)
            {
                return "out of the function";
            }
            if (!_consumers.TryGetValue(target.Local, out at))
            {
                return "";
            }
        }
        return "";
    }

    /// <summary>What a reference that is put into a temporary is for: <c>the call of `push`</c>, <c>the closure</c>; empty if unknown.</summary>
    public string PurposeOf(Place target) =>
        target.AsLocal is { } local && _consumers.TryGetValue(local, out Location at) && DestinationOf(at) is ['i', 'n', 't', 'o', ' ', .. string rest] ? rest : "";

    public bool IsCapture(Place target) =>
        target.AsLocal is { } local && _consumers.TryGetValue(local, out Location at) && at.Statement < _facts.Body.Blocks[at.Block].Statements.Count
        && _facts.Body.Blocks[at.Block].Statements[at.Statement] is Statement.Assign
        {
            Value: Rvalue.Aggregate { Kind: AggregateKind.Closure or AggregateKind.Coroutine },
        };

    /// <summary>The operands that a step reads.</summary>
    public IEnumerable<Operand> OperandsAt(Location at)
    {
        BasicBlockData block = _facts.Body.Blocks[at.Block];
        if (at.Statement < block.Statements.Count)
        {
            return block.Statements[at.Statement] is Statement.Assign assign ? OperandsOf(assign.Value) : [];
        }
        return block.Terminator switch
        {
            Terminator.Call it => [it.Function, .. it.Args],
            Terminator.SwitchInt it => [it.Value],
            Terminator.Assert it => [it.Condition],
            Terminator.Yield it => [it.Value],
            _ => [],
        };
    }

    private static IEnumerable<Operand> OperandsOf(Rvalue value) => value switch
    {
        Rvalue.Use it => [it.Value],
        Rvalue.Repeat it => [it.Value],
        Rvalue.Cast it => [it.Value],
        Rvalue.Unary it => [it.Value],
        Rvalue.Binary it => [it.Left, it.Right],
        Rvalue.Aggregate it => it.Fields,
        _ => [],
    };

    /// <summary>The variable that a reference ends up in, by way of temporaries and of calls that pass it on; null if there is none.</summary>
    public Local? KeeperOf(Place target)
    {
        for (int hop = 0; hop < 2 * MaxHops; hop++)
        {
            if (_facts.Body.Locals[target.Local].IsUserVariable)
            {
                return target.Local;
            }
            if (target.Local == Local.ReturnPlace || !_consumers.TryGetValue(target.Local, out Location at))
            {
                return null;
            }
            BasicBlockData block = _facts.Body.Blocks[at.Block];
            Place? next = at.Statement < block.Statements.Count ? (block.Statements[at.Statement] as Statement.Assign)?.Target : (block.Terminator as Terminator.Call)?.Destination;
            if (next is null)
            {
                return null;
            }
            target = next;
        }
        return null;
    }

    /// <summary>A call as the user wrote it: as a macro, an index, an operator, or by the function's name.</summary>
    private string NameOf(Terminator.Call call)
    {
        SourceSpan span = call.Source.Span;
        Symbol? macro = null;
        while (HygieneTable.ExpansionOf(span.Context) is { } expansion)
        {
            macro = expansion.Kind == ExpansionKind.Bang ? expansion.MacroName : null;
            span = expansion.CallSite;
        }
        if (macro is not null)
        {
            return $"`{macro.Text}!`";
        }
        if (call.Function is not Operand.Constant { Value.Const.Ty: Ty.FnDef { Def: var def } })
        {
            return "the call of a function value";
        }
        return _facts.Context.Crates.NameOf(def).Text switch
        {
            "call" or "call_mut" or "call_once" => "a call of it",
            "index" or "index_mut" => "the indexing",
            "deref" or "deref_mut" => "looking through it",
            _ when TyPrinter.Path(_facts.Context.Crates, def).Contains("fmt::rt::", StringComparison.Ordinal) => "formatting",
            "into_iter" or "next" when !call.Source.Span.Context.IsRoot => "the loop",
            _ when call.CallSource == CallSource.OverloadedOperator => "the operator",
            var name => $"the call of `{name}`",
        };
    }
}
