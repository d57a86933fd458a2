using System;
using System.Collections.Generic;
using System.Text;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;

namespace Verdigris.Types.Printing;

/// <summary>
/// Types as messages show them: last path segments, regions only where they say something, <c>_</c> for inference variables.
/// </summary>
public sealed partial class TyPrinter
{
    private readonly StringBuilder _text = new();
    private readonly CrateStore? _crates;
    private readonly TypeContext? _context;
    private readonly PathNames? _names;
    private readonly Stack<string[]> _binders = new();
    private HashSet<string>? _usedRegionNames;

    /// <param name="crates">Null for debugging output without names of definitions.</param>
    public TyPrinter(CrateStore? crates) => _crates = crates;

    /// <summary>For messages about the context's crate: names that other crates' items share are told apart by their paths.</summary>
    public TyPrinter(TypeContext context)
    {
        _context = context;
        _crates = context.Crates;
        _names = context.Program.PathNamesOf(context.Crate);
    }

    /// <summary>For labels, which are to be short: last segments only, and no lifetimes but <c>'_</c>.</summary>
    public bool IsTerse { get; init; }

    /// <summary>For code that is suggested: a public path even where the bare name would be unambiguous, since it may not be imported.</summary>
    public bool PrefersPaths { get; init; }

    /// <summary>Without names of definitions other than ADTs; for debugging and MIR dumps.</summary>
    public static string Debug(Interned value)
    {
        TyPrinter printer = new((CrateStore?)null);
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
            DefKind.OpaqueTy when crates.KindOf(crates.ParentOf(crates.ParentOf(def))) == DefKind.Trait => "{anon_assoc#" + crates[def.Crate].DisambiguatorOf(def.Index) + "}",
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
        _binders.Clear();
        _usedRegionNames = null;
        if (!IsTerse && _crates is not null && (value.Flags & TypeFlags.HasBoundRegions) != 0)
        {
            _usedRegionNames = RegionNamesIn.Of(value);
        }
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
                AppendTraitPath(traitRef);
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
                AppendDef(it.Def.Id);
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
                AppendFnDef(it);
                break;
            case Ty.FnPtr it:
                AppendSig(it.Sig.Value, it.Sig.Vars);
                break;
            case Ty.Dynamic it:
                _text.Append(IsShown(it.Region) ? "(dyn " : "dyn ");
                AppendBounds(it.Predicates);
                if (IsShown(it.Region))
                {
                    _text.Append(" + ").Append(Name(it.Region)).Append(')');
                }
                break;
            case Ty.Closure it:
                AppendPlaced("closure", it.Def);
                break;
            case Ty.Coroutine it:
                AppendCoroutine(it.Def);
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
                AppendOpaque(it);
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
        bool needsParentheses = pointee is Ty.Dynamic dynamic && !IsShown(dynamic.Region) && CountBounds(dynamic.Predicates) > 1;
        _text.Append(needsParentheses ? "(" : "");
        Append(pointee);
        _text.Append(needsParentheses ? ")" : "");
    }

    private void AppendProjection(Ty.Alias alias)
    {
        if (_crates is not null && _crates.KindOf(alias.Def) == DefKind.OpaqueTy)
        {
            AppendOpaque(alias);
            return;
        }
        if (_crates is null)
        {
            _text.Append("<projection ").Append(alias.Def.Index);
            AppendArgs(alias.Args.AsSpan());
            _text.Append('>');
            return;
        }
        DefId trait = _crates.ParentOf(alias.Def);
        if (_context is null)
        {
            _text.Append('<');
            Append(alias.Args.TypeAt(0));
            _text.Append(" as ");
            AppendDef(trait);
            _text.Append(">::").Append(_crates.NameOf(alias.Def).Text);
            return;
        }
        int ofTrait = _context.GenericsOf(trait).Count;
        _text.Append('<');
        Append(alias.Args.TypeAt(0));
        _text.Append(" as ");
        AppendTraitPath(trait, alias.Args.AsSpan()[1..ofTrait]);
        _text.Append(">::").Append(_crates.NameOf(alias.Def).Text);
        AppendArgs(alias.Args.AsSpan()[ofTrait..]);
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
        AppendInside(predicate);
        _binders.Pop();
    }

    private void AppendInside(Predicate predicate)
    {
        switch (predicate)
        {
            case Predicate.Trait it:
                Append(it.TraitRef.SelfTy);
                _text.Append(it.IsNegative ? ": !" : ": ");
                AppendTraitPath(it.TraitRef);
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
        _binders.Pop();
    }

    /// <summary><c>for&lt;'a&gt; </c>; the names hold until the binder is popped.</summary>
    private void AppendFor(BoundVars vars)
    {
        string[] names = new string[vars.Count];
        bool any = false;
        for (int i = 0; i < names.Length; i++)
        {
            string written = vars[i].Name.Text;
            bool isNamed = written is not ("'_" or "");
            names[i] = isNamed ? written : _usedRegionNames is null ? "" : NextRegionName();
            if (names[i].Length > 0 && !IsTerse)
            {
                _text.Append(any ? ", " : "for<").Append(names[i]);
                any = true;
            }
        }
        _text.Append(any ? "> " : "");
        _binders.Push(names);
    }

    private string NextRegionName()
    {
        for (int i = 0; ; i++)
        {
            string name = i < 26 ? $"'{(char)('a' + i)}" : $"'z{i - 25}";
            if (_usedRegionNames!.Add(name))
            {
                return name;
            }
        }
    }

    private static int CountBounds(ExistentialPredicates predicates)
    {
        int count = 0;
        foreach (ExistentialPredicate predicate in predicates)
        {
            count += predicate is ExistentialPredicate.Projection ? 0 : 1;
        }
        return count;
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
                AppendPrincipal(principal, predicates);
                _binders.Pop();
            }
            else if (predicate is ExistentialPredicate.AutoTrait autoTrait)
            {
                AppendDef(autoTrait.Def);
            }
        }
    }

    private void AppendPrincipal(ExistentialPredicate.Trait principal, ExistentialPredicates predicates)
    {
        AppendDef(principal.Def);
        if (IsFnFamily(principal.Def) && principal.Args.Count == 1 && principal.Args[0] is Ty.Tuple inputs)
        {
            _text.Append('(');
            AppendList(inputs.Elements.AsSpan());
            _text.Append(')');
            foreach (ExistentialPredicate predicate in predicates)
            {
                if (predicate is ExistentialPredicate.Projection { Term: { IsUnit: false } output })
                {
                    _text.Append(" -> ");
                    Append(output);
                }
            }
            return;
        }
        bool any = false;
        bool showsRegions = !IsTerse || HasRegion(principal.Args.AsSpan());
        foreach (GenericArg arg in principal.Args)
        {
            if (arg is Region && !showsRegions)
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
                _text.Append(_crates is null ? "Assoc" : _crates.NameOf(projection.Def).Text).Append(" = ");
                Append(projection.Term);
            }
        }
        _text.Append(any ? ">" : "");
    }

    private static bool HasRegion(ReadOnlySpan<GenericArg> args)
    {
        foreach (GenericArg arg in args)
        {
            if (arg is Region)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Lifetimes are part of what a type is called, even those without a name.</summary>
    private void AppendArgs(ReadOnlySpan<GenericArg> args)
    {
        bool any = false;
        foreach (GenericArg arg in args)
        {
            if (arg is Region && _crates is null)
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
        if (_crates is null)
        {
            _text.Append(def.Crate.Index).Append(':').Append(def.Index);
            return;
        }
        if (_crates.KindOf(def) == DefKind.Ctor)
        {
            def = _crates.ParentOf(def);
        }
        AppendPath(def);
    }

    private bool IsShown(Region region) => !IsTerse && region switch
    {
        Region.Static => true,
        Region.EarlyParam it => it.Name.Text != "'_",
        Region.LateParam it => it.Decl.Name.Text is not ("'_" or ""),
        Region.Placeholder it => it.Decl.Name.Text is not ("'_" or ""),
        Region.Bound it => NameOfBound(it).Length > 0,
        Region.Var or Region.Erased or Region.Error => false,
    };

    private string Name(Region region) => region switch
    {
        Region.Bound it => NameOfBound(it) is { Length: > 0 } name ? name : "'_",
        _ when !IsShown(region) => "'_",
        Region.Static => "'static",
        Region.EarlyParam it => it.Name.Text,
        Region.LateParam it => it.Decl.Name.Text,
        Region.Placeholder it => it.Decl.Name.Text,
        _ => "'_",
    };

    private string NameOfBound(Region.Bound region)
    {
        if (IsTerse || region.Depth >= _binders.Count)
        {
            return "";
        }
        int depth = 0;
        foreach (string[] names in _binders)
        {
            if (depth++ == region.Depth)
            {
                return region.Index < names.Length ? names[region.Index] : "";
            }
        }
        return "";
    }

    /// <summary>The name of a primitive type.</summary>
    public static string NameOf(PrimTy kind) => kind switch
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
