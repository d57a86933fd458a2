using Verdigris.Base.Diagnostics;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Patterns;

/// <summary>
/// The constants in patterns can be compared with: ranges are not empty, and no constant depends on a parameter. Before
/// exhaustiveness, which needs the values. [patterns.range], [patterns.const]
/// </summary>
internal sealed class PatternConstantChecker : HirVisitor
{
    private readonly TypeContext _context;
    private readonly TypeckResults _results;
    private readonly PatternLowering _lowering;
    private ErrorReported? _reported;

    private PatternConstantChecker(TypeContext context, TypeckResults results, ParamEnv env)
    {
        _lowering = new PatternLowering(context, results, env);
        _context = context;
        _results = results;
    }

    /// <summary>Null if all is well.</summary>
    public static ErrorReported? Check(TypeContext context, TypeckResults results, ParamEnv env, HirBody body)
    {
        PatternConstantChecker checker = new(context, results, env);
        foreach (HirParam param in body.Params)
        {
            checker.Visit(param.Pat);
        }
        checker.Visit(body.Value);
        return checker._reported;
    }

    public override void Visit(HirPat pat)
    {
        switch (pat)
        {
            case HirPat.Range { Low: { } low, High: { } high } it:
                CheckRange(it, low, high);
                break;
            case HirPat.Path it when DependsOnParameter(it.Id):
                _reported = PatternErrors.DependsOnParameter(_context, it.Span);
                break;
        }
        base.Visit(pat);
    }

    private void CheckRange(HirPat.Range pat, HirExpr low, HirExpr high)
    {
        Ty ty = _results.TypeOf(pat.Id);
        if (_lowering.ScalarOf(low, ty) is not { } from || _lowering.ScalarOf(high, ty) is not { } to)
        {
            return;
        }
        if (pat.IsInclusive ? from > to : from >= to)
        {
            _reported = PatternErrors.EmptyRange(_context, pat);
        }
    }

    private bool DependsOnParameter(HirId path) =>
        _results.TypeDependentDefOf(path) is { Kind: DefKind.AssocConst } && _results.ArgsOf(path) is { HasParam: true };
}
