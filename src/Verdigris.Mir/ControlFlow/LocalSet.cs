using Verdigris.Base.Collections;

namespace Verdigris.Mir.ControlFlow;

/// <summary>A dataflow state that is a set of locals.</summary>
public sealed class LocalSet(int localCount) : IDataflowState<LocalSet>
{
    public IdSet<Local> Locals { get; private init; } = new(localCount);

    public LocalSet Clone() => new(0) { Locals = Locals.Clone() };

    public void CopyFrom(LocalSet other) => Locals.CopyFrom(other.Locals);

    public bool UnionWith(LocalSet other) => Locals.UnionWith(other.Locals);
}
