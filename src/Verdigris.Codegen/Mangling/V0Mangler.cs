using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Verdigris.Base.Collections;
using Verdigris.Mir;
using Verdigris.Mir.Instances;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Codegen.Mangling;

/// <summary>
/// Symbol names by rustc's v0 scheme, which gdb, perf and c++filt can read. Source: RFC 2603, and "v0 symbol format" in the
/// rustc book. One object a symbol.
/// </summary>
internal sealed class V0Mangler(MonoQueries queries)
{
    private readonly StringBuilder _text = new("_R");
    private readonly Dictionary<object, int> _positions = [];

    private TypeContext Types => queries.Types;

    /// <summary>The symbol of a function.</summary>
    /// <param name="instance">The function.</param>
    /// <param name="copyOf">The crate whose copy it is, where several may have one; else none.</param>
    public string Mangle(Instance instance, CrateId copyOf)
    {
        string? shim = instance.Kind switch
        {
            InstanceKind.VtableShim => "vtable",
            InstanceKind.ReifyShim => "reify",
            InstanceKind.ClosureOnceShim => "once",
            InstanceKind.FnPtrShim => "fnptr",
            InstanceKind.CloneShim => "clone",
            _ => null,
        };
        if (shim is not null)
        {
            _text.Append("NS");
        }
        if (instance.Kind is InstanceKind.DropGlue or InstanceKind.FnPtrShim or InstanceKind.CloneShim)
        {
            // Named by the type they are for.
            _text.Append('I');
            PathWithoutArgs(instance.Def);
            Type(instance.Ty ?? Types.Common.Unit);
            _text.Append('E');
        }
        else
        {
            Path(instance.Def, instance.Args.AsSpan());
        }
        if (shim is not null)
        {
            Identifier(shim, 0);
        }
        if (copyOf.IsSome)
        {
            CrateRoot(copyOf);
        }
        return _text.ToString();
    }

    public string Mangle(DefId staticDef)
    {
        Path(staticDef, []);
        return _text.ToString();
    }

    /// <summary>A type's name alone: the same in all crates, different for different types.</summary>
    public string MangleType(Ty ty)
    {
        Type(ty);
        return _text.ToString();
    }

    private void PathWithoutArgs(DefId def) => Path(def, default);

    private void Path(DefId def, ReadOnlySpan<GenericArg> args)
    {
        DefKind kind = Types.KindOf(def);
        DefId parent = Types.ParentOf(def);
        if (parent.IsNone)
        {
            CrateRoot(def.Crate);
            return;
        }
        if (kind == DefKind.Impl)
        {
            ImplPath(def, parent, args);
            return;
        }
        if (kind is DefKind.ForeignMod)
        {
            Path(parent, args);
            return;
        }
        int parentCount = ParentArgCount(def, kind, args.Length);
        bool hasOwnArgs = kind != DefKind.Closure && HasTypeArgs(args[Math.Min(parentCount, args.Length)..]);
        ReadOnlySpan<GenericArg> parentArgs = args[..Math.Min(parentCount, args.Length)];
        if (kind == DefKind.AssocFn && Types.KindOf(parent) == DefKind.Trait && args.Length > 0 && args[0] is Ty self)
        {
            // <T as Trait>::method
            if (hasOwnArgs)
            {
                _text.Append('I');
            }
            _text.Append("NvY");
            Type(self);
            TraitPath(parent, parentArgs[1..]);
            Identifier(NameOf(def), 0);
            CloseArgs(hasOwnArgs, args[parentCount..]);
            return;
        }
        if (hasOwnArgs)
        {
            _text.Append('I');
        }
        _text.Append('N').Append(NamespaceOf(kind));
        Path(parent, parentArgs);
        Identifier(kind is DefKind.Closure or DefKind.AnonConst or DefKind.InlineConst or DefKind.Ctor ? "" : NameOf(def), Types.Crates[def.Crate].DisambiguatorOf(def.Index));
        CloseArgs(hasOwnArgs, args[Math.Min(parentCount, args.Length)..]);
    }

    private void CloseArgs(bool hasOwnArgs, ReadOnlySpan<GenericArg> args)
    {
        if (hasOwnArgs)
        {
            Args(args);
            _text.Append('E');
        }
    }

    private int ParentArgCount(DefId def, DefKind kind, int given) => kind switch
    {
        _ when given == 0 => 0,
        DefKind.Fn or DefKind.AssocFn or DefKind.Struct or DefKind.Enum or DefKind.Union or DefKind.Trait or DefKind.AssocTy
            or DefKind.TyAlias or DefKind.Const or DefKind.AssocConst or DefKind.OpaqueTy => Types.GenericsOf(def).ParentCount,
        // Of a closure around another one only the arguments of the item are given.
        DefKind.Closure => Math.Min(given, Types.GenericsOf(def).ParentCount),
        // Constructors and variants have their type's parameters and none of their own.
        _ => given,
    };

    private string NameOf(DefId def) => Types.Crates.NameOf(def).Text;

    private static char NamespaceOf(DefKind kind) => kind switch
    {
        DefKind.Closure => 'C',
        DefKind.Ctor => 'c',
        DefKind.Fn or DefKind.AssocFn or DefKind.Const or DefKind.AssocConst or DefKind.Static => 'v',
        DefKind.AnonConst or DefKind.InlineConst => 'k',
        _ => 't',
    };

    private void ImplPath(DefId impl, DefId parent, ReadOnlySpan<GenericArg> args)
    {
        ImplHeader header = Types.ImplHeaderOf(impl);
        GenericArgs implArgs = Types.Types.Args(args);
        Ty self = Instantiate(header.SelfTy, implArgs);
        _text.Append(header.TraitRef is null ? 'M' : 'X');
        Disambiguator((ulong)Types.Crates[impl.Crate].DisambiguatorOf(impl.Index));
        Path(parent, []);
        Type(self);
        if (header.TraitRef is { } traitRef)
        {
            GenericArg[] traitArgs = new GenericArg[traitRef.Args.Count - 1];
            for (int i = 0; i < traitArgs.Length; i++)
            {
                traitArgs[i] = traitRef.Args[i + 1] is Ty ty ? Instantiate(ty, implArgs) : traitRef.Args[i + 1];
            }
            TraitPath(traitRef.Trait, traitArgs);
        }
    }

    private Ty Instantiate(Ty ty, GenericArgs args) =>
        ty.HasParam && args.Count == 0 ? ty : queries.Normalize(Verdigris.Types.Fold.FoldExtensions.Instantiate(Types.Types, ty, args));

    /// <summary>A trait with its arguments except <c>Self</c>.</summary>
    private void TraitPath(DefId trait, ReadOnlySpan<GenericArg> args)
    {
        bool hasArgs = HasTypeArgs(args);
        if (hasArgs)
        {
            _text.Append('I');
        }
        PathWithoutArgs(trait);
        CloseArgs(hasArgs, args);
    }

    private void CrateRoot(CrateId crate)
    {
        if (TryBackReference(crate))
        {
            return;
        }
        CrateDefinitions definitions = Types.Crates[crate];
        _text.Append('C');
        Disambiguator(definitions.StableCrateId);
        Identifier(definitions.Name.Text, 0);
    }

    private static bool HasTypeArgs(ReadOnlySpan<GenericArg> args)
    {
        foreach (GenericArg arg in args)
        {
            if (arg is not Region)
            {
                return true;
            }
        }
        return false;
    }

    private void Args(ReadOnlySpan<GenericArg> args)
    {
        foreach (GenericArg arg in args)
        {
            switch (arg)
            {
                case Ty ty:
                    Type(ty);
                    break;
                case Const constant:
                    _text.Append('K');
                    Constant(constant);
                    break;
            }
        }
    }

    private void Type(Ty ty)
    {
        if (BasicType(ty) is { } basic)
        {
            _text.Append(basic);
            return;
        }
        if (TryBackReference(ty))
        {
            return;
        }
        switch (ty)
        {
            case Ty.Ref reference:
                _text.Append(reference.IsMutable ? 'Q' : 'R');
                Type(reference.Pointee);
                break;
            case Ty.RawPtr pointer:
                _text.Append(pointer.IsMutable ? 'O' : 'P');
                Type(pointer.Pointee);
                break;
            case Ty.Array array:
                _text.Append('A');
                Type(array.Element);
                Constant(array.Length);
                break;
            case Ty.Slice slice:
                _text.Append('S');
                Type(slice.Element);
                break;
            case Ty.Tuple tuple:
                _text.Append('T');
                foreach (Ty element in tuple.Elements)
                {
                    Type(element);
                }
                _text.Append('E');
                break;
            case Ty.Adt adt:
                Path(adt.Def.Id, adt.Args.AsSpan());
                break;
            case Ty.FnDef item:
                Path(item.Def, item.Args.AsSpan());
                break;
            case Ty.Closure closure:
                Path(closure.Def, closure.Args.AsSpan());
                break;
            case Ty.Coroutine coroutine:
                Path(coroutine.Def, coroutine.Args.AsSpan());
                break;
            case Ty.Foreign foreign:
                Path(foreign.Def, []);
                break;
            case Ty.Alias alias:
                Path(alias.Def, alias.Args.AsSpan());
                break;
            case Ty.FnPtr pointer:
                FunctionPointer(pointer.Sig.Value);
                break;
            case Ty.Dynamic dynamic:
                Dynamic(dynamic);
                break;
            default:
                _text.Append('p');
                break;
        }
    }

    private static char? BasicType(Ty ty) => ty switch
    {
        Ty.Never => 'z',
        Ty.Tuple { Elements.Count: 0 } => 'u',
        Ty.Primitive primitive => primitive.Kind switch
        {
            PrimTy.I8 => 'a',
            PrimTy.Bool => 'b',
            PrimTy.Char => 'c',
            PrimTy.F64 => 'd',
            PrimTy.Str => 'e',
            PrimTy.F32 => 'f',
            PrimTy.U8 => 'h',
            PrimTy.Isize => 'i',
            PrimTy.Usize => 'j',
            PrimTy.I32 => 'l',
            PrimTy.U32 => 'm',
            PrimTy.I128 => 'n',
            PrimTy.U128 => 'o',
            PrimTy.I16 => 's',
            PrimTy.U16 => 't',
            PrimTy.I64 => 'x',
            PrimTy.U64 => 'y',
            PrimTy.F16 or PrimTy.F128 => null,
        },
        _ => null,
    };

    private void FunctionPointer(FnSig sig)
    {
        _text.Append('F');
        if (sig.IsUnsafe)
        {
            _text.Append('U');
        }
        if (sig.Abi.Text == "C")
        {
            _text.Append("KC");
        }
        else if (sig.Abi.Text != "Rust")
        {
            _text.Append('K');
            Identifier(sig.Abi.Text.Replace('-', '_'), 0);
        }
        foreach (Ty input in sig.Inputs)
        {
            Type(input);
        }
        if (sig.IsVariadic)
        {
            _text.Append('v');
        }
        _text.Append('E');
        Type(sig.Output);
    }

    private void Dynamic(Ty.Dynamic dynamic)
    {
        _text.Append('D');
        foreach (ExistentialPredicate predicate in dynamic.Predicates)
        {
            switch (predicate)
            {
                case ExistentialPredicate.Trait trait:
                    TraitPath(trait.Def, trait.Args.AsSpan());
                    break;
                case ExistentialPredicate.Projection projection:
                    _text.Append('p');
                    Identifier(NameOf(projection.Def), 0);
                    Type(projection.Term);
                    break;
                case ExistentialPredicate.AutoTrait auto:
                    PathWithoutArgs(auto.Def);
                    break;
            }
        }
        _text.Append("EL_");
    }

    private void Constant(Const constant)
    {
        if (constant is not Const.Value value)
        {
            _text.Append('p');
            return;
        }
        Type(value.Ty);
        UInt128 bits = value.Bits;
        if (value.Ty.IsSigned)
        {
            int shift = 128 - PrimitiveSizes.Of(value.Ty) * 8;
            Int128 signed = (Int128)(bits << shift) >> shift;
            if (signed < 0)
            {
                _text.Append('n');
                bits = (UInt128)(-signed);
            }
        }
        _text.Append(bits.ToString("x", CultureInfo.InvariantCulture)).Append('_');
    }

    /// <summary>What was written once is referred to by where it stands.</summary>
    private bool TryBackReference(object thing)
    {
        if (_positions.TryGetValue(thing, out int position))
        {
            _text.Append('B');
            Base62((ulong)position);
            return true;
        }
        _positions.Add(thing, _text.Length - 2);
        return false;
    }

    private void Identifier(string name, int disambiguator)
    {
        Disambiguator((ulong)disambiguator);
        bool isAscii = Ascii.IsValid(name);
        string encoded = isAscii ? name : Punycode.Encode(name);
        if (!isAscii)
        {
            _text.Append('u');
        }
        _text.Append(CultureInfo.InvariantCulture, $"{encoded.Length}");
        if (encoded.Length > 0 && (char.IsAsciiDigit(encoded[0]) || encoded[0] == '_'))
        {
            _text.Append('_');
        }
        _text.Append(encoded);
    }

    private void Disambiguator(ulong number)
    {
        if (number > 0)
        {
            _text.Append('s');
            Base62(number - 1);
        }
    }

    private void Base62(ulong number)
    {
        const string Digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        if (number > 0)
        {
            number--;
            Span<char> buffer = stackalloc char[12];
            int at = buffer.Length;
            do
            {
                buffer[--at] = Digits[(int)(number % 62)];
                number /= 62;
            }
            while (number > 0);
            _text.Append(buffer[at..]);
        }
        _text.Append('_');
    }
}
