using System;
using System.Collections.Immutable;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Abi;

/// <summary>
/// How C passes aggregates on x86-64: each eight bytes go in an integer or a vector register, up to sixteen bytes; larger and
/// unaligned ones go in memory. Source: System V ABI, AMD64 supplement, 3.2.3.
/// </summary>
internal sealed class SysVClassifier(LayoutComputer layouts)
{
    private const ulong MaxBytes = 16;

    private enum Class : byte
    {
        None,
        Integer,
        Sse,
    }

    /// <summary>Empty: in memory.</summary>
    public ImmutableArray<CastUnit> Classify(TyLayout layout)
    {
        if (layout.Size > MaxBytes || layout.Size == 0)
        {
            return [];
        }
        Span<Class> classes = stackalloc Class[2];
        if (!TryClassify(layout, 0, classes))
        {
            return [];
        }
        int count = (int)((layout.Size + 7) / 8);
        CastUnit[] units = new CastUnit[count];
        for (int i = 0; i < count; i++)
        {
            int size = (int)Math.Min(8, layout.Size - (ulong)i * 8);
            // An eightbyte of padding counts as SSE in the standard; either register will do.
            units[i] = classes[i] == Class.Sse ? new CastUnit(ScalarKind.Float, size <= 4 ? 4 : 8) : new CastUnit(ScalarKind.Int, size);
        }
        return ImmutableArray.Create(units);
    }

    private bool TryClassify(TyLayout layout, ulong offset, Span<Class> classes)
    {
        if (offset % (ulong)layout.Align != 0 && !layout.IsZst)
        {
            return false;
        }
        switch (layout.Repr)
        {
            case ValueRepr.Scalar:
                Merge(layout.A, offset, classes);
                return true;
            case ValueRepr.ScalarPair:
                Merge(layout.A, offset, classes);
                Merge(layout.B, offset + layout.OffsetOfB, classes);
                return true;
            case ValueRepr.Vector:
                return false;
            case ValueRepr.Memory:
                break;
        }
        if (layout.Enum is { } several)
        {
            Merge(several.Tag, offset + several.TagOffset, classes);
            foreach (TyLayout variant in several.Variants)
            {
                if (!TryClassifyFields(variant, offset, classes))
                {
                    return false;
                }
            }
            return true;
        }
        return TryClassifyFields(layout, offset, classes);
    }

    private bool TryClassifyFields(TyLayout layout, ulong offset, Span<Class> classes)
    {
        int count = layout.Shape switch
        {
            FieldsShape.Primitive => 0,
            FieldsShape.Union or FieldsShape.Array => (int)layout.Count,
            FieldsShape.Struct => layout.Offsets.Length,
        };
        for (int i = 0; i < count; i++)
        {
            if (!TryClassify(layouts.FieldOf(layout, i), offset + layout.OffsetOf(i), classes))
            {
                return false;
            }
        }
        return true;
    }

    private static void Merge(Scalar scalar, ulong offset, Span<Class> classes)
    {
        Class mine = scalar.Kind == ScalarKind.Float ? Class.Sse : Class.Integer;
        for (ulong at = offset / 8; at <= (offset + (ulong)scalar.Size - 1) / 8 && at < 2; at++)
        {
            ref Class slot = ref classes[(int)at];
            slot = slot == Class.Integer || mine == Class.Integer ? Class.Integer : mine;
        }
    }
}
