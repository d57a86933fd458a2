using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Patterns;

/// <summary>
/// Whether patterns cover all values of a type, with a value that they miss. [patterns.refutable]
/// Source: Maranget, "Warnings for pattern matching" (JFP 2007): a matrix of rows is specialised by each constructor of its
/// first column in turn; constructors that no row mentions are treated together.
/// </summary>
internal sealed class Exhaustiveness(TypeContext context, ParamEnv env)
{
    /// <summary>More steps than this give up and accept: rustc has a limit too, and MIR stays safe (it aborts).</summary>
    private const int StepLimit = 200_000;

    private readonly TraitSolver _solver = new(new Inference(context));
    private int _steps;

    /// <summary>More patterns than these are not looked for: only their number would be shown.</summary>
    private const int MaxWitnesses = 256;

    /// <summary>Patterns that none of the rows matches; empty when the rows cover the type.</summary>
    public List<string> FindMissing(List<DeconstructedPat> rows, Ty ty)
    {
        List<ImmutableStack<DeconstructedPat>> matrix = [];
        foreach (DeconstructedPat row in rows)
        {
            matrix.Add(ImmutableStack.Create(row));
        }
        List<string> patterns = [];
        foreach (ImmutableStack<string> witness in Missing(matrix, ImmutableStack.Create(ty), isScrutinee: true))
        {
            if (!patterns.Contains(witness.Peek()))
            {
                patterns.Add(witness.Peek());
            }
        }
        return patterns;
    }

    private static List<ImmutableStack<string>> Covered => [];

    /// <param name="isScrutinee">The only column is the matched value itself: each constructor that is missing is named.</param>
    private List<ImmutableStack<string>> Missing(List<ImmutableStack<DeconstructedPat>> rows, ImmutableStack<Ty> columns, bool isScrutinee = false)
    {
        if (columns.IsEmpty)
        {
            return rows.Count > 0 ? Covered : [ImmutableStack<string>.Empty];
        }
        if (++_steps > StepLimit)
        {
            return Covered;
        }
        columns = columns.Pop(out Ty ty);
        ty = Normalise(ty);
        rows = ExpandOrs(rows);
        if (rows.Count == 0 && IsUninhabited(ty, 0))
        {
            return Covered;
        }
        if (!isScrutinee && ty is Ty.Adt or Ty.Primitive or Ty.Slice or Ty.Tuple or Ty.Ref or Ty.Array && !rows.Exists(static row => row.Peek().Ctor is not Constructor.Wildcard))
        {
            // Nothing tells the values apart here, so neither does the pattern that is shown.
            return MissingDefault(rows, columns, "_");
        }
        return ty switch
        {
            Ty.Adt { Def.IsEnum: true } it => MissingVariant(rows, columns, it),
            Ty.Adt or Ty.Tuple or Ty.Ref or Ty.Array { Length: Const.Value } => MissingSingle(rows, columns, ty),
            Ty.Slice it => MissingSlice(rows, columns, it),
            _ when ScalarRanges.Of(ty) is { } full => MissingScalar(rows, columns, ty, full),
            _ => MissingDefault(rows, columns, "_"),
        };
    }

    private Ty Normalise(Ty ty)
    {
        if (!ty.HasProjection)
        {
            return ty;
        }
        List<Obligation> nested = [];
        return _solver.Inference.Resolve(_solver.Normalize(ty, env, ObligationCause.Dummy, nested));
    }

    private static List<ImmutableStack<DeconstructedPat>> ExpandOrs(List<ImmutableStack<DeconstructedPat>> rows)
    {
        List<ImmutableStack<DeconstructedPat>> expanded = [];
        foreach (ImmutableStack<DeconstructedPat> row in rows)
        {
            Expand(row, expanded);
        }
        return expanded;
    }

    private static void Expand(ImmutableStack<DeconstructedPat> row, List<ImmutableStack<DeconstructedPat>> into)
    {
        if (row.Peek() is not { Ctor: Constructor.Or, Fields: var alternatives })
        {
            into.Add(row);
            return;
        }
        ImmutableStack<DeconstructedPat> rest = row.Pop();
        foreach (DeconstructedPat alternative in alternatives)
        {
            Expand(rest.Push(alternative), into);
        }
    }

    private List<ImmutableStack<string>> MissingVariant(List<ImmutableStack<DeconstructedPat>> rows, ImmutableStack<Ty> columns, Ty.Adt adt)
    {
        bool isForeignNonExhaustive = (adt.Def.Flags & AdtFlags.NonExhaustive) != 0 && adt.Def.Id.Crate != context.Crate;
        HashSet<VariantIdx> mentioned = [];
        foreach (ImmutableStack<DeconstructedPat> row in rows)
        {
            if (row.Peek().Ctor is Constructor.Variant variant)
            {
                mentioned.Add(variant.Index);
            }
        }
        List<ImmutableStack<string>> missing = [];
        for (int i = 0; i < adt.Def.Variants.Length && missing.Count < MaxWitnesses; i++)
        {
            VariantIdx index = VariantIdx.FromIndex(i);
            VariantDef variant = adt.Def.Variants[i];
            Ty[] fields = FieldTypes(adt, variant);
            if (!mentioned.Contains(index) && AnyUninhabited(fields))
            {
                continue;
            }
            foreach (ImmutableStack<string> witness in Specialised(rows, columns, new Constructor.Variant(index), fields))
            {
                missing.Add(Rebuild(witness, fields.Length, parts => PrintVariant(adt, variant, parts)));
            }
        }
        return isForeignNonExhaustive && missing.Count == 0 ? MissingDefault(rows, columns, "_") : missing;
    }

    private bool AnyUninhabited(Ty[] types)
    {
        foreach (Ty ty in types)
        {
            if (IsUninhabited(ty, 0))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Types without values, seen through structs, tuples and enums, not through references.</summary>
    private bool IsUninhabited(Ty ty, int depth)
    {
        ty = Normalise(ty);
        switch (ty)
        {
            case Ty.Never:
                return true;
            case Ty.Tuple it:
                foreach (Ty element in it.Elements)
                {
                    if (depth < 8 && IsUninhabited(element, depth + 1))
                    {
                        return true;
                    }
                }
                return false;
            case Ty.Adt { Def.IsUnion: false } it when depth < 8:
                if ((it.Def.Flags & AdtFlags.NonExhaustive) != 0 && it.Def.Id.Crate != context.Crate)
                {
                    return false;
                }
                foreach (VariantDef variant in it.Def.Variants)
                {
                    bool isEmpty = false;
                    foreach (Ty field in FieldTypes(it, variant))
                    {
                        isEmpty |= IsUninhabited(field, depth + 1);
                    }
                    if (!isEmpty)
                    {
                        return false;
                    }
                }
                return true;
            default:
                return false;
        }
    }

    private List<ImmutableStack<string>> MissingSingle(List<ImmutableStack<DeconstructedPat>> rows, ImmutableStack<Ty> columns, Ty ty)
    {
        Ty[] fields = ty switch
        {
            Ty.Adt { Def.IsBox: true } it when HasUnarySingle(rows) => [it.Args.TypeAt(0)],
            Ty.Adt it => FieldTypes(it, it.Def.SingleVariant),
            Ty.Tuple it => it.Elements.AsSpan().ToArray(),
            Ty.Ref it => [it.Pointee],
            Ty.Array { Length: Const.Value { Bits: var bits } } it => Repeated(it.Element, (int)bits),
            _ => throw new CompilerBug("a type with several constructors"),
        };
        return Specialised(rows, columns, Constructor.Single.Instance, fields).ConvertAll(witness => Rebuild(witness, fields.Length, parts => ty switch
        {
            Ty.Ref => $"&{parts[0]}",
            Ty.Tuple => $"({string.Join(", ", parts)}{(parts.Length == 1 ? "," : "")})",
            Ty.Array => $"[{string.Join(", ", parts)}]",
            Ty.Adt it => it.Def.IsBox ? "box _" : PrintVariant(it, it.Def.SingleVariant, parts),
            _ => "_",
        }));
    }

    private static bool HasUnarySingle(List<ImmutableStack<DeconstructedPat>> rows)
    {
        foreach (ImmutableStack<DeconstructedPat> row in rows)
        {
            if (row.Peek() is { Ctor: Constructor.Single, Fields.Length: 1 })
            {
                return true;
            }
        }
        return false;
    }

    private static Ty[] Repeated(Ty ty, int count)
    {
        Ty[] types = new Ty[int.Min(count, 4096)];
        Array.Fill(types, ty);
        return types;
    }

    private List<ImmutableStack<string>> MissingSlice(List<ImmutableStack<DeconstructedPat>> rows, ImmutableStack<Ty> columns, Ty.Slice slice)
    {
        // All lengths beyond the longest that a row tells apart behave alike.
        int longest = 0;
        foreach (ImmutableStack<DeconstructedPat> row in rows)
        {
            if (row.Peek().Ctor is Constructor.Slice it)
            {
                longest = int.Max(longest, it.MinLength);
            }
        }
        List<ImmutableStack<string>> missing = [];
        for (int length = 0; length <= longest + 1 && missing.Count < MaxWitnesses; length++)
        {
            Ty[] fields = Repeated(slice.Element, length);
            bool isRest = length == longest + 1;
            foreach (ImmutableStack<string> witness in Specialised(rows, columns, new Constructor.Slice(length, -1), fields))
            {
                missing.Add(Rebuild(witness, length, parts => isRest ? $"[{string.Join(", ", parts)}, ..]" : $"[{string.Join(", ", parts)}]"));
            }
        }
        return missing;
    }

    private List<ImmutableStack<string>> MissingScalar(
        List<ImmutableStack<DeconstructedPat>> rows, ImmutableStack<Ty> columns, Ty ty, (UInt128 Low, UInt128 High) full)
    {
        // The boundaries of all ranges cut the type into pieces that no row tells apart.
        SortedSet<UInt128> starts = [full.Low];
        foreach (ImmutableStack<DeconstructedPat> row in rows)
        {
            if (row.Peek().Ctor is Constructor.Range range)
            {
                starts.Add(range.Low);
                if (range.High < full.High)
                {
                    starts.Add(range.High + 1);
                }
            }
        }
        if (ty.IsChar)
        {
            starts.Add(0xD800);
            starts.Add(0xE000);
        }
        UInt128[] pieces = [.. starts];
        List<ImmutableStack<string>> missing = [];
        for (int i = 0; i < pieces.Length && missing.Count < MaxWitnesses; i++)
        {
            UInt128 low = pieces[i];
            UInt128 high = i + 1 < pieces.Length ? pieces[i + 1] - 1 : full.High;
            if (ty.IsChar && low >= 0xD800 && high <= 0xDFFF)
            {
                continue;
            }
            foreach (ImmutableStack<string> witness in Specialised(rows, columns, new Constructor.Range(low, high), []))
            {
                missing.Add(Rebuild(witness, 0, _ => PrintRange(low, high, full, ty)));
            }
        }
        return missing;
    }

    private static string PrintRange(UInt128 low, UInt128 high, (UInt128 Low, UInt128 High) full, Ty ty)
    {
        if (low == high)
        {
            return PrintValue(low, ty);
        }
        string min = low == full.Low && ty.IsSigned ? $"{TypeName(ty)}::MIN" : PrintValue(low, ty);
        string max = high == full.High && ty.IsIntegral ? $"{TypeName(ty)}::MAX" : PrintValue(high, ty);
        return $"{min}..={max}";
    }

    /// <summary>Integers with their type, as nothing else in the pattern says it.</summary>
    private static string PrintValue(UInt128 value, Ty ty) => ty.IsIntegral ? $"{ScalarRanges.Print(value, ty)}_{TypeName(ty)}" : ScalarRanges.Print(value, ty);

    private static string TypeName(Ty ty) => Verdigris.Types.Printing.TyPrinter.Debug(ty);

    /// <summary>For constructors that no row mentions: only rows with a wildcard count.</summary>
    private List<ImmutableStack<string>> MissingDefault(List<ImmutableStack<DeconstructedPat>> rows, ImmutableStack<Ty> columns, string shown)
    {
        List<ImmutableStack<DeconstructedPat>> remaining = [];
        foreach (ImmutableStack<DeconstructedPat> row in rows)
        {
            if (row.Peek().Ctor is Constructor.Wildcard)
            {
                remaining.Add(row.Pop());
            }
        }
        return Missing(remaining, columns).ConvertAll(witness => witness.Push(shown));
    }

    private List<ImmutableStack<string>> Specialised(
        List<ImmutableStack<DeconstructedPat>> rows, ImmutableStack<Ty> columns, Constructor ctor, Ty[] fields)
    {
        List<ImmutableStack<DeconstructedPat>> specialised = [];
        foreach (ImmutableStack<DeconstructedPat> row in rows)
        {
            if (FieldsUnder(row.Peek(), ctor, fields.Length) is { } parts)
            {
                ImmutableStack<DeconstructedPat> rest = row.Pop();
                for (int i = parts.Length - 1; i >= 0; i--)
                {
                    rest = rest.Push(parts[i]);
                }
                specialised.Add(rest);
            }
        }
        for (int i = fields.Length - 1; i >= 0; i--)
        {
            columns = columns.Push(fields[i]);
        }
        return Missing(specialised, columns);
    }

    /// <summary>A pattern's subpatterns when the value is made with a constructor; null when it does not match it.</summary>
    private static DeconstructedPat[]? FieldsUnder(DeconstructedPat pat, Constructor ctor, int arity)
    {
        switch (pat.Ctor, ctor)
        {
            case (Constructor.Wildcard, _):
                return Wildcards(arity);
            case (Constructor.Single, Constructor.Single):
                return pat.Fields.Length == arity ? [.. pat.Fields] : Wildcards(arity);
            case (Constructor.Variant a, Constructor.Variant b):
                return a.Index != b.Index ? null : pat.Fields.Length == arity ? [.. pat.Fields] : Wildcards(arity);
            case (Constructor.Range a, Constructor.Range b):
                return a.Low <= b.Low && b.High <= a.High ? [] : null;
            case (Constructor.Slice a, Constructor.Slice b):
                return a.Covers(b.Prefix) ? Stretch(pat, a, b.Prefix) : null;
            default:
                return null;
        }
    }

    private static DeconstructedPat[] Stretch(DeconstructedPat pat, Constructor.Slice slice, int length)
    {
        DeconstructedPat[] fields = Wildcards(length);
        for (int i = 0; i < slice.Prefix; i++)
        {
            fields[i] = pat.Fields[i];
        }
        for (int i = 0; i < Math.Max(slice.Suffix, 0); i++)
        {
            fields[length - slice.Suffix + i] = pat.Fields[slice.Prefix + i];
        }
        return fields;
    }

    private static DeconstructedPat[] Wildcards(int count)
    {
        DeconstructedPat[] fields = new DeconstructedPat[count];
        Array.Fill(fields, DeconstructedPat.Wild);
        return fields;
    }

    private Ty[] FieldTypes(Ty.Adt adt, VariantDef variant)
    {
        Ty[] types = new Ty[variant.Fields.Length];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = context.Types.Instantiate(context.TypeOf(variant.Fields[i].Def), adt.Args);
        }
        return types;
    }

    private static ImmutableStack<string> Rebuild(ImmutableStack<string> witness, int arity, Func<string[], string> print)
    {
        string[] parts = new string[arity];
        for (int i = 0; i < arity; i++)
        {
            witness = witness.Pop(out parts[i]);
        }
        return witness.Push(print(parts));
    }

    private static string PrintVariant(Ty.Adt adt, VariantDef variant, string[] parts)
    {
        string name = adt.Def.IsEnum ? $"{adt.Def.Name}::{variant.Name}" : adt.Def.Name.Text;
        // Option and Result are known by their variants alone.
        if (adt.Def.IsEnum && adt.Def.Name.Text is "Option" or "Result")
        {
            name = variant.Name.Text;
        }
        switch (variant.CtorKind)
        {
            case Verdigris.Resolve.Definitions.CtorKind.Const:
                return name;
            case Verdigris.Resolve.Definitions.CtorKind.Fn:
                return $"{name}({string.Join(", ", parts)})";
            default:
                if (Array.TrueForAll(parts, static part => part == "_"))
                {
                    return $"{name} {{ .. }}";
                }
                string[] fields = new string[parts.Length];
                for (int i = 0; i < parts.Length; i++)
                {
                    fields[i] = $"{variant.Fields[i].Name}: {parts[i]}";
                }
                return $"{name} {{ {string.Join(", ", fields)} }}";
        }
    }
}
