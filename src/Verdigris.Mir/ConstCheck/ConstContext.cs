using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;

namespace Verdigris.Mir.ConstCheck;

/// <summary>What kind of code must be evaluable at compile time. [const-eval.const-context]</summary>
internal enum ConstContextKind
{
    /// <summary>A constant, a discriminant, an array's length, a <c>const</c> block.</summary>
    Constant,
    Static,
    MutableStatic,
    /// <summary>May be evaluated at compile time, and may be called at run time.</summary>
    ConstFn,
}

internal static class ConstContext
{
    /// <summary>Null for code that runs at run time only.</summary>
    public static ConstContextKind? Of(TypeContext context, DefId body) => context.KindOf(body) switch
    {
        DefKind.Const or DefKind.AssocConst or DefKind.AnonConst or DefKind.InlineConst => ConstContextKind.Constant,
        DefKind.Static => context.IsMutableStatic(body) ? ConstContextKind.MutableStatic : ConstContextKind.Static,
        DefKind.Fn or DefKind.AssocFn when context.IsConstFn(body) => ConstContextKind.ConstFn,
        _ => null,
    };

    /// <summary>In the plural, for messages.</summary>
    public static string Plural(ConstContextKind kind) => kind switch
    {
        ConstContextKind.Constant => "constants",
        ConstContextKind.Static or ConstContextKind.MutableStatic => "statics",
        ConstContextKind.ConstFn => "constant functions",
    };
}
