using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Mir.Borrowck.Loans;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Mir.Lints;

/// <summary>Which variables of a body are changed after they got a value, so that they must be <c>mut</c>. Filled by the borrow checker's accesses.</summary>
internal sealed class UsedMuts(Body body, TypeContext context, Upvars upvars)
{
    private readonly IdSet<Local> _locals = new(body.Locals.Count);

    /// <summary>The captures that are changed: what is captured must be <c>mut</c>.</summary>
    public SortedSet<int> Upvars { get; } = [];

    public bool Contains(Local local) => _locals.Contains(local);

    public void Add(Local local) => _locals.Add(local);

    /// <summary>A closure changes what it captures with an operand.</summary>
    public void AddCaptured(Operand operand)
    {
        if (operand is not (Operand.Move or Operand.Copy))
        {
            return;
        }
        Place place = operand is Operand.Move move ? move.Place : ((Operand.Copy)operand).Place;
        if (place.AsLocal is { } local && !body.Locals[local].IsUserVariable)
        {
            if (EverInitialised.FirstInitOf(body, local) is not { } init || init.Statement >= body.Blocks[init.Block].Statements.Count
                || body.Blocks[init.Block].Statements[init.Statement] is not Statement.Assign assign)
            {
                return;
            }
            switch (assign.Value)
            {
                case Rvalue.Ref reference:
                    AddChanged(reference.Place);
                    break;
                case Rvalue.Use { Value: Operand.Move { Place: var moved } }:
                    AddChanged(moved);
                    break;
                case Rvalue.Use { Value: Operand.Copy { Place: var copied } }:
                    AddChanged(copied);
                    break;
            }
            return;
        }
        AddChanged(place);
    }

    /// <summary>What must be <c>mut</c> for a place to be changed: nothing if it is reached through a reference.</summary>
    private void AddChanged(Place place)
    {
        while (true)
        {
            if (upvars.FieldOf(place) is { } upvar)
            {
                Upvars.Add(upvar);
                return;
            }
            if (place.Projection.Length == 0)
            {
                Add(place.Local);
                return;
            }
            Place owner = place.Base();
            if (place.Projection[^1] is PlaceElem.Deref && PlaceTy.Of(body, owner, context.Types).Ty is Ty.Ref { IsMutable: true })
            {
                return;
            }
            place = owner;
        }
    }
}
