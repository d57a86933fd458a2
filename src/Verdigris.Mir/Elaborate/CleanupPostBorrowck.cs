namespace Verdigris.Mir.Elaborate;

/// <summary>Removes what only the borrow checker needs: false edges, fake reads, ascriptions, fake borrows.</summary>
public static class CleanupPostBorrowck
{
    public static void Run(Body body)
    {
        foreach (BasicBlockData block in body.Blocks.AsSpan())
        {
            for (int i = block.Statements.Count - 1; i >= 0; i--)
            {
                if (block.Statements[i] is Statement.FakeRead or Statement.PlaceMention or Statement.AscribeUserType or Statement.Nop
                    or Statement.Assign { Value: Rvalue.Ref { Kind: BorrowKind.FakeShallow or BorrowKind.FakeDeep } })
                {
                    block.Statements.RemoveAt(i);
                }
            }
            switch (block.Terminator)
            {
                case Terminator.FalseEdge it:
                    block.Terminator = new Terminator.Goto(it.Source, it.Real);
                    break;
                case Terminator.FalseUnwind it:
                    block.Terminator = new Terminator.Goto(it.Source, it.Real);
                    break;
            }
        }
    }
}
