using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Types.Facts;

namespace Verdigris.Mir.Coroutines;

/// <summary>
/// What decides a coroutine's auto traits: the types of all that it keeps across some suspension. Found on MIR as built, so that
/// it depends on no borrow check: that of one function may ask for the auto traits of another's future.
/// </summary>
internal static class CoroutineWitnesses
{
    public static CoroutineWitness Of(Body body)
    {
        SuspensionAnalysis analysis = SuspensionAnalysis.Run(body);
        ImmutableArray<WitnessLocal>.Builder locals = ImmutableArray.CreateBuilder<WitnessLocal>();
        for (int i = 0; i < body.Locals.Count; i++)
        {
            Local local = Local.FromIndex(i);
            LocalDecl decl = body.Locals[local];
            ImmutableArray<SourceSpan>.Builder awaits = ImmutableArray.CreateBuilder<SourceSpan>();
            foreach (Suspension suspension in analysis.Suspensions)
            {
                if (suspension.Kept.Contains(local))
                {
                    awaits.Add(suspension.Yield.Source.Span);
                }
            }
            // The address of a static says nothing that the static's own type does not say.
            if (awaits.Count > 0 && decl.Info.Kind != LocalKind.StaticRef)
            {
                awaits.Sort(static (a, b) => a.Lo.CompareTo(b.Lo));
                locals.Add(new WitnessLocal(decl.Ty, decl.IsUserVariable ? decl.Info.Name : null, decl.Source.Span, awaits.ToImmutable()));
            }
        }
        return new CoroutineWitness(locals.ToImmutable());
    }
}
