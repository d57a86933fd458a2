using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Types;

namespace Verdigris.Check.Typeck;

/// <summary>Struct expressions. [expr.struct]</summary>
internal sealed partial class BodyChecker
{
    private Ty CheckStruct(HirExpr.Struct expr, Expectation expected)
    {
        if (ResolveVariantPath(expr.QPath, expr.Id, expr.QPath.Span, expected.Ty) is not { } found)
        {
            foreach (HirExprField field in expr.Fields)
            {
                Check(field.Value);
            }
            if (expr.Base is not null)
            {
                Check(expr.Base);
            }
            return Types.ErrorTy(Taint(Base.Diagnostics.DiagnosticSink.Promise()));
        }
        (Ty.Adt adt, VariantDef variant) = found;
        if ((adt.Def.Flags & AdtFlags.NonExhaustive) != 0 && adt.Def.Id.Crate != _owner.Crate && !adt.Def.IsEnum)
        {
            Taint(TypeckErrors.NonExhaustiveConstructor(this, expr.Span, adt));
        }
        RequireItemBounds(adt.Def.Id, adt.Args, expr.QPath.Span);
        // The expected type helps the fields, but a coercion of the whole must remain possible.
        if (expected.OnlyHasType is { } hint && Shallow(hint) is Ty.Adt hinted && hinted.Def == adt.Def)
        {
            _ = _inference.TryEquate(hinted, adt);
        }
        HashSet<Symbol> given = [];
        bool hasUnknown = false;
        foreach (HirExprField field in expr.Fields)
        {
            hasUnknown |= variant.FieldNamed(field.Ident.Name) is null;
            CheckStructField(expr, field, adt, variant, given);
        }
        if (adt.Def.IsUnion)
        {
            if (expr.Fields.Length != 1 || expr.Base is not null)
            {
                Taint(TypeckErrors.UnionFieldCount(this, expr.Span));
            }
        }
        else if (expr.Base is not null)
        {
            CheckStructBase(expr, adt, variant);
        }
        else if (given.Count < variant.Fields.Length && !hasUnknown)
        {
            Taint(FieldErrors.MissingInExpr(this, expr, adt, variant, given));
        }
        return adt;
    }

    private void CheckStructField(HirExpr.Struct expr, HirExprField field, Ty.Adt adt, VariantDef variant, HashSet<Symbol> given)
    {
        if (variant.FieldNamed(field.Ident.Name) is not { } index)
        {
            Taint(FieldErrors.NoSuchFieldInStruct(this, field.Ident, adt, variant, expr));
            Check(field.Value);
            return;
        }
        if (!given.Add(field.Ident.Name))
        {
            Taint(FieldErrors.GivenTwice(this, System.Array.Find([.. expr.Fields], other => other.Ident.Name == field.Ident.Name)!, field));
        }
        _results.Edit(field.Id).Field = index;
        if (!_context.Crates.IsAccessible(variant.Fields[index.Index].Visibility, _module))
        {
            Taint(FieldErrors.PrivateFieldInPattern(this, field.Ident, adt));
        }
        CheckCoercible(field.Value, FieldTy(adt, variant, index, field.Span));
    }

    private void CheckStructBase(HirExpr.Struct expr, Ty.Adt adt, VariantDef variant)
    {
        CheckHasType(expr.Base!, adt);
        if (!adt.Def.IsStruct)
        {
            Taint(TypeckErrors.BaseOfNonStruct(this, expr.Base!.Span));
            return;
        }
        ImmutableArray<Ty>.Builder types = ImmutableArray.CreateBuilder<Ty>(variant.Fields.Length);
        for (int i = 0; i < variant.Fields.Length; i++)
        {
            types.Add(FieldTy(adt, variant, FieldIdx.FromIndex(i), expr.Span));
        }
        _results.Edit(expr.Id).FieldTypes = types.ToImmutable();
    }
}
