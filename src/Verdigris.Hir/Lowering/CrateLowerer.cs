using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Interface;
using Verdigris.Resolve.Late;
using Verdigris.Syntax.Lexing;
using Ast = Verdigris.Syntax.Ast;

namespace Verdigris.Hir.Lowering;

/// <summary>
/// The resolved tree to HIR: sugar goes (<c>for</c>, <c>while</c>, <c>?</c>, <c>async</c>, <c>format_args!</c>, destructuring
/// assignment), names become resolutions, elided lifetimes and <c>impl Trait</c> become parameters and definitions.
/// Requires: macros expanded, every path resolved (with poison). Adds definitions for what has no syntax of its own.
/// Follows rustc's <c>rustc_ast_lowering</c> in the shape of every desugaring.
/// </summary>
public sealed partial class CrateLowerer
{
    private readonly ResolvedAst _ast;
    private readonly DiagnosticSink _sink;
    private readonly SourceMap _sources;
    private readonly List<HirNode?> _nodes = [];
    private readonly ImmutableArray<DefId>.Builder _bodyOwners = ImmutableArray.CreateBuilder<DefId>();
    private readonly Dictionary<(DefId, HirId), TraitScope> _traitsInScope = [];
    private readonly HashSet<string> _missingLangItems = [];
    private OwnerState _owner = new(default);

    private CrateLowerer(ResolvedAst ast, SourceMap sources, DiagnosticSink sink)
    {
        _ast = ast;
        _sources = sources;
        _sink = sink;
    }

    private Resolutions Resolutions => _ast.Resolutions;

    private LocalDefinitions Definitions => _ast.Definitions;

    public static HirCrate Lower(ResolvedAst ast, SourceMap sources, DiagnosticSink sink)
    {
        CrateLowerer lowerer = new(ast, sources, sink);
        ImmutableArray<HirItem> items = lowerer.LowerItems(ast.Crate.Items);
        lowerer.EnsureNode(new DefId(ast.Definitions.Id, ast.Definitions.Count - 1));
        return new HirCrate(ast.Definitions, lowerer._nodes, items, lowerer._bodyOwners.ToImmutable(), lowerer._traitsInScope);
    }

    /// <summary>What belongs to the item whose nodes are being numbered.</summary>
    private sealed class OwnerState(DefId def)
    {
        public DefId Def => def;

        public int NodeCount { get; set; }

        /// <summary>From the AST node of a binding to its HIR id.</summary>
        public Dictionary<int, HirId> Locals { get; } = [];

        /// <summary>From loops and labelled blocks to their HIR ids.</summary>
        public Dictionary<Ast.NodeId, (HirId Id, HirLabel? Label)> Targets { get; } = [];

        public List<HirBody> Bodies { get; } = [];

        /// <summary>The innermost function or closure around that is not <c>async</c>: its head; none where there is none.</summary>
        public SourceSpan NotAsync { get; set; }

        /// <summary>The task context of the coroutine around; none outside of async code.</summary>
        public HirId TaskContext { get; set; }
    }

    private HirId NextId() => HirId.FromIndex(_owner.NodeCount++);

    /// <summary>Begins an item of its own; <see cref="LeaveOwner"/> ends it.</summary>
    private OwnerState EnterOwner(DefId def)
    {
        OwnerState outer = _owner;
        _owner = new OwnerState(def);
        return outer;
    }

    private void LeaveOwner(OwnerState outer)
    {
        foreach (HirBody body in _owner.Bodies)
        {
            body.NodeCount = _owner.NodeCount;
        }
        _owner = outer;
    }

    private void EnsureNode(DefId def)
    {
        while (_nodes.Count <= def.Index)
        {
            _nodes.Add(null);
        }
    }

    private void SetNode(DefId def, HirNode node)
    {
        EnsureNode(def);
        _nodes[def.Index] = node;
    }

    private DefId DefOf(Ast.NodeId node) => _ast.DefOf(node);

    private static HirIdent Lower(Ast.Ident ident) => new(ident.Name ?? Symbol.Empty, ident.Span);

    private ErrorReported Report(string code, string message, SourceSpan span, string? label = null)
    {
        Diagnostic diagnostic = Diagnostic.Error(code, message, span);
        return _sink.Report(label is null ? diagnostic : diagnostic.WithPrimaryLabel(label));
    }

    private ErrorReported ReportUnsupported(string what, SourceSpan span) =>
        _sink.Report(Diagnostic.ErrorWithoutCode($"{what} is not supported", span).WithNote("this is a limit of Verdigris"));

    /// <summary>The edition that decides at a place.</summary>
    private Edition EditionOf(SourceSpan span) =>
        HygieneTable.ExpansionOf(span.Context) is { } expansion ? (Edition)expansion.Edition : _ast.Options.Edition;

    /// <summary>A lang item as a resolution; its absence is reported once.</summary>
    private Res LangRes(string name, SourceSpan span)
    {
        DefId def = _ast.LangItem(Symbol.Intern(name));
        if (def.IsSome)
        {
            return new Res.Def(_ast.KindOf(def), def);
        }
        return new Res.Error(_missingLangItems.Add(name) || _sink.FirstError is null
            ? _sink.Report(Diagnostic.ErrorWithoutCode($"requires `{name}` lang_item", span))
            : _sink.FirstError);
    }

    private HirPath LangPath(string name, SourceSpan span)
    {
        Res res = LangRes(name, span);
        HirPathSegment segment = new(NextId(), new HirIdent(Symbol.Intern(name), span), res, null, InferArgs: true);
        return new HirPath(span, res, [segment]);
    }

    private HirQPath LangQPath(string name, SourceSpan span) => new HirQPath.Resolved(null, LangPath(name, span));

    private HirExpr LangExpr(string name, SourceSpan span) => new HirExpr.Path(NextId(), LangQPath(name, span));

    private HirExpr CallLang(string name, SourceSpan span, params ImmutableArray<HirExpr> args)
    {
        HirId id = NextId();
        return new HirExpr.Call(id, span, LangExpr(name, span), args);
    }

    private HirExpr LocalExpr(HirId binding, Symbol name, SourceSpan span)
    {
        Res res = new Res.Local(new HirLocalRef(binding.Index));
        HirPathSegment segment = new(NextId(), new HirIdent(name, span), res, null, InferArgs: true);
        return new HirExpr.Path(NextId(), new HirQPath.Resolved(null, new HirPath(span, res, [segment])));
    }

    private HirPat.Binding BindingPat(Symbol name, SourceSpan span, bool isMutable = false)
    {
        HirId id = NextId();
        return new HirPat.Binding(id, span, id, new HirIdent(name, span), IsByRef: false, IsRefMut: false, isMutable, null);
    }

    private HirExpr BlockExpr(SourceSpan span, ImmutableArray<HirStmt> stmts, HirExpr? tail, bool isUnsafe = false) =>
        new HirExpr.Block(NextId(), new HirBlock(NextId(), span, stmts, tail, isUnsafe, IsTargetedByBreak: false) { IsTransparent = true }, null);

    /// <summary>Allows one unsafe call that is correct by construction; its arguments, which may be the user's, are not in the block's scope.</summary>
    private HirExpr UnsafeExpr(SourceSpan span, HirExpr expr) => BlockExpr(span, [], expr, isUnsafe: true);
}
