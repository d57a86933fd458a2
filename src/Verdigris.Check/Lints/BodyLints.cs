using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Printing;

namespace Verdigris.Check.Lints;

/// <summary>
/// Lints of one body that type-checks: variables that nothing reads, their names, and results that are thrown away although
/// they must be used.
/// </summary>
public sealed class BodyLints : HirVisitor
{
    private readonly TypeContext _context;
    private readonly TypeckResults _results;
    private readonly LintSink _lints;
    private readonly Dictionary<HirId, Variable> _variables = [];
    private readonly List<Variable> _inOrder = [];

    // Null in a crate with errors.
    private readonly LintSink? _late;
    private readonly OverflowingLiterals? _literals;

    private BodyLints(TypeContext context, TypeckResults results, LintSink lints, LintSink? late)
    {
        (_context, _results, _lints, _late) = (context, results, lints, late);
        _literals = late is null ? null : new OverflowingLiterals(context, results, late);
    }

    private int _closureDepth;

    private sealed class Variable(HirPat.Binding binding, HirPatField? shorthand, int closureDepth)
    {
        public HirPat.Binding Binding => binding;

        /// <summary>The field that a pattern names only by the variable.</summary>
        public HirPatField? Shorthand => shorthand;

        /// <summary>In how many closures it is declared: one deeper inside that changes it has a use for it.</summary>
        public int ClosureDepth => closureDepth;

        public bool IsRead { get; set; }

        public bool IsWritten { get; set; }
    }

    /// <param name="lints">Gets what is said of a body beside errors in others: variables that nothing reads.</param>
    /// <param name="late">Gets the rest.</param>
    public static void Check(TypeContext context, HirBody body, TypeckResults results, LintSink lints, LintSink? late)
    {
        BodyLints checker = new(context, results, lints, late);
        foreach (HirParam parameter in body.Params)
        {
            checker.Visit(parameter.Pat);
        }
        checker.Visit(body.Value);
        checker.ReportUnused();
        checker.ReportUnusedUnsafe();
        IrrefutableLetPatterns.Check(results, late);
        if (lints.CanBeOn(LintTable.UnreachableCode))
        {
            UnreachableCode.Check(body, results, lints);
        }
    }

    public override void Visit(HirPat pat)
    {
        _literals?.Visit(pat);
        switch (pat)
        {
            case HirPat.Binding binding:
                BindingsWithVariantName.Check(_context, _results, binding, _lints);
                Declare(binding, null);
                break;
            case HirPat.Struct structure:
                foreach (HirPatField field in structure.Fields)
                {
                    if (field is { IsShorthand: true, Pat: HirPat.Binding shorthand })
                    {
                        Declare(shorthand, field);
                    }
                }
                break;
        }
        base.Visit(pat);
    }

    private void Declare(HirPat.Binding binding, HirPatField? shorthand)
    {
        if (!_variables.ContainsKey(binding.BindingId))
        {
            Variable variable = new(binding, shorthand, _closureDepth);
            _variables.Add(binding.BindingId, variable);
            _inOrder.Add(variable);
        }
    }

    public override void Visit(HirExpr expr)
    {
        if (_late is not null)
        {
            StaticMutRefs.Check(_context, _results, expr, _late);
            _literals!.Visit(expr);
            UnusedComparisons.Check(_results, expr, _late);
        }
        switch (expr)
        {
            case HirExpr.Path path when VariableOf(path) is { } read:
                read.IsRead = true;
                return;
            case HirExpr.Assign { Target: HirExpr.Path path } assign when VariableOf(path) is { } written:
                Write(written);
                Visit(assign.Value);
                return;
            case HirExpr.AssignOp { Target: HirExpr.Path path } assign when VariableOf(path) is { } written && _results.TypeDependentDefOf(assign.Id) is null:
                Write(written);
                Visit(assign.Value);
                return;
        }
        _closureDepth += expr is HirExpr.Closure { Kind: HirClosureKind.Closure } ? 1 : 0;
        base.Visit(expr);
        _closureDepth -= expr is HirExpr.Closure { Kind: HirClosureKind.Closure } ? 1 : 0;
    }

    public override void Visit(HirStmt stmt)
    {
        if (_late is not null && stmt is HirStmt.Semi { Value: { } value } && value.Span.Context.IsRoot)
        {
            CheckMustUse(value);
            CheckPathStatement(stmt, value);
        }
        base.Visit(stmt);
    }

    private void CheckPathStatement(HirStmt stmt, HirExpr value)
    {
        // Of other types the statement may be there to drop the value.
        if (value is HirExpr.Path && _results.TryTypeOf(value.Id) is Ty.Primitive or Ty.Ref or Ty.RawPtr or Ty.FnDef or Ty.FnPtr)
        {
            _late!.Add(Diagnostic.Lint(LintTable.PathStatements, "path statement with no effect", stmt.Span));
        }
    }

    private void Write(Variable variable)
    {
        variable.IsWritten = true;
        variable.IsRead |= variable.ClosureDepth < _closureDepth;
    }

    private Variable? VariableOf(HirExpr.Path path) =>
        path.QPath is HirQPath.Resolved { Path.Res: Res.Local local } ? _variables.GetValueOrDefault(HirId.FromIndex(local.Binding.Index)) : null;

    private void ReportUnused()
    {
        foreach (Variable variable in _inOrder)
        {
            HirPat.Binding binding = variable.Binding;
            string name = binding.Ident.Name.Text;
            if (!binding.Span.Context.IsRoot || !binding.Ident.Span.Context.IsRoot || binding.Ident.Span.Lo == binding.Ident.Span.Hi || name == "self")
            {
                continue;
            }
            if (_late is not null && variable.Shorthand is null && !NamingStyle.IsSnakeCase(name))
            {
                _late.Add(Diagnostic.Lint(LintTable.NonSnakeCase, $"variable `{name}` should have a snake case name", binding.Ident.Span)
                    .WithSuggestion("convert the identifier to snake case", Applicability.MaybeIncorrect, new SuggestionEdit(binding.Ident.Span, NamingStyle.ToSnakeCase(name))));
            }
            if (variable.IsRead || name.StartsWith('_'))
            {
                continue;
            }
            SourceSpan whole = binding.Subpattern is null ? binding.Span : binding.Ident.Span;
            if (variable.IsWritten)
            {
                _lints.Add(Diagnostic.Lint(LintTable.UnusedVariables, $"variable `{name}` is assigned to, but never used", whole).WithNote($"consider using `_{name}` instead"));
                continue;
            }
            Diagnostic unused = Diagnostic.Lint(LintTable.UnusedVariables, $"unused variable: `{name}`", whole);
            _lints.Add(variable.Shorthand is null
                ? unused.WithSuggestion("if this is intentional, prefix it with an underscore", Applicability.MaybeIncorrect, new SuggestionEdit(whole, $"_{name}"))
                : unused.WithSuggestion("try ignoring the field", Applicability.MachineApplicable, new SuggestionEdit(whole, $"{name}: _")));
        }
    }

    private void ReportUnusedUnsafe()
    {
        foreach ((SourceSpan block, SourceSpan around) in _results.UnusedUnsafe)
        {
            if (!_lints.IsOwn(block))
            {
                continue;
            }
            SourceMap sources = _context.Program.SourceMap;
            Diagnostic unused = Diagnostic.Lint(LintTable.UnusedUnsafe, "unnecessary `unsafe` block", KeywordOf(sources, block)).WithPrimaryLabel("unnecessary `unsafe` block");
            _lints.Add(around.IsDummy ? unused : unused.WithLabel(KeywordOf(sources, around), "because it's nested under this `unsafe` block"));
        }
    }

    /// <summary>The <c>unsafe</c> before a block; the block itself if something else stands between.</summary>
    private static SourceSpan KeywordOf(SourceMap sources, SourceSpan block)
    {
        const string Keyword = "unsafe";
        const uint Reach = 64;
        uint start = block.Lo - uint.Min(Reach, block.Lo - sources.FileAt(block.Lo)!.Start);
        string before = sources.SnippetOf(new SourceSpan(start, block.Lo)).TrimEnd();
        if (!before.EndsWith(Keyword, System.StringComparison.Ordinal))
        {
            return block;
        }
        uint end = start + (uint)System.Text.Encoding.UTF8.GetByteCount(before);
        return new SourceSpan(end - (uint)Keyword.Length, end, block.Context);
    }

    private void CheckMustUse(HirExpr value)
    {
        if (value is HirExpr.Binary { Op: var op } && _results.TryTypeOf(value.Id) is not (null or Ty.Error))
        {
            string operation = op switch
            {
                HirBinOp.Eq or HirBinOp.Ne or HirBinOp.Lt or HirBinOp.Le or HirBinOp.Gt or HirBinOp.Ge => "comparison",
                HirBinOp.Add or HirBinOp.Sub or HirBinOp.Mul or HirBinOp.Div or HirBinOp.Rem => "arithmetic operation",
                HirBinOp.And or HirBinOp.Or => "logical operation",
                _ => "bitwise operation",
            };
            // `a || b;` may be there for what `b` does.
            if (op is not (HirBinOp.And or HirBinOp.Or))
            {
                ReportMustUse(value, $"unused {operation} that must be used", null, $"the {operation} produces a value");
            }
            return;
        }
        if (value is HirExpr.Unary { Op: HirUnOp.Not or HirUnOp.Neg })
        {
            ReportMustUse(value, "unused unary operation that must be used", null, "the unary operation produces a value");
            return;
        }
        if (_results.TryTypeOf(value.Id) is Ty.Adt { Def: var adt } && _context.FnAttrsOf(adt.Id).MustUse is { } reason)
        {
            ReportMustUse(value, $"unused `{Print(adt.Id)}` that must be used", reason.Text, null);
            return;
        }
        if (value is HirExpr.Match { Source: HirMatchSource.AwaitDesugar, Scrutinee: HirExpr.Call { Args: [var awaited] } })
        {
            // Only of an `async fn` is the attribute meant for what the future gives.
            if (CalleeOf(awaited) is { IsSome: true } function && _results.TryTypeOf(awaited.Id) is Ty.Alias opaque
                && _context.KindOf(opaque.Def) == DefKind.OpaqueTy && _context.ParentOf(opaque.Def) == function && _context.FnAttrsOf(function).MustUse is { } ofOutput)
            {
                ReportMustUse(value, $"unused output of future returned by `{Print(function)}` that must be used", ofOutput.Text, null);
            }
            return;
        }
        CheckLazyValue(value);
        DefId callee = CalleeOf(value);
        if (callee.IsSome && _context.FnAttrsOf(callee).MustUse is { } why)
        {
            ReportMustUse(value, $"unused return value of `{Print(callee)}` that must be used", why.Text, null);
        }
    }

    /// <summary>Futures and closures do nothing by being made.</summary>
    private void CheckLazyValue(HirExpr value)
    {
        switch (_results.TryTypeOf(value.Id))
        {
            case Ty.Coroutine:
                ReportUnusedImplementer(value, _context.LangItem(LangItem.Future));
                break;
            case Ty.Alias alias when _context.KindOf(alias.Def) == DefKind.OpaqueTy:
                foreach (SpannedPredicate bound in _context.ItemBoundsOf(alias.Def).Own)
                {
                    if (bound.Predicate is Predicate.Trait { TraitRef.Trait: var trait } && ReportUnusedImplementer(value, trait))
                    {
                        break;
                    }
                }
                break;
            case Ty.Closure:
                _late!.Add(Diagnostic.Lint(LintTable.UnusedMustUse, "unused closure that must be used", value.Span)
                    .WithNote("closures are lazy and do nothing unless called"));
                break;
        }
    }

    private bool ReportUnusedImplementer(HirExpr value, DefId trait)
    {
        if (trait.IsNone || _context.FnAttrsOf(trait).MustUse is not { } reason)
        {
            return false;
        }
        Diagnostic diagnostic = Diagnostic.Lint(LintTable.UnusedMustUse, $"unused implementer of `{Print(trait)}` that must be used", value.Span);
        _late!.Add(reason.Text.Length > 0 ? diagnostic.WithNote(reason.Text) : diagnostic);
        return true;
    }

    private DefId CalleeOf(HirExpr value) => value switch
    {
        HirExpr.Call { Callee: HirExpr.Path { QPath: HirQPath.Resolved { Path.Res: Res.Def { Kind: DefKind.Fn or DefKind.AssocFn } def } } } => def.Id,
        HirExpr.Call { Callee: HirExpr.Path path } => _results.TypeDependentDefOf(path.Id)?.Def ?? default,
        HirExpr.MethodCall call => _results.TypeDependentDefOf(call.Id)?.Def ?? default,
        _ => default,
    };

    private string Print(DefId def) => new TyPrinter(_context).PrintPath(def);

    private void ReportMustUse(HirExpr value, string message, string? reason, string? label)
    {
        Diagnostic diagnostic = Diagnostic.Lint(LintTable.UnusedMustUse, message, value.Span);
        if (label is not null)
        {
            diagnostic.WithPrimaryLabel(label);
        }
        if (reason is { Length: > 0 })
        {
            diagnostic.WithNote(reason);
        }
        _late!.Add(diagnostic.WithVerboseSuggestion("use `let _ = ...` to ignore the resulting value", Applicability.MaybeIncorrect, new SuggestionEdit(value.Span.ShrinkToLo(), "let _ = ")));
    }
}
