using System;
using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Check.Typeck;

/// <summary>Values in and out of inline assembly have types that their registers can hold. Reference: [asm.operand-type].</summary>
internal static class InlineAsmTypes
{
    /// <param name="asm">Whose operands are expressions of a body that is typed.</param>
    /// <param name="typeOf">The final type of an operand.</param>
    /// <param name="print">How messages name a type.</param>
    public static List<Diagnostic> Check(HirInlineAsm asm, Func<HirExpr, Ty> typeOf, Func<Ty, string> print)
    {
        List<Diagnostic> errors = [];
        foreach (HirAsmOperand operand in asm.Operands)
        {
            switch (operand)
            {
                case HirAsmOperand.In it:
                    CheckValue(operand, it.Value);
                    break;
                case HirAsmOperand.Out { Place: { } place }:
                    CheckValue(operand, place);
                    break;
                case HirAsmOperand.InOut it:
                    if (CheckValue(operand, it.Value) && it.OutPlace is { } output && !ReferenceEquals(output, it.Value) && CheckValue(operand, output)
                        && !IsSame(typeOf(it.Value), typeOf(output)))
                    {
                        errors.Add(Diagnostic.ErrorWithoutCode("incompatible types for asm inout argument", it.Value.Span)
                            .WithPrimaryLabel($"type `{print(typeOf(it.Value))}`").WithPrimarySpan(output.Span, $"type `{print(typeOf(output))}`")
                            .WithNote("asm inout arguments must have the same type, unless they are both pointers or integers of the same size"));
                    }
                    break;
            }
        }
        return errors;

        bool CheckValue(HirAsmOperand operand, HirExpr value)
        {
            Ty ty = typeOf(value);
            if (ty is Ty.Error or Ty.Never)
            {
                return false;
            }
            if (NameOf(ty) is not { } name)
            {
                errors.Add(Diagnostic.ErrorWithoutCode($"cannot use value of type `{print(ty)}` for inline assembly", value.Span)
                    .WithNote("only integers, floats, SIMD vectors, pointers and function pointers can be used as arguments for inline assembly"));
                return false;
            }
            AsmRegisterClass? registers = operand.IsExplicitRegister
                ? AsmRegisterTable.ClassOf(AsmRegisterTable.Canonical(operand.Register!.Text))
                : AsmRegisterTable.ClassNamed(operand.Register?.Text ?? "");
            if (registers is null || Array.IndexOf(registers.Types, name) >= 0)
            {
                return registers is not null;
            }
            Diagnostic diagnostic = Diagnostic.ErrorWithoutCode($"type `{print(ty)}` cannot be used with this register class", value.Span)
                .WithNote($"register class `{registers.Name}` supports these types: {string.Join(", ", registers.Types)}");
            foreach (AsmRegisterClass other in AsmRegisterTable.Classes)
            {
                if (!operand.IsExplicitRegister && Array.IndexOf(other.Types, name) >= 0)
                {
                    diagnostic.WithHelp($"consider using the `{other.Name}` register class instead");
                    break;
                }
            }
            errors.Add(diagnostic);
            return false;
        }
    }

    /// <summary>The machine type; null if no register can hold it.</summary>
    private static string? NameOf(Ty ty) => ty switch
    {
        Ty.Primitive { Kind: PrimTy.I8 or PrimTy.U8 } => "i8",
        Ty.Primitive { Kind: PrimTy.I16 or PrimTy.U16 } => "i16",
        Ty.Primitive { Kind: PrimTy.I32 or PrimTy.U32 } => "i32",
        Ty.Primitive { Kind: PrimTy.I64 or PrimTy.U64 or PrimTy.Isize or PrimTy.Usize } => "i64",
        Ty.Primitive { Kind: PrimTy.I128 or PrimTy.U128 } => "i128",
        Ty.Primitive { Kind: PrimTy.F16 or PrimTy.F32 or PrimTy.F64 or PrimTy.F128 } => ty.ToString(),
        Ty.RawPtr { Pointee: var pointee } => IsThin(pointee) ? "i64" : null,
        // As an input it is passed as a raw pointer.
        Ty.Ref { Pointee: var pointee } => IsThin(pointee) ? "i64" : null,
        Ty.FnPtr or Ty.FnDef => "i64",
        _ => null,
    };

    private static bool IsThin(Ty pointee) => pointee is not (Ty.Slice or Ty.Dynamic or Ty.Primitive { Kind: PrimTy.Str });

    private static bool IsSame(Ty left, Ty right) => ReferenceEquals(left, right) || (NameOf(left) == NameOf(right) && NameOf(left) is ['i', ..]);
}
