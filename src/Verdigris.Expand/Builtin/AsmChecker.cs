using System.Collections.Generic;
using System.Globalization;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;

namespace Verdigris.Expand.Builtin;

/// <summary>
/// What a piece of inline assembly must keep to before types are known: its template's placeholders name its operands, all of
/// them, and its options fit together. Reference: [asm.ts-args], [asm.operand-type], [asm.options].
/// </summary>
internal sealed class AsmChecker(InlineAsm asm, IReadOnlyList<SourceSpan> optionSpans, IReadOnlyList<SourceSpan> clobberSpans, DiagnosticSink sink)
{
    private readonly HashSet<int> _used = [];
    private ErrorReported? _error;

    /// <summary>The first error; null when all is well.</summary>
    public ErrorReported? Check()
    {
        CheckOrder();
        CheckOptions();
        if (_error is null && (asm.Options & AsmOptions.Raw) == 0)
        {
            int next = 0;
            List<AsmTemplatePiece> pieces = AsmTemplate.Parse(asm, out AsmTemplateFault? fault);
            foreach (AsmTemplatePiece piece in pieces)
            {
                CheckPiece(piece, ref next);
            }
            if (fault is not null)
            {
                Report(fault.ToDiagnostic());
                return _error;
            }
            CheckUnused();
        }
        return _error;
    }

    private void Report(Diagnostic diagnostic) => _error = sink.Report(diagnostic);

    private void CheckOrder()
    {
        Dictionary<Symbol, AsmOperand> named = [];
        AsmOperand? notPositional = null;
        foreach (AsmOperand operand in asm.Operands)
        {
            if (operand.Name is { } name)
            {
                if (operand.IsExplicitRegister)
                {
                    Report(Diagnostic.ErrorWithoutCode("explicit register arguments cannot have names", operand.Span));
                }
                else if (!named.TryAdd(name, operand))
                {
                    Report(Diagnostic.ErrorWithoutCode($"duplicate argument named `{name}`", operand.Span).WithPrimaryLabel("duplicate argument").WithLabel(named[name].Span, "previously here"));
                }
                notPositional ??= operand;
            }
            else if (operand.IsExplicitRegister)
            {
                notPositional ??= operand;
            }
            else if (notPositional is not null)
            {
                Report(Diagnostic.ErrorWithoutCode("positional arguments cannot follow named arguments or explicit register arguments", operand.Span)
                    .WithPrimaryLabel("positional argument")
                    .WithLabel(notPositional.Span, notPositional.Name is not null ? "named argument" : "explicit register argument"));
            }
        }
    }

    private void CheckOptions()
    {
        AsmOptions options = asm.Options;
        CheckExclusive(AsmOptions.NoMem, "nomem", AsmOptions.ReadOnly, "readonly");
        CheckExclusive(AsmOptions.Pure, "pure", AsmOptions.NoReturn, "noreturn");
        List<AsmOperand> outputs = [];
        List<AsmOperand> generic = [];
        bool hasRealOutput = false;
        foreach (AsmOperand operand in asm.Operands)
        {
            if (operand.Out is { } output)
            {
                outputs.Add(operand);
                hasRealOutput |= output is not Expr.Underscore;
                if (!operand.IsExplicitRegister)
                {
                    generic.Add(operand);
                }
            }
        }
        if ((options & AsmOptions.Pure) != 0)
        {
            if ((options & (AsmOptions.NoMem | AsmOptions.ReadOnly)) == 0)
            {
                ReportAll("the `pure` option must be combined with either `nomem` or `readonly`", optionSpans);
            }
            if (!hasRealOutput)
            {
                ReportAll("asm with the `pure` option must have at least one output", optionSpans);
            }
        }
        if ((options & AsmOptions.NoReturn) != 0 && outputs.Count > 0 && asm.Macro == AsmMacro.Asm)
        {
            ReportAll("asm outputs are not allowed with the `noreturn` option", outputs.ConvertAll(static o => o.Span));
        }
        if (clobberSpans.Count > 0 && generic.Count > 0)
        {
            Diagnostic diagnostic = Diagnostic.ErrorWithoutCode("asm with `clobber_abi` must specify explicit registers for outputs", generic[0].Span).WithPrimaryLabel("generic outputs");
            for (int i = 1; i < generic.Count; i++)
            {
                diagnostic.WithPrimarySpan(generic[i].Span, "generic outputs");
            }
            foreach (SourceSpan clobber in clobberSpans)
            {
                diagnostic.WithLabel(clobber, "clobber_abi");
            }
            Report(diagnostic);
        }
    }

    private void CheckExclusive(AsmOptions first, string firstName, AsmOptions second, string secondName)
    {
        if ((asm.Options & (first | second)) == (first | second))
        {
            ReportAll($"the `{firstName}` and `{secondName}` options are mutually exclusive", optionSpans);
        }
    }

    private void ReportAll(string message, IReadOnlyList<SourceSpan> spans)
    {
        Diagnostic diagnostic = Diagnostic.ErrorWithoutCode(message, spans[0]);
        for (int i = 1; i < spans.Count; i++)
        {
            diagnostic.WithPrimarySpan(spans[i], "");
        }
        Report(diagnostic);
    }

    private void CheckPiece(AsmTemplatePiece piece, ref int next)
    {
        if (piece.Argument is not { } argument)
        {
            return;
        }
        if (piece.Modifier.Length > 1)
        {
            Report(Diagnostic.ErrorWithoutCode("asm template modifier must be a single character", piece.ModifierSpan));
        }
        if (argument.Length > 0 && !char.IsAsciiDigit(argument[0]))
        {
            int named = -1;
            for (int i = 0; i < asm.Operands.Length; i++)
            {
                named = asm.Operands[i].Name?.Text == argument ? i : named;
            }
            if (named < 0)
            {
                Report(Diagnostic.ErrorWithoutCode($"there is no argument named `{argument}`", piece.ArgumentSpan));
                return;
            }
            _used.Add(named);
            return;
        }
        int index = argument.Length == 0 ? next++ : int.TryParse(argument, CultureInfo.InvariantCulture, out int given) ? given : int.MaxValue;
        if (index < asm.Operands.Length && asm.Operands[index] is { Name: null, IsExplicitRegister: false })
        {
            _used.Add(index);
            return;
        }
        ReportInvalidReference(piece, index);
    }

    private void ReportInvalidReference(AsmTemplatePiece piece, int index)
    {
        int positional = 0;
        foreach (AsmOperand operand in asm.Operands)
        {
            positional += operand is { Name: null, IsExplicitRegister: false } ? 1 : 0;
        }
        string kind = positional != asm.Operands.Length ? "positional " : "";
        Diagnostic diagnostic = Diagnostic.ErrorWithoutCode($"invalid reference to argument at index {index}", piece.Span).WithPrimaryLabel("from here")
            .WithNote(positional switch { 0 => $"no {kind}arguments were given", 1 => $"there is 1 {kind}argument", _ => $"there are {positional} {kind}arguments" });
        if (index < asm.Operands.Length)
        {
            AsmOperand operand = asm.Operands[index];
            if (operand.Name is not null)
            {
                diagnostic.WithLabel(operand.Span, "named argument").WithNote(operand.Span, "named arguments cannot be referenced by position");
            }
            else
            {
                diagnostic.WithLabel(operand.Span, "explicit register argument")
                    .WithNote(operand.Span, "explicit register arguments cannot be used in the asm template")
                    .WithHelp(operand.Span, "use the register name directly in the assembly code");
            }
        }
        Report(diagnostic);
    }

    private void CheckUnused()
    {
        List<int> unused = [];
        for (int i = 0; i < asm.Operands.Length; i++)
        {
            if (!asm.Operands[i].IsExplicitRegister && !_used.Contains(i))
            {
                unused.Add(i);
            }
        }
        if (unused.Count == 0)
        {
            return;
        }
        List<string> placeholders = unused.ConvertAll(i => asm.Operands[i].Name is { } name ? $"{{{name}}}" : $"{{{i}}}");
        Diagnostic diagnostic = Diagnostic.ErrorWithoutCode(unused.Count == 1 ? LabelOf(unused[0]) : "multiple unused asm arguments", asm.Operands[unused[0]].Span).WithPrimaryLabel(LabelOf(unused[0]));
        for (int i = 1; i < unused.Count; i++)
        {
            diagnostic.WithPrimarySpan(asm.Operands[unused[i]].Span, LabelOf(unused[i]));
        }
        string comment = $"`\"/* {string.Join(' ', placeholders)} */\"`";
        Report(diagnostic.WithHelp(unused.Count == 1
            ? $"if this argument is intentionally unused, consider using it in an asm comment: {comment}"
            : $"if these arguments are intentionally unused, consider using them in an asm comment: {comment}"));
    }

    private string LabelOf(int operand) => asm.Operands[operand].Name is null ? "argument never used" : "named argument never used";
}
