using System.Collections.Immutable;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Mir.Moves;

/// <summary>Finds the move paths of a body, and moves out of places that must not be moved out of.</summary>
public sealed class MoveDataBuilder
{
    private readonly TypeContext _context;
    private readonly Body _body;
    private readonly MoveData _data = new();

    private MoveDataBuilder(TypeContext context, Body body)
    {
        _context = context;
        _body = body;
    }

    public static MoveData Build(TypeContext context, Body body)
    {
        MoveDataBuilder builder = new(context, body);
        for (int i = 0; i < body.Locals.Count; i++)
        {
            Local local = Local.FromIndex(i);
            builder._data.AddRoot(local, body.Locals[local].Ty);
        }
        for (int i = 0; i < body.Blocks.Count; i++)
        {
            builder.VisitBlock(BasicBlock.FromIndex(i));
        }
        return builder._data;
    }

    private void VisitBlock(BasicBlock block)
    {
        BasicBlockData data = _body.Blocks[block];
        for (int i = 0; i < data.Statements.Count; i++)
        {
            Location location = new(block, i);
            switch (data.Statements[i])
            {
                case Statement.Assign it:
                    Visit(it.Value, location);
                    PathFor(it.Target, location, isMove: false);
                    break;
                case Statement.SetDiscriminant it:
                    PathFor(it.Target, location, isMove: false);
                    break;
                case Statement.StorageDead it:
                    // A variable that goes out of scope is as good as moved.
                    _data.MoveOuts.Add(new MoveOut(_data.OfLocal[it.Local], location));
                    break;
            }
        }
        Visit(data.Terminator, new Location(block, data.Statements.Count));
    }

    private void Visit(Terminator terminator, Location location)
    {
        switch (terminator)
        {
            case Terminator.SwitchInt it:
                Visit(it.Value, location);
                break;
            case Terminator.Drop it:
                PathFor(it.Place, location, isMove: false);
                break;
            case Terminator.Call it:
                Visit(it.Function, location);
                foreach (Operand arg in it.Args)
                {
                    Visit(arg, location);
                }
                PathFor(it.Destination, location, isMove: false);
                break;
            case Terminator.Assert it:
                Visit(it.Condition, location);
                break;
            case Terminator.Yield it:
                Visit(it.Value, location);
                PathFor(it.ResumeArg, location, isMove: false);
                break;
            case Terminator.InlineAsm it:
                foreach (MirAsmOperand operand in it.Operands)
                {
                    if (operand.Input is not null)
                    {
                        Visit(operand.Input, location);
                    }
                    if (operand.Output is not null)
                    {
                        PathFor(operand.Output, location, isMove: false);
                    }
                }
                break;
        }
    }

    private void Visit(Rvalue rvalue, Location location)
    {
        switch (rvalue)
        {
            case Rvalue.Use it:
                Visit(it.Value, location);
                break;
            case Rvalue.Repeat it:
                Visit(it.Value, location);
                break;
            case Rvalue.Cast it:
                Visit(it.Value, location);
                break;
            case Rvalue.Unary it:
                Visit(it.Value, location);
                break;
            case Rvalue.Binary it:
                Visit(it.Left, location);
                Visit(it.Right, location);
                break;
            case Rvalue.Aggregate it:
                foreach (Operand field in it.Fields)
                {
                    Visit(field, location);
                }
                break;
        }
    }

    private void Visit(Operand operand, Location location)
    {
        if (operand is Operand.Move move && PathFor(move.Place, location, isMove: true) is { } path)
        {
            _data.MoveOuts.Add(new MoveOut(path, location));
        }
    }

    /// <summary>The path of a place, made if it can have one; null behind a pointer and for parts that are not tracked.</summary>
    private MovePath? PathFor(Place place, Location location, bool isMove)
    {
        MovePath path = _data.OfLocal[place.Local];
        PlaceTy ty = new(_body.Locals[place.Local].Ty, null);
        Place through = new(place.Local);
        for (int i = 0; i < place.Projection.Length; i++)
        {
            PlaceElem elem = place.Projection[i];
            if (IllegalStep(ty.Ty, elem) is { } kind)
            {
                if (isMove)
                {
                    _data.IllegalMoves.Add(new IllegalMove(place, location, kind, ty.Ty, through));
                }
                return null;
            }
            ty = ty.Project(elem, _context.Types);
            // A union's fields share their memory: the union is tracked as a whole.
            if (elem is PlaceElem.Field && _data[path].Ty is Ty.Adt { Def.IsUnion: true })
            {
                return path;
            }
            path = _data.AddChild(path, elem, ty.Ty);
            through = through.Project(elem);
        }
        return path;
    }

    private IllegalMoveKind? IllegalStep(Ty ty, PlaceElem elem)
    {
        switch (elem)
        {
            case PlaceElem.Deref:
                return ty is Ty.Ref or Ty.RawPtr ? IllegalMoveKind.Borrowed : null;
            case PlaceElem.Field or PlaceElem.Downcast:
                return ty is Ty.Adt { Def: { IsBox: false, IsUnion: false } def } && DropInfo.DropImplOf(_context, def).IsSome
                    ? IllegalMoveKind.InteriorOfDrop
                    : null;
            case PlaceElem.Index:
                return IllegalMoveKind.Indexed;
            case PlaceElem.ConstantIndex or PlaceElem.Subslice:
                return ty is Ty.Slice ? IllegalMoveKind.Indexed : null;
            default:
                return null;
        }
    }
}
