using Verdigris.Resolve.Definitions;

namespace Verdigris.Resolve.Late;

/// <summary>What a path is used as: decides the namespace, what it may mean, and the error code if it does not.</summary>
internal enum PathSource
{
    Type,
    Trait,
    Expr,
    /// <summary>The function of a call.</summary>
    Callee,
    Pat,
    Struct,
    TupleStruct,
    /// <summary><c>&lt;T as Trait&gt;::Item</c> as a type.</summary>
    TraitType,
    /// <summary><c>&lt;T as Trait&gt;::item</c> as a value.</summary>
    TraitValue,
}

internal static class PathSources
{
    extension(PathSource source)
    {
        public Namespace Namespace => source switch
        {
            PathSource.Type or PathSource.Trait or PathSource.Struct or PathSource.TraitType => Namespace.Type,
            _ => Namespace.Value,
        };

        /// <summary>"expected …".</summary>
        public string Expected => source switch
        {
            PathSource.Type => "type",
            PathSource.Trait => "trait",
            PathSource.Expr => "value",
            PathSource.Callee => "function, tuple struct or tuple variant",
            PathSource.Pat => "unit struct, unit variant or constant",
            PathSource.Struct => "struct, variant or union type",
            PathSource.TupleStruct => "tuple struct or tuple variant",
            PathSource.TraitType => "associated type",
            PathSource.TraitValue => "method or associated constant",
        };

        /// <summary>The code when the path means something else.</summary>
        public string UnexpectedCode => source switch
        {
            PathSource.Trait => "E0404",
            PathSource.Type => "E0573",
            PathSource.Struct => "E0574",
            PathSource.Expr or PathSource.Callee => "E0423",
            PathSource.Pat or PathSource.TupleStruct => "E0532",
            PathSource.TraitType or PathSource.TraitValue => "E0575",
        };

        /// <summary>The code when the path means nothing.</summary>
        public string MissingCode => source switch
        {
            PathSource.Trait => "E0405",
            PathSource.Type => "E0425",
            PathSource.Struct => "E0422",
            PathSource.Expr or PathSource.Callee => "E0425",
            PathSource.Pat or PathSource.TupleStruct => "E0531",
            PathSource.TraitType or PathSource.TraitValue => "E0576",
        };

        /// <summary>Whether segments may be left to the type checker.</summary>
        public bool MayBePartial => source != PathSource.Trait;

        public bool Accepts(Res res, CtorKind? ctor) => source switch
        {
            PathSource.Type => res is Res.Primitive or Res.SelfTyParam or Res.SelfTyAlias
                or Res.Def { Kind: DefKind.Struct or DefKind.Union or DefKind.Enum or DefKind.Trait or DefKind.TraitAlias or DefKind.TyAlias
                    or DefKind.AssocTy or DefKind.TyParam or DefKind.OpaqueTy or DefKind.ForeignTy },
            PathSource.Trait => res is Res.Def { Kind: DefKind.Trait or DefKind.TraitAlias },
            PathSource.Expr => res is Res.Local or Res.SelfCtor
                or Res.Def { Kind: DefKind.Ctor or DefKind.Const or DefKind.Static or DefKind.Fn or DefKind.AssocFn or DefKind.AssocConst or DefKind.ConstParam },
            // What is called may be any value with a type that can be called.
            PathSource.Callee => res is Res.Local or Res.SelfCtor
                or Res.Def { Kind: DefKind.Ctor or DefKind.Const or DefKind.Static or DefKind.Fn or DefKind.AssocFn or DefKind.AssocConst or DefKind.ConstParam },
            PathSource.Pat => res is Res.SelfCtor or Res.Def { Kind: DefKind.Const or DefKind.Static or DefKind.AssocConst or DefKind.ConstParam }
                || (res is Res.Def { Kind: DefKind.Ctor } && ctor == CtorKind.Const),
            PathSource.TupleStruct => res is Res.SelfCtor || (res is Res.Def { Kind: DefKind.Ctor } && ctor == CtorKind.Fn),
            PathSource.Struct => res is Res.SelfTyParam or Res.SelfTyAlias
                or Res.Def { Kind: DefKind.Struct or DefKind.Union or DefKind.Variant or DefKind.TyAlias or DefKind.AssocTy },
            PathSource.TraitType => res is Res.Def { Kind: DefKind.AssocTy },
            PathSource.TraitValue => res is Res.Def { Kind: DefKind.AssocFn or DefKind.AssocConst },
        };
    }
}
