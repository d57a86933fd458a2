using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Mir.Lints;

/// <summary>What is known of a place: a scalar, or an aggregate of which parts are known.</summary>
internal abstract class KnownValue
{
    public sealed class Scalar(UInt128 bits) : KnownValue
    {
        public UInt128 Bits => bits;
    }

    /// <param name="fields">Null where nothing is known; grows by need.</param>
    public sealed class Aggregate(VariantIdx variant, List<KnownValue?> fields) : KnownValue
    {
        public VariantIdx Variant => variant;

        public List<KnownValue?> Fields => fields;
    }
}

/// <summary>
/// The values of a body's locals, as far as a walk over its blocks knows them. A local that is assigned once keeps its value;
/// one that is assigned more often has one only within a block; one that is borrowed or dropped has none.
/// </summary>
internal sealed class KnownLocals : PlaceVisitor
{
    private enum Mode : byte
    {
        Everywhere,
        WithinBlock,
        Never,
    }

    // Larger aggregates are not worth the memory.
    private const ulong SizeLimit = 64;

    private readonly Body _body;
    private readonly LayoutComputer _layouts;
    private readonly Mode[] _modes;
    private readonly KnownValue?[] _values;
    private readonly IdSet<Local> _assigned;
    private readonly HashSet<Local> _writtenInBlock = [];

    /// <summary>Finds how far each local's value may be carried.</summary>
    public KnownLocals(Body body, LayoutComputer layouts)
    {
        (_body, _layouts) = (body, layouts);
        _modes = new Mode[body.Locals.Count];
        _values = new KnownValue?[body.Locals.Count];
        _assigned = new IdSet<Local>(body.Locals.Count);
        for (int i = 1; i <= body.ArgCount; i++)
        {
            _assigned.Add(Local.FromIndex(i));
        }
        foreach (BasicBlockData block in body.Blocks.AsSpan())
        {
            foreach (Statement statement in block.Statements)
            {
                Visit(statement);
            }
            Visit(block.Terminator);
        }
    }

    protected override void VisitPlace(Place place, PlaceUse use)
    {
        if (place.Projection is [PlaceElem.Deref, ..])
        {
            return;
        }
        ref Mode mode = ref _modes[place.Local.Index];
        switch (use)
        {
            case PlaceUse.Borrow or PlaceUse.FakeBorrow or PlaceUse.Drop:
                mode = Mode.Never;
                break;
            case PlaceUse.Write when !_assigned.Add(place.Local) && mode == Mode.Everywhere:
                mode = Mode.WithinBlock;
                break;
        }
    }

    /// <summary>Null if nothing is known.</summary>
    public KnownValue? this[Place place]
    {
        get
        {
            KnownValue? value = _values[place.Local.Index];
            foreach (PlaceElem elem in place.Projection)
            {
                if (value is not KnownValue.Aggregate aggregate || FieldOf(elem) is not { } field || field >= aggregate.Fields.Count)
                {
                    return null;
                }
                value = aggregate.Fields[field];
            }
            return value;
        }
    }

    public UInt128? ScalarIn(Place place) => (this[place] as KnownValue.Scalar)?.Bits;

    public void Forget(Local local) => _values[local.Index] = null;

    /// <summary>Whether <see cref="Set"/> would keep a value.</summary>
    public bool Keeps(Local local) => _modes[local.Index] != Mode.Never;

    /// <summary>Notes what was written to a place that is no pointee; null if nobody knows.</summary>
    public void Set(Place place, KnownValue? value)
    {
        if (value is null || !TrySet(place, value))
        {
            Forget(place.Local);
        }
    }

    private bool TrySet(Place place, KnownValue value)
    {
        Mode mode = _modes[place.Local.Index];
        if (mode == Mode.Never || (value is not KnownValue.Scalar && !IsSmall(_body.Locals[place.Local].Ty)))
        {
            return false;
        }
        if (mode == Mode.WithinBlock)
        {
            _writtenInBlock.Add(place.Local);
        }
        if (place.Projection.IsEmpty)
        {
            _values[place.Local.Index] = value;
            return true;
        }
        if (!IsSmall(_body.Locals[place.Local].Ty))
        {
            return false;
        }
        KnownValue.Aggregate aggregate = AsAggregate(ref _values[place.Local.Index]);
        for (int i = 0; i < place.Projection.Length; i++)
        {
            if (FieldOf(place.Projection[i]) is not { } field)
            {
                return false;
            }
            while (aggregate.Fields.Count <= field)
            {
                aggregate.Fields.Add(null);
            }
            if (i == place.Projection.Length - 1)
            {
                aggregate.Fields[field] = value;
                return true;
            }
            KnownValue? inner = aggregate.Fields[field];
            KnownValue.Aggregate next = AsAggregate(ref inner);
            aggregate.Fields[field] = next;
            aggregate = next;
        }
        return true;
    }

    private static KnownValue.Aggregate AsAggregate(ref KnownValue? value)
    {
        KnownValue.Aggregate aggregate = value as KnownValue.Aggregate ?? new KnownValue.Aggregate(VariantIdx.FromIndex(0), []);
        value = aggregate;
        return aggregate;
    }

    /// <summary>Values that hold only within a block end with it.</summary>
    public void LeaveBlock()
    {
        foreach (Local local in _writtenInBlock)
        {
            Forget(local);
        }
        _writtenInBlock.Clear();
    }

    private bool IsSmall(Ty ty) =>
        (ty.Flags & TypeFlags.HasTyOrConstParam) == 0 && _layouts.TryOf(_layouts.Facts.Normalize(ty), out TyLayout? layout, out _) && layout.Size < SizeLimit;

    private int? FieldOf(PlaceElem elem) => elem switch
    {
        PlaceElem.Field it => it.Idx.Index,
        PlaceElem.Index it => ScalarIn(new Place(it.Value)) is { } index && index < SizeLimit ? (int)index : null,
        PlaceElem.ConstantIndex { FromEnd: false } it when it.Offset < SizeLimit => (int)it.Offset,
        _ => null,
    };
}
