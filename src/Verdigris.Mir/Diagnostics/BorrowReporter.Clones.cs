using System;
using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check;
using Verdigris.Hir;
using Verdigris.Mir.Moves;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Diagnostics;

/// <summary>How a value could be kept: cloned, borrowed, reborrowed.</summary>
internal sealed partial class BorrowReporter
{
    private bool ImplementsClone(Ty ty) =>
        Solver.ImplementsTrait(_env, _context.LangItem(LangItem.Clone), _context.Types.EraseRegions(ty));

    /// <summary>Says at a move what would have kept the value; true if it is a pattern that moved it.</summary>
    private bool SuggestKeeping(Diagnostic diagnostic, MovePath path, Place moved, UseSpans move)
    {
        if (Syntax is not { } syntax)
        {
            return false;
        }
        SourceSpan span = move.IsClosure ? move.VarOrUse : move.ArgsOrUse;
        Place place = _moves[path].Place;
        if (place.AsLocal is { } local && syntax.Innermost(span) is { } expr)
        {
            SuggestKeeping(diagnostic, expr, _body.Locals[local].Source.Span, moved, PlaceTy.Of(_body, place, _context.Types).Ty, move);
        }
        if (syntax.BindingAt(span) is { IsByRef: false } binding)
        {
            SourceSpan at = binding.Span.ShrinkToLo();
            diagnostic.WithVerboseSuggestion("borrow this binding in the pattern to avoid moving the value", Applicability.MachineApplicable, new SuggestionEdit(at, "ref "));
            return true;
        }
        return false;
    }

    private void SuggestKeeping(Diagnostic diagnostic, HirExpr expr, SourceSpan declared, Place moved, Ty ty, UseSpans move)
    {
        foreach (HirExpr around in Syntax!.Around(expr))
        {
            if (around.Span.Contains(declared))
            {
                break;
            }
            if (around is HirExpr.Loop loop)
            {
                diagnostic.WithLabel(loop.HeadSpan, "inside of this loop");
            }
        }
        HirExpr? parent = Syntax.ParentOf(expr);
        if (CalledWith(parent, expr) is var (callee, index))
        {
            bool isGeneric = _context.FnSigOf(callee).Value.Inputs is var inputs && index < inputs.Length && inputs[index] is Ty.Param;
            if (ty is Ty.Ref { IsMutable: true } && isGeneric)
            {
                SuggestReborrow(diagnostic, expr.Span, moved);
                return;
            }
            NoteOwningParameter(diagnostic, callee, index);
        }
        if (move.Call is not null || IsForLoopHead(expr.Span))
        {
            // Said already.
            return;
        }
        if (move.IsClosure)
        {
            SuggestCloneBeforeClosure(diagnostic, expr, ty, move);
            return;
        }
        SuggestClone(diagnostic, ty, expr);
    }

    /// <summary>The function that a call passes an expression to, and as which parameter.</summary>
    private (DefId Callee, int Index)? CalledWith(HirExpr? call, HirExpr argument)
    {
        TypeckResults results = _crate.TypeckOf(_context, _body.Def);
        switch (call)
        {
            case HirExpr.MethodCall it when results.TypeDependentDefOf(it.Id) is { } method:
                for (int i = 0; i < it.Args.Length; i++)
                {
                    if (ReferenceEquals(it.Args[i], argument))
                    {
                        return (method.Def, i + 1);
                    }
                }
                return null;
            case HirExpr.Call it when results.TryTypeOf(it.Callee.Id) is Ty.FnDef def && _context.KindOf(def.Def) is DefKind.Fn or DefKind.AssocFn:
                for (int i = 0; i < it.Args.Length; i++)
                {
                    if (ReferenceEquals(it.Args[i], argument))
                    {
                        return (def.Def, i);
                    }
                }
                return null;
            default:
                return null;
        }
    }

    private void NoteOwningParameter(Diagnostic diagnostic, DefId callee, int index)
    {
        if (callee.Crate != _body.Def.Crate || _crate.HirSigOf(callee) is not { } sig || index >= sig.Decl.Inputs.Length)
        {
            return;
        }
        string kind = _context.KindOf(callee) == DefKind.AssocFn ? "method" : "function";
        SourceSpan parameter = sig.Decl.Inputs[index].Span;
        SourceSpan name = _context.Crates.SpanOf(callee);
        diagnostic.WithChild(new SubDiagnostic(
            DiagnosticLevel.Note,
            $"consider changing this parameter type in {kind} `{_context.Crates.NameOf(callee).Text}` to borrow instead if owning the value isn't necessary", parameter,
            [new SpanLabel(parameter, "this parameter takes ownership of the value", IsPrimary: true), new SpanLabel(name, $"in this {kind}")]));
    }

    private void SuggestReborrow(Diagnostic diagnostic, SourceSpan span, Place moved) =>
        diagnostic.WithVerboseSuggestion(
            $"consider creating a fresh reborrow of {DescribeAny(moved)} here", Applicability.MachineApplicable, new SuggestionEdit(span.ShrinkToLo(), "&mut *"));

    private void SuggestCloneBeforeClosure(Diagnostic diagnostic, HirExpr use, Ty ty, UseSpans move)
    {
        if (!ImplementsClone(ty) || use is not HirExpr.Path { QPath: HirQPath.Resolved { Path.Segments: [var variable] } } || Syntax is not { } syntax)
        {
            return;
        }
        HirExpr.Closure? closure = null;
        HirExpr? statement = null;
        foreach (HirExpr around in syntax.Around(use))
        {
            if (closure is null)
            {
                closure = around as HirExpr.Closure;
            }
            else if (around is HirExpr.Block or HirExpr.Closure)
            {
                break;
            }
            statement = closure is null ? null : around;
        }
        if (closure is null || statement is null)
        {
            return;
        }
        SourceSpan start = syntax.StatementStart(statement);
        string indent = IndentationAt(start);
        diagnostic.WithVerboseSuggestion(
            "consider cloning the value before moving it into the closure", Applicability.MachineApplicable,
            new SuggestionEdit(start.ShrinkToLo(), $"let value = {variable.Ident.Name.Text}.clone();\n{indent}"), new SuggestionEdit(use.Span, "value"));
    }

    /// <summary>Suggests a clone, or says that the type should have one.</summary>
    private void SuggestClone(Diagnostic diagnostic, Ty ty, HirExpr expr)
    {
        if (IsInMoveClosure(expr) || expr is HirExpr.AddrOf { IsMutable: true })
        {
            return;
        }
        if (ImplementsClone(ty))
        {
            if (expr is not HirExpr.Closure)
            {
                SuggestCloneOf(diagnostic, ty, expr);
            }
            return;
        }
        switch (ty)
        {
            case Ty.Adt { Def: var def } adt when def.Id.Crate == _body.Def.Crate && FieldsImplementClone(adt):
            {
                SourceSpan declared = HeadOf(def.Id);
                diagnostic.WithChild(new SubDiagnostic(
                    DiagnosticLevel.Note, $"if `{_text.Of(ty)}` implemented `Clone`, you could clone the value", declared,
                    [new SpanLabel(declared, "consider implementing `Clone` for this type", IsPrimary: true), new SpanLabel(expr.Span, "you could clone this value")]));
                break;
            }
            case Ty.Param param when !ParamSpan(param).IsDummy:
                diagnostic.WithChild(new SubDiagnostic(
                    DiagnosticLevel.Help, $"if `{_text.Of(ty)}` implemented `Clone`, you could clone the value", ParamSpan(param),
                    [new SpanLabel(ParamSpan(param), "consider constraining this type parameter with `Clone`", IsPrimary: true), new SpanLabel(expr.Span, "you could clone this value")]));
                break;
        }
    }

    private bool FieldsImplementClone(Ty.Adt adt)
    {
        foreach (VariantDef variant in adt.Def.Variants)
        {
            foreach (FieldDef field in variant.Fields)
            {
                if (!ImplementsClone(_context.Types.Instantiate(_context.TypeOf(field.Def), adt.Args)))
                {
                    return false;
                }
            }
        }
        return true;
    }

    private void SuggestCloneOf(Diagnostic diagnostic, Ty ty, HirExpr expr)
    {
        HirExpr inner = expr;
        while (true)
        {
            if (inner is HirExpr.AddrOf borrow)
            {
                if (borrow.IsMutable)
                {
                    return;
                }
                inner = borrow.Operand;
            }
            else if (inner is HirExpr.Unary { Op: HirUnOp.Deref } deref)
            {
                inner = deref.Operand;
            }
            else
            {
                break;
            }
        }
        List<SuggestionEdit> edits = [];
        if (inner.Span.Lo != expr.Span.Lo)
        {
            edits.Add(new SuggestionEdit(new SourceSpan(expr.Span.Lo, inner.Span.Lo, expr.Span.Context), ""));
        }
        SourceSpan end = inner.Span.Hi != expr.Span.Hi ? new SourceSpan(inner.Span.Hi, expr.Span.Hi, expr.Span.Context) : expr.Span.ShrinkToHi();
        edits.Add(new SuggestionEdit(end, Syntax?.ShorthandFieldOf(expr) is { } field ? $": {field}.clone()" : ".clone()"));
        bool isCounted = ty is Ty.Adt { Def: var adt } && (IsLibraryType(adt, "alloc", "Rc") || IsLibraryType(adt, "alloc", "Arc"));
        diagnostic.WithVerboseSuggestion(
            isCounted ? "clone the value to increment its reference count" : "consider cloning the value if the performance cost is acceptable",
            Applicability.MachineApplicable, edits);
    }

    private bool IsInMoveClosure(HirExpr expr)
    {
        if (_crate.Hir.NodeOf(_body.Def) is HirNode.Closure { Value.IsMove: true })
        {
            return true;
        }
        foreach (HirExpr around in Syntax?.Around(expr) ?? [])
        {
            if (around is HirExpr.Closure { IsMove: true })
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>A type's declaration up to its fields.</summary>
    private SourceSpan HeadOf(DefId adt)
    {
        if (_crate.Hir.NodeOf(adt) is not HirNode.Item { Value: var item })
        {
            return _context.Crates.SpanOf(adt);
        }
        HirGenerics? generics = item.Kind switch
        {
            HirItemKind.Struct it => it.Generics,
            HirItemKind.Enum it => it.Generics,
            HirItemKind.Union it => it.Generics,
            _ => null,
        };
        SourceSpan end = generics is { Span: { IsDummy: false } written } && written.Hi > item.Ident.Span.Hi ? written : item.Ident.Span;
        return item.Span.ShrinkToLo().To(end);
    }

    private SourceSpan ParamSpan(Ty.Param param)
    {
        for (Generics generics = _context.GenericsOf(_crate.EnvOwnerOf(_body.Def)); ; generics = _context.GenericsOf(generics.Parent))
        {
            foreach (GenericParamDef own in generics.Own)
            {
                if (own.Index == param.Index && own.Kind == GenericParamKind.Type)
                {
                    return own.Def.IsSome ? _context.Crates.SpanOf(own.Def) : default;
                }
            }
            if (generics.Parent.IsNone)
            {
                return default;
            }
        }
    }

    private string IndentationAt(SourceSpan span)
    {
        if (_context.Program.SourceMap.FileOf(span) is not { } file)
        {
            return "";
        }
        ReadOnlySpan<byte> text = file.Text.Span[..(int)(span.Lo - file.Start)];
        int line = text.LastIndexOf((byte)'\n') + 1;
        int end = line;
        while (end < text.Length && text[end] is (byte)' ' or (byte)'\t')
        {
            end++;
        }
        return System.Text.Encoding.UTF8.GetString(text[line..end]);
    }
}
