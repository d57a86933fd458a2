using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Mir.Moves;

namespace Verdigris.Mir.Borrowck.Loans;

/// <summary>The locals that may have been assigned since their storage began, whether moved out again or not.</summary>
internal sealed class EverInitialised
{
    private readonly Body _body;
    private readonly IdSet<Local>?[] _entry;

    public EverInitialised(Body body)
    {
        _body = body;
        _entry = new IdSet<Local>?[body.Blocks.Count];
        IdSet<Local> start = new(body.Locals.Count);
        for (int i = 1; i <= body.ArgCount; i++)
        {
            start.Add(Local.FromIndex(i));
        }
        _entry[0] = start;
        Queue<BasicBlock> work = new();
        work.Enqueue(BasicBlock.Start);
        while (work.TryDequeue(out BasicBlock block))
        {
            IdSet<Local> state = _entry[block.Index]!.Clone();
            foreach (Statement statement in body.Blocks[block].Statements)
            {
                Apply(state, statement);
            }
            Terminator terminator = body.Blocks[block].Terminator;
            foreach (BasicBlock successor in Successors.Of(terminator))
            {
                IdSet<Local> flowing = state;
                Place[] initialised = InitDataflow.PlacesInitialisedOn(terminator, successor);
                if (initialised.Length != 0)
                {
                    flowing = state.Clone();
                    foreach (Place place in initialised)
                    {
                        flowing.Add(place.Local);
                    }
                }
                else if (terminator is Terminator.InlineAsm asm && asm.Target == successor)
                {
                    flowing = state.Clone();
                    foreach (MirAsmOperand operand in asm.Operands)
                    {
                        if (operand.Output is { } output)
                        {
                            flowing.Add(output.Local);
                        }
                    }
                }
                if (_entry[successor.Index] is not { } known)
                {
                    _entry[successor.Index] = flowing.Clone();
                    work.Enqueue(successor);
                }
                else if (known.UnionWith(flowing))
                {
                    work.Enqueue(successor);
                }
            }
        }
    }

    public IdSet<Local> AtEntry(BasicBlock block) => _entry[block.Index]?.Clone() ?? new IdSet<Local>(_body.Locals.Count);

    public static void Apply(IdSet<Local> state, Statement statement)
    {
        switch (statement)
        {
            case Statement.Assign it:
                state.Add(it.Target.Local);
                break;
            case Statement.StorageDead it:
                state.Remove(it.Local);
                break;
            case Statement.StorageLive it:
                state.Remove(it.Local);
                break;
        }
    }

    /// <summary>The first place in the code where a local is initialised; null for a parameter.</summary>
    public static Location? FirstInitOf(Body body, Local local)
    {
        for (int i = 0; i < body.Blocks.Count; i++)
        {
            BasicBlock block = BasicBlock.FromIndex(i);
            List<Statement> statements = body.Blocks[block].Statements;
            for (int s = 0; s < statements.Count; s++)
            {
                if (statements[s] is Statement.Assign assign && assign.Target.AsLocal == local)
                {
                    return new Location(block, s);
                }
            }
            if (body.Blocks[block].Terminator is Terminator.Call call && call.Destination.AsLocal == local)
            {
                return new Location(block, statements.Count);
            }
        }
        return null;
    }
}
