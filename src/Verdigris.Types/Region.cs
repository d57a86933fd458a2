using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types;

/// <summary>A region variable of one body's borrow check.</summary>
public readonly record struct RegionVid : IId<RegionVid>
{
    private readonly int _plusOne;

    private RegionVid(int plusOne) => _plusOne = plusOne;

    public int Index => _plusOne - 1;

    public static RegionVid FromIndex(int index) => new(index + 1);
}

/// <summary>A region: a set of points of the program for which a reference is valid. <em>Lifetime</em> is the syntax.</summary>
[Closed]
public abstract class Region : GenericArg
{
    private Region(int hash, TypeFlags flags, int outerExclusiveBinder)
        : base(hash, flags, outerExclusiveBinder)
    {
    }

    /// <summary><c>'static</c></summary>
    public sealed class Static : Region
    {
        internal Static()
            : base(201, TypeFlags.HasFreeRegions, 0)
        {
        }

        internal override bool ShallowEquals(Interned other) => other is Static;
    }

    /// <summary><c>'a</c> of <c>struct S&lt;'a&gt;</c>, or of a function where it occurs in a bound: an ordinary parameter by index.</summary>
    public sealed class EarlyParam : Region
    {
        internal EarlyParam(DefId def, int index, Symbol name)
            : base(Combine(202, def.GetHashCode(), index), TypeFlags.HasRegionParam | TypeFlags.HasFreeRegions, 0) =>
            (Def, Index, Name) = (def, index, name);

        public DefId Def { get; }

        public int Index { get; }

        public Symbol Name { get; }

        internal override bool ShallowEquals(Interned other) => other is EarlyParam it && it.Def == Def && it.Index == Index;
    }

    /// <summary><c>'a</c> inside <c>for&lt;'a&gt; fn(&amp;'a T)</c>: binder by De Bruijn index, variable by number.</summary>
    public sealed class Bound : Region
    {
        internal Bound(int depth, int index)
            : base(Combine(203, depth, index), TypeFlags.HasBoundRegions, depth + 1) => (Depth, Index) = (depth, index);

        public int Depth { get; }

        public int Index { get; }

        internal override bool ShallowEquals(Interned other) => other is Bound it && it.Depth == Depth && it.Index == Index;
    }

    /// <summary>A late-bound lifetime of a function, seen from inside its body.</summary>
    public sealed class LateParam : Region
    {
        internal LateParam(DefId scope, int index, BoundRegionDecl decl)
            : base(Combine(204, scope.GetHashCode(), index), TypeFlags.HasFreeRegions, 0) =>
            (Scope, Index, Decl) = (scope, index, decl);

        /// <summary>The function or closure.</summary>
        public DefId Scope { get; }

        /// <summary>Number among the bound regions of its signature.</summary>
        public int Index { get; }

        public BoundRegionDecl Decl { get; }

        internal override bool ShallowEquals(Interned other) => other is LateParam it && it.Scope == Scope && it.Index == Index;
    }

    /// <summary>To be inferred by the borrow checker.</summary>
    public sealed class Var : Region
    {
        internal Var(RegionVid id)
            : base(Combine(205, id.Index), TypeFlags.HasRegionVar | TypeFlags.HasFreeRegions, 0) => Id = id;

        public RegionVid Id { get; }

        internal override bool ShallowEquals(Interned other) => other is Var it && it.Id == Id;
    }

    /// <summary>"Some region", made by entering a binder universally.</summary>
    public sealed class Placeholder : Region
    {
        internal Placeholder(int universe, int index, BoundRegionDecl decl)
            : base(Combine(206, universe, index), TypeFlags.HasPlaceholder | TypeFlags.HasFreeRegions, 0) =>
            (Universe, Index, Decl) = (universe, index, decl);

        public int Universe { get; }

        public int Index { get; }

        public BoundRegionDecl Decl { get; }

        internal override bool ShallowEquals(Interned other) => other is Placeholder it && it.Universe == Universe && it.Index == Index;
    }

    /// <summary>Stands for any region in a question that is asked apart from a body: numbered as it first occurs, 0 for <c>'static</c>.</summary>
    public sealed class Canonical : Region
    {
        internal Canonical(int index)
            : base(Combine(209, index), TypeFlags.HasFreeRegions, 0) => Index = index;

        public int Index { get; }

        internal override bool ShallowEquals(Interned other) => other is Canonical it && it.Index == Index;
    }

    /// <summary>
    /// Not tracked: in type checking, where regions are left to the borrow checker, and in code generation, where they no
    /// longer matter.
    /// </summary>
    public sealed class Erased : Region
    {
        internal Erased()
            : base(207, TypeFlags.HasErasedRegions, 0)
        {
        }

        internal override bool ShallowEquals(Interned other) => other is Erased;
    }

    public sealed class Error : Region
    {
        internal Error(ErrorReported reported)
            : base(208, TypeFlags.HasError | TypeFlags.HasFreeRegions, 0) => Reported = reported;

        public ErrorReported Reported { get; }

        internal override bool ShallowEquals(Interned other) => other is Error;
    }
}
