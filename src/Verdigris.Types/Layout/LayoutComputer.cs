using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Fold;

namespace Verdigris.Types.Layout;

/// <summary>
/// Layouts of types without parameters: sizes, alignments, offsets and niches equal rustc's. Results go to a cache shared by
/// all workers; the computer itself belongs to one worker. A type that contains itself fails instead of overflowing.
/// </summary>
public sealed class LayoutComputer(ILayoutFacts facts, LayoutCache cache, int pointerSize)
{
    /// <summary>Deeper nesting of types by value is taken for infinite: <c>S&lt;T&gt;</c> inside <c>S&lt;(T,)&gt;</c> has no cycle.</summary>
    private const int MaxDepth = 1024;

    private readonly HashSet<Ty> _open = [];

    private TypeInterner Interner => facts.Types.Types;

    public ILayoutFacts Facts => facts;

    /// <summary>In bytes.</summary>
    public int PointerSize => pointerSize;

    /// <summary>The layout of a type that is known to have one.</summary>
    /// <exception cref="CompilerBug">There is none: the checker should have reported that.</exception>
    public TyLayout Of(Ty ty)
    {
        if (cache.TryGet(ty, out TyLayout known))
        {
            return known;
        }
        return TryOf(ty, out TyLayout? layout, out LayoutFailure failure) ? layout : throw new CompilerBug($"no layout of {ty}: {failure}");
    }

    public bool TryOf(Ty ty, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TyLayout? layout, out LayoutFailure failure) =>
        TryOf(ty, out layout, out failure, out _);

    /// <param name="culprit">The part of the type that has no layout; the type itself when it has one.</param>
    public bool TryOf(Ty ty, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TyLayout? layout, out LayoutFailure failure, out Ty culprit)
    {
        try
        {
            layout = Compute(ty);
            failure = default;
            culprit = ty;
            return true;
        }
        catch (LayoutException e)
        {
            layout = null;
            failure = e.Failure;
            culprit = e.Ty;
            return false;
        }
    }

    /// <summary>The type of a field of a layout, variant layouts included.</summary>
    public Ty FieldTy(TyLayout layout, int field) => layout.Ty switch
    {
        Ty.Adt adt when layout.Enum is not null && layout.Variant.Index < 0 => TagTy(layout.Enum.Tag),
        Ty.Adt adt => AdtFieldTy(adt, adt.Def.Variants[Math.Max(layout.Variant.Index, 0)].Fields[field]),
        Ty.Tuple tuple => tuple.Elements[field],
        Ty.Closure closure => ((Ty.Tuple)closure.UpvarsTy).Elements[field],
        Ty.Coroutine coroutine => CoroutineFieldTy(layout, coroutine, field),
        Ty.Array array => array.Element,
        Ty.Slice slice => slice.Element,
        Ty.Primitive { Kind: PrimTy.Str } => facts.Types.Common.U8,
        Ty.Ref reference => PointerFieldTy(reference.Pointee, field, reference.IsMutable),
        Ty.RawPtr pointer => PointerFieldTy(pointer.Pointee, field, pointer.IsMutable),
        _ => throw new CompilerBug($"{layout.Ty} has no field {field}"),
    };

    /// <summary>The layout of a field.</summary>
    public TyLayout FieldOf(TyLayout layout, int field) => Of(FieldTy(layout, field));

    /// <summary>The enum's layout seen as one variant.</summary>
    public TyLayout VariantOf(TyLayout layout, VariantIdx variant)
    {
        if (layout.Enum is { } several)
        {
            return several.Variants[variant.Index];
        }
        if (layout.Variant == variant || layout.Ty is not Ty.Adt { Def.IsEnum: true } adt)
        {
            return layout;
        }
        // A variant that the layout left out as impossible: code that looks at it is never reached, but is there.
        ImmutableArray<ulong> offsets = ImmutableArray.Create(new ulong[adt.Def.Variant(variant).Fields.Length]);
        return layout with { Variant = variant, IsUninhabited = true, Repr = ValueRepr.Memory, Offsets = offsets, Shape = FieldsShape.Union };
    }

    /// <summary>What behind a pointer to the type decides its metadata: the last field of the last field …</summary>
    public Ty StructTail(Ty ty)
    {
        for (int depth = 0; depth < 256; depth++)
        {
            switch (ty)
            {
                case Ty.Adt { Def.IsStruct: true } adt when adt.Def.SingleVariant.Fields.Length > 0:
                    ty = AdtFieldTy(adt, adt.Def.SingleVariant.Fields[^1]);
                    break;
                case Ty.Tuple { Elements.Count: > 0 } tuple:
                    ty = tuple.Elements[^1];
                    break;
                case Ty.Alias:
                    ty = facts.Normalize(ty);
                    if (ty is Ty.Alias)
                    {
                        return ty;
                    }
                    break;
                default:
                    return ty;
            }
        }
        return ty;
    }

    public bool IsThinPointee(Ty pointee) => StructTail(pointee) is not (Ty.Slice or Ty.Dynamic or Ty.Primitive { Kind: PrimTy.Str });

    private TyLayout Compute(Ty ty)
    {
        if (cache.TryGet(ty, out TyLayout known))
        {
            return known;
        }
        if (ty.HasError)
        {
            throw new LayoutException(ty, LayoutFailure.Poisoned);
        }
        if (_open.Count >= MaxDepth || !_open.Add(ty))
        {
            throw new LayoutException(ty, LayoutFailure.Infinite);
        }
        try
        {
            return cache.Publish(ty, ComputeUncached(ty));
        }
        finally
        {
            _open.Remove(ty);
        }
    }

    private TyLayout ComputeUncached(Ty ty) => ty switch
    {
        Ty.Primitive primitive => OfPrimitive(primitive),
        Ty.Never => new TyLayout { Ty = ty, Size = 0, Align = 1, Repr = ValueRepr.Memory, IsUninhabited = true },
        Ty.Adt adt => OfAdt(adt),
        Ty.Array array => OfArray(array),
        Ty.Slice slice => Unsized(ty, Compute(slice.Element)),
        Ty.RawPtr pointer => OfPointer(ty, pointer.Pointee, isNonNull: false),
        Ty.Ref reference => OfPointer(ty, reference.Pointee, isNonNull: true),
        Ty.FnDef => StructLayout.Compute(ty, [], ReprOptions.Default, StructKind.AlwaysSized),
        Ty.FnPtr => OfScalar(ty, Scalar.Pointer(pointerSize, isNonNull: true)),
        Ty.Dynamic or Ty.Foreign => new TyLayout { Ty = ty, Size = 0, Align = 1, Repr = ValueRepr.Memory, IsSized = false, Shape = FieldsShape.Struct },
        Ty.Closure closure => StructLayout.Compute(ty, LayoutsOf((Ty.Tuple)closure.UpvarsTy), ReprOptions.Default, StructKind.AlwaysSized),
        Ty.Coroutine coroutine => new CoroutineLayout(facts.StatesOf(coroutine), Compute).Build(coroutine),
        Ty.Tuple tuple => StructLayout.Compute(
            ty, LayoutsOf(tuple), ReprOptions.Default, tuple.Elements.Count == 0 ? StructKind.AlwaysSized : StructKind.MaybeUnsized),
        Ty.Alias => OfAlias(ty),
        Ty.Param or Ty.Infer or Ty.Fresh => throw new LayoutException(ty, LayoutFailure.Unknown),
        Ty.Error => throw new LayoutException(ty, LayoutFailure.Poisoned),
    };

    private TyLayout OfAlias(Ty ty)
    {
        Ty normal = facts.Normalize(ty);
        return normal is Ty.Alias ? throw new LayoutException(ty, LayoutFailure.Unknown) : Compute(normal);
    }

    private TyLayout OfPrimitive(Ty.Primitive ty) => ty.Kind switch
    {
        PrimTy.Bool => OfScalar(ty, Scalar.Int(1, isSigned: false) with { Valid = new WrappingRange(0, 1) }),
        PrimTy.Char => OfScalar(ty, Scalar.Int(4, isSigned: false) with { Valid = new WrappingRange(0, 0x10FFFF) }),
        PrimTy.Str => Unsized(ty, Compute(facts.Types.Common.U8)),
        PrimTy.I8 or PrimTy.I16 or PrimTy.I32 or PrimTy.I64 or PrimTy.I128 => OfScalar(ty, Scalar.Int(EnumLayoutBuilder.IntegerSize(ty.Kind), isSigned: true)),
        PrimTy.U8 or PrimTy.U16 or PrimTy.U32 or PrimTy.U64 or PrimTy.U128 => OfScalar(ty, Scalar.Int(EnumLayoutBuilder.IntegerSize(ty.Kind), isSigned: false)),
        PrimTy.Isize => OfScalar(ty, Scalar.Int(pointerSize, isSigned: true)),
        PrimTy.Usize => OfScalar(ty, Scalar.Int(pointerSize, isSigned: false)),
        PrimTy.F16 => OfScalar(ty, Scalar.Float(2)),
        PrimTy.F32 => OfScalar(ty, Scalar.Float(4)),
        PrimTy.F64 => OfScalar(ty, Scalar.Float(8)),
        PrimTy.F128 => OfScalar(ty, Scalar.Float(16)),
    };

    private static TyLayout OfScalar(Ty ty, Scalar scalar) => new()
    {
        Ty = ty,
        Size = (ulong)scalar.Size,
        Align = scalar.Align,
        Repr = ValueRepr.Scalar,
        A = scalar,
        LargestNiche = Niche.From(0, scalar),
    };

    private static TyLayout Unsized(Ty ty, TyLayout element) => new()
    {
        Ty = ty,
        Size = 0,
        Align = element.Align,
        Repr = ValueRepr.Memory,
        IsSized = false,
        Shape = FieldsShape.Array,
        Stride = element.Size,
        MaxReprAlign = element.MaxReprAlign,
    };

    private TyLayout OfPointer(Ty ty, Ty pointee, bool isNonNull)
    {
        Scalar pointer = Scalar.Pointer(pointerSize, isNonNull);
        return StructTail(pointee) switch
        {
            Ty.Slice or Ty.Primitive { Kind: PrimTy.Str } => StructLayout.Pair(ty, pointer, Scalar.Int(pointerSize, isSigned: false)),
            Ty.Dynamic => StructLayout.Pair(ty, pointer, Scalar.Pointer(pointerSize, isNonNull: true)),
            (Ty.Alias or Ty.Param) and var tail when !facts.IsSized(tail) => throw new LayoutException(ty, LayoutFailure.Unknown),
            _ => OfScalar(ty, pointer),
        };
    }

    private TyLayout OfArray(Ty.Array array)
    {
        TyLayout element = Compute(array.Element);
        UInt128 count = array.Length switch
        {
            Const.Value value => value.Bits,
            Const.Error => throw new LayoutException(array, LayoutFailure.Poisoned),
            Const.Param or Const.Infer or Const.Fresh => throw new LayoutException(array, LayoutFailure.Unknown),
            Const.Unevaluated => facts.Evaluate(array.Length) ?? throw new LayoutException(array, LayoutFailure.Poisoned),
        };
        return new TyLayout
        {
            Ty = array,
            Size = LayoutLimits.Multiply(array, element.Size, count),
            Align = element.Align,
            Repr = ValueRepr.Memory,
            IsUninhabited = count != 0 && element.IsUninhabited,
            Shape = FieldsShape.Array,
            Stride = element.Size,
            Count = (ulong)count,
            LargestNiche = count != 0 ? element.LargestNiche : null,
            MaxReprAlign = element.MaxReprAlign,
        };
    }

    private ReadOnlySpan<TyLayout> LayoutsOf(Ty.Tuple tuple)
    {
        TyLayout[] layouts = new TyLayout[tuple.Elements.Count];
        for (int i = 0; i < layouts.Length; i++)
        {
            layouts[i] = Compute(tuple.Elements[i]);
        }
        return layouts;
    }

    private TyLayout OfAdt(Ty.Adt ty)
    {
        AdtDef def = ty.Def;
        ImmutableArray<TyLayout>[] variants = new ImmutableArray<TyLayout>[def.Variants.Length];
        for (int i = 0; i < variants.Length; i++)
        {
            TyLayout[] fields = new TyLayout[def.Variants[i].Fields.Length];
            for (int j = 0; j < fields.Length; j++)
            {
                fields[j] = Compute(AdtFieldTy(ty, def.Variants[i].Fields[j]));
            }
            variants[i] = ImmutableArray.Create(fields);
        }
        return def.Kind switch
        {
            AdtKind.Union => UnionLayout.Compute(ty, variants[0].AsSpan(), def.Repr),
            AdtKind.Struct when def.Repr.IsSimd => OfVector(ty, variants[0]),
            AdtKind.Struct => OfStruct(ty, def, variants[0], isStruct: true),
            AdtKind.Enum => OfEnum(ty, def, variants),
        };
    }

    private TyLayout OfStruct(Ty ty, AdtDef def, ImmutableArray<TyLayout> fields, bool isStruct)
    {
        bool isAlwaysSized = !isStruct || fields.Length == 0 || facts.IsTailAlwaysSized(def);
        TyLayout layout = StructLayout.Compute(ty, fields.AsSpan(), def.Repr, isAlwaysSized ? StructKind.AlwaysSized : StructKind.MaybeUnsized);
        if ((def.Flags & (AdtFlags.IsUnsafeCell | AdtFlags.IsUnsafePinned)) != 0)
        {
            // What is inside may change behind a shared reference, also to what would be a niche.
            return layout with { A = WithoutNiche(layout.A), B = WithoutNiche(layout.B), LargestNiche = null };
        }
        return def.Repr.ScalarStart is null && def.Repr.ScalarEnd is null ? layout : WithValidRange(layout, def.Repr);
    }

    private static Scalar WithoutNiche(Scalar scalar) => scalar.IsUnion ? scalar : scalar with { Valid = new WrappingRange(0, scalar.MaxValue) };

    private static TyLayout WithValidRange(TyLayout layout, ReprOptions repr)
    {
        if (layout.Repr is not (ValueRepr.Scalar or ValueRepr.ScalarPair))
        {
            return layout;
        }
        WrappingRange valid = new(repr.ScalarStart ?? layout.A.Valid.Start, repr.ScalarEnd ?? layout.A.Valid.End);
        Scalar scalar = layout.A with { Valid = valid };
        Niche? niche = Niche.From(0, scalar);
        bool isLarger = niche is not null && (layout.LargestNiche is not { } old || old.Available <= niche.Value.Available);
        return layout with { A = scalar, LargestNiche = isLarger ? niche : layout.LargestNiche };
    }

    private TyLayout OfEnum(Ty.Adt ty, AdtDef def, ImmutableArray<TyLayout>[] variants)
    {
        int first = -1;
        int second = -1;
        for (int i = 0; i < variants.Length && second < 0; i++)
        {
            if (def.Repr.IsC || !EnumLayoutBuilder.IsAbsent(variants[i]))
            {
                (first, second) = first < 0 ? (i, -1) : (first, i);
            }
        }
        if (first < 0)
        {
            return new TyLayout { Ty = ty, Size = 0, Align = 1, Repr = ValueRepr.Memory, IsUninhabited = true };
        }
        bool keepsTag = def.Repr.IsC || def.Repr.Int is not null;
        if (second < 0 && !keepsTag)
        {
            return OfStruct(ty, def, variants[first], isStruct: false) with { Variant = VariantIdx.FromIndex(first) };
        }
        return new EnumLayoutBuilder(ty, variants, def.Repr, facts.DiscriminantsOf(def)).Build();
    }

    private static TyLayout OfVector(Ty ty, ImmutableArray<TyLayout> fields)
    {
        // One field, an array of the lanes.
        TyLayout lanes = fields[0];
        int laneCount = (int)lanes.Count;
        Scalar lane = lanes.Stride switch
        {
            1 or 2 or 4 or 8 => ElementScalar(lanes),
            _ => throw new LayoutException(ty, LayoutFailure.Unknown),
        };
        int align = (int)ulong.RotateLeft(1, 64 - (int)ulong.LeadingZeroCount(Math.Max(lanes.Size, 1) - 1));
        return new TyLayout
        {
            Ty = ty,
            Size = TyLayout.AlignTo(lanes.Size, align),
            Align = align,
            Repr = ValueRepr.Vector,
            A = lane,
            LaneCount = laneCount,
            Shape = FieldsShape.Struct,
            Offsets = [0],
            MemoryOrder = [0],
        };
    }

    private static Scalar ElementScalar(TyLayout lanes) => lanes.Ty is Ty.Array { Element: Ty.Primitive { Kind: PrimTy.F32 or PrimTy.F64 } }
        ? Scalar.Float((int)lanes.Stride)
        : Scalar.Int((int)lanes.Stride, isSigned: lanes.Ty is Ty.Array { Element.IsSigned: true });

    public Ty AdtFieldTy(Ty.Adt adt, FieldDef field) =>
        facts.Normalize(Interner.Instantiate(facts.Types.TypeOf(field.Def), adt.Args));

    private Ty PointerFieldTy(Ty pointee, int field, bool isMutable)
    {
        if (field == 0)
        {
            return Interner.RawPtr(facts.Types.Common.Unit, isMutable);
        }
        // The vtable is a pointer that is never null; its exact type does not matter.
        return StructTail(pointee) is Ty.Dynamic
            ? Interner.Ref(facts.Types.Common.Static, Interner.Array(facts.Types.Common.Usize, 3), isMutable: false)
            : facts.Types.Common.Usize;
    }

    private Ty TagTy(Scalar tag) => (tag.Kind, tag.Size, tag.IsSigned) switch
    {
        (ScalarKind.Pointer, _, _) => Interner.RawPtr(facts.Types.Common.Unit, isMutable: false),
        (_, 1, true) => facts.Types.Common.I8,
        (_, 2, true) => facts.Types.Common.I16,
        (_, 4, true) => facts.Types.Common.I32,
        (_, 8, true) => facts.Types.Common.I64,
        (_, 16, true) => facts.Types.Common.I128,
        (_, 1, false) => facts.Types.Common.U8,
        (_, 2, false) => facts.Types.Common.U16,
        (_, 4, false) => facts.Types.Common.U32,
        (_, 8, false) => facts.Types.Common.U64,
        _ => facts.Types.Common.U128,
    };

    private Ty CoroutineFieldTy(TyLayout layout, Ty.Coroutine coroutine, int field)
    {
        CoroutineStates states = facts.StatesOf(coroutine);
        if (layout.Variant.Index < 0)
        {
            return field < states.Upvars.Length ? states.Upvars[field] : TagTy(layout.Enum!.Tag);
        }
        return states.SavedLocals[states.States[layout.Variant.Index][field]];
    }
}
