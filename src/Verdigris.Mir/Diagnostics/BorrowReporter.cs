using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Mir.Borrowck;
using Verdigris.Mir.Borrowck.Loans;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Mir.Borrowck.Typing;
using Verdigris.Mir.ControlFlow;
using Verdigris.Mir.Moves;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.Diagnostics;

/// <summary>
/// Turns what the borrow checker found in one body into diagnostics. They are kept back and shown in source order, as the
/// order of MIR blocks means nothing to the user.
/// </summary>
internal sealed partial class BorrowReporter
{
    private readonly Body _body;
    private readonly TypeContext _context;
    private readonly LocalCrateFacts _crate;
    private readonly BorrowSet _borrows;
    private readonly Upvars _upvars;
    private readonly LocalUses _uses;
    private readonly PointTable _points;
    private readonly RegionInference _regions;
    private readonly MirTypeChecker _types;
    private readonly ControlFlowGraph _graph;
    private readonly MoveData _moves;
    private MoveSites? _moveSites;
    private readonly ParamEnv _env;
    private TraitSolver? _traitSolver;
    private readonly TyText _text;
    private readonly List<Diagnostic> _buffered = [];
    private BodySyntax? _syntax;
    private readonly HashSet<(Place, SourceSpan)> _reportedPlaces = [];

    public BorrowReporter(
        Body body, TypeContext context, LocalCrateFacts crate, ParamEnv env, BorrowSet borrows, Upvars upvars, LocalUses uses, PointTable points,
        RegionInference regions, MirTypeChecker types, ControlFlowGraph graph, MoveData moves)
    {
        _body = body;
        _context = context;
        _crate = crate;
        _borrows = borrows;
        _upvars = upvars;
        _uses = uses;
        _points = points;
        _regions = regions;
        _types = types;
        _graph = graph;
        _moves = moves;
        _env = env;
        _text = new TyText(context, regions.Regions);
    }

    /// <summary>Reports everything, in source order.</summary>
    public ErrorReported? Flush(DiagnosticSink sink)
    {
        foreach ((_, Diagnostic diagnostic) in _byMoves.Values)
        {
            _buffered.Add(diagnostic);
        }
        // Stable for equal spans, unlike List.Sort.
        List<(Diagnostic Diagnostic, int Index)> ordered = [];
        for (int i = 0; i < _buffered.Count; i++)
        {
            ordered.Add((_buffered[i], i));
        }
        ordered.Sort(static (a, b) =>
        {
            int bySpan = a.Diagnostic.PrimarySpan.Lo.CompareTo(b.Diagnostic.PrimarySpan.Lo);
            return bySpan != 0 ? bySpan : a.Index.CompareTo(b.Index);
        });
        ErrorReported? reported = null;
        foreach ((Diagnostic diagnostic, _) in ordered)
        {
            reported = sink.Report(diagnostic);
        }
        return reported;
    }

    /// <summary>Whether something about the place was said at the span.</summary>
    public bool IsReported(Place place, SourceSpan span) => _reportedPlaces.Count > 0 && _reportedPlaces.Contains((place, span));

    /// <summary>False if it was marked before.</summary>
    public bool MarkReported(Place place, SourceSpan span) => HasRegionInFields(place) || _reportedPlaces.Add((place, span));

    /// <summary>Each mention of a field whose type has lifetimes is a place of its own, as the lifetimes differ.</summary>
    private static bool HasRegionInFields(Place place)
    {
        foreach (PlaceElem elem in place.Projection)
        {
            if (elem is PlaceElem.Field { Ty: var ty } && (ty.Flags & (TypeFlags.HasFreeRegions | TypeFlags.HasErasedRegions)) != 0)
            {
                return true;
            }
        }
        return false;
    }

    private void Buffer(Diagnostic diagnostic) => _buffered.Add(diagnostic);

    private string? Describe(Place place) => PlaceNames.Describe(_context, _body, place, _upvars);

    /// <summary>In backquotes, or <c>value</c> for what has no name.</summary>
    private string DescribeAny(Place place) => Describe(place) is { } name ? $"`{name}`" : "value";

    private UseSpans SpansAt(Location location) => UseSpans.Of(_context, _body, _crate, location);

    private MoveSites Sites => _moveSites ??= new MoveSites(_body, _moves, _graph);

    private TraitSolver Solver => _traitSolver ??= new TraitSolver(new Inference(_context));

    /// <summary>What the user wrote; made when first asked for, as bodies without errors need none.</summary>
    private BodySyntax? Syntax => _syntax ??= _crate.BodyOf(_body.Def) is { } hir ? new BodySyntax(hir) : null;

    private RegionNames NewNames() => new(_body, _context, _crate, _regions, _types.LocalTypes, _text);
}
