using Verdigris.Base.Diagnostics;

namespace Verdigris.Types.Fold;

/// <summary>Finds the report behind a type that stands for an error, or that has one inside.</summary>
public sealed class ErrorFinder : TypeVisitor
{
    private ErrorReported? _found;

    private ErrorFinder()
    {
    }

    public static ErrorReported? Find(Ty ty)
    {
        if (!ty.HasError)
        {
            return null;
        }
        ErrorFinder finder = new();
        finder.Visit(ty);
        return finder._found;
    }

    public static ErrorReported? Find(Predicate predicate)
    {
        if (!predicate.HasError)
        {
            return null;
        }
        ErrorFinder finder = new();
        finder.Visit(predicate);
        return finder._found;
    }

    public override bool Visit(Ty ty)
    {
        _found ??= (ty as Ty.Error)?.Reported;
        return _found is not null || (ty.HasError && base.Visit(ty));
    }

    public override bool Visit(Region region)
    {
        _found ??= (region as Region.Error)?.Reported;
        return _found is not null;
    }

    public override bool Visit(Const constant)
    {
        _found ??= (constant as Const.Error)?.Reported;
        return _found is not null || base.Visit(constant);
    }
}
