using System;

namespace Verdigris.Types;

/// <summary>
/// What occurs anywhere inside a type, const, region or list of them; computed once when the object is made, so that folds
/// and checks skip whole subtrees.
/// </summary>
[Flags]
public enum TypeFlags : ushort
{
    None = 0,

    /// <summary>A type or const parameter of an item.</summary>
    HasTyOrConstParam = 1,

    /// <summary>An early-bound lifetime parameter of an item.</summary>
    HasRegionParam = 2,

    /// <summary>A type, integer, float or const inference variable.</summary>
    HasInfer = 4,

    /// <summary>A region inference variable.</summary>
    HasRegionVar = 8,

    /// <summary>A region placeholder of a higher-ranked type that was entered.</summary>
    HasPlaceholder = 16,

    HasError = 32,

    /// <summary>A projection, or an unevaluated constant: something that normalisation may replace.</summary>
    HasProjection = 64,

    /// <summary>A return-position <c>impl Trait</c>.</summary>
    HasOpaque = 128,

    /// <summary>Any region other than erased and bound ones: what region erasure replaces.</summary>
    HasFreeRegions = 256,

    /// <summary>A region bound by a binder inside or outside.</summary>
    HasBoundRegions = 512,

    /// <summary>An erased region.</summary>
    HasErasedRegions = 1024,

    /// <summary>A fresh type: the canonical stand-in for an inference variable in a cache key.</summary>
    HasFresh = 2048,

    /// <summary>The type of a closure or coroutine.</summary>
    HasClosure = 4096,

    /// <summary>Things that mean something only inside one body: interned in the body's own table, never in the shared one.</summary>
    BodyLocal = HasInfer | HasRegionVar | HasPlaceholder,

    /// <summary>Things that instantiation with generic arguments replaces.</summary>
    HasParam = HasTyOrConstParam | HasRegionParam,

    HasAlias = HasProjection | HasOpaque,
}
