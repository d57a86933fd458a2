using Verdigris.Resolve.Definitions;

namespace Verdigris.Metadata.Write;

/// <summary>Definitions: 0 is none, odd numbers are the crate's own, even ones have their crate behind them.</summary>
internal static class DefIdEncoding
{
    public static void Write(RecordWriter output, CrateNumbers crates, DefId def)
    {
        if (def.IsNone)
        {
            output.Byte(0);
            return;
        }
        int crate = crates.Of(def.Crate);
        ulong index = (ulong)(uint)def.Index << 1;
        output.Var(crate == 0 ? index + 1 : index + 2);
        if (crate != 0)
        {
            output.Var(crate);
        }
    }
}
