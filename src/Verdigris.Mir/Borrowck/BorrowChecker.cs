using Verdigris.Base.Diagnostics;
using Verdigris.Mir.Moves;
using Verdigris.Types.Facts;

namespace Verdigris.Mir.Borrowck;

/// <summary>
/// Proves that a body uses its memory safely, or says why not. So far: moves and initialisation (E0381, E0382, E0507, E0508,
/// E0509). Loans and regions are not checked yet.
/// <para>Requires: <see cref="MirPhase.Built"/>.</para>
/// </summary>
public static class BorrowChecker
{
    public static void Check(TypeContext context, Body body, DiagnosticSink sink)
    {
        MoveData data = MoveDataBuilder.Build(context, body);
        new MoveChecker(context, body, data, InitDataflow.Run(body, data), sink).Check();
    }
}
