using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Verdigris.Mir.Borrowck.Regions;

namespace Verdigris.Mir.Borrowck.Typing;

/// <summary>How a point of the program touches a local.</summary>
internal enum UseKind
{
    /// <summary>Overwrites the whole local, or begins or ends its storage.</summary>
    Definition,
    Use,
    Drop,
}

/// <summary>The points where each local is defined, used and dropped, in order.</summary>
internal sealed class LocalUses
{
    private readonly List<(int Point, UseKind Kind)>?[] _of;
    private readonly PointTable _points;

    public LocalUses(Body body, PointTable points)
    {
        _points = points;
        _of = new List<(int, UseKind)>?[body.Locals.Count];
        for (int i = 0; i < body.Blocks.Count; i++)
        {
            BasicBlock block = BasicBlock.FromIndex(i);
            int point = points.FirstOf(block);
            foreach (Statement statement in body.Blocks[block].Statements)
            {
                Visit(statement, point++);
            }
            Visit(body.Blocks[block].Terminator, point);
        }
    }

    public ReadOnlySpan<(int Point, UseKind Kind)> Of(Local local) => CollectionsMarshal.AsSpan(_of[local.Index]);

    /// <summary>What a statement or terminator at one point does to a local; the strongest, with uses before definitions.</summary>
    public UseKind? At(Local local, int point)
    {
        UseKind? found = null;
        foreach ((int at, UseKind kind) in Of(local))
        {
            if (at == point && (found is null || kind != UseKind.Definition))
            {
                found = kind;
            }
        }
        return found;
    }

    public Location LocationOf(int point) => _points.LocationOf(point);

    private void Visit(Statement statement, int point)
    {
        switch (statement)
        {
            case Statement.Assign it:
                Visit(it.Value, point);
                Define(it.Target, point);
                break;
            case Statement.FakeRead it:
                Use(it.Place, point);
                break;
            case Statement.PlaceMention it:
                Use(it.Place, point);
                break;
            case Statement.AscribeUserType it:
                Use(it.Place, point);
                break;
            case Statement.SetDiscriminant it:
                Use(it.Target, point);
                break;
            case Statement.StorageLive it:
                Add(it.Local, point, UseKind.Definition);
                break;
            case Statement.StorageDead it:
                Add(it.Local, point, UseKind.Definition);
                break;
            case Statement.Assume it:
                Use(it.Condition, point);
                break;
            case Statement.CopyNonOverlapping it:
                Use(it.From, point);
                Use(it.To, point);
                Use(it.Count, point);
                break;
        }
    }

    private void Visit(Rvalue rvalue, int point)
    {
        switch (rvalue)
        {
            case Rvalue.Use it:
                Use(it.Value, point);
                break;
            case Rvalue.Repeat it:
                Use(it.Value, point);
                break;
            case Rvalue.Ref it:
                Use(it.Place, point);
                break;
            case Rvalue.RawPtr it:
                Use(it.Place, point);
                break;
            case Rvalue.Cast it:
                Use(it.Value, point);
                break;
            case Rvalue.Binary it:
                Use(it.Left, point);
                Use(it.Right, point);
                break;
            case Rvalue.Unary it:
                Use(it.Value, point);
                break;
            case Rvalue.Discriminant it:
                Use(it.Place, point);
                break;
            case Rvalue.Aggregate it:
                foreach (Operand field in it.Fields)
                {
                    Use(field, point);
                }
                break;
        }
    }

    private void Visit(Terminator terminator, int point)
    {
        switch (terminator)
        {
            case Terminator.SwitchInt it:
                Use(it.Value, point);
                break;
            case Terminator.Return:
                Add(Local.ReturnPlace, point, UseKind.Use);
                break;
            case Terminator.Drop it:
                if (it.Place.Projection.Length == 0)
                {
                    Add(it.Place.Local, point, UseKind.Drop);
                }
                else
                {
                    Use(it.Place, point);
                }
                break;
            case Terminator.Call it:
                Use(it.Function, point);
                foreach (Operand arg in it.Args)
                {
                    Use(arg, point);
                }
                Define(it.Destination, point);
                break;
            case Terminator.Assert it:
                Use(it.Condition, point);
                if (it.Message is AssertMessage.BoundsCheck check)
                {
                    Use(check.Length, point);
                    Use(check.Index, point);
                }
                break;
            case Terminator.Yield it:
                Use(it.Value, point);
                Define(it.ResumeArg, point);
                break;
            case Terminator.InlineAsm it:
                foreach (MirAsmOperand operand in it.Operands)
                {
                    if (operand.Input is not null)
                    {
                        Use(operand.Input, point);
                    }
                    if (operand.Output is not null)
                    {
                        Define(operand.Output, point);
                    }
                }
                break;
        }
    }

    /// <summary>Assigning to a part needs the local to be there.</summary>
    private void Define(Place place, int point)
    {
        if (place.Projection.Length == 0)
        {
            Add(place.Local, point, UseKind.Definition);
        }
        else
        {
            Use(place, point);
        }
    }

    private void Use(Operand operand, int point)
    {
        switch (operand)
        {
            case Operand.Copy it:
                Use(it.Place, point);
                break;
            case Operand.Move it:
                Use(it.Place, point);
                break;
        }
    }

    private void Use(Place place, int point)
    {
        Add(place.Local, point, UseKind.Use);
        UseIndices(place, point);
    }

    private void UseIndices(Place place, int point)
    {
        foreach (PlaceElem elem in place.Projection)
        {
            if (elem is PlaceElem.Index index)
            {
                Add(index.Value, point, UseKind.Use);
            }
        }
    }

    private void Add(Local local, int point, UseKind kind) => (_of[local.Index] ??= []).Add((point, kind));
}
