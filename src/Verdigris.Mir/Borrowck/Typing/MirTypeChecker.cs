using System;
using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Check;
using Verdigris.Check.Collect;
using Verdigris.Mir.Borrowck.Loans;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.Borrowck.Typing;

/// <summary>
/// Types every statement of a body once more, now with regions: each erased region becomes a variable of its own, and each
/// step yields outlives constraints. The MIR itself stays as it is; what it means with regions is in tables here.
/// <para>Requires: type checking succeeded, so types agree but for regions.</para>
/// </summary>
internal sealed partial class MirTypeChecker
{
    private readonly LocalCrateFacts _crate;
    private readonly TypeckResults _results;
    private readonly Body _body;
    private readonly RegionTable _regions;
    private readonly UniversalRegions _universal;
    private readonly PointTable _points;
    private readonly Inference _inference;
    private readonly RegionProver _prover;
    private readonly TypeContext _context;
    private readonly ParamEnv _env;
    private readonly Func<DefId, ClosureRequirements> _requirementsOf;
    private readonly BorrowSet _borrows;
    private readonly Dictionary<(Ty, VariantIdx, FieldIdx), Ty> _fieldTypes = [];
    private Body _current;
    private IdMap<Local, Ty> _localTypes = new();

    /// <summary>While a promoted constant is checked: where it is used.</summary>
    private Location? _promotedAt;

    public MirTypeChecker(
        Inference inference, RegionProver prover, LocalCrateFacts crate, TypeckResults results, Body body, RegionTable regions, UniversalRegions universal, PointTable points,
        ParamEnv env, BorrowSet borrows, Func<DefId, ClosureRequirements> requirementsOf)
    {
        _inference = inference;
        _prover = prover;
        _context = inference.Context;
        _crate = crate;
        _results = results;
        _body = body;
        _current = body;
        _regions = regions;
        _universal = universal;
        _points = points;
        _env = env;
        _borrows = borrows;
        _requirementsOf = requirementsOf;
    }

    /// <summary>The locals' types with regions.</summary>
    public IdMap<Local, Ty> LocalTypes => _localTypes;

    private TypeInterner Types => _inference.Types;

    public void Check()
    {
        DeclareLocals(_body);
        CheckSignature();
        CheckUserTypesOfLocals();
        CheckBlocks(_body);
    }

    private void DeclareLocals(Body body)
    {
        _localTypes = new IdMap<Local, Ty>(body.Locals.Count);
        foreach (LocalDecl local in body.Locals.AsSpan())
        {
            _localTypes.Add(_regions.Renumber(local.Ty));
        }
    }

    private void CheckSignature()
    {
        Blame blame = new(null, ConstraintCategory.BoringNoLocation, _body.Span);
        for (int i = 0; i < _universal.Inputs.Count && i < _body.ArgCount; i++)
        {
            Local local = Local.FromIndex(i + 1);
            Ty input = _prover.Normalize(_universal.Inputs[i], blame with { Span = _body.Locals[local].Source.Span });
            _prover.Relate(Variance.Invariant, input, _localTypes[local], blame with { Span = _body.Locals[local].Source.Span });
        }
        Ty output = _prover.Normalize(_universal.Output, blame);
        Ty revealed = RevealOpaques(output);
        _prover.Relate(Variance.Invariant, revealed, _localTypes[Local.ReturnPlace], blame);
        CheckClosureAnnotation();
    }

    private void CheckBlocks(Body body)
    {
        for (int i = 0; i < body.Blocks.Count; i++)
        {
            BasicBlock block = BasicBlock.FromIndex(i);
            BasicBlockData data = body.Blocks[block];
            for (int s = 0; s < data.Statements.Count; s++)
            {
                _prover.Forget();
                CheckStatement(data.Statements[s], new Location(block, s));
            }
            _prover.Forget();
            CheckTerminator(data.Terminator, new Location(block, data.Statements.Count));
        }
    }

    private void CheckStatement(Statement statement, Location location)
    {
        switch (statement)
        {
            case Statement.Assign it:
            {
                Ty target = TypeOf(it.Target);
                Ty value = CheckRvalue(it.Value, it.Target, location, it.Source.Span);
                _prover.Relate(Variance.Covariant, value, target, At(location, CategoryOfAssignment(it.Target), it.Source.Span));
                break;
            }
            case Statement.AscribeUserType it:
                CheckAscription(it, location);
                break;
            case Statement.CopyNonOverlapping it:
                CheckOperand(it.From, location, it.Source.Span);
                CheckOperand(it.To, location, it.Source.Span);
                CheckOperand(it.Count, location, it.Source.Span);
                break;
            case Statement.Assume it:
                CheckOperand(it.Condition, location, it.Source.Span);
                break;
        }
    }

    private void CheckTerminator(Terminator terminator, Location location)
    {
        switch (terminator)
        {
            case Terminator.SwitchInt it:
                CheckOperand(it.Value, location, it.Source.Span);
                break;
            case Terminator.Call it:
                CheckCall(it, location);
                break;
            case Terminator.Assert it:
                CheckOperand(it.Condition, location, it.Source.Span);
                break;
            case Terminator.Yield it:
                CheckOperand(it.Value, location, it.Source.Span);
                break;
            case Terminator.InlineAsm it:
                foreach (MirAsmOperand operand in it.Operands)
                {
                    if (operand.Input is not null)
                    {
                        CheckOperand(operand.Input, location, it.Source.Span);
                    }
                }
                break;
        }
    }

    private ConstraintCategory CategoryOfAssignment(Place target)
    {
        if (_promotedAt is not null)
        {
            return ConstraintCategory.Boring;
        }
        if (target.AsLocal is not { } local)
        {
            return ConstraintCategory.Assignment;
        }
        if (local == Local.ReturnPlace)
        {
            return CategoryOfReturn();
        }
        return _body.Locals[local].IsUserVariable ? ConstraintCategory.Assignment : ConstraintCategory.Boring;
    }

    private ConstraintCategory CategoryOfReturn() => _context.KindOf(_body.Def) switch
    {
        DefKind.Const or DefKind.AssocConst or DefKind.AnonConst or DefKind.InlineConst => ConstraintCategory.UseAsConst,
        DefKind.Static => ConstraintCategory.UseAsStatic,
        _ => ConstraintCategory.Return,
    };

    private Blame At(Location location, ConstraintCategory category, SourceSpan span) =>
        _promotedAt is { } use ? new Blame(use, ConstraintCategory.Boring, span) : new Blame(location, category, span);

    /// <summary>A type written into the body with new regions, which are live where they are used.</summary>
    private Ty Renumber(Ty ty, Location location)
    {
        Ty renumbered = _regions.Renumber(ty);
        MarkLive(renumbered, location);
        return renumbered;
    }

    private GenericArgs Renumber(GenericArgs args, Location location)
    {
        GenericArgs renumbered = _regions.Renumber(args);
        foreach (GenericArg arg in renumbered)
        {
            if (arg is Ty ty)
            {
                MarkLive(ty, location);
            }
            else if (arg is Region region)
            {
                MarkLive(_regions.VidOf(region), location);
            }
        }
        return renumbered;
    }

    private void MarkLive(Ty ty, Location location)
    {
        if ((ty.Flags & TypeFlags.HasRegionVar) == 0)
        {
            return;
        }
        foreach (RegionVid region in _regions.FreeRegionsOf(ty))
        {
            MarkLive(region, location);
        }
    }

    private void MarkLive(RegionVid region, Location location) => _regions.AddLive(region, _points.PointOf(_promotedAt ?? location));
}
