using Verdigris.Check.Collect;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Metadata.Write;

/// <summary>Which bodies of a crate others want: to make code of them with their own types, to inline them, to evaluate them.</summary>
public static class BodiesForOthers
{
    public static bool IsWanted(TypeContext types, LocalCrateFacts crate, DefId def, DefKind kind) => kind switch
    {
        DefKind.Fn or DefKind.AssocFn => crate.BodyOf(def) is not null && IsWanted(types, crate, def),
        DefKind.Const or DefKind.AssocConst or DefKind.Static => crate.BodyOf(def) is not null,
        DefKind.Closure => IsClosureWanted(types, crate, crate.BodyOwnerOf(def)),
        DefKind.AnonConst or DefKind.InlineConst => true,
        _ => false,
    };

    /// <summary>A closure goes with its function, or leaves it as a value of a type that it returns.</summary>
    private static bool IsClosureWanted(TypeContext types, LocalCrateFacts crate, DefId owner) =>
        types.KindOf(owner) is not (DefKind.Fn or DefKind.AssocFn) || IsWanted(types, crate, owner)
        || (types.FnSigOf(owner).Value.Output.Flags & TypeFlags.HasAlias) != 0;

    private static bool IsWanted(TypeContext types, LocalCrateFacts crate, DefId function)
    {
        FnAttrs attrs = types.FnAttrsOf(function);
        if (attrs.IsIntrinsic || attrs.Inline is InlineHint.Hint or InlineHint.Always || crate.IsConstFn(types, function))
        {
            return true;
        }
        for (Generics generics = types.GenericsOf(function); ; generics = types.GenericsOf(generics.Parent))
        {
            foreach (GenericParamDef param in generics.Own)
            {
                if (param.Kind != GenericParamKind.Lifetime)
                {
                    return true;
                }
            }
            if (generics.Parent.IsNone)
            {
                return false;
            }
        }
    }
}
