using System.Collections.Generic;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Check.Typeck;

/// <summary>Which variables of the enclosing body a closure mentions, by name alone: more than it captures, never less.</summary>
internal sealed class UpvarMentions : HirVisitor
{
    private readonly HashSet<HirId> _declared = [];

    private UpvarMentions()
    {
    }

    /// <summary>In order of first mention.</summary>
    public List<HirId> Variables { get; } = [];

    public static bool AnyIn(HirExpr.Closure closure) => In(closure).Count > 0;

    public static List<HirId> In(HirExpr.Closure closure)
    {
        UpvarMentions mentions = new();
        foreach (HirParam param in closure.Body.Params)
        {
            mentions.Visit(param.Pat);
        }
        mentions.Visit(closure.Body.Value);
        return mentions.Variables;
    }

    public override void Visit(HirPat pat)
    {
        if (pat is HirPat.Binding binding)
        {
            _declared.Add(binding.BindingId);
        }
        base.Visit(pat);
    }

    public override void Visit(HirExpr expr)
    {
        if (expr is HirExpr.Path { QPath: HirQPath.Resolved { Path.Res: Res.Local local } })
        {
            HirId id = HirId.FromIndex(local.Binding.Index);
            if (!_declared.Contains(id) && !Variables.Contains(id))
            {
                Variables.Add(id);
            }
        }
        base.Visit(expr);
    }
}
