using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Ast = Verdigris.Syntax.Ast;

namespace Verdigris.Hir.Lowering;

/// <summary>Patterns.</summary>
public sealed partial class CrateLowerer
{
    private HirPat LowerPat(Ast.Pat pat)
    {
        while (true)
        {
            switch (pat)
            {
                case Ast.Pat.Paren paren:
                    pat = paren.Inner;
                    continue;
                case Ast.Pat.OfMacro { Expansion: { } expansion }:
                    pat = expansion;
                    continue;
            }
            break;
        }
        HirId id = NextId();
        SourceSpan span = pat.Span;
        switch (pat)
        {
            case Ast.Pat.Wild:
                return new HirPat.Wild(id, span);
            case Ast.Pat.Binding binding:
                return LowerBinding(binding, id);
            case Ast.Pat.Struct structure:
                if (IsError(structure.Id) is { } structError)
                {
                    BindAll(structure);
                    return new HirPat.Error(id, span, structError);
                }
                HirQPath structPath = LowerQPath(structure.Id, structure.QSelf, structure.Path, isExpr: true, ImplTraitMode.Disallowed);
                using (PooledList<HirPatField> fields = PooledList<HirPatField>.Rent())
                {
                    foreach (Ast.PatField field in structure.Fields)
                    {
                        HirId fieldId = NextId();
                        fields.Add(new HirPatField(fieldId, Lower(field.Ident), LowerPat(field.Pat), field.IsShorthand, field.Span));
                    }
                    return new HirPat.Struct(id, span, structPath, fields.ToImmutable(), structure.HasRest);
                }
            case Ast.Pat.TupleStruct tuple:
                if (IsError(tuple.Id) is { } tupleError)
                {
                    BindAll(tuple);
                    return new HirPat.Error(id, span, tupleError);
                }
                HirQPath tuplePath = LowerQPath(tuple.Id, tuple.QSelf, tuple.Path, isExpr: true, ImplTraitMode.Disallowed);
                ImmutableArray<HirPat> elements = LowerElements(tuple.Elements, "tuple struct", out int rest);
                return new HirPat.TupleStruct(id, span, tuplePath, elements, rest);
            case Ast.Pat.Or or:
                using (PooledList<HirPat> alternatives = PooledList<HirPat>.Rent())
                {
                    foreach (Ast.Pat alternative in or.Alternatives)
                    {
                        alternatives.Add(LowerPat(alternative));
                    }
                    return new HirPat.Or(id, span, alternatives.ToImmutable());
                }
            case Ast.Pat.OfPath path:
                return IsError(path.Id) is { } pathError
                    ? new HirPat.Error(id, span, pathError)
                    : new HirPat.Path(id, LowerQPath(path.Id, path.QSelf, path.Path, isExpr: true, ImplTraitMode.Disallowed));
            case Ast.Pat.Tuple tuple:
                ImmutableArray<HirPat> members = LowerElements(tuple.Elements, "tuple", out int position);
                return new HirPat.Tuple(id, span, members, position);
            case Ast.Pat.Ref reference:
                return new HirPat.Ref(id, span, LowerPat(reference.Inner), reference.Mutability == Ast.Mutability.Mut);
            case Ast.Pat.Box box:
                return new HirPat.Box(id, span, LowerPat(box.Inner));
            case Ast.Pat.OfExpr { Value: var value }:
                return LowerValuePat(value, id, span);
            case Ast.Pat.Range range:
                return LowerRangePat(range, id);
            case Ast.Pat.Slice slice:
                return LowerSlicePat(slice, id);
            case Ast.Pat.Rest:
                return new HirPat.Error(id, span, _sink.Report(Diagnostic.ErrorWithoutCode("`..` patterns are not allowed here", span)
                    .WithNote("only allowed in tuple, tuple struct, and slice patterns")));
            case Ast.Pat.Never:
                return new HirPat.Error(id, span, Report("E0658", "`!` patterns are experimental", span));
            case Ast.Pat.Error error:
                return new HirPat.Error(id, span, error.Reported);
            default:
                return new HirPat.Error(id, span, _sink.FirstError ?? ReportUnsupported("this pattern", span));
        }
    }

    /// <summary>The names in a pattern that is poison: their uses must find something.</summary>
    private void BindAll(Ast.Pat pat)
    {
        BindingFinder finder = new(this);
        finder.VisitPat(pat);
    }

    private sealed class BindingFinder(CrateLowerer lowerer) : Ast.AstVisitor
    {
        public override void VisitPat(Ast.Pat pat)
        {
            if (pat is Ast.Pat.Binding binding && lowerer.Resolutions.PathOf(binding.Id).Base is Res.Local)
            {
                lowerer._owner.Locals.TryAdd(lowerer.Resolutions.CanonicalBinding(binding.Id).Index, lowerer.NextId());
            }
            WalkPat(pat);
        }

        public override void VisitExpr(Ast.Expr expr)
        {
        }
    }

    private ErrorReported? IsError(Ast.NodeId node) => (Resolutions.PathOf(node).Base as Res.Error)?.Reported;

    private HirPat LowerBinding(Ast.Pat.Binding binding, HirId id)
    {
        Res? res = Resolutions.PathOf(binding.Id).Base;
        switch (res)
        {
            case Res.Error error:
                _owner.Locals[binding.Id.Index] = id;
                return new HirPat.Error(id, binding.Span, error.Reported);
            case Res.Def def:
                HirPathSegment segment = new(NextId(), Lower(binding.Ident), def, null, InferArgs: true);
                return new HirPat.Path(id, new HirQPath.Resolved(null, new HirPath(binding.Ident.Span, def, [segment])));
        }
        int canonical = Resolutions.CanonicalBinding(binding.Id).Index;
        if (!_owner.Locals.TryGetValue(canonical, out HirId bindingId))
        {
            bindingId = id;
            _owner.Locals[canonical] = id;
        }
        bool isByRef = binding.Mode is Ast.BindingMode.Ref or Ast.BindingMode.RefMut;
        HirPat? sub = binding.Sub is null ? null : LowerPat(binding.Sub);
        return new HirPat.Binding(
            id, binding.Span, bindingId, Lower(binding.Ident), isByRef, binding.Mode == Ast.BindingMode.RefMut, binding.Mode == Ast.BindingMode.MoveMut, sub);
    }

    /// <summary>The elements without <c>..</c>, and where it stood.</summary>
    private ImmutableArray<HirPat> LowerElements(ImmutableArray<Ast.Pat> elements, string context, out int restPosition)
    {
        restPosition = -1;
        using PooledList<HirPat> lowered = PooledList<HirPat>.Rent();
        Ast.Pat? first = null;
        foreach (Ast.Pat element in elements)
        {
            if (Unwrap(element) is Ast.Pat.Rest)
            {
                if (restPosition >= 0)
                {
                    _sink.Report(Diagnostic.ErrorWithoutCode($"`..` can only be used once per {context} pattern", element.Span)
                        .WithPrimaryLabel($"can only be used once per {context} pattern").WithLabel(first!.Span, "previously used here"));
                    continue;
                }
                first = element;
                restPosition = lowered.Count;
                continue;
            }
            lowered.Add(LowerPat(element));
        }
        return lowered.ToImmutable();
    }

    private static Ast.Pat Unwrap(Ast.Pat pat) => pat is Ast.Pat.OfMacro { Expansion: { } expansion } ? Unwrap(expansion) : pat;

    private HirPat LowerValuePat(Ast.Expr value, HirId id, SourceSpan span)
    {
        value = UnwrapExpr(value);
        if (value is Ast.Expr.OfPath path)
        {
            return IsError(path.Id) is { } error
                ? new HirPat.Error(id, span, error)
                : new HirPat.Path(id, LowerQPath(path.Id, path.QSelf, path.Path, isExpr: true, ImplTraitMode.Disallowed));
        }
        bool isLiteral = value is Ast.Expr.OfLit or Ast.Expr.ConstBlock or Ast.Expr.Unary { Op: Ast.UnaryOp.Neg, Operand: Ast.Expr.OfLit } or Ast.Expr.Error;
        if (!isLiteral)
        {
            return new HirPat.Error(id, span, _sink.Report(Diagnostic.ErrorWithoutCode("arbitrary expressions aren't allowed in patterns", value.Span)
                .WithHelp("the `expr` fragment specifier forces the metavariable's content to be an expression")));
        }
        return new HirPat.Lit(id, span, LowerExpr(value));
    }

    private static Ast.Expr UnwrapExpr(Ast.Expr expr) => expr switch
    {
        Ast.Expr.OfMacro { Expansion: { } expansion } => UnwrapExpr(expansion),
        Ast.Expr.Paren paren => UnwrapExpr(paren.Inner),
        _ => expr,
    };

    private HirPat LowerRangePat(Ast.Pat.Range range, HirId id)
    {
        HirExpr? low = range.Start is null ? null : LowerExpr(UnwrapExpr(range.Start));
        HirExpr? high = range.End is null ? null : LowerExpr(UnwrapExpr(range.End));
        return new HirPat.Range(id, range.Span, low, high, range.EndKind != Ast.RangeEnd.Excluded);
    }

    private HirPat.Slice LowerSlicePat(Ast.Pat.Slice slice, HirId id)
    {
        using PooledList<HirPat> before = PooledList<HirPat>.Rent();
        using PooledList<HirPat> after = PooledList<HirPat>.Rent();
        HirPat? rest = null;
        foreach (Ast.Pat element in slice.Elements)
        {
            Ast.Pat inner = Unwrap(element);
            HirPat? found = inner switch
            {
                Ast.Pat.Rest => new HirPat.Wild(NextId(), inner.Span),
                Ast.Pat.Binding { Sub: Ast.Pat.Rest } binding => LowerBinding(binding with { Sub = null }, NextId()),
                _ => null,
            };
            if (found is null)
            {
                (rest is null ? before : after).Add(LowerPat(element));
            }
            else if (rest is null)
            {
                rest = found;
            }
            else
            {
                _sink.Report(Diagnostic.ErrorWithoutCode("`..` can only be used once per slice pattern", element.Span)
                    .WithPrimaryLabel("can only be used once per slice pattern").WithLabel(rest.Span, "previously used here"));
            }
        }
        return new HirPat.Slice(id, slice.Span, before.ToImmutable(), rest, after.ToImmutable());
    }

    /// <summary><c>Some(sub)</c> as the struct pattern <c>Some { 0: sub }</c>, which needs no constructor.</summary>
    private HirPat LangVariantPat(string variant, SourceSpan span, HirPat? sub)
    {
        HirId id = NextId();
        HirQPath path = LangQPath(variant, span);
        ImmutableArray<HirPatField> fields = sub is null
            ? []
            : [new HirPatField(NextId(), new HirIdent(Ast.Names.OfIndex(0), span), sub, IsShorthand: false, span)];
        return new HirPat.Struct(id, span, path, fields, HasRest: false);
    }
}
