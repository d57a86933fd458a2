using System;
using System.Text;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types.Printing;

/// <summary>
/// Types as messages show them: last path segments, regions only where they say something, <c>_</c> for inference variables.
/// </summary>
/// <param name="crates">Null for debugging output without names of definitions.</param>
public sealed class TyPrinter(CrateStore? crates)
{
    private readonly StringBuilder _text = new();

    /// <summary>Without names of definitions other than ADTs; for debugging and MIR dumps.</summary>
    public static string Debug(Interned value)
    {
        TyPrinter printer = new(null);
        printer.Append(value);
        return printer._text.ToString();
    }

    /// <summary>The path of a definition from its crate's root: <c>module::Type::method</c>; crate name for other crates' roots.</summary>
    public static string Path(CrateStore crates, DefId def)
    {
        DefId parent = crates.ParentOf(def);
        string own = crates.KindOf(def) switch
        {
            DefKind.Impl => "{impl#" + crates[def.Crate].DisambiguatorOf(def.Index) + "}",
            DefKind.Closure => "{closure#" + crates[def.Crate].DisambiguatorOf(def.Index) + "}",
            DefKind.AnonConst or DefKind.InlineConst => "{constant#" + crates[def.Crate].DisambiguatorOf(def.Index) + "}",
            DefKind.OpaqueTy => "{opaque#" + crates[def.Crate].DisambiguatorOf(def.Index) + "}",
            DefKind.Ctor => "",
            _ => crates.NameOf(def).Text,
        };
        if (parent.IsNone)
        {
            return crates[def.Crate].Name.Text;
        }
        string outer = crates.ParentOf(parent).IsNone ? "" : Path(crates, parent);
        return own.Length == 0 ? outer : outer.Length == 0 ? own : $"{outer}::{own}";
    }

    public string Print(Interned value)
    {
        _text.Clear();
        Append(value);
        return _text.ToString();
    }

    private void Append(Interned value)
    {
        switch (value)
        {
            case Ty ty:
                Append(ty);
                break;
            case Region region:
                _text.Append(Name(region));
                break;
            case Const constant:
                Append(constant);
                break;
            case GenericArgs args:
                AppendArgs(args.AsSpan());
                break;
            case TyList list:
                AppendList(list.AsSpan());
                break;
            case FnSig sig:
                AppendSig(sig, BoundVars.None);
                break;
            case TraitRef traitRef:
                _text.Append('<');
                Append(traitRef.SelfTy);
                _text.Append(" as ");
                AppendDef(traitRef.Trait);
                AppendArgs(traitRef.Args.AsSpan()[1..]);
                _text.Append('>');
                break;
            case Predicate predicate:
                Append(predicate);
                break;
            case ExistentialPredicates predicates:
                AppendBounds(predicates);
                break;
            default:
                _text.Append(value.GetType().Name);
                break;
        }
    }

    private void Append(Ty ty)
    {
        switch (ty)
        {
            case Ty.Primitive it:
                _text.Append(NameOf(it.Kind));
                break;
            case Ty.Never:
                _text.Append('!');
                break;
            case Ty.Adt it:
                _text.Append(it.Def.Name.Text);
                AppendArgs(it.Args.AsSpan());
                break;
            case Ty.Foreign it:
                AppendDef(it.Def);
                break;
            case Ty.Array it:
                _text.Append('[');
                Append(it.Element);
                _text.Append("; ");
                Append(it.Length);
                _text.Append(']');
                break;
            case Ty.Slice it:
                _text.Append('[');
                Append(it.Element);
                _text.Append(']');
                break;
            case Ty.RawPtr it:
                _text.Append(it.IsMutable ? "*mut " : "*const ");
                AppendPointee(it.Pointee);
                break;
            case Ty.Ref it:
                _text.Append('&');
                if (IsShown(it.Region))
                {
                    _text.Append(Name(it.Region)).Append(' ');
                }
                _text.Append(it.IsMutable ? "mut " : "");
                AppendPointee(it.Pointee);
                break;
            case Ty.FnDef it:
                _text.Append("fn item {");
                AppendDef(it.Def);
                AppendArgs(it.Args.AsSpan());
                _text.Append('}');
                break;
            case Ty.FnPtr it:
                AppendSig(it.Sig.Value, it.Sig.Vars);
                break;
            case Ty.Dynamic it:
                _text.Append("dyn ");
                AppendBounds(it.Predicates);
                if (IsShown(it.Region))
                {
                    _text.Append(" + ").Append(Name(it.Region));
                }
                break;
            case Ty.Closure it:
                _text.Append("{closure@").Append(it.Def.Index).Append('}');
                break;
            case Ty.Coroutine it:
                _text.Append("{async block@").Append(it.Def.Index).Append('}');
                break;
            case Ty.Tuple it:
                _text.Append('(');
                AppendList(it.Elements.AsSpan());
                _text.Append(it.Elements.Count == 1 ? ",)" : ")");
                break;
            case Ty.Alias { Kind: AliasKind.Projection } it:
                AppendProjection(it);
                break;
            case Ty.Alias it:
                _text.Append("impl ");
                AppendDef(it.Def);
                AppendArgs(it.Args.AsSpan());
                break;
            case Ty.Param it:
                _text.Append(it.Name.Text);
                break;
            case Ty.Infer it:
                _text.Append(it.Kind switch
                {
                    InferKind.General => "_",
                    InferKind.Integer => "{integer}",
                    InferKind.Float => "{float}",
                });
                break;
            case Ty.Fresh it:
                _text.Append("fresh").Append(it.Index);
                break;
            case Ty.Error:
                _text.Append("{type error}");
                break;
        }
    }

    private void AppendPointee(Ty pointee)
    {
        bool needsParentheses = pointee is Ty.Dynamic { Predicates.Count: > 1 } || (pointee is Ty.Dynamic dynamic && IsShown(dynamic.Region));
        _text.Append(needsParentheses ? "(" : "");
        Append(pointee);
        _text.Append(needsParentheses ? ")" : "");
    }

    private void AppendProjection(Ty.Alias alias)
    {
        if (crates is null)
        {
            _text.Append("<projection ").Append(alias.Def.Index);
            AppendArgs(alias.Args.AsSpan());
            _text.Append('>');
            return;
        }
        _text.Append('<');
        Append(alias.Args.TypeAt(0));
        _text.Append(" as ");
        AppendDef(crates.ParentOf(alias.Def));
        _text.Append(">::").Append(crates.NameOf(alias.Def).Text);
    }

    private void Append(Const constant)
    {
        switch (constant)
        {
            case Const.Param it:
                _text.Append(it.Name.Text);
                break;
            case Const.Infer or Const.Fresh:
                _text.Append('_');
                break;
            case Const.Unevaluated it:
                AppendDef(it.Def);
                AppendArgs(it.Args.AsSpan());
                break;
            case Const.Value it:
                AppendValue(it);
                break;
            case Const.Error:
                _text.Append("{const error}");
                break;
        }
    }

    private void AppendValue(Const.Value value)
    {
        if (value.Ty is not Ty.Primitive { Kind: PrimTy kind })
        {
            _text.Append(value.Bits);
            return;
        }
        switch (kind)
        {
            case PrimTy.Bool:
                _text.Append(value.Bits == 0 ? "false" : "true");
                break;
            case PrimTy.Char:
                _text.Append('\'').Append(new Rune((uint)value.Bits)).Append('\'');
                break;
            case >= PrimTy.I8 and <= PrimTy.I64 or PrimTy.Isize:
                int shift = kind switch
                {
                    PrimTy.I8 => 120,
                    PrimTy.I16 => 112,
                    PrimTy.I32 => 96,
                    _ => 64,
                };
                _text.Append((Int128)(value.Bits << shift) >> shift);
                break;
            case PrimTy.I128:
                _text.Append((Int128)value.Bits);
                break;
            default:
                _text.Append(value.Bits);
                break;
        }
    }

    private void Append(Predicate predicate)
    {
        AppendFor(predicate.Vars);
        switch (predicate)
        {
            case Predicate.Trait it:
                Append(it.TraitRef.SelfTy);
                _text.Append(it.IsNegative ? ": !" : ": ");
                AppendDef(it.TraitRef.Trait);
                AppendArgs(it.TraitRef.Args.AsSpan()[1..]);
                break;
            case Predicate.Projection it:
                Append((Ty)it.Alias);
                _text.Append(" == ");
                Append(it.Term);
                break;
            case Predicate.TypeOutlives it:
                Append(it.Ty);
                _text.Append(": ").Append(Name(it.Region));
                break;
            case Predicate.RegionOutlives it:
                _text.Append(Name(it.Longer)).Append(": ").Append(Name(it.Shorter));
                break;
            case Predicate.WellFormed it:
                Append(it.Arg);
                _text.Append(" well-formed");
                break;
            case Predicate.DynCompatible it:
                AppendDef(it.Def);
                _text.Append(" dyn-compatible");
                break;
            case Predicate.ConstHasType it:
                Append(it.Const);
                _text.Append(": ");
                Append(it.Ty);
                break;
        }
    }

    private void AppendSig(FnSig sig, BoundVars vars)
    {
        AppendFor(vars);
        _text.Append(sig.IsUnsafe ? "unsafe " : "");
        if (sig.Abi.Text != "Rust")
        {
            _text.Append("extern \"").Append(sig.Abi.Text).Append("\" ");
        }
        _text.Append("fn(");
        AppendList(sig.Inputs);
        _text.Append(sig.IsVariadic ? (sig.Inputs.Length > 0 ? ", ...)" : "...)") : ")");
        if (!sig.Output.IsUnit)
        {
            _text.Append(" -> ");
            Append(sig.Output);
        }
    }

    private void AppendFor(BoundVars vars)
    {
        bool isNamed = false;
        foreach (BoundRegionDecl decl in vars.AsSpan())
        {
            if (decl.Name.Text is not ("'_" or ""))
            {
                _text.Append(isNamed ? ", " : "for<").Append(decl.Name.Text);
                isNamed = true;
            }
        }
        _text.Append(isNamed ? "> " : "");
    }

    private void AppendBounds(ExistentialPredicates predicates)
    {
        bool isFirst = true;
        foreach (ExistentialPredicate predicate in predicates)
        {
            if (predicate is ExistentialPredicate.Projection)
            {
                continue;
            }
            _text.Append(isFirst ? "" : " + ");
            isFirst = false;
            if (predicate is ExistentialPredicate.Trait principal)
            {
                AppendFor(principal.Vars);
                AppendDef(principal.Def);
                AppendPrincipalArgs(principal, predicates);
            }
            else if (predicate is ExistentialPredicate.AutoTrait autoTrait)
            {
                AppendDef(autoTrait.Def);
            }
        }
    }

    private void AppendPrincipalArgs(ExistentialPredicate.Trait principal, ExistentialPredicates predicates)
    {
        bool any = false;
        foreach (GenericArg arg in principal.Args)
        {
            if (arg is Region region && !IsShown(region))
            {
                continue;
            }
            _text.Append(any ? ", " : "<");
            any = true;
            Append(arg);
        }
        foreach (ExistentialPredicate predicate in predicates)
        {
            if (predicate is ExistentialPredicate.Projection projection)
            {
                _text.Append(any ? ", " : "<");
                any = true;
                AppendDef(projection.Def);
                _text.Append(" = ");
                Append(projection.Term);
            }
        }
        _text.Append(any ? ">" : "");
    }

    private void AppendArgs(ReadOnlySpan<GenericArg> args)
    {
        bool any = false;
        foreach (GenericArg arg in args)
        {
            if (arg is Region region && !IsShown(region))
            {
                continue;
            }
            _text.Append(any ? ", " : "<");
            any = true;
            Append(arg);
        }
        _text.Append(any ? ">" : "");
    }

    private void AppendList(ReadOnlySpan<Ty> types)
    {
        for (int i = 0; i < types.Length; i++)
        {
            _text.Append(i > 0 ? ", " : "");
            Append(types[i]);
        }
    }

    private void AppendDef(DefId def)
    {
        if (crates is null)
        {
            _text.Append(def.Crate.Index).Append(':').Append(def.Index);
            return;
        }
        _text.Append(crates.KindOf(def) == DefKind.Ctor ? crates.NameOf(crates.ParentOf(def)).Text : crates.NameOf(def).Text);
    }

    private static bool IsShown(Region region) => region switch
    {
        Region.Static => true,
        Region.EarlyParam it => it.Name.Text != "'_",
        Region.LateParam it => it.Decl.Name.Text is not ("'_" or ""),
        Region.Placeholder it => it.Decl.Name.Text is not ("'_" or ""),
        Region.Bound or Region.Var or Region.Erased or Region.Error => false,
    };

    private static string Name(Region region) => region switch
    {
        Region.Static => "'static",
        Region.EarlyParam it => it.Name.Text,
        Region.LateParam it => it.Decl.Name.Text,
        Region.Bound it => $"'^{it.Depth}.{it.Index}",
        Region.Var it => $"'?{it.Id.Index}",
        Region.Placeholder it => it.Decl.Name.Text,
        Region.Erased or Region.Error => "'_",
    };

    private static string NameOf(PrimTy kind) => kind switch
    {
        PrimTy.Bool => "bool",
        PrimTy.Char => "char",
        PrimTy.Str => "str",
        PrimTy.I8 => "i8",
        PrimTy.I16 => "i16",
        PrimTy.I32 => "i32",
        PrimTy.I64 => "i64",
        PrimTy.I128 => "i128",
        PrimTy.Isize => "isize",
        PrimTy.U8 => "u8",
        PrimTy.U16 => "u16",
        PrimTy.U32 => "u32",
        PrimTy.U64 => "u64",
        PrimTy.U128 => "u128",
        PrimTy.Usize => "usize",
        PrimTy.F16 => "f16",
        PrimTy.F32 => "f32",
        PrimTy.F64 => "f64",
        PrimTy.F128 => "f128",
    };
}
