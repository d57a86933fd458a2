using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Unsafety;

/// <summary>
/// What only unsafe code may do stands in an <c>unsafe</c> block or function. [unsafety] One walk over a body with the types
/// found for it, closures included: they are as unsafe as the code around them. Requires: results without errors.
/// </summary>
internal sealed class UnsafetyChecker : HirVisitor
{
    private readonly TypeContext _context;
    private readonly LocalCrateFacts _crate;
    private readonly TypeckResults _results;
    private readonly ImmutableArray<Symbol> _features;
    private readonly bool _isNaked;
    private bool _isUnsafe;

    // The innermost `unsafe` block around; null outside of any.
    private UnsafeBlock? _block;

    // The place assigned to by `place = value`: writing a field of a union reads nothing. [items.union.fields.write-safety]
    private bool _isAssigned;

    private UnsafetyChecker(TypeContext context, LocalCrateFacts crate, TypeckResults results)
    {
        _context = context;
        _crate = crate;
        _results = results;
        bool isFn = crate.HirSigOf(results.Owner) is not null;
        _isUnsafe = isFn && context.FnSigOf(results.Owner).Value.IsUnsafe;
        FnAttrs attrs = isFn ? context.FnAttrsOf(results.Owner) : FnAttrs.None;
        _features = attrs.TargetFeatures;
        _isNaked = attrs.IsNaked;
    }

    public static void Check(TypeContext context, LocalCrateFacts crate, TypeckResults results, HirBody body)
    {
        UnsafetyChecker checker = new(context, crate, results);
        foreach (HirParam param in body.Params)
        {
            checker.Visit(param.Pat);
        }
        checker.Visit(body.Value);
    }

    public override void Visit(HirBlock block)
    {
        if (block is { IsUnsafe: true, IsTransparent: true, Expr: HirExpr.Call made })
        {
            // Made by lowering around its own call; the arguments may hold code of the user's.
            foreach (HirExpr arg in made.Args)
            {
                Visit(arg);
            }
            return;
        }
        if (!block.IsUnsafe)
        {
            base.Visit(block);
            return;
        }
        bool outer = _isUnsafe;
        UnsafeBlock? outerBlock = _block;
        UnsafeBlock own = new(block.Span);
        (_isUnsafe, _block) = (true, own);
        base.Visit(block);
        (_isUnsafe, _block) = (outer, outerBlock);
        Leave(own);
    }

    /// <summary>A block that allows nothing is not needed, nor is one inside a block that is.</summary>
    private void Leave(UnsafeBlock block)
    {
        if (!block.IsUsed)
        {
            _results.UnusedUnsafe.Add((block.Span, default));
            _block?.UsedInside.AddRange(block.UsedInside);
            return;
        }
        foreach (SourceSpan inner in block.UsedInside)
        {
            _results.UnusedUnsafe.Add((inner, block.Span));
        }
        _block?.UsedInside.Add(block.Span);
    }

    public override void Visit(HirExpr expr)
    {
        bool isAssigned = _isAssigned;
        _isAssigned = false;
        if (HasDerefOfRawPointer(expr))
        {
            Require(UnsafeOperation.DerefOfRawPointer, expr.Span);
        }
        switch (expr)
        {
            case HirExpr.Call it:
                CheckCall(it);
                break;
            case HirExpr.MethodCall it when _results.TypeDependentDefOf(it.Id) is { } method:
                CheckCallee(method.Def, it.Span);
                break;
            case HirExpr.Unary { Op: HirUnOp.Deref } it when _results.AdjustedTypeOf(it.Operand) is Ty.RawPtr:
                Require(UnsafeOperation.DerefOfRawPointer, it.Span);
                break;
            case HirExpr.Path it:
                CheckPath(it);
                break;
            case HirExpr.Field it:
                CheckField(it, isAssigned);
                return;
            case HirExpr.Index it when isAssigned && _results.TypeDependentDefOf(it.Id) is null:
                VisitAssigned(it.Base);
                Visit(it.IndexValue);
                return;
            case HirExpr.Assign it:
                VisitAssigned(it.Target);
                Visit(it.Value);
                return;
            case HirExpr.AddrOf { IsRaw: true } it:
                VisitRawBorrowed(it.Operand);
                return;
            // In a naked function it is the body: calling that is what may be unsafe. [attributes.codegen.naked]
            case HirExpr.InlineAsm it when !_isNaked:
                Require(UnsafeOperation.InlineAssembly, it.Span);
                break;
        }
        base.Visit(expr);
    }

    public override void Visit(HirPat pat)
    {
        if (pat is HirPat.Struct it && _results.TryTypeOf(it.Id) is Ty.Adt { Def.IsUnion: true })
        {
            foreach (HirPatField field in it.Fields)
            {
                RequireForUnionPattern(field.Pat);
            }
        }
        base.Visit(pat);
    }

    /// <summary>A pattern that looks at a union's field reads it; a wildcard does not. [items.union.pattern]</summary>
    private void RequireForUnionPattern(HirPat pat)
    {
        switch (pat)
        {
            case HirPat.Wild or HirPat.Error:
                break;
            case HirPat.Or it:
                foreach (HirPat alternative in it.Alternatives)
                {
                    RequireForUnionPattern(alternative);
                }
                break;
            default:
                Require(UnsafeOperation.UnionFieldAccess, pat.Span);
                break;
        }
    }

    private bool HasDerefOfRawPointer(HirExpr expr)
    {
        Ty? before = _results.TryTypeOf(expr.Id);
        foreach (Adjustment adjustment in _results.AdjustmentsOf(expr.Id))
        {
            if (adjustment.Kind is AdjustmentKind.BuiltinDeref && before is Ty.RawPtr)
            {
                return true;
            }
            before = adjustment.Target;
        }
        return false;
    }

    private void CheckCall(HirExpr.Call expr)
    {
        // Through `Fn` and its like nothing unsafe is called.
        if (_results.TypeDependentDefOf(expr.Id) is not null || _results.TryTypeOf(expr.Callee.Id) is null)
        {
            return;
        }
        switch (_results.AdjustedTypeOf(expr.Callee))
        {
            case Ty.FnDef it:
                CheckCallee(it.Def, expr.Span);
                break;
            case Ty.FnPtr { Sig.Value.IsUnsafe: true }:
                Require(UnsafeOperation.CallOfUnsafeFunction, expr.Span);
                break;
        }
    }

    private void CheckCallee(DefId callee, SourceSpan span)
    {
        if (_context.FnSigOf(callee).Value.IsUnsafe)
        {
            bool wasSafe = _crate.Edition < 2024 && (_context.FnAttrsOf(callee).Flags & FnAttrFlags.DeprecatedSafe2024) != 0;
            if (_isUnsafe)
            {
                Use();
            }
            else if (!wasSafe)
            {
                UnsafetyErrors.CallOfUnsafeFunction(_context, callee, span, _crate.Edition);
            }
            return;
        }
        if (_context.KindOf(callee) == DefKind.Ctor)
        {
            return;
        }
        List<string> missing = [];
        foreach (Symbol feature in _context.FnAttrsOf(callee).TargetFeatures)
        {
            // Every processor of the target has these two.
            if (feature.Text is not ("sse" or "sse2") && !_features.Contains(feature))
            {
                missing.Add(feature.Text);
            }
        }
        if (missing.Count == 0)
        {
            return;
        }
        if (_isUnsafe)
        {
            Use();
        }
        else
        {
            UnsafetyErrors.CallWithTargetFeature(_context, callee, span, missing, _crate.Edition);
        }
    }

    private void CheckPath(HirExpr.Path path)
    {
        if (path.QPath is not HirQPath.Resolved { Path.Res: Res.Def { Kind: DefKind.Static, Id: var def } })
        {
            return;
        }
        if (_context.IsMutableStatic(def))
        {
            bool isForeign = _context.KindOf(_context.ParentOf(def)) == DefKind.ForeignMod;
            Require(isForeign && !IsWrittenMutable(def) ? UnsafeOperation.ExternStatic : UnsafeOperation.MutableStatic, path.Span);
        }
    }

    private bool IsWrittenMutable(DefId foreignStatic) =>
        foreignStatic.Crate != _crate.Hir.Id
        || _crate.Hir.NodeOf(foreignStatic) is HirNode.ForeignItem { Value.Kind: HirForeignItemKind.Static { IsMutable: true } };

    private void CheckField(HirExpr.Field field, bool isAssigned)
    {
        if (!isAssigned && IsOfUnion(field))
        {
            Require(UnsafeOperation.UnionFieldAccess, field.Span);
        }
        if (isAssigned)
        {
            VisitAssigned(field.Base);
        }
        else
        {
            Visit(field.Base);
        }
    }

    private bool IsOfUnion(HirExpr.Field field) =>
        _results.TryTypeOf(field.Base.Id) is not null && _results.AdjustedTypeOf(field.Base) is Ty.Adt { Def.IsUnion: true };

    private void VisitAssigned(HirExpr place)
    {
        // A dereference on the way reads the pointer.
        _isAssigned = _results.AdjustmentsOf(place.Id).Length == 0;
        Visit(place);
        _isAssigned = false;
    }

    /// <summary><c>&amp;raw</c> of a dereference, a static or a field of a union reads nothing; what leads there is looked at.</summary>
    private void VisitRawBorrowed(HirExpr place)
    {
        if (_results.AdjustmentsOf(place.Id).Length > 0)
        {
            Visit(place);
            return;
        }
        switch (place)
        {
            case HirExpr.Unary { Op: HirUnOp.Deref } it:
                Visit(it.Operand);
                break;
            case HirExpr.Path:
                break;
            case HirExpr.Field it when IsOfUnion(it):
                while (it.Base is HirExpr.Field inner && IsOfUnion(inner) && _results.AdjustmentsOf(inner.Id).Length == 0)
                {
                    it = inner;
                }
                if (it.Base is not HirExpr.Path || _results.AdjustmentsOf(it.Base.Id).Length > 0)
                {
                    Visit(it.Base);
                }
                else
                {
                    CheckPath((HirExpr.Path)it.Base);
                }
                break;
            default:
                Visit(place);
                break;
        }
    }

    private void Require(UnsafeOperation operation, SourceSpan span)
    {
        if (_isUnsafe)
        {
            Use();
        }
        else
        {
            UnsafetyErrors.Operation(_context, operation, span, _crate.Edition);
        }
    }

    private void Use()
    {
        if (_block is not null)
        {
            _block.IsUsed = true;
        }
    }

    private sealed class UnsafeBlock(SourceSpan span)
    {
        public SourceSpan Span => span;

        /// <summary>Something stands directly in it that needs it.</summary>
        public bool IsUsed { get; set; }

        public List<SourceSpan> UsedInside { get; } = [];
    }
}
