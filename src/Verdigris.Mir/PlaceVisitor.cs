using System.Collections.Immutable;

namespace Verdigris.Mir;

/// <summary>How a place occurs.</summary>
public enum PlaceUse
{
    Copy,
    Move,
    /// <summary>Read without taking the value: a discriminant, a fake read.</summary>
    Inspect,
    /// <summary><c>&amp;p</c>, <c>&amp;raw p</c></summary>
    Borrow,
    /// <summary>A borrow that only the borrow checker sees.</summary>
    FakeBorrow,
    /// <summary>Assigned as a whole.</summary>
    Write,
    Drop,
}

/// <summary>Visits the places of statements and terminators. Storage statements mention locals, not places.</summary>
public abstract class PlaceVisitor
{
    protected abstract void VisitPlace(Place place, PlaceUse use);

    /// <summary>A local that holds an index into an array or slice.</summary>
    protected virtual void VisitIndex(Local local)
    {
    }

    public void Visit(Statement statement)
    {
        switch (statement)
        {
            case Statement.Assign it:
                Visit(it.Value);
                Report(it.Target, PlaceUse.Write);
                break;
            case Statement.FakeRead it:
                Report(it.Place, PlaceUse.Inspect);
                break;
            case Statement.PlaceMention it:
                Report(it.Place, PlaceUse.Inspect);
                break;
            case Statement.SetDiscriminant it:
                Report(it.Target, PlaceUse.Write);
                break;
            case Statement.Assume it:
                Visit(it.Condition);
                break;
            case Statement.CopyNonOverlapping it:
                Visit(it.From);
                Visit(it.To);
                Visit(it.Count);
                break;
            case Statement.StorageLive or Statement.StorageDead or Statement.AscribeUserType or Statement.Nop:
                break;
        }
    }

    public void Visit(Terminator terminator)
    {
        switch (terminator)
        {
            case Terminator.SwitchInt it:
                Visit(it.Value);
                break;
            case Terminator.Drop it:
                Report(it.Place, PlaceUse.Drop);
                break;
            case Terminator.Call it:
                Visit(it.Function);
                VisitAll(it.Args);
                Report(it.Destination, PlaceUse.Write);
                break;
            case Terminator.Assert it:
                Visit(it.Condition);
                Visit(it.Message);
                break;
            case Terminator.Yield it:
                Visit(it.Value);
                // Written when the coroutine is resumed, not here.
                break;
            case Terminator.InlineAsm it:
                foreach (MirAsmOperand operand in it.Operands)
                {
                    if (operand.Input is not null)
                    {
                        Visit(operand.Input);
                    }
                    if (operand.Output is not null)
                    {
                        Report(operand.Output, PlaceUse.Write);
                    }
                }
                break;
        }
    }

    private void Visit(AssertMessage message)
    {
        switch (message)
        {
            case AssertMessage.BoundsCheck it:
                Visit(it.Length);
                Visit(it.Index);
                break;
            case AssertMessage.Overflow it:
                Visit(it.Left);
                Visit(it.Right);
                break;
            case AssertMessage.OverflowNeg it:
                Visit(it.Value);
                break;
            case AssertMessage.DivisionByZero it:
                Visit(it.Value);
                break;
            case AssertMessage.RemainderByZero it:
                Visit(it.Value);
                break;
            case AssertMessage.MisalignedPointerDereference it:
                Visit(it.Required);
                Visit(it.Found);
                break;
        }
    }

    private void Visit(Rvalue value)
    {
        switch (value)
        {
            case Rvalue.Use it:
                Visit(it.Value);
                break;
            case Rvalue.Repeat it:
                Visit(it.Value);
                break;
            case Rvalue.Ref it:
                Report(it.Place, it.Kind is BorrowKind.FakeShallow or BorrowKind.FakeDeep ? PlaceUse.FakeBorrow : PlaceUse.Borrow);
                break;
            case Rvalue.RawPtr it:
                Report(it.Place, PlaceUse.Borrow);
                break;
            case Rvalue.Cast it:
                Visit(it.Value);
                break;
            case Rvalue.Binary it:
                Visit(it.Left);
                Visit(it.Right);
                break;
            case Rvalue.Unary it:
                Visit(it.Value);
                break;
            case Rvalue.Discriminant it:
                Report(it.Place, PlaceUse.Inspect);
                break;
            case Rvalue.Aggregate it:
                VisitAll(it.Fields);
                break;
            case Rvalue.ThreadLocalRef:
                break;
        }
    }

    private void VisitAll(ImmutableArray<Operand> operands)
    {
        foreach (Operand operand in operands)
        {
            Visit(operand);
        }
    }

    private void Visit(Operand operand)
    {
        switch (operand)
        {
            case Operand.Copy it:
                Report(it.Place, PlaceUse.Copy);
                break;
            case Operand.Move it:
                Report(it.Place, PlaceUse.Move);
                break;
        }
    }

    private void Report(Place place, PlaceUse use)
    {
        VisitPlace(place, use);
        foreach (PlaceElem elem in place.Projection)
        {
            if (elem is PlaceElem.Index index)
            {
                VisitIndex(index.Value);
            }
        }
    }
}
