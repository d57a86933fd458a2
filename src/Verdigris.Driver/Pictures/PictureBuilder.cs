using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Mir;
using Verdigris.Mir.Borrowck;
using Verdigris.Mir.Moves;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Printing;

namespace Verdigris.Driver.Pictures;

/// <summary>
/// From what the borrow checker knew of a body to what is shown of it. Initialisation, moves and loans are taken as the checker
/// has them; what is added is where that is in the source, and words.
/// </summary>
internal sealed class PictureBuilder
{
    private static readonly string[] s_beforeNames = ["&mut ", "&", "*", "(", "mut ", "ref ", " "];

    private readonly BorrowFacts _facts;
    private readonly Body _body;
    private readonly SourceLines _lines;
    private readonly MoveWords _words;
    private readonly LifeTracer _tracer;
    private readonly IReadOnlyList<Diagnostic> _errors;
    private readonly List<Local> _shown = [];
    private readonly Dictionary<Local, int> _indices = [];
    private readonly List<(int Line, int Order, Local Local, LifeEvent Event)> _events = [];
    private readonly Dictionary<Local, (int First, int Last)> _ranges;
    private readonly HashSet<NameUse> _names = [];
    private readonly Dictionary<Location, MovePath> _moves = [];

    private PictureBuilder(SourceMap sources, SourceFile file, BorrowFacts facts, IReadOnlyList<Diagnostic> errors)
    {
        _facts = facts;
        _body = facts.Body;
        _lines = new SourceLines(sources, file, _body);
        _words = new MoveWords(facts);
        _errors = errors;
        ChooseVariables();
        Dictionary<Local, (int First, int Last)> ranges = FindRanges();
        _ranges = ranges;
        _tracer = new LifeTracer(facts, _lines, ranges);
        foreach (MoveOut move in facts.Moves.MoveOuts)
        {
            List<Statement> statements = _body.Blocks[move.Location.Block].Statements;
            bool isEnd = move.Location.Statement < statements.Count && statements[move.Location.Statement] is Statement.StorageDead;
            bool isDrop = move.Location.Statement == statements.Count && _body.Blocks[move.Location.Block].Terminator is Terminator.Drop;
            if (!isEnd && !isDrop)
            {
                _moves.TryAdd(move.Location, move.Path);
            }
        }
    }

    /// <summary>Null for a body that the user did not write: of a derive, say.</summary>
    /// <param name="diagnostics">Everything that was found in the crate.</param>
    public static BorrowPicture? Build(SourceMap sources, BorrowFacts facts, IReadOnlyList<Diagnostic> diagnostics)
    {
        SourceSpan span = facts.Body.Span;
        if (span.IsDummy || !span.Context.IsRoot || sources.FileOf(span) is not { HasText: true } file)
        {
            return null;
        }
        List<Diagnostic> errors = [];
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (diagnostic.Level == DiagnosticLevel.Error && span.Contains(HygieneTable.OutermostCallSite(diagnostic.PrimarySpan)))
            {
                errors.Add(diagnostic);
            }
        }
        return new PictureBuilder(sources, file, facts, errors).Build(file);
    }

    private BorrowPicture Build(SourceFile file)
    {
        int first = _lines.FirstOf(_body.Span);
        int last = _lines.LastOf(_body.Span);
        foreach (Local local in _shown)
        {
            AddDeclaration(local);
        }
        _tracer.Walk(Visit);
        ImmutableArray<LoanArc> loans = BuildLoans();
        ImmutableArray<PictureError> errors = BuildErrors(loans);
        loans = MarkContested(loans, errors);
        ImmutableArray<string>.Builder text = ImmutableArray.CreateBuilder<string>();
        for (int line = first; line <= last; line++)
        {
            text.Add(_lines.LineText(line));
        }
        ImmutableArray<VariableLife>.Builder variables = ImmutableArray.CreateBuilder<VariableLife>();
        for (int i = 0; i < _shown.Count; i++)
        {
            variables.Add(BuildLife(i, loans));
        }
        List<NameUse> names = [.. _names];
        names.Sort(static (a, b) => (a.Line, a.Column).CompareTo((b.Line, b.Column)));
        return new BorrowPicture(
            TitleOf(_body.Def, first), file.Path, first, text.ToImmutable(), variables.ToImmutable(), loans, [.. names], errors);
    }

    /// <summary>The path of a function; closures have none, but a place.</summary>
    private string TitleOf(DefId def, int line)
    {
        CrateStore crates = _facts.Context.Crates;
        if (crates.KindOf(def) != DefKind.Closure)
        {
            return TyPrinter.Path(crates, def);
        }
        while (crates.KindOf(def) == DefKind.Closure)
        {
            def = crates.ParentOf(def);
        }
        return $"{TyPrinter.Path(crates, def)}, closure of line {line.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
    }

    // What is shown.

    private void ChooseVariables()
    {
        for (int i = 1; i < _body.Locals.Count; i++)
        {
            Local local = Local.FromIndex(i);
            LocalDecl decl = _body.Locals[local];
            // Variables of macros and of desugared loops have no name that a reader could find.
            if (decl is { IsUserVariable: true, Info.Name: not null } && decl.Source.Span.Context.IsRoot && IsNamedAt(decl.Source.Span, decl.Info.Name.Text))
            {
                Show(local);
            }
        }
        foreach (LoanFact loan in _facts.Loans)
        {
            if (!_body.Locals[loan.Place.Local].IsUserVariable && IsAboutError(SpanAt(loan.At)) && !_body.IsArg(loan.Place.Local))
            {
                Show(loan.Place.Local);
            }
        }
    }

    private void Show(Local local)
    {
        if (_indices.TryAdd(local, _shown.Count))
        {
            _shown.Add(local);
        }
    }

    private bool IsNamedAt(SourceSpan span, string name) => _lines.TextOf(span) is { } text && FindName(text, name) >= 0;

    /// <summary>Where a binding or an expression names a variable: at its start, behind what may stand before a name; -1 if nowhere.</summary>
    private static int FindName(string text, string name)
    {
        int start = 0;
        bool isSkipping = true;
        while (isSkipping)
        {
            isSkipping = false;
            foreach (string prefix in s_beforeNames)
            {
                if (text.AsSpan(start).StartsWith(prefix, StringComparison.Ordinal))
                {
                    start += prefix.Length;
                    isSkipping = true;
                }
            }
        }
        ReadOnlySpan<char> rest = text.AsSpan(start);
        if (!rest.StartsWith(name, StringComparison.Ordinal))
        {
            return -1;
        }
        rest = rest[name.Length..];
        bool goesOn = rest is [var next, ..] && (char.IsLetterOrDigit(next) || next is '_' or '!') || rest is [':', ':', ..];
        return goesOn ? -1 : start;
    }

    private bool IsAboutError(SourceSpan span)
    {
        foreach (Diagnostic error in _errors)
        {
            if (IsIn(error, span))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsIn(Diagnostic error, SourceSpan span)
    {
        if (span.IsDummy)
        {
            return false;
        }
        if (error.PrimarySpan == span)
        {
            return true;
        }
        foreach (SpanLabel label in error.Labels)
        {
            if (label.Span == span)
            {
                return true;
            }
        }
        return false;
    }

    private SourceSpan SpanAt(Location at) => _body.SourceInfoAt(at).Span;

    /// <summary>From the line of the declaration to that of the last end; to that of the function's if control never gets there.</summary>
    private Dictionary<Local, (int First, int Last)> FindRanges()
    {
        Dictionary<Local, (int First, int Last)> ranges = [];
        foreach (Local local in _shown)
        {
            ranges[local] = (_lines.FirstOf(_body.Locals[local].Source.Span), 0);
        }
        for (int i = 0; i < _body.Blocks.Count; i++)
        {
            BasicBlockData block = _body.Blocks[BasicBlock.FromIndex(i)];
            if (block.IsCleanup)
            {
                continue;
            }
            for (int s = 0; s <= block.Statements.Count; s++)
            {
                Local? ended = s < block.Statements.Count
                    ? (block.Statements[s] as Statement.StorageDead)?.Local
                    : block.Terminator is Terminator.Drop { IsReplace: false } drop ? drop.Place.AsLocal : null;
                if (ended is { } local && ranges.TryGetValue(local, out (int First, int Last) range))
                {
                    int line = _lines.LineOf(new Location(BasicBlock.FromIndex(i), s));
                    ranges[local] = (range.First, int.Max(range.Last, line));
                }
            }
        }
        int last = _lines.LastOf(_body.Span);
        foreach (Local local in _shown)
        {
            (int first, int end) = ranges[local];
            ranges[local] = (first, int.Max(first, end == 0 ? last : end));
        }
        return ranges;
    }

    // What happens.

    private void AddDeclaration(Local local)
    {
        LocalDecl decl = _body.Locals[local];
        int line = _lines.FirstOf(decl.Source.Span);
        if (_body.IsArg(local))
        {
            Add(local, line, LifeEventKind.Begin, "begins with the value that the caller gives");
        }
        else if (decl.IsUserVariable && decl.Info.InitSpan.IsDummy && decl.Info.PatSpan.IsDummy)
        {
            Add(local, line, LifeEventKind.Begin, "is declared");
        }
        AddName(decl.Source.Span, local);
    }

    private void Visit(Location at, int line, InitState state)
    {
        BasicBlockData block = _body.Blocks[at.Block];
        if (at.Statement < block.Statements.Count)
        {
            switch (block.Statements[at.Statement])
            {
                case Statement.Assign it:
                    VisitMove(at, line);
                    VisitAssignment(it.Target, line);
                    AddName(it.Source.Span, it.Target.Local);
                    if (it.Value is Rvalue.Ref { Place.Local: var borrowed })
                    {
                        AddName(it.Source.Span, borrowed);
                        AddName(_body.Locals[it.Target.Local].Source.Span, borrowed);
                    }
                    break;
                case Statement.FakeRead it:
                    AddName(it.Source.Span, it.Place.Local);
                    break;
                case Statement.StorageDead it when _indices.ContainsKey(it.Local):
                    End(it.Local, line);
                    break;
            }
        }
        else
        {
            switch (block.Terminator)
            {
                case Terminator.Call it:
                    VisitMove(at, line);
                    VisitAssignment(it.Destination, line);
                    break;
                case Terminator.Drop { IsReplace: false, Place.AsLocal: { } dropped } when _indices.ContainsKey(dropped):
                    Drop(dropped, line, state);
                    break;
            }
        }
        foreach (Operand operand in _words.OperandsAt(at))
        {
            Place? read = operand switch
            {
                Operand.Copy it => it.Place,
                Operand.Move it => it.Place,
                _ => null,
            };
            if (read is { } place)
            {
                AddName(SpanAt(at), place.Local);
                if (at.Statement < block.Statements.Count && block.Statements[at.Statement] is Statement.Assign { Target.AsLocal: { } temp })
                {
                    AddName(_body.Locals[temp].Source.Span, place.Local);
                }
            }
        }
    }

    private void VisitMove(Location at, int line)
    {
        if (!_moves.TryGetValue(at, out MovePath path) || !_indices.ContainsKey(_facts.Moves[path].Place.Local))
        {
            return;
        }
        Place place = _facts.Moves[path].Place;
        string destination = _words.DestinationOf(at);
        string words = destination.Length == 0 ? "moves away" : $"moves {destination}";
        Add(place.Local, line, LifeEventKind.Move, place.Projection.IsEmpty ? words : $"gives a part away: {TextOf(place)} {words}");
    }

    private void VisitAssignment(Place target, int line)
    {
        if (!_indices.ContainsKey(target.Local))
        {
            return;
        }
        if (target.Projection.IsEmpty)
        {
            bool isFirst = !_tracer.MayHaveHadValue(target.Local);
            Add(target.Local, line, isFirst ? LifeEventKind.Value : LifeEventKind.Change, isFirst ? "gets its value" : "gets a new value");
        }
        else
        {
            Add(target.Local, line, LifeEventKind.Change, target.IsIndirect ? $"is written through: {TextOf(target)} gets a new value" : $"is changed: {TextOf(target)} gets a new value");
        }
    }

    private void Drop(Local local, int line, InitState state)
    {
        MovePath root = _facts.Moves.OfLocal[local];
        if (!state.MaybeInit.Contains(root))
        {
            Add(local, line, LifeEventKind.End, "goes out of scope; there is nothing left to drop");
            return;
        }
        bool isSure = !state.MaybeUninit.Contains(root);
        bool[] isPartial = [false];
        _facts.Moves.ForSubtree(root, (State: state, Found: isPartial), static (it, child) => it.Found[0] |= it.State.MaybeUninit.Contains(child));
        Add(local, line, LifeEventKind.Drop, (isSure, isPartial[0]) switch
        {
            (true, false) => "is dropped",
            (true, true) => "goes out of scope; what is left of it is dropped",
            _ => "is dropped if it still has its value",
        });
    }

    private void End(Local local, int line)
    {
        bool isDropped = _events.Exists(it => it.Local == local && it.Event.Kind is LifeEventKind.Drop or LifeEventKind.End && it.Line == line);
        if (!isDropped)
        {
            Add(local, line, LifeEventKind.End, "goes out of scope");
        }
    }

    private void Add(Local local, int line, LifeEventKind kind, string words)
    {
        LifeEvent happening = new(line, kind, words);
        if (!_events.Exists(it => it.Local == local && it.Event == happening))
        {
            _events.Add((line, _events.Count, local, happening));
        }
    }

    private void AddName(SourceSpan span, Local local)
    {
        if (!_indices.TryGetValue(local, out int variable) || _body.Locals[local].Info.Name is not { } name || _lines.TextOf(span) is not { } text
            || FindName(text, name.Text) is not (>= 0 and var start))
        {
            return;
        }
        // What may stand before a name is ASCII.
        SourceLocation location = _lines.LocationOf(span.Lo + (uint)start);
        int length = 0;
        foreach (System.Text.Rune _ in name.Text.EnumerateRunes())
        {
            length++;
        }
        _names.Add(new NameUse(location.Line, location.Column - 1, length, variable));
    }

    // Loans.

    private ImmutableArray<LoanArc> BuildLoans()
    {
        ImmutableArray<LoanArc>.Builder arcs = ImmutableArray.CreateBuilder<LoanArc>();
        for (int i = 0; i < _facts.Loans.Length; i++)
        {
            LoanFact loan = _facts.Loans[i];
            int line = _lines.FirstOf(SpanAt(loan.At));
            if (loan.IsFake || line == 0 || !_indices.TryGetValue(loan.Place.Local, out int variable))
            {
                continue;
            }
            bool isCapture = _words.IsCapture(loan.Target);
            int last = _tracer.LoanLines[i].Count == 0 ? line : System.Math.Max(line, _tracer.LoanLines[i].Max);
            int active = loan.ActivatedAt is { } activated ? _lines.LineOf(activated) : 0;
            bool isReborrow = loan.Place.IsIndirect && _body.Locals[loan.Place.Local].Ty is Ty.Ref;
            LoanArc arc = new(
                variable, TextOf(loan.Place), loan.IsMutable, line, active, last, isReborrow, isCapture, _tracer.IsIntoNextRound[i], HolderOf(loan, i), IsContested: false);
            if (!arcs.Contains(arc))
            {
                arcs.Add(arc);
                AddLoanEvent(loan.Place.Local, arc);
            }
        }
        return arcs.ToImmutable();
    }

    private void AddLoanEvent(Local local, LoanArc arc)
    {
        string verb = (arc.IsCapture, arc.IsReborrow) switch
        {
            (true, _) => "is captured",
            (_, true) => "is reborrowed",
            _ => "is borrowed",
        };
        string how = arc.IsMutable ? "mutably" : "shared";
        string what = arc.Place == $"`{_body.Locals[local].Info.Name?.Text}`" ? "" : $" as {arc.Place}";
        string who = arc.Holder.Length == 0 ? "" : arc.IsCapture || arc.Holder.StartsWith('`') ? $" by {arc.Holder}" : $" for {arc.Holder}";
        string until = arc.IsIntoNextRound ? ", and that is not over when the loop comes around again" : arc.LastLine > arc.Line ? $", until line {arc.LastLine}" : "";
        string phase = arc.ActiveLine != 0 ? " (mutable only once the call begins)" : "";
        Add(local, arc.Line, arc.IsMutable ? LifeEventKind.LendMutably : LifeEventKind.Lend, $"{verb} {how}{what}{who}{phase}{until}");
    }

    /// <summary>The variable that keeps the reference, if the loan lasts, else what it is made for.</summary>
    private string HolderOf(LoanFact loan, int index)
    {
        if (loan.Target.AsLocal is { } direct && _body.Locals[direct] is { IsUserVariable: true, Info.Name: { } own })
        {
            return $"`{own.Text}`";
        }
        bool lasts = _tracer.LoanLines[index].Count != 0 && _tracer.LoanLines[index].Max > _lines.FirstOf(SpanAt(loan.At));
        if (lasts && _words.KeeperOf(loan.Target) is { } keeper && keeper != loan.Place.Local && _body.Locals[keeper].Info.Name is { } name)
        {
            return _words.IsCapture(loan.Target) ? $"the closure `{name.Text}`" : $"`{name.Text}`";
        }
        return _words.PurposeOf(loan.Target);
    }

    private string TextOf(Place place)
    {
        string text = _body.Locals[place.Local].Info.Name?.Text ?? "the temporary value";
        Ty? ty = _body.Locals[place.Local].Ty;
        int variant = 0;
        foreach (PlaceElem elem in place.Projection)
        {
            switch (elem)
            {
                case PlaceElem.Deref:
                    text = $"*{text}";
                    ty = (ty as Ty.Ref)?.Pointee;
                    break;
                case PlaceElem.Downcast it:
                    variant = it.Variant.Index;
                    continue;
                case PlaceElem.Field it:
                    string field = ty is Ty.Adt adt ? adt.Def.Variants[variant].Fields[it.Idx.Index].Name.Text : it.Idx.Index.ToString(System.Globalization.CultureInfo.InvariantCulture);
                    text = text.StartsWith('*') ? $"({text}).{field}" : $"{text}.{field}";
                    ty = it.Ty;
                    break;
                default:
                    text = $"{text}[..]";
                    ty = null;
                    break;
            }
            variant = 0;
        }
        return _body.Locals[place.Local].Info.Name is null && place.Projection.IsEmpty ? text : $"`{text}`";
    }

    // Errors.

    private ImmutableArray<PictureError> BuildErrors(ImmutableArray<LoanArc> loans)
    {
        ImmutableArray<PictureError>.Builder errors = ImmutableArray.CreateBuilder<PictureError>();
        foreach (Diagnostic error in _errors)
        {
            int line = _lines.FirstOf(error.PrimarySpan);
            ImmutableArray<PictureLabel>.Builder labels = ImmutableArray.CreateBuilder<PictureLabel>();
            if (error.PrimaryLabel is { } primary)
            {
                labels.Add(new PictureLabel(line, primary));
            }
            foreach (SpanLabel label in error.Labels)
            {
                if (label.Label.Length != 0 && _lines.FirstOf(label.Span) is var at and not 0)
                {
                    labels.Add(new PictureLabel(at, label.Label));
                }
            }
            labels.Sort(static (a, b) => a.Line.CompareTo(b.Line));
            SortedSet<int> variables = [];
            for (int i = 0; i < _facts.Loans.Length; i++)
            {
                if (IsContended(error, i, line) && _indices.TryGetValue(_facts.Loans[i].Place.Local, out int variable))
                {
                    variables.Add(variable);
                }
            }
            AddNamed(error.Message, variables, line);
            foreach (int variable in variables)
            {
                Add(_shown[variable], line, LifeEventKind.Error, $"collides with a rule: {error.Message}");
            }
            errors.Add(new PictureError(error.Code ?? "", error.Message, line, labels.ToImmutable(), [.. variables]));
        }
        return errors.ToImmutable();
    }

    /// <summary>Whether an error is about a loan: it is made there, or is spoken of and in force there.</summary>
    private bool IsContended(Diagnostic error, int loan, int line)
    {
        LoanFact fact = _facts.Loans[loan];
        SourceSpan span = SpanAt(fact.At);
        // What a reference without a name is borrowed again for belongs to the loan behind that reference.
        bool isReborrowOfTemporary = _body.Locals[fact.Place.Local].Info.Name is null && fact.Place.Projection is [PlaceElem.Deref, ..];
        return !fact.IsFake && !isReborrowOfTemporary && IsIn(error, span) && (span == error.PrimarySpan || _tracer.LoanLines[loan].Contains(line));
    }

    /// <summary>The variable that the message names: the last of its name that is declared before.</summary>
    private void AddNamed(string message, SortedSet<int> variables, int line)
    {
        string[] parts = message.Split('`');
        for (int i = 1; i < parts.Length; i += 2)
        {
            int found = -1;
            for (int v = 0; v < _shown.Count; v++)
            {
                LocalDecl decl = _body.Locals[_shown[v]];
                string root = parts[i].TrimStart('*', '(', '&');
                int end = root.IndexOfAny(['.', '[', ')']);
                if (decl.Info.Name?.Text == (end < 0 ? root : root[..end]) && _lines.FirstOf(decl.Source.Span) <= line)
                {
                    found = v;
                }
            }
            if (found >= 0)
            {
                variables.Add(found);
                return;
            }
        }
    }

    private static ImmutableArray<LoanArc> MarkContested(ImmutableArray<LoanArc> loans, ImmutableArray<PictureError> errors)
    {
        ImmutableArray<LoanArc>.Builder marked = loans.ToBuilder();
        for (int i = 0; i < marked.Count; i++)
        {
            foreach (PictureError error in errors)
            {
                bool isNamed = false;
                foreach (PictureLabel label in error.Labels)
                {
                    isNamed |= label.Line == marked[i].Line;
                }
                if (isNamed && error.Variables.Contains(marked[i].Variable) && (marked[i].LastLine > marked[i].Line || marked[i].IsIntoNextRound))
                {
                    marked[i] = marked[i] with { IsContested = true };
                }
            }
        }
        return marked.ToImmutable();
    }

    // Lives.

    private VariableLife BuildLife(int index, ImmutableArray<LoanArc> loans)
    {
        Local local = _shown[index];
        LocalDecl decl = _body.Locals[local];
        (int first, int last) = _ranges[local];
        SortedDictionary<int, BandState> states = _tracer.StatesOf(local);
        SortedDictionary<int, BandState> ends = _tracer.EndStatesOf(local);
        ImmutableArray<Band>.Builder bands = ImmutableArray.CreateBuilder<Band>();
        BandState carried = _body.IsArg(local) ? BandState.Owned : BandState.Unset;
        for (int line = first; line <= last; line++)
        {
            if (line == last && ends.TryGetValue(line, out BandState known))
            {
                carried = known;
            }
            else if (states.TryGetValue(line, out known))
            {
                carried = known;
            }
            BandState shown = carried == BandState.Moved ? carried : Lent(index, line, loans) ?? carried;
            if (bands.Count != 0 && bands[^1].State == shown)
            {
                bands[^1] = bands[^1] with { LastLine = line };
            }
            else
            {
                bands.Add(new Band(line, line, shown));
            }
        }
        List<(int Line, int Order, Local Local, LifeEvent Event)> own = _events.FindAll(it => it.Local == local);
        own.Sort(static (a, b) => (a.Line, a.Order).CompareTo((b.Line, b.Order)));
        return new VariableLife(
            decl.Info.Name?.Text ?? "(temporary)", decl.Ty is Ty.Closure ? "closure" : new TyPrinter(_facts.Context.Crates).Print(decl.Ty), first, _body.IsArg(local), !decl.IsUserVariable,
            bands.ToImmutable(), [.. own.ConvertAll(static it => it.Event)]);
    }

    /// <summary>To whom it is lent on a line; a loan that begins and ends on the same line shows as an event only.</summary>
    private static BandState? Lent(int variable, int line, ImmutableArray<LoanArc> loans)
    {
        BandState? lent = null;
        foreach (LoanArc loan in loans)
        {
            if (loan.Variable == variable && loan.LastLine > loan.Line && loan.Line <= line && line <= loan.LastLine)
            {
                lent = loan.IsMutable ? BandState.Mutable : lent ?? BandState.Shared;
            }
        }
        return lent;
    }
}
