using System;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;

namespace Verdigris.Types.Facts;

/// <summary>E0391: facts that need each other, e.g. a constant defined by itself.</summary>
internal static class CycleError
{
    public static ErrorReported Report(FactStack.Frame[] component, TypeContext context, DiagnosticSink sink)
    {
        FactStack.Frame[] members = (FactStack.Frame[])component.Clone();
        Array.Sort(members, static (a, b) => a.Depth.CompareTo(b.Depth));
        int least = 0;
        for (int i = 1; i < members.Length; i++)
        {
            if (members[i].Key.CompareTo(members[least].Key) < 0)
            {
                least = i;
            }
        }
        FactStack.Frame first = members[least];
        Diagnostic diagnostic = Diagnostic.Error(
            "E0391", $"cycle detected when {Describe(first, context)}", context.Program.Crates.SpanOf(first.Key));
        for (int i = 1; i < members.Length; i++)
        {
            FactStack.Frame member = members[(least + i) % members.Length];
            diagnostic.WithNote(context.Program.Crates.SpanOf(member.Key), $"...which requires {Describe(member, context)}...");
        }
        diagnostic.WithNote(members.Length == 1
            ? $"...which immediately requires {Describe(first, context)} again"
            : $"...which again requires {Describe(first, context)}, completing the cycle");
        return sink.Report(diagnostic);
    }

    private static string Describe(FactStack.Frame frame, TypeContext context) =>
        $"{frame.Fact.Description} `{Printing.TyPrinter.Path(context.Program.Crates, frame.Key)}`";
}
