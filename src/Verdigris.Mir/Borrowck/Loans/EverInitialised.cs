using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Mir.ControlFlow;
using Verdigris.Mir.Moves;

namespace Verdigris.Mir.Borrowck.Loans;

/// <summary>The locals that may have been assigned since their storage began, whether moved out again or not.</summary>
internal sealed class EverInitialised : ForwardDataflow<LocalSet>
{
    public EverInitialised(Body body, ControlFlowGraph graph)
        : base(body, graph)
    {
        LocalSet start = new(body.Locals.Count);
        for (int i = 1; i <= body.ArgCount; i++)
        {
            start.Locals.Add(Local.FromIndex(i));
        }
        Solve(start);
    }

    public override void Apply(LocalSet state, Statement statement)
    {
        switch (statement)
        {
            case Statement.Assign it:
                state.Locals.Add(it.Target.Local);
                break;
            case Statement.StorageDead it:
                state.Locals.Remove(it.Local);
                break;
            case Statement.StorageLive it:
                state.Locals.Remove(it.Local);
                break;
        }
    }

    public override void Apply(LocalSet state, Terminator terminator)
    {
    }

    protected override void ApplyReturn(LocalSet state, Terminator terminator)
    {
        foreach (Place place in InitDataflow.PlacesWrittenOnReturn(terminator))
        {
            state.Locals.Add(place.Local);
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
