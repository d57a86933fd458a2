using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Typeck;

/// <summary>Patterns, with default binding modes. [patterns]</summary>
internal sealed partial class BodyChecker
{
    /// <summary>How identifiers bind where the pattern does not say: by value, or by the reference looked through.</summary>
    private enum DefaultBinding
    {
        Move,
        Ref,
        RefMut,
    }

    /// <param name="Span">Of the type or value that the type comes from, for messages.</param>
    /// <param name="Value">The type of that value; null if it is a written type.</param>
    private readonly record struct PatContext(DefaultBinding Default, SourceSpan Span, Ty? Value);

    private void CheckPatTop(HirPat pat, Ty expected, SourceSpan span, HirExpr? init)
    {
        bool isValue = init is not null && (span.IsDummy || span == init.Span);
        CheckPat(pat, expected, new PatContext(DefaultBinding.Move, isValue ? init!.Span : span, isValue ? expected : null));
        if (init is not null && BindsByMutableReference(pat))
        {
            ConvertPlaceToMutable(init);
        }
    }

    private void CheckPat(HirPat pat, Ty expected, PatContext context)
    {
        if (LooksThroughReferences(pat))
        {
            (expected, context) = PeelReferences(pat, expected, context);
        }
        Ty ty = pat switch
        {
            HirPat.Wild => expected,
            HirPat.Binding it => CheckBinding(it, expected, context),
            HirPat.Tuple it => CheckTuplePat(it, expected, context),
            HirPat.TupleStruct it => CheckTupleStructPat(it, expected, context),
            HirPat.Struct it => CheckStructPat(it, expected, context),
            HirPat.Path it => CheckPathPat(it, expected, context),
            HirPat.Or it => CheckOrPat(it, expected, context),
            HirPat.Ref it => CheckRefPat(it, expected, context),
            HirPat.Box it => CheckBoxPat(it, expected, context),
            HirPat.Lit it => CheckLitPat(it, expected, context),
            HirPat.Range it => CheckRangePat(it, expected, context),
            HirPat.Slice it => CheckSlicePat(it, expected, context),
            HirPat.Error it => ErrorTy(it.Reported),
        };
        _results.SetType(pat.Id, ty);
    }

    /// <summary>Non-reference patterns look through references; bindings, wildcards, <c>&amp;p</c> and or-patterns do not.</summary>
    private bool LooksThroughReferences(HirPat pat) => pat switch
    {
        HirPat.Struct or HirPat.TupleStruct or HirPat.Tuple or HirPat.Slice or HirPat.Range or HirPat.Box => true,
        HirPat.Path it => it.QPath is not HirQPath.Resolved { Path.Res: Res.Def { Kind: DefKind.Const or DefKind.AssocConst } },
        HirPat.Lit it => it.Value is not HirExpr.Literal { Value: HirLit.Str or HirLit.ByteStr or HirLit.CStr },
        _ => false,
    };

    private (Ty, PatContext) PeelReferences(HirPat pat, Ty expected, PatContext context)
    {
        ImmutableArray<Ty>.Builder? peeled = null;
        expected = TryStructurallyResolve(expected);
        while (expected is Ty.Ref reference)
        {
            (peeled ??= ImmutableArray.CreateBuilder<Ty>()).Add(expected);
            context = context with
            {
                Default = context.Default == DefaultBinding.Ref || !reference.IsMutable ? DefaultBinding.Ref : DefaultBinding.RefMut,
            };
            expected = TryStructurallyResolve(reference.Pointee);
        }
        if (peeled is not null)
        {
            _results.Edit(pat.Id).PatAdjustments = peeled.ToImmutable();
        }
        return (expected, context);
    }

    /// <summary>Gives every binding a type variable before the initialiser is checked, so that or-patterns agree.</summary>
    private void DeclareBindings(HirPat pat) => PatWalker.Each(pat, this, static (checker, binding) =>
    {
        if (binding.Id == binding.BindingId)
        {
            checker._results.SetType(binding.Id, checker._inference.NewTyVar(binding.Span));
        }
    });

    private static bool HasRefBinding(HirPat pat)
    {
        bool[] found = [false];
        PatWalker.Each(pat, found, static (found, binding) => found[0] |= binding.IsByRef);
        return found[0];
    }

    private bool BindsByMutableReference(HirPat pat)
    {
        (BodyChecker, bool[]) state = (this, [false]);
        PatWalker.Each(pat, state, static (state, binding) =>
            state.Item2[0] |= state.Item1._results.BindingModeOf(binding.Id) is { IsByRef: true, IsRefMut: true });
        return state.Item2[0];
    }

    private void RequireSizedBindings(HirPat pat) => PatWalker.Each(pat, this, static (checker, binding) =>
    {
        if (checker._results.TryTypeOf(binding.BindingId) is { } ty)
        {
            checker.RequireSized(ty, binding.Span, CauseCode.SizedVariable.Instance);
        }
    });

    private Ty CheckBinding(HirPat.Binding pat, Ty expected, PatContext context)
    {
        BindingMode mode = pat.IsByRef
            ? new BindingMode(true, pat.IsRefMut, pat.IsMutable)
            : pat.IsMutable
                // `mut x` resets the default: it binds by value.
                ? new BindingMode(false, false, true)
                : context.Default switch
                {
                    DefaultBinding.Move => new BindingMode(false, false, false),
                    DefaultBinding.Ref => new BindingMode(true, false, false),
                    DefaultBinding.RefMut => new BindingMode(true, true, false),
                };
        if ((pat.IsByRef || pat.IsMutable) && context.Default != DefaultBinding.Move && _crate.Edition >= 2024)
        {
            Taint(TypeckErrors.BindingModifierUnderReference(this, pat.Span, context.Default == DefaultBinding.RefMut));
        }
        _results.Edit(pat.Id).Binding = mode;
        Ty local = mode.IsByRef ? Types.Ref(Common.Erased, expected, mode.IsRefMut) : expected;
        if (_results.TryTypeOf(pat.BindingId) is { } known)
        {
            if (!_inference.TryEquate(known, local))
            {
                Mismatched(pat.Span, known, local);
            }
        }
        else
        {
            _results.SetType(pat.BindingId, local);
        }
        if (pat.Subpattern is not null)
        {
            CheckPat(pat.Subpattern, expected, context);
        }
        return local;
    }

    private void RequireEqual(HirPat pat, Ty expected, Ty found, PatContext context)
    {
        if (!_inference.TryEquate(expected, found))
        {
            Taint(PatternMismatch(pat, expected, found, context));
        }
    }

    private ErrorReported PatternMismatch(HirPat pat, Ty expected, Ty found, PatContext context) => MismatchedTypes.ReportPattern(
        this, pat.Span, context.Span, context.Value is not null, Resolve(expected), Resolve(found), Resolve(context.Value ?? expected));

    private Ty CheckTuplePat(HirPat.Tuple pat, Ty expected, PatContext context)
    {
        Ty resolved = TryStructurallyResolve(expected);
        int count = pat.Elements.Length;
        if (resolved is Ty.Tuple known && pat.RestPosition >= 0 && known.Elements.Count >= count)
        {
            count = known.Elements.Count;
        }
        Ty[] elements = new Ty[count];
        for (int i = 0; i < count; i++)
        {
            elements[i] = _inference.NewTyVar(pat.Span);
        }
        Ty tuple = Types.Tuple(elements);
        if (!_inference.TryEquate(expected, tuple))
        {
            ErrorReported reported = Taint(PatternMismatch(pat, expected, tuple, context));
            foreach (HirPat element in pat.Elements)
            {
                CheckPat(element, Types.ErrorTy(reported), context);
            }
            return Types.ErrorTy(reported);
        }
        for (int i = 0; i < pat.Elements.Length; i++)
        {
            CheckPat(pat.Elements[i], elements[IndexWithRest(i, pat.Elements.Length, count, pat.RestPosition)], context);
        }
        return tuple;
    }

    /// <summary>The field that the i-th subpattern stands for, when <c>..</c> leaves some out.</summary>
    internal static int IndexWithRest(int i, int patterns, int fields, int restPosition) =>
        restPosition >= 0 && i >= restPosition ? i + fields - patterns : i;

    private Ty CheckTupleStructPat(HirPat.TupleStruct pat, Ty expected, PatContext context)
    {
        if (ResolveVariantPath(pat.QPath, pat.Id, pat.Span, expected) is not { } found)
        {
            return PoisonSubpatterns(pat.Elements, context);
        }
        (Ty.Adt adt, VariantDef variant) = found;
        if (variant.CtorKind != CtorKind.Fn)
        {
            Taint(TypeckErrors.NotTupleStructPattern(this, pat.Span, variant.Name));
            return PoisonSubpatterns(pat.Elements, context);
        }
        RequireEqual(pat, expected, adt, context);
        int fields = variant.Fields.Length;
        if (pat.RestPosition < 0 ? pat.Elements.Length != fields : pat.Elements.Length > fields)
        {
            Taint(TypeckErrors.TupleStructPatternCount(this, pat, adt.Def, variant, fields));
            return PoisonSubpatterns(pat.Elements, context, adt);
        }
        for (int i = 0; i < pat.Elements.Length; i++)
        {
            FieldIdx field = FieldIdx.FromIndex(IndexWithRest(i, pat.Elements.Length, fields, pat.RestPosition));
            CheckPat(pat.Elements[i], FieldTy(adt, variant, field, pat.Elements[i].Span), context);
        }
        return adt;
    }

    private Ty PoisonSubpatterns(ImmutableArray<HirPat> patterns, PatContext context, Ty? ty = null)
    {
        Ty error = Types.ErrorTy(Taint(DiagnosticSink.Promise()));
        foreach (HirPat pattern in patterns)
        {
            CheckPat(pattern, error, context);
        }
        return ty ?? error;
    }

    private Ty CheckStructPat(HirPat.Struct pat, Ty expected, PatContext context)
    {
        if (ResolveVariantPath(pat.QPath, pat.Id, pat.Span, expected) is not { } found)
        {
            Ty error = Types.ErrorTy(Taint(DiagnosticSink.Promise()));
            foreach (HirPatField field in pat.Fields)
            {
                CheckPat(field.Pat, error, context);
            }
            return error;
        }
        (Ty.Adt adt, VariantDef variant) = found;
        RequireEqual(pat, expected, adt, context);
        HashSet<Base.Interning.Symbol> seen = [];
        Ty? writtenAsStruct = null;
        foreach (HirPatField field in pat.Fields)
        {
            Ty ty;
            if (!seen.Add(field.Ident.Name))
            {
                ty = ErrorTy(FieldErrors.BoundTwice(this, Array.Find([.. pat.Fields], other => other.Ident.Name == field.Ident.Name)!, field));
            }
            else if (variant.FieldNamed(field.Ident.Name) is { } index)
            {
                _results.Edit(field.Id).Field = index;
                ty = FieldTy(adt, variant, index, field.Span);
                if (!_context.Crates.IsAccessible(variant.Fields[index.Index].Visibility, _module))
                {
                    Taint(FieldErrors.PrivateFieldInPattern(this, field.Ident, adt));
                }
            }
            else if (variant.CtorKind == CtorKind.Fn && !char.IsAsciiDigit(field.Ident.Name.Text[0]))
            {
                ty = writtenAsStruct ??= ErrorTy(TypeckErrors.TupleVariantAsStruct(this, pat.Span, adt, variant));
            }
            else
            {
                ty = ErrorTy(FieldErrors.NoSuchFieldInPattern(this, field.Ident, adt, variant, pat));
            }
            CheckPat(field.Pat, ty, context);
        }
        bool mustHaveRest = (adt.Def.Flags & AdtFlags.NonExhaustive) != 0 && adt.Def.Id.Crate != _owner.Crate && !adt.Def.IsEnum;
        if (mustHaveRest && !pat.HasRest)
        {
            Taint(TypeckErrors.NonExhaustivePattern(this, pat.Span, adt));
        }
        else if (!pat.HasRest && writtenAsStruct is null && !adt.Def.IsUnion && seen.Count < variant.Fields.Length)
        {
            Taint(FieldErrors.MissingInPattern(this, pat, variant, seen));
        }
        return adt;
    }

    /// <summary>The type and variant that a struct pattern or expression names, with fresh arguments.</summary>
    private (Ty.Adt Adt, VariantDef Variant)? ResolveVariantPath(HirQPath qpath, HirId id, SourceSpan span, Ty? expected)
    {
        switch (qpath)
        {
            case HirQPath.Resolved { SelfTy: null } it:
                return ResolveVariantRes(it.Path.Res, it.Path.Segments, id, span);
            case HirQPath.Resolved or HirQPath.TypeRelative:
            {
                HirTy? selfTy = qpath is HirQPath.TypeRelative relative ? relative.SelfTy : null;
                if (selfTy is null)
                {
                    Ty projected = Normalize(_lowerer.Lower(new HirTy.Path(id, qpath)), span);
                    return Shallow(projected) is Ty.Adt { Def.IsEnum: false } alias ? (alias, alias.Def.SingleVariant) : null;
                }
                Ty self = Shallow(LowerPathSelf(selfTy));
                HirPathSegment segment = ((HirQPath.TypeRelative)qpath).Segment;
                if (self is Ty.Adt { Def.IsEnum: true } adt)
                {
                    foreach (VariantDef variant in adt.Def.Variants)
                    {
                        if (variant.Name == segment.Ident.Name)
                        {
                            _results.Edit(id).Def = new TypeDependentDef(DefKind.Variant, variant.Def);
                            return (adt, variant);
                        }
                    }
                    Taint(HasInherentFn(adt, segment.Ident.Name)
                        ? TypeckErrors.FnCallInPattern(this, span, adt, segment.Ident)
                        : TypeckErrors.NoVariant(this, segment.Ident, adt));
                    return null;
                }
                Ty assoc = Shallow(Normalize(_lowerer.Lower(new HirTy.Path(id, qpath)), span));
                return assoc is Ty.Adt { Def.IsEnum: false } structTy ? (structTy, structTy.Def.SingleVariant) : null;
            }
            default:
                return null;
        }
    }

    private bool HasInherentFn(Ty.Adt adt, Base.Interning.Symbol name)
    {
        foreach (DefId impl in _context.Program.FactsOf(adt.Def.Id.Crate).InherentImpls(_context, SimplifiedTy.Of(adt)))
        {
            if (_context.AssocItemsOf(impl).Find(name, DefKind.AssocFn) is not null)
            {
                return true;
            }
        }
        return false;
    }

    private (Ty.Adt Adt, VariantDef Variant)? ResolveVariantRes(Res res, ImmutableArray<HirPathSegment> segments, HirId id, SourceSpan span)
    {
        switch (res)
        {
            case Res.Error it:
                Taint(it.Reported);
                return null;
            case Res.SelfTyAlias or Res.SelfCtor:
            {
                DefId impl = res is Res.SelfTyAlias alias ? alias.ImplOrAdt : ((Res.SelfCtor)res).Impl;
                Ty self = Normalize(_context.TypeOf(impl), span);
                return self is Ty.Adt { Def.IsEnum: false } adt ? (adt, adt.Def.SingleVariant) : NotAStruct(span, self);
            }
            case Res.Def { Kind: DefKind.Struct or DefKind.Union, Id: var def }:
                return StructOf(def, segments[^1], span);
            case Res.Def { Kind: DefKind.TyAlias, Id: var def }:
            {
                GenericArgs args = _lowerer.LowerArgs(def, segments[^1], span, null, null);
                Ty aliased = Normalize(Verdigris.Types.Fold.FoldExtensions.Instantiate(Types, _context.TypeOf(def), args), span);
                return Shallow(aliased) is Ty.Adt { Def.IsEnum: false } adt ? (adt, adt.Def.SingleVariant) : NotAStruct(span, aliased);
            }
            case Res.Def { Kind: DefKind.AssocTy } when segments.Length > 0:
                return NotAStruct(span);
            case Res.Def { Kind: DefKind.Variant or DefKind.Ctor, Id: var def } it:
            {
                DefId variantDef = it.Kind == DefKind.Ctor ? _context.ParentOf(def) : def;
                if (_context.KindOf(variantDef) != DefKind.Variant)
                {
                    return StructOf(variantDef, segments[^1], span);
                }
                DefId enumDef = _context.ParentOf(variantDef);
                HirPathSegment carrier = segments[^1].Args is null && segments.Length > 1 ? segments[^2] : segments[^1];
                AdtDef adt = _context.AdtDefOf(enumDef);
                GenericArgs args = _lowerer.LowerArgs(enumDef, carrier with { InferArgs = true }, span, null, null);
                return ((Ty.Adt)Types.Adt(adt, args), adt.Variant(adt.VariantOf(variantDef)));
            }
            default:
                return NotAStruct(span);
        }
    }

    private (Ty.Adt, VariantDef) StructOf(DefId def, HirPathSegment segment, SourceSpan span)
    {
        AdtDef adt = _context.AdtDefOf(def);
        GenericArgs args = _lowerer.LowerArgs(def, segment with { InferArgs = true }, span, null, null);
        return ((Ty.Adt)Types.Adt(adt, args), adt.SingleVariant);
    }

    private (Ty.Adt, VariantDef)? NotAStruct(SourceSpan span, Ty? found = null)
    {
        Taint(TypeckErrors.NotAStruct(this, span, found is null ? null : Resolve(found)));
        return null;
    }

    private Ty CheckPathPat(HirPat.Path pat, Ty expected, PatContext context)
    {
        Ty ty = CheckPathExpr(pat.QPath, pat.Id, pat.Span);
        // A unit variant or struct: its type; a constant: any type that can be matched.
        RequireEqual(pat, expected, ty, context);
        return ty;
    }

    private Ty CheckOrPat(HirPat.Or pat, Ty expected, PatContext context)
    {
        foreach (HirPat alternative in pat.Alternatives)
        {
            CheckPat(alternative, expected, context);
        }
        return expected;
    }

    private Ty CheckRefPat(HirPat.Ref pat, Ty expected, PatContext context)
    {
        Ty resolved = TryStructurallyResolve(expected);
        if (context.Default != DefaultBinding.Move && _crate.Edition >= 2024)
        {
            Taint(TypeckErrors.ReferencePatternUnderReference(this, pat.Span, context.Default == DefaultBinding.RefMut));
        }
        if (pat.Pattern is HirPat.Binding && resolved is Ty.Ref { Pointee: var target } && Shallow(target) is Ty.Dynamic)
        {
            ErrorReported reported = Taint(TypeckErrors.TraitObjectDerefPattern(this, pat.Span, resolved));
            CheckPat(pat.Pattern, Types.ErrorTy(reported), context);
            return resolved;
        }
        if (resolved is Ty.Ref reference && reference.IsMutable == pat.IsMutable)
        {
            CheckPat(pat.Pattern, reference.Pointee, context with { Default = DefaultBinding.Move });
            return resolved;
        }
        Ty inner = _inference.NewTyVar(pat.Span);
        Ty ty = Types.Ref(Common.Erased, inner, pat.IsMutable);
        RequireEqual(pat, expected, ty, context);
        CheckPat(pat.Pattern, inner, context with { Default = DefaultBinding.Move });
        return ty;
    }

    private Ty CheckBoxPat(HirPat.Box pat, Ty expected, PatContext context)
    {
        Ty inner = _inference.NewTyVar(pat.Span);
        Ty box = Types.Adt(_context.AdtDefOf(_context.LangItem(LangItem.OwnedBox)), Types.Args(inner));
        RequireEqual(pat, expected, box, context);
        CheckPat(pat.Pattern, inner, context);
        return box;
    }

    private Ty CheckLitPat(HirPat.Lit pat, Ty expected, PatContext context)
    {
        Ty ty = Check(pat.Value);
        // A byte string literal matches slices as well as arrays.
        if (pat.Value is HirExpr.Literal { Value: HirLit.ByteStr } && TryStructurallyResolve(expected) is Ty.Ref { Pointee: var pointee }
            && TryStructurallyResolve(pointee) is Ty.Slice)
        {
            ty = Types.Ref(Common.Static, Types.Slice(Common.U8), isMutable: false);
            _results.SetType(pat.Value.Id, ty);
        }
        RequireEqual(pat, expected, ty, context);
        return ty;
    }

    private Ty CheckRangePat(HirPat.Range pat, Ty expected, PatContext context)
    {
        foreach (HirExpr? bound in (HirExpr?[])[pat.Low, pat.High])
        {
            if (bound is null)
            {
                continue;
            }
            Ty ty = Check(bound);
            Ty resolved = TryStructurallyResolve(ty);
            if (!resolved.IsNumeric && !resolved.IsChar && resolved is not (Ty.Error or Ty.Infer))
            {
                Taint(TypeckErrors.RangePatternType(this, bound.Span, resolved));
                continue;
            }
            RequireEqual(pat, expected, ty, context);
        }
        return expected;
    }

    private Ty CheckSlicePat(HirPat.Slice pat, Ty expected, PatContext context)
    {
        Ty resolved = StructurallyResolved(expected, pat.Span);
        Ty element;
        Ty rest;
        int count = pat.Before.Length + pat.After.Length;
        switch (resolved)
        {
            case Ty.Slice slice:
                element = slice.Element;
                rest = resolved;
                break;
            case Ty.Array array:
                element = array.Element;
                rest = RestOfArray(pat, array, count);
                break;
            case Ty.Error:
                element = rest = resolved;
                break;
            default:
                element = rest = ErrorTy(TypeckErrors.NotASlice(this, pat.Span, resolved));
                break;
        }
        foreach (HirPat before in pat.Before)
        {
            CheckPat(before, element, context);
        }
        if (pat.Rest is not null)
        {
            CheckPat(pat.Rest, rest, context);
        }
        foreach (HirPat after in pat.After)
        {
            CheckPat(after, element, context);
        }
        return resolved;
    }

    private Ty RestOfArray(HirPat.Slice pat, Ty.Array array, int count)
    {
        Const length = _inference.Shallow(array.Length);
        if (length is Const.Value known)
        {
            if (pat.Rest is null ? known.Bits != (ulong)count : known.Bits < (ulong)count)
            {
                return ErrorTy(TypeckErrors.ArrayPatternLength(this, pat, count, (ulong)known.Bits));
            }
            return Types.Array(array.Element, (ulong)known.Bits - (ulong)count);
        }
        if (length is Const.Infer && pat.Rest is null)
        {
            _inference.Equate(length, Types.Value(Common.Usize, (ulong)count));
            return Types.Array(array.Element, 0);
        }
        return length is Const.Error ? array : ErrorTy(TypeckErrors.ArrayPatternUnknownLength(this, pat.Span));
    }
}
