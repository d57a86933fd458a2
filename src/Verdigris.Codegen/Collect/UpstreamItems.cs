using Verdigris.Mir.Instances;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Codegen.Collect;

/// <summary>Which functions of other crates are in those crates' objects already.</summary>
internal static class UpstreamItems
{
    public static bool IsEmittedUpstream(MonoQueries queries, Instance instance)
    {
        foreach (GenericArg arg in instance.Args)
        {
            if (arg is not Region)
            {
                return false;
            }
        }
        return !IsInlinable(queries, instance.Def);
    }

    /// <summary><c>#[inline]</c> functions and closures travel as MIR and are emitted by each crate that uses them.</summary>
    public static bool IsInlinable(MonoQueries queries, DefId def)
    {
        while (queries.Types.KindOf(def) == DefKind.Closure)
        {
            def = queries.Types.ParentOf(def);
        }
        if (queries.Types.KindOf(def) is not (DefKind.Fn or DefKind.AssocFn))
        {
            return true;
        }
        return queries.Types.FnAttrsOf(def).Inline is InlineHint.Hint or InlineHint.Always;
    }
}
