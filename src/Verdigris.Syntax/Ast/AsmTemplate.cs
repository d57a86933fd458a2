using System;
using System.Collections.Generic;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;

namespace Verdigris.Syntax.Ast;

/// <summary>Literal text, or a placeholder: <c>{argument:modifier}</c> with an empty argument for the next one in order.</summary>
public sealed record AsmTemplatePiece(string Text, string? Argument, string Modifier, SourceSpan Span, SourceSpan ArgumentSpan, SourceSpan ModifierSpan);

/// <summary>A brace without its partner.</summary>
/// <param name="Message">Behind "invalid asm template string: ".</param>
/// <param name="Span">Where it was noticed.</param>
/// <param name="Label">Of that place.</param>
/// <param name="Opening">The brace that is open; dummy if there is none.</param>
/// <param name="Brace">The brace to double if it was meant as text.</param>
public sealed record AsmTemplateFault(string Message, SourceSpan Span, string Label, SourceSpan Opening, char Brace)
{
    public Diagnostic ToDiagnostic()
    {
        Diagnostic diagnostic = Diagnostic.ErrorWithoutCode($"invalid asm template string: {Message}", Span).WithPrimaryLabel(Label);
        if (!Opening.IsDummy)
        {
            diagnostic.WithLabel(Opening, "because of this opening brace");
        }
        return diagnostic.WithNote($"if you intended to print `{Brace}`, you can escape it using `{Brace}{Brace}`");
    }
}

/// <summary>Takes the strings of an assembly template apart. Reference: [asm.ts-args].</summary>
public static class AsmTemplate
{
    /// <summary>The pieces up to the first fault; lines are separated as the assembler wants it.</summary>
    public static List<AsmTemplatePiece> Parse(InlineAsm asm, out AsmTemplateFault? fault)
    {
        List<AsmTemplatePiece> pieces = [];
        fault = null;
        for (int i = 0; i < asm.Template.Length && fault is null; i++)
        {
            string text = asm.Template[i].Text;
            SourceSpan span = asm.TemplateSpans[i];
            if ((asm.Options & AsmOptions.Raw) != 0)
            {
                pieces.Add(Literal(text, span));
            }
            else
            {
                ParseString(text, span, pieces, ref fault);
            }
            if (i < asm.Template.Length - 1)
            {
                pieces.Add(Literal("\n", span));
            }
        }
        return pieces;
    }

    private static AsmTemplatePiece Literal(string text, SourceSpan span) => new(text, null, "", span, span, span);

    private static void ParseString(string text, SourceSpan literalSpan, List<AsmTemplatePiece> pieces, ref AsmTemplateFault? fault)
    {
        // Positions inside are known only where the literal is written without escapes.
        bool isPlain = literalSpan.Hi - literalSpan.Lo == Encoding.UTF8.GetByteCount(text) + 2;
        StringBuilder literal = new();
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '{' or '}' && i + 1 < text.Length && text[i + 1] == c)
            {
                literal.Append(c);
                i++;
                continue;
            }
            if (c == '}')
            {
                fault = new AsmTemplateFault("unmatched `}` found", At(i, i + 1), "unmatched `}` in asm template string", default, '}');
                return;
            }
            if (c != '{')
            {
                literal.Append(c);
                continue;
            }
            int nameEnd = i + 1;
            while (nameEnd < text.Length && (char.IsLetterOrDigit(text[nameEnd]) || text[nameEnd] == '_'))
            {
                nameEnd++;
            }
            int end = nameEnd;
            if (end < text.Length && text[end] == ':')
            {
                end++;
                while (end < text.Length && char.IsLetterOrDigit(text[end]))
                {
                    end++;
                }
            }
            int close = end;
            while (close < text.Length && char.IsWhiteSpace(text[close]))
            {
                close++;
            }
            if (close >= text.Length || text[close] != '}')
            {
                bool isEnd = close >= text.Length;
                fault = new AsmTemplateFault(isEnd ? "expected `}` but string was terminated" : $"expected `}}`, found `{text[close]}`",
                    isEnd ? At(close, close + 1) : At(close, close + 1), "expected `}` in asm template string", At(i, i + 1), '{');
                return;
            }
            if (literal.Length > 0)
            {
                pieces.Add(Literal(literal.ToString(), literalSpan));
                literal.Clear();
            }
            int modifierStart = end > nameEnd ? nameEnd + 1 : end;
            pieces.Add(new AsmTemplatePiece("", text[(i + 1)..nameEnd], text[modifierStart..end], At(i, close + 1), At(i + 1, nameEnd), At(modifierStart, end)));
            i = close;
        }
        if (literal.Length > 0)
        {
            pieces.Add(Literal(literal.ToString(), literalSpan));
        }

        SourceSpan At(int start, int end)
        {
            if (!isPlain)
            {
                return literalSpan;
            }
            uint origin = literalSpan.Lo + 1;
            uint lo = origin + (uint)Encoding.UTF8.GetByteCount(text.AsSpan(0, int.Min(start, text.Length)));
            uint hi = origin + (uint)Encoding.UTF8.GetByteCount(text.AsSpan(0, int.Min(end, text.Length))) + (end > text.Length ? 1u : 0u);
            return new SourceSpan(lo, hi, literalSpan.Context);
        }
    }
}
