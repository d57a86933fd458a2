using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;
using Verdigris.Base.Source;

namespace Verdigris.Mir.Lints;

/// <summary><c>unused_mut</c>: variables that are declared <c>mut</c> and never changed.</summary>
internal static class UnusedMut
{
    private const int MutLength = 3;

    public static void Check(Body body, UsedMuts used, LintSink lints)
    {
        List<Local>? candidates = null;
        for (int i = 1; i < body.Locals.Count; i++)
        {
            Local local = Local.FromIndex(i);
            if (body.Locals[local] is { IsMutable: true, IsUserVariable: true } && !used.Contains(local) && IsReported(body.Locals[local], lints))
            {
                (candidates ??= []).Add(local);
            }
        }
        if (candidates is null)
        {
            return;
        }
        IdSet<Local> initialised = FindInitialised(body, used);
        foreach (Local local in candidates)
        {
            if (used.Contains(local) || !(body.IsArg(local) || initialised.Contains(local)))
            {
                continue;
            }
            SourceSpan span = body.Locals[local].Source.Span;
            SourceSpan keyword = new(span.Lo, uint.Min(span.Lo + MutLength + 1, span.Hi), span.Context);
            lints.Add(Diagnostic.Lint(LintTable.UnusedMut, "variable does not need to be mutable", span)
                .WithSuggestion(new Suggestion("remove this `mut`", [new SuggestionEdit(keyword, "")], Applicability.MachineApplicable) { Style = SuggestionStyle.HideCodeInline }));
        }
    }

    private static bool IsReported(LocalDecl variable, LintSink lints) =>
        variable.Info.Name is { } name && !name.Text.StartsWith('_') && variable.Source.Span.Hi > variable.Source.Span.Lo + MutLength && lints.IsOwn(variable.Source.Span);

    /// <summary>The locals that get a value anywhere. A variable moved into a temporary that is changed counts as changed itself.</summary>
    private static IdSet<Local> FindInitialised(Body body, UsedMuts used)
    {
        IdSet<Local> initialised = new(body.Locals.Count);
        foreach (BasicBlockData block in body.Blocks.AsSpan())
        {
            foreach (Statement statement in block.Statements)
            {
                if (statement is not Statement.Assign { Target: var target } assign)
                {
                    continue;
                }
                initialised.Add(target.Local);
                if (target.AsLocal is { } temporary && used.Contains(temporary) && !body.Locals[temporary].IsUserVariable
                    && assign.Value is Rvalue.Use { Value: Operand.Move { Place: var moved } })
                {
                    used.Add(moved.Local);
                }
            }
            foreach (Place place in Moves.InitDataflow.PlacesWrittenOnReturn(block.Terminator))
            {
                initialised.Add(place.Local);
            }
        }
        return initialised;
    }
}
