namespace Verdigris.Resolve.Definitions;

/// <summary>What definitions are called in messages.</summary>
public static class DefKinds
{
    extension(DefKind kind)
    {
        /// <summary><c>struct</c>, <c>associated function</c>; a constructor has a finer word, <see cref="CtorWord"/>.</summary>
        public string Describe() => kind switch
        {
            DefKind.Mod => "module",
            DefKind.Struct => "struct",
            DefKind.Union => "union",
            DefKind.Enum => "enum",
            DefKind.Variant => "variant",
            DefKind.Trait => "trait",
            DefKind.TraitAlias => "trait alias",
            DefKind.TyAlias => "type alias",
            DefKind.ForeignTy => "foreign type",
            DefKind.AssocTy => "associated type",
            DefKind.TyParam => "type parameter",
            DefKind.Fn => "function",
            DefKind.Const => "constant",
            DefKind.ConstParam => "const parameter",
            DefKind.Static => "static",
            DefKind.Ctor => "constructor",
            DefKind.AssocFn => "associated function",
            DefKind.AssocConst => "associated constant",
            DefKind.Macro => "macro",
            DefKind.ExternCrate => "extern crate",
            DefKind.Use => "import",
            DefKind.ForeignMod => "foreign module",
            DefKind.AnonConst or DefKind.InlineConst => "constant expression",
            DefKind.OpaqueTy => "opaque type",
            DefKind.Field => "field",
            DefKind.LifetimeParam => "lifetime parameter",
            DefKind.GlobalAsm => "global assembly block",
            DefKind.Impl => "implementation",
            DefKind.Closure => "closure",
        };
    }

    /// <summary><c>tuple struct</c>, <c>unit variant</c>.</summary>
    public static string CtorWord(CtorOf of, CtorKind kind) => (kind == CtorKind.Fn ? "tuple " : "unit ") + (of == CtorOf.Struct ? "struct" : "variant");
}
