using Verdigris.Base;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Mir.Checks;

/// <summary>What is known of a type's size where parameters are not known.</summary>
[Closed]
internal abstract record SizeSkeleton
{
    public sealed record Known(ulong Bytes) : SizeSkeleton;

    /// <summary>A pointer, perhaps with metadata: as large as any other to something with the same tail.</summary>
    public sealed record PointerTo(Ty Tail) : SizeSkeleton;

    /// <param name="Culprit">The part whose layout depends on a parameter.</param>
    public sealed record Varies(Ty Culprit) : SizeSkeleton;

    public static SizeSkeleton Of(LayoutComputer layouts, Ty ty)
    {
        if (layouts.TryOf(ty, out TyLayout? layout, out LayoutFailure failure, out Ty culprit))
        {
            return layout.IsSized ? new Known(layout.Size) : new Varies(ty);
        }
        return failure == LayoutFailure.Unknown && PointeeOf(layouts, ty) is { } pointee ? new PointerTo(layouts.StructTail(pointee)) : new Varies(culprit);
    }

    /// <summary>What a pointer points to, seen through structs around it and enums with one more variant without data.</summary>
    private static Ty? PointeeOf(LayoutComputer layouts, Ty ty)
    {
        switch (layouts.Facts.Normalize(ty))
        {
            case Ty.Ref reference:
                return reference.Pointee;
            case Ty.RawPtr pointer:
                return pointer.Pointee;
            case Ty.Adt { Def.IsStruct: true } adt:
                Ty? found = null;
                foreach (FieldDef field in adt.Def.SingleVariant.Fields)
                {
                    Ty fieldTy = layouts.AdtFieldTy(adt, field);
                    if (layouts.TryOf(fieldTy, out TyLayout? layout, out _) && layout.IsZst)
                    {
                        continue;
                    }
                    if (found is not null || PointeeOf(layouts, fieldTy) is not { } pointee)
                    {
                        return null;
                    }
                    found = pointee;
                }
                return found;
            case Ty.Adt { Def: { IsEnum: true, Variants.Length: 2 } def } adt:
                (VariantDef empty, VariantDef full) = def.Variants[0].Fields.IsEmpty ? (def.Variants[0], def.Variants[1]) : (def.Variants[1], def.Variants[0]);
                return empty.Fields.IsEmpty && full.Fields.Length == 1 && layouts.AdtFieldTy(adt, full.Fields[0]) is Ty.Ref niche ? niche.Pointee : null;
            default:
                return null;
        }
    }

    /// <summary>Whether both have one size whatever the parameters are.</summary>
    public bool HasSizeOf(SizeSkeleton other) => this is not Varies && this == other;
}
