using System;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types;

/// <summary>An inference variable for a constant.</summary>
public readonly record struct ConstVid : IId<ConstVid>
{
    private readonly int _plusOne;

    private ConstVid(int plusOne) => _plusOne = plusOne;

    public int Index => _plusOne - 1;

    public static ConstVid FromIndex(int index) => new(index + 1);
}

/// <summary>A constant inside a type: an array length or a const generic argument.</summary>
[Closed]
public abstract class Const : GenericArg
{
    private Const(int hash, TypeFlags flags, int outerExclusiveBinder)
        : base(hash, flags, outerExclusiveBinder)
    {
    }

    /// <summary><c>N</c> of <c>fn f&lt;const N: usize&gt;()</c></summary>
    public sealed class Param : Const
    {
        internal Param(int index, Symbol name)
            : base(Combine(301, index, HashOf(name)), TypeFlags.HasTyOrConstParam, 0) => (Index, Name) = (index, name);

        public int Index { get; }

        public Symbol Name { get; }

        internal override bool ShallowEquals(Interned other) => other is Param it && it.Index == Index && it.Name == Name;
    }

    public sealed class Infer : Const
    {
        internal Infer(ConstVid id)
            : base(Combine(302, id.Index), TypeFlags.HasInfer, 0) => Id = id;

        public ConstVid Id { get; }

        internal override bool ShallowEquals(Interned other) => other is Infer it && it.Id == Id;
    }

    /// <summary>The canonical stand-in for an inference variable in a cache key.</summary>
    public sealed class Fresh : Const
    {
        internal Fresh(int index)
            : base(Combine(303, index), TypeFlags.HasFresh, 0) => Index = index;

        public int Index { get; }

        internal override bool ShallowEquals(Interned other) => other is Fresh it && it.Index == Index;
    }

    /// <summary>A constant expression not evaluated yet: <c>{ N + 1 }</c>, <c>size_of::&lt;T&gt;()</c>, <c>Self::LEN</c>.</summary>
    public sealed class Unevaluated : Const
    {
        internal Unevaluated(DefId def, GenericArgs args)
            : base(Combine(304, def.GetHashCode(), args.ShallowHash), args.Flags | TypeFlags.HasProjection, args.OuterExclusiveBinder) =>
            (Def, Args) = (def, args);

        public DefId Def { get; }

        public GenericArgs Args { get; }

        internal override bool ShallowEquals(Interned other) => other is Unevaluated it && it.Def == Def && it.Args == Args;
    }

    /// <summary>A value of an integer type, <c>bool</c> or <c>char</c> (all that stable Rust allows here).</summary>
    public sealed class Value : Const
    {
        internal Value(Ty ty, UInt128 bits)
            : base(Combine(305, ty.ShallowHash, bits.GetHashCode()), ty.Flags, ty.OuterExclusiveBinder) => (Ty, Bits) = (ty, bits);

        public Ty Ty { get; }

        /// <summary>The value, zero-extended from the type's size.</summary>
        public UInt128 Bits { get; }

        internal override bool ShallowEquals(Interned other) => other is Value it && it.Ty == Ty && it.Bits == Bits;
    }

    public sealed class Error : Const
    {
        internal Error(ErrorReported reported)
            : base(306, TypeFlags.HasError, 0) => Reported = reported;

        public ErrorReported Reported { get; }

        internal override bool ShallowEquals(Interned other) => other is Error;
    }
}
