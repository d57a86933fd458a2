using Verdigris.Base;
using Verdigris.Mir;

namespace Verdigris.Codegen.Emit;

/// <summary><c>asm!</c></summary>
internal sealed partial class FunctionEmitter
{
    private void EmitInlineAsm(Terminator.InlineAsm asm) =>
        throw new CompilerBug($"`asm!` with {asm.Operands.Length} operands is not supported by the code generator yet");
}
