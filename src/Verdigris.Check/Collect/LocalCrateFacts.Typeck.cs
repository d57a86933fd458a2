using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Collect;

/// <summary>Type-checked bodies are facts too: opaque types, closures and MIR ask for them.</summary>
public sealed partial class LocalCrateFacts
{
    private readonly Fact<TypeckResults> _typeck = new(
        "type-checking",
        static (context, def) => Typeck.BodyChecker.Check(context, (LocalCrateFacts)context.Program.FactsOf(def.Crate), def),
        static (_, def, reported) => new TypeckResults(def, 0) { Tainted = reported });

    /// <summary>The results for a body owner; for a closure or inline constant, those of the body around it.</summary>
    public TypeckResults TypeckOf(TypeContext context, DefId def) => context.Ask(_typeck, BodyOwnerOf(def));
}
