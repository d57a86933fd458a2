using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Layout;

namespace Verdigris.Mir.Instances;

/// <summary>
/// A body as seen by one instance: types in it are instantiated with the instance's arguments and normalised on the way out.
/// The body itself is shared and not copied.
/// </summary>
public sealed class MonoBody(Body body, GenericArgs args, MonoQueries queries)
{
    private readonly Dictionary<Ty, Ty> _types = [];

    public Body Body { get; } = body;

    public GenericArgs Args { get; } = args;

    public Ty Mono(Ty ty)
    {
        if (_types.TryGetValue(ty, out Ty? known))
        {
            return known;
        }
        Ty mono = queries.Normalize(queries.Types.Types.Instantiate(ty, Args));
        _types.Add(ty, mono);
        return mono;
    }

    public GenericArgs Mono(GenericArgs args) => VtableLayout.Normalize(queries, queries.Types.Types.Instantiate(args, Args));

    public System.UInt128 Mono(Const constant)
    {
        Const instantiated = queries.Types.Types.Instantiate(constant, Args);
        return instantiated is Const.Value value
            ? value.Bits
            : queries.Evaluate(instantiated) ?? throw new CompilerBug("code is generated although a constant could not be evaluated");
    }

    /// <summary>The sum of the offsets along the path.</summary>
    public ulong OffsetOf(LayoutComputer layouts, MirConst.OffsetOf constant)
    {
        ulong offset = 0;
        foreach ((Ty container, VariantIdx variant, FieldIdx field) in constant.Path)
        {
            TyLayout layout = layouts.Of(Mono(container));
            TyLayout fields = container is Ty.Adt { Def.IsEnum: true } ? layouts.VariantOf(layout, variant) : layout;
            offset += fields.OffsetOf(field.Index);
        }
        return offset;
    }

    public Ty TypeOf(Local local) => Mono(Body.Locals[local].Ty);

    public Ty TypeOf(Operand operand) => operand switch
    {
        Operand.Copy copy => TypeOf(copy.Place),
        Operand.Move move => TypeOf(move.Place),
        Operand.Constant constant => Mono(constant.Value.Const.Ty),
    };

    public Ty TypeOf(Place place)
    {
        Ty ty = TypeOf(place.Local);
        foreach (PlaceElem elem in place.Projection)
        {
            ty = Project(ty, elem);
        }
        return ty;
    }

    /// <summary>The type of one projection; a downcast keeps the enum's.</summary>
    public Ty Project(Ty ty, PlaceElem elem) => elem switch
    {
        PlaceElem.Deref => PointeeOf(ty),
        PlaceElem.Field field => Mono(field.Ty),
        PlaceElem.Index or PlaceElem.ConstantIndex => ElementOf(ty),
        PlaceElem.Subslice slice => ty is Ty.Array && !slice.FromEnd
            ? queries.Types.Types.Array(ElementOf(ty), slice.To - slice.From)
            : ty is Ty.Array ? throw new CompilerBug("a subslice of an array counts from the end") : ty,
        PlaceElem.Downcast => ty,
    };

    public static Ty PointeeOf(Ty ty) => ty switch
    {
        Ty.Ref reference => reference.Pointee,
        Ty.RawPtr pointer => pointer.Pointee,
        Ty.Adt { Def.IsBox: true } box => box.Args.TypeAt(0),
        _ => throw new CompilerBug($"{ty} cannot be dereferenced"),
    };

    public static Ty ElementOf(Ty ty) => ty switch
    {
        Ty.Array array => array.Element,
        Ty.Slice slice => slice.Element,
        _ => throw new CompilerBug($"{ty} cannot be indexed"),
    };
}
