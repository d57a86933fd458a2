using System;
using System.Globalization;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Printing;

namespace Verdigris.Check.Lints;

/// <summary>
/// <c>overflowing_literals</c>: number literals that their type cannot hold. What a literal stands in decides how that is
/// told, so expressions are to be given from outside to inside.
/// </summary>
internal sealed class OverflowingLiterals(TypeContext context, TypeckResults results, LintSink lints)
{
    private const uint MaxChar = 0x10FFFF;

    private HirId _negated;
    private SourceSpan _negation;

    // Told with the cast or range around it.
    private HirId _told;

    public void Visit(HirExpr expr)
    {
        switch (expr)
        {
            case HirExpr.Literal { Value: HirLit.Int literal } it when it.Id != _told:
                CheckInteger(it, literal);
                break;
            case HirExpr.Literal { Value: HirLit.Float literal }:
                CheckFloat(expr, literal);
                break;
            case HirExpr.Unary { Op: HirUnOp.Neg } it when it.Id != _negated:
                (_negated, _negation) = (it.Operand.Id, it.Span);
                break;
            case HirExpr.Cast { Operand: HirExpr.Literal { Value: HirLit.Int literal } operand } it
                when results.TryTypeOf(it.Id) is Ty.Primitive { Kind: PrimTy.Char } && KindOf(operand) == PrimTy.U8 && literal.Value > byte.MaxValue:
                _told = operand.Id;
                ReportCharCast(it.Span, literal.Value);
                break;
            case HirExpr.Struct { Fields: [var start, { Value: HirExpr end }] } range when range.QPath.Span == range.Span:
                CheckRange(range, start.Value, end);
                break;
        }
    }

    /// <summary>Literals in patterns are no expressions to the walk over a body.</summary>
    public void Visit(HirPat pat)
    {
        switch (pat)
        {
            case HirPat.Lit it:
                VisitBound(it.Value);
                break;
            case HirPat.Range it:
                VisitBound(it.Low);
                VisitBound(it.High);
                break;
        }
    }

    private void VisitBound(HirExpr? bound)
    {
        switch (bound)
        {
            case HirExpr.Unary { Operand: HirExpr.Literal literal }:
                Visit(bound);
                Visit(literal);
                break;
            case HirExpr.Literal:
                Visit(bound);
                break;
        }
    }

    private void CheckInteger(HirExpr.Literal expr, HirLit.Int literal)
    {
        UInt128 value = literal.Value;
        // Most literals are small: their type need not be asked.
        if (value <= (UInt128)sbyte.MaxValue || KindOf(expr) is not { } kind)
        {
            return;
        }
        bool isSigned = IsSigned(kind);
        bool isNegative = isSigned && _negated == expr.Id;
        UInt128 max = MaxOf(kind);
        if ((value <= max || (isNegative && value == max + 1)) || !lints.IsOwn(expr.Span))
        {
            return;
        }
        SourceSpan own = OwnSpan(expr.Span);
        string written = context.Program.SourceMap.SnippetOf(own);
        if (written is ['0', 'x' or 'b', ..])
        {
            ReportBits(own, written, kind, value, isNegative);
            return;
        }
        SourceSpan span = isNegative ? _negation : own;
        string shown = isNegative ? context.Program.SourceMap.SnippetOf(span) : written;
        string name = TyPrinter.NameOf(kind);
        string range = isSigned ? $"-{max + 1}..={max}" : $"0..={max}";
        Diagnostic finding = OutOfRange(span, name)
            .WithNote($"the literal `{shown}` does not fit into the type `{name}` whose range is `{range}`");
        if (isSigned && WideEnough(kind, value, isNegative) is { } wider)
        {
            finding.WithHelp($"consider using the type `{TyPrinter.NameOf(wider)}` instead");
        }
        lints.Add(finding);
    }

    private void CheckFloat(HirExpr expr, HirLit.Float literal)
    {
        bool isInfinite = KindOf(expr) switch
        {
            PrimTy.F32 => float.IsInfinity(float.Parse(literal.Text.Text, NumberStyles.Float, CultureInfo.InvariantCulture)),
            PrimTy.F64 => double.IsInfinity(double.Parse(literal.Text.Text, NumberStyles.Float, CultureInfo.InvariantCulture)),
            _ => false,
        };
        if (isInfinite && lints.IsOwn(expr.Span))
        {
            string name = TyPrinter.NameOf(KindOf(expr)!.Value);
            SourceSpan own = OwnSpan(expr.Span);
            string written = context.Program.SourceMap.SnippetOf(own);
            lints.Add(OutOfRange(own, name)
                .WithNote($"the literal `{written}` does not fit into the type `{name}` and will be converted to `{name}::INFINITY`"));
        }
    }

    /// <summary>A half-open range that wants to end at the greatest value: an inclusive one can.</summary>
    private void CheckRange(HirExpr.Struct range, HirExpr start, HirExpr end)
    {
        HirExpr number = end is HirExpr.Cast cast ? cast.Operand : end;
        if (number is not HirExpr.Literal { Value: HirLit.Int literal } || literal.Value == UInt128.Zero || KindOf(number) is not { } kind
            || literal.Value - 1 != MaxOf(kind) || !lints.IsOwn(range.Span))
        {
            return;
        }
        SourceMap sources = context.Program.SourceMap;
        if (IsSigned(kind) && sources.SnippetOf(number.Span) is ['0', 'x' or 'b', ..])
        {
            return;
        }
        _told = number.Id;
        string last = $"{literal.Value - 1}{(literal.Suffix is { } suffix ? TyPrinter.NameOf(suffix) : "")}";
        Diagnostic finding = Diagnostic.Lint(LintTable.OverflowingLiterals, $"range endpoint is out of range for `{TyPrinter.NameOf(kind)}`", range.Span);
        // Parentheses around the end stay.
        SuggestionEdit[] edits = end.Span.Lo == number.Span.Lo
            ? [new SuggestionEdit(range.Span.ShrinkToLo().To(number.Span.ShrinkToHi()), $"{sources.SnippetOf(start.Span)}..={last}")]
            : [new SuggestionEdit(end.Span.ShrinkToLo(), "="), new SuggestionEdit(number.Span, last)];
        lints.Add(finding.WithSuggestion("use an inclusive range instead", Applicability.MachineApplicable, edits));
    }

    private void ReportCharCast(SourceSpan span, UInt128 value)
    {
        if (!lints.IsOwn(span))
        {
            return;
        }
        if (value > MaxChar)
        {
            lints.Add(Diagnostic.Lint(LintTable.OverflowingLiterals, "value exceeds maximum `char` value", span)
                .WithNote("maximum valid `char` value is `0x10FFFF`"));
        }
        else if (value >= 0xD800 && value <= 0xDFFF)
        {
            lints.Add(Diagnostic.Lint(LintTable.OverflowingLiterals, "surrogate values are not valid for `char`", span)
                .WithNote("`0xD800..=0xDFFF` are reserved for Unicode surrogates and are not valid `char` values"));
        }
        else
        {
            lints.Add(Diagnostic.Lint(LintTable.OverflowingLiterals, "only `u8` can be cast into `char`", span)
                .WithSuggestion("use a `char` literal instead", Applicability.MachineApplicable, new SuggestionEdit(span, $"'\\u{{{(uint)value:X}}}'")));
        }
    }

    /// <summary>Hexadecimal and binary literals are meant as bits: what they become is of interest.</summary>
    private void ReportBits(SourceSpan span, string written, PrimTy kind, UInt128 value, bool isNegative)
    {
        string name = TyPrinter.NameOf(kind);
        int width = WidthOf(kind);
        UInt128 kept = width == 128 ? value : value & ((UInt128.One << width) - 1);
        Int128 signed = (Int128)(kept << (128 - width)) >> (128 - width);
        string becomes = !IsSigned(kind) ? kept.ToString(CultureInfo.InvariantCulture) : (isNegative ? -signed : signed).ToString(CultureInfo.InvariantCulture);
        Diagnostic finding = OutOfRange(span, name);
        string note = $"the literal `{written}` (decimal `{value}`) does not fit into the type `{name}`";
        if (isNegative)
        {
            finding.WithNote(note).WithNote($"and the value `-{written}` will become `{becomes}{name}`");
        }
        else
        {
            finding.WithNote($"{note} and will become `{becomes}{name}`");
        }
        int suffix = written.AsSpan().IndexOfAny('i', 'u');
        string digits = suffix < 0 ? written : written[..suffix];
        if (WideEnough(kind, value, isNegative) is { } wider)
        {
            string message = $"consider using the type `{TyPrinter.NameOf(wider)}` instead";
            if (suffix < 0)
            {
                finding.WithHelp(message);
            }
            else
            {
                finding.WithSuggestion(message, Applicability.MachineApplicable, new SuggestionEdit(span, digits + TyPrinter.NameOf(wider)));
            }
        }
        bool hasSignBit = (value & (UInt128.One << (width - 1))) != 0;
        if (!isNegative && hasSignBit && kind is not PrimTy.Isize && IsSigned(kind))
        {
            string unsigned = TyPrinter.NameOf(LeastUnsigned(value));
            finding.WithSuggestion(
                $"to use as a negative number (decimal `{becomes}`), consider using the type `{unsigned}` for the literal and cast it to `{name}`",
                Applicability.MaybeIncorrect, new SuggestionEdit(span, $"{digits}{unsigned} as {name}"));
        }
        lints.Add(finding);
    }

    /// <summary>A literal without the parentheses around it.</summary>
    private SourceSpan OwnSpan(SourceSpan span)
    {
        string written = context.Program.SourceMap.SnippetOf(span);
        int start = 0;
        int end = written.Length;
        while (start < end && (written[start] == '(' || char.IsWhiteSpace(written[start])))
        {
            start++;
        }
        while (end > start && (written[end - 1] == ')' || char.IsWhiteSpace(written[end - 1])))
        {
            end--;
        }
        // Both sides hold only ASCII, unless there is a comment, which stays.
        return new SourceSpan(span.Lo + (uint)start, span.Hi - (uint)(written.Length - end), span.Context);
    }

    private static Diagnostic OutOfRange(SourceSpan span, string type) => Diagnostic.Lint(LintTable.OverflowingLiterals, $"literal out of range for `{type}`", span);

    private PrimTy? KindOf(HirExpr expr) => results.TryTypeOf(expr.Id) is Ty.Primitive { Kind: >= PrimTy.I8 and var kind } ? kind : null;

    private static bool IsSigned(PrimTy kind) => kind is >= PrimTy.I8 and <= PrimTy.Isize;

    private static int WidthOf(PrimTy kind) => kind switch
    {
        PrimTy.I8 or PrimTy.U8 => 8,
        PrimTy.I16 or PrimTy.U16 => 16,
        PrimTy.I32 or PrimTy.U32 => 32,
        PrimTy.I128 or PrimTy.U128 => 128,
        _ => 64,
    };

    internal static UInt128 MaxOf(PrimTy kind) => UInt128.MaxValue >> (128 - WidthOf(kind) + (IsSigned(kind) ? 1 : 0));

    /// <summary>The type to propose: unsigned of the same width, then wider ones of the same sign; null if there is none.</summary>
    private static PrimTy? WideEnough(PrimTy kind, UInt128 value, bool isNegative)
    {
        if (kind is PrimTy.Isize or PrimTy.Usize)
        {
            return null;
        }
        if (!IsSigned(kind))
        {
            return LeastUnsigned(value);
        }
        PrimTy sameWidth = kind - PrimTy.I8 + PrimTy.U8;
        if (!isNegative && value <= MaxOf(sameWidth))
        {
            return sameWidth;
        }
        for (PrimTy wider = kind + 1; wider <= PrimTy.I128; wider++)
        {
            if (value <= MaxOf(wider) + (isNegative ? UInt128.One : UInt128.Zero))
            {
                return wider;
            }
        }
        return null;
    }

    private static PrimTy LeastUnsigned(UInt128 value)
    {
        PrimTy kind = PrimTy.U8;
        while (value > MaxOf(kind))
        {
            kind++;
        }
        return kind;
    }
}
