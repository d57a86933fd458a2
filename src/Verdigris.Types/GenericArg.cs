using Verdigris.Base;

namespace Verdigris.Types;

/// <summary>What may be given for a generic parameter: a <see cref="Ty"/>, a <see cref="Region"/> or a <see cref="Const"/>.</summary>
public abstract class GenericArg : Interned
{
    private protected GenericArg(int hash, TypeFlags flags, int outerExclusiveBinder)
        : base(hash, flags, outerExclusiveBinder)
    {
    }

    public Ty ExpectTy() => this as Ty ?? throw new CompilerBug("a generic argument should be a type");

    public Region ExpectRegion() => this as Region ?? throw new CompilerBug("a generic argument should be a region");

    public Const ExpectConst() => this as Const ?? throw new CompilerBug("a generic argument should be a constant");

    public override string ToString() => Printing.TyPrinter.Debug(this);
}
