using Verdigris.Resolve.Definitions;

namespace Verdigris.Types;

/// <summary>The outermost constructor of a type, as a key for finding impls quickly.</summary>
public enum TyShape
{
    /// <summary>Matches everything: a parameter, an alias, an inference variable.</summary>
    Any,
    Primitive,
    Adt,
    Foreign,
    Array,
    Slice,
    Ref,
    RefMut,
    Ptr,
    PtrMut,
    Never,
    Tuple,
    Dynamic,
    MarkerDynamic,
    Closure,
    Coroutine,
    /// <summary>Function items and pointers.</summary>
    Function,
    Error,
}

/// <param name="Detail">The primitive, the number of tuple elements or of parameters; else 0.</param>
/// <param name="Def">The ADT, principal trait or closure.</param>
public readonly record struct SimplifiedTy(TyShape Shape, int Detail, DefId Def)
{
    public bool IsAny => Shape == TyShape.Any;

    public static SimplifiedTy Of(Ty ty) => ty switch
    {
        Ty.Primitive it => new(TyShape.Primitive, (int)it.Kind, default),
        Ty.Adt it => new(TyShape.Adt, 0, it.Def.Id),
        Ty.Foreign it => new(TyShape.Foreign, 0, it.Def),
        Ty.Array => new(TyShape.Array, 0, default),
        Ty.Slice => new(TyShape.Slice, 0, default),
        Ty.Ref it => new(it.IsMutable ? TyShape.RefMut : TyShape.Ref, 0, default),
        Ty.RawPtr it => new(it.IsMutable ? TyShape.PtrMut : TyShape.Ptr, 0, default),
        Ty.Never => new(TyShape.Never, 0, default),
        Ty.Tuple it => new(TyShape.Tuple, it.Elements.Count, default),
        Ty.Dynamic it => it.Predicates.Principal is { } principal
            ? new(TyShape.Dynamic, 0, principal.Def)
            : new(TyShape.MarkerDynamic, 0, default),
        Ty.Closure it => new(TyShape.Closure, 0, it.Def),
        Ty.Coroutine it => new(TyShape.Coroutine, 0, it.Def),
        Ty.FnDef => new(TyShape.Function, 0, default),
        Ty.FnPtr => new(TyShape.Function, 0, default),
        Ty.Error => new(TyShape.Error, 0, default),
        Ty.Alias or Ty.Param or Ty.Infer or Ty.Fresh => default,
    };
}
