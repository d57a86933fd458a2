using System.Collections.Generic;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Fold;

namespace Verdigris.Types.Traits;

/// <summary>The rules of traits that the compiler implements: <c>Sized</c>, <c>Copy</c>, <c>Clone</c>, auto traits.</summary>
public sealed partial class TraitSolver
{
    private static readonly List<Ty> s_ambiguousConditions = [];
    private static readonly List<Ty> s_noConditions = [];

    /// <summary>What must be <c>Sized</c> for a type to be; null when it is not. [dynamic-sized]</summary>
    private List<Ty>? SizedConditions(Ty self)
    {
        switch (self)
        {
            case Ty.Primitive { Kind: PrimTy.Str } or Ty.Slice or Ty.Dynamic or Ty.Foreign:
                return null;
            case Ty.Primitive or Ty.Never or Ty.Array or Ty.RawPtr or Ty.Ref or Ty.FnDef or Ty.FnPtr or Ty.Closure or Ty.Coroutine or Ty.Error:
                return s_noConditions;
            case Ty.Tuple it:
                return it.Elements.Count == 0 ? s_noConditions : [it.Elements[it.Elements.Count - 1]];
            case Ty.Adt it:
                return SizedConditionsOfAdt(it);
            case Ty.Infer it:
                return it.Kind == InferKind.General ? s_ambiguousConditions : s_noConditions;
            default:
                return null;
        }
    }

    private List<Ty> SizedConditionsOfAdt(Ty.Adt adt)
    {
        // Only the last field of a struct may be unsized; enums and unions must be sized wherever they are defined.
        if (!adt.Def.IsStruct || adt.Def.SingleVariant.Fields.Length == 0)
        {
            return s_noConditions;
        }
        Ty tail = Context.TypeOf(adt.Def.SingleVariant.Fields[^1].Def);
        if (tail is Ty.Primitive { Kind: not PrimTy.Str } or Ty.Ref or Ty.RawPtr or Ty.FnPtr or Ty.Array)
        {
            return s_noConditions;
        }
        return [Types.Instantiate(tail, adt.Args)];
    }

    /// <summary>What must be <c>Copy</c> or <c>Clone</c>; null where only impls count.</summary>
    private List<Ty>? CopyCloneConditions(Ty self)
    {
        switch (self)
        {
            case Ty.FnDef or Ty.FnPtr or Ty.Error:
                return s_noConditions;
            case Ty.Tuple it:
                return [.. it.Elements.AsSpan()];
            case Ty.Closure it:
                return Inference.Shallow(it.UpvarsTy) is Ty.Tuple upvars ? [.. upvars.Elements.AsSpan()] : s_ambiguousConditions;
            case Ty.Infer { Kind: InferKind.General }:
                return s_ambiguousConditions;
            default:
                return null;
        }
    }

    /// <summary>The types that decide whether an auto trait holds of a type. [items.traits.auto]</summary>
    private List<Ty> ConstituentTypes(Ty self)
    {
        switch (self)
        {
            case Ty.RawPtr it:
                return [it.Pointee];
            case Ty.Ref it:
                return [it.Pointee];
            case Ty.Array it:
                return [it.Element];
            case Ty.Slice it:
                return [it.Element];
            case Ty.Tuple it:
                return [.. it.Elements.AsSpan()];
            case Ty.Closure it:
                return [Inference.Shallow(it.UpvarsTy)];
            case Ty.Coroutine it:
                return [Inference.Shallow(it.UpvarsTy)];
            case Ty.Alias { Kind: AliasKind.Opaque } it:
                return [Types.Instantiate(Context.HiddenTypeOf(it.Def), it.Args)];
            case Ty.Adt { Def.IsPhantomData: true } it:
                return [it.Args.TypeAt(0)];
            case Ty.Adt it:
            {
                List<Ty> fields = [];
                foreach (VariantDef variant in it.Def.Variants)
                {
                    foreach (FieldDef field in variant.Fields)
                    {
                        fields.Add(Types.Instantiate(Context.TypeOf(field.Def), it.Args));
                    }
                }
                return fields;
            }
            default:
                return s_noConditions;
        }
    }
}
