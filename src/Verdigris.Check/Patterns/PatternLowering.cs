using System;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Patterns;

/// <summary>From typed HIR patterns to constructors.</summary>
internal sealed class PatternLowering(TypeContext context, TypeckResults results, ParamEnv env)
{
    public DeconstructedPat Lower(HirPat pat)
    {
        DeconstructedPat inner = LowerShape(pat);
        // References looked through implicitly are constructors too.
        foreach (Ty _ in results.PatAdjustmentsOf(pat.Id))
        {
            inner = new DeconstructedPat(Constructor.Single.Instance, [inner]);
        }
        return inner;
    }

    /// <summary>The type of the value that a pattern is matched against.</summary>
    public Ty TypeOf(HirPat pat)
    {
        ImmutableArray<Ty> peeled = results.PatAdjustmentsOf(pat.Id);
        if (peeled.Length > 0)
        {
            return peeled[0];
        }
        Ty ty = results.TypeOf(pat.Id);
        return pat is HirPat.Binding && results.BindingModeOf(pat.Id).IsByRef && ty is Ty.Ref reference ? reference.Pointee : ty;
    }

    private DeconstructedPat LowerShape(HirPat pat)
    {
        switch (pat)
        {
            case HirPat.Wild or HirPat.Error:
                return DeconstructedPat.Wild;
            case HirPat.Binding it:
                return it.Subpattern is null ? DeconstructedPat.Wild : Lower(it.Subpattern);
            case HirPat.Ref it:
                return new DeconstructedPat(Constructor.Single.Instance, [Lower(it.Pattern)]);
            case HirPat.Box it:
                return new DeconstructedPat(Constructor.Single.Instance, [Lower(it.Pattern)]);
            case HirPat.Or it:
                return new DeconstructedPat(Constructor.Or.Instance, LowerAll(it.Alternatives));
            case HirPat.Tuple it:
            {
                int count = results.TypeOf(it.Id) is Ty.Tuple tuple ? tuple.Elements.Count : it.Elements.Length;
                return new DeconstructedPat(Constructor.Single.Instance, WithRest(it.Elements, it.RestPosition, count));
            }
            case HirPat.TupleStruct it when results.TypeOf(it.Id) is Ty.Adt adt:
            {
                VariantIdx variant = VariantOf(it.Id, it.QPath, adt);
                return Adt(adt, variant, WithRest(it.Elements, it.RestPosition, adt.Def.Variant(variant).Fields.Length));
            }
            case HirPat.Struct it when results.TypeOf(it.Id) is Ty.Adt adt:
            {
                VariantIdx variant = VariantOf(it.Id, it.QPath, adt);
                DeconstructedPat[] fields = new DeconstructedPat[adt.Def.Variant(variant).Fields.Length];
                Array.Fill(fields, DeconstructedPat.Wild);
                foreach (HirPatField field in it.Fields)
                {
                    fields[results.FieldIdxOf(field.Id).Index] = Lower(field.Pat);
                }
                return Adt(adt, variant, [.. fields]);
            }
            case HirPat.Path it:
                return LowerPath(it);
            case HirPat.Lit it:
                return LowerLiteral(it.Value, results.TypeOf(it.Id));
            case HirPat.Range it:
                return LowerRange(it, results.TypeOf(it.Id));
            case HirPat.Slice it:
                return LowerSlice(it);
            default:
                return DeconstructedPat.Wild;
        }
    }

    private ImmutableArray<DeconstructedPat> LowerAll(ImmutableArray<HirPat> patterns)
    {
        ImmutableArray<DeconstructedPat>.Builder lowered = ImmutableArray.CreateBuilder<DeconstructedPat>(patterns.Length);
        foreach (HirPat pattern in patterns)
        {
            lowered.Add(Lower(pattern));
        }
        return lowered.MoveToImmutable();
    }

    private ImmutableArray<DeconstructedPat> WithRest(ImmutableArray<HirPat> patterns, int restPosition, int count)
    {
        DeconstructedPat[] fields = new DeconstructedPat[count];
        Array.Fill(fields, DeconstructedPat.Wild);
        for (int i = 0; i < patterns.Length && i < count; i++)
        {
            fields[restPosition >= 0 && i >= restPosition ? i + count - patterns.Length : i] = Lower(patterns[i]);
        }
        return [.. fields];
    }

    private static DeconstructedPat Adt(Ty.Adt adt, VariantIdx variant, ImmutableArray<DeconstructedPat> fields) =>
        new(adt.Def.IsEnum ? new Constructor.Variant(variant) : Constructor.Single.Instance, fields);

    private VariantIdx VariantOf(HirId id, HirQPath qpath, Ty.Adt adt)
    {
        if (!adt.Def.IsEnum)
        {
            return VariantIdx.FromIndex(0);
        }
        DefId def = results.TypeDependentDefOf(id)?.Def
            ?? (qpath is HirQPath.Resolved { Path.Res: Res.Def { Id: var resolved } } ? resolved : default);
        return adt.Def.VariantOf(def);
    }

    private DeconstructedPat LowerPath(HirPat.Path pat)
    {
        if (results.TypeOf(pat.Id) is Ty.Primitive scalarTy && ConstantOf(pat.Id, pat.QPath, scalarTy) is { } scalar)
        {
            return new DeconstructedPat(new Constructor.Range(scalar, scalar), []);
        }
        bool isConstant = results.TypeDependentDefOf(pat.Id) is { Kind: DefKind.AssocConst or DefKind.Const }
            || pat.QPath is HirQPath.Resolved { Path.Res: Res.Def { Kind: DefKind.Const or DefKind.AssocConst } };
        return isConstant || results.TypeOf(pat.Id) is not Ty.Adt adt
            ? new DeconstructedPat(Constructor.Opaque.Instance, [])
            : Adt(adt, VariantOf(pat.Id, pat.QPath, adt), []);
    }

    private DeconstructedPat LowerLiteral(HirExpr value, Ty ty) =>
        ScalarOf(value, ty) is { } scalar
            ? new DeconstructedPat(new Constructor.Range(scalar, scalar), [])
            : new DeconstructedPat(Constructor.Opaque.Instance, []);

    private DeconstructedPat LowerRange(HirPat.Range pat, Ty ty)
    {
        if (ScalarRanges.Of(ty) is not { } full)
        {
            return new DeconstructedPat(Constructor.Opaque.Instance, []);
        }
        UInt128? low = pat.Low is null ? full.Low : ScalarOf(pat.Low, ty);
        UInt128? high = pat.High is null ? full.High : ScalarOf(pat.High, ty);
        if (low is not { } from || high is not { } to)
        {
            return new DeconstructedPat(Constructor.Opaque.Instance, []);
        }
        if (pat.High is not null && !pat.IsInclusive)
        {
            if (to == 0)
            {
                return new DeconstructedPat(Constructor.Opaque.Instance, []);
            }
            to--;
        }
        return from > to
            ? new DeconstructedPat(Constructor.Opaque.Instance, [])
            : new DeconstructedPat(new Constructor.Range(from, to), []);
    }

    /// <summary>A literal's or constant's place in the order of its type's values.</summary>
    internal UInt128? ScalarOf(HirExpr value, Ty ty)
    {
        bool isNegated = false;
        if (value is HirExpr.Unary { Op: HirUnOp.Neg, Operand: var operand })
        {
            isNegated = true;
            value = operand;
        }
        if (value is HirExpr.Path path && !isNegated)
        {
            return ConstantOf(path.Id, path.QPath, ty);
        }
        if (value is not HirExpr.Literal { Value: var literal })
        {
            return null;
        }
        return literal switch
        {
            HirLit.Bool it => it.Value ? 1u : 0u,
            HirLit.Char it => (UInt128)it.CodePoint,
            HirLit.Byte it => it.Value,
            HirLit.Int it when ty.IsIntegral => ScalarRanges.Order(isNegated ? UInt128.Zero - it.Value : it.Value, ty),
            _ => null,
        };
    }

    /// <summary>The value of a scalar constant that is named; null if it is not known.</summary>
    private UInt128? ConstantOf(HirId id, HirQPath qpath, Ty ty)
    {
        DefId def = results.TypeDependentDefOf(id) is { Kind: DefKind.AssocConst or DefKind.Const } dependent ? dependent.Def
            : qpath is HirQPath.Resolved { Path.Res: Res.Def { Kind: DefKind.Const or DefKind.AssocConst, Id: var resolved } } ? resolved : default;
        if (def.IsNone || ScalarRanges.Of(ty) is null || results.ArgsOf(id) is { HasParam: true })
        {
            return null;
        }
        Const constant = context.Types.Unevaluated(def, results.ArgsOf(id) ?? context.Common.EmptyArgs);
        return constant is Const.Unevaluated unevaluated && context.EvaluateConst(unevaluated, env) is Const.Value value
            ? ScalarRanges.Order(value.Bits, ty)
            : null;
    }

    private DeconstructedPat LowerSlice(HirPat.Slice pat)
    {
        ImmutableArray<DeconstructedPat> fields = [.. LowerAll(pat.Before), .. LowerAll(pat.After)];
        if (results.TypeOf(pat.Id) is Ty.Array { Length: Const.Value { Bits: var bits } })
        {
            int length = (int)bits;
            DeconstructedPat[] all = new DeconstructedPat[length];
            Array.Fill(all, DeconstructedPat.Wild);
            for (int i = 0; i < pat.Before.Length && i < length; i++)
            {
                all[i] = fields[i];
            }
            for (int i = 0; i < pat.After.Length && i < length; i++)
            {
                all[length - pat.After.Length + i] = fields[pat.Before.Length + i];
            }
            return new DeconstructedPat(Constructor.Single.Instance, [.. all]);
        }
        return pat.Rest is null
            ? new DeconstructedPat(new Constructor.Slice(fields.Length, -1), fields)
            : new DeconstructedPat(new Constructor.Slice(pat.Before.Length, pat.After.Length), fields);
    }
}

/// <summary>The values of scalar types as an ordered range of numbers.</summary>
internal static class ScalarRanges
{
    /// <summary>Null for types that are not scalars with a finite, known range.</summary>
    public static (UInt128 Low, UInt128 High)? Of(Ty ty) => ty is not Ty.Primitive { Kind: var kind }
        ? null
        : kind switch
        {
            PrimTy.Bool => (0, 1),
            PrimTy.Char => (0, 0x10FFFF),
            PrimTy.I8 or PrimTy.U8 => (0, byte.MaxValue),
            PrimTy.I16 or PrimTy.U16 => (0, ushort.MaxValue),
            PrimTy.I32 or PrimTy.U32 => (0, uint.MaxValue),
            PrimTy.I64 or PrimTy.U64 or PrimTy.Isize or PrimTy.Usize => (0, ulong.MaxValue),
            PrimTy.I128 or PrimTy.U128 => (0, UInt128.MaxValue),
            _ => null,
        };

    /// <summary>Shifts signed values so that the least is 0.</summary>
    public static UInt128 Order(UInt128 bits, Ty ty)
    {
        if (Of(ty) is not { } full)
        {
            return bits;
        }
        bits &= full.High;
        return ty.IsSigned ? bits ^ ((full.High >> 1) + 1) : bits;
    }

    public static string Print(UInt128 ordered, Ty ty)
    {
        if (ty.IsBool)
        {
            return ordered == 0 ? "false" : "true";
        }
        if (ty.IsChar)
        {
            return $"'{(System.Text.Rune.IsValid((uint)ordered) ? new System.Text.Rune((uint)ordered).ToString() : "\\u{" + ((uint)ordered).ToString("x", System.Globalization.CultureInfo.InvariantCulture) + "}")}'";
        }
        if (!ty.IsSigned)
        {
            return ordered.ToString();
        }
        UInt128 half = (Of(ty)!.Value.High >> 1) + 1;
        return ordered >= half ? (ordered - half).ToString() : $"-{half - ordered}";
    }
}
