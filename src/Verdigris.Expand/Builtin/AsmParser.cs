using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;
using Verdigris.Syntax.Parsing;

namespace Verdigris.Expand.Builtin;

/// <summary><c>asm!</c>, <c>naked_asm!</c>, <c>global_asm!</c>: templates, operands, options. Reference: [asm].</summary>
internal static class AsmParser
{
    public static BuiltinOutput Expand(AsmMacro macro, BuiltinCall call, MacroHost host)
    {
        Parser parser = BuiltinExpander.ParserOf(call, host);
        AstBuilder builder = new(host.Session.Ids, call.Span);
        ImmutableArray<Symbol>.Builder template = ImmutableArray.CreateBuilder<Symbol>();
        ImmutableArray<AsmOperand>.Builder operands = ImmutableArray.CreateBuilder<AsmOperand>();
        ImmutableArray<SourceSpan>.Builder templateSpans = ImmutableArray.CreateBuilder<SourceSpan>();
        ImmutableArray<AsmClobberAbi>.Builder clobbers = ImmutableArray.CreateBuilder<AsmClobberAbi>();
        List<SourceSpan> optionSpans = [];
        List<SourceSpan> clobberSpans = [];
        AsmOptions options = AsmOptions.None;
        bool isTemplate = true;
        if (parser.IsAtEnd)
        {
            return new BuiltinOutput.Error(host.Session.Sink.Report(Diagnostic.ErrorWithoutCode("requires at least a template string argument", call.CallSpan)));
        }
        while (!parser.IsAtEnd)
        {
            SourceSpan start = parser.Current.Span;
            Symbol? name = null;
            if (parser.IsAtIdent && parser.PeekKind == TokenKind.Eq)
            {
                name = parser.Take().Name;
                parser.Take();
            }
            string word = parser.IsAtIdent && parser.PeekKind is TokenKind.OpenParen or TokenKind.OpenBrace || parser.IsAtIdent && parser.Current.Name.Text is "sym" or "const" ? parser.Current.Name.Text : "";
            if (word is "in" or "out" or "lateout" or "inout" or "inlateout" or "const" or "sym" or "label")
            {
                isTemplate = false;
                operands.Add(ParseOperand(parser, word, name, start, builder));
            }
            else if (word == "options")
            {
                isTemplate = false;
                parser.Take();
                parser.Take();
                while (!parser.IsAtEnd && parser.Current.Kind != TokenKind.CloseParen)
                {
                    Token option = parser.Take();
                    AsmOptions flag = OptionOf(option.Name.Text);
                    if (flag == AsmOptions.None)
                    {
                        return new BuiltinOutput.Error(host.Session.Sink.Report(Diagnostic.ErrorWithoutCode(
                            $"expected one of `)`, `att_syntax`, `may_unwind`, `nomem`, `noreturn`, `nostack`, `preserves_flags`, `pure`, `raw`, or `readonly`, found `{option.Text}`", option.Span)));
                    }
                    if ((options & flag) != 0)
                    {
                        host.Session.Sink.Report(Diagnostic.ErrorWithoutCode($"the `{option.Name}` option was already provided", option.Span).WithPrimaryLabel("this option was already provided"));
                    }
                    options |= flag;
                    parser.TryEat(TokenKind.Comma);
                }
                optionSpans.Add(start.To(parser.Current.Span));
                parser.TryEat(TokenKind.CloseParen);
            }
            else if (word == "clobber_abi")
            {
                isTemplate = false;
                parser.Take();
                parser.Take();
                List<Symbol> abis = [];
                while (!parser.IsAtEnd && parser.Current.Kind != TokenKind.CloseParen)
                {
                    Token abi = parser.Take();
                    if (abi.Kind.IsStringLiteral)
                    {
                        abis.Add(Symbol.Intern(LiteralDecoder.DecodeString(abi)));
                    }
                    parser.TryEat(TokenKind.Comma);
                }
                SourceSpan whole = start.To(parser.Current.Span);
                clobberSpans.Add(whole);
                clobbers.AddRange(abis.ConvertAll(abi => new AsmClobberAbi(abi, whole)));
                parser.TryEat(TokenKind.CloseParen);
            }
            else if (isTemplate)
            {
                switch (host.ExpandEagerly(parser.ParseExpr()))
                {
                    case null:
                        return new BuiltinOutput.Wait();
                    case Expr.OfLit { Lit: Lit.Str text } literal:
                        template.Add(text.Value);
                        templateSpans.Add(literal.Span);
                        break;
                    case Expr.Error error:
                        return new BuiltinOutput.Error(error.Reported);
                    case { } other:
                        return new BuiltinOutput.Error(host.Session.Sink.Report(Diagnostic.ErrorWithoutCode("asm template must be a string literal", other.Span)));
                }
            }
            else
            {
                return new BuiltinOutput.Error(host.Session.Sink.Report(Diagnostic.ErrorWithoutCode(
                    $"expected one of `clobber_abi`, `const`, `in`, `inlateout`, `inout`, `label`, `lateout`, `options`, `out`, or `sym`, found {Parser.Describe(parser.Current)}", parser.Current.Span)));
            }
            if (parser.LastError is { } fault)
            {
                return new BuiltinOutput.Error(fault);
            }
            if (!parser.IsAtEnd && !parser.TryEat(TokenKind.Comma))
            {
                return new BuiltinOutput.Error(host.Session.Sink.Report(Diagnostic.ErrorWithoutCode($"expected token: `,`", parser.Current.Span)));
            }
        }
        InlineAsm asm = new(macro, template.DrainToImmutable(), templateSpans.DrainToImmutable(), operands.DrainToImmutable(), clobbers.DrainToImmutable(), options);
        if (new AsmChecker(asm, optionSpans, clobberSpans, host.Session.Sink).Check() is { } invalid)
        {
            return new BuiltinOutput.Error(invalid);
        }
        if (macro == AsmMacro.NakedAsm)
        {
            // It is the whole body: what returns is the assembly itself, not the expression.
            asm = asm with { Options = asm.Options | AsmOptions.NoReturn };
        }
        return macro == AsmMacro.GlobalAsm
            ? new BuiltinOutput.OfItem(new Item.GlobalAsm(builder.NextId(), asm, call.Span))
            : new BuiltinOutput.OfExpr(new Expr.OfInlineAsm(builder.NextId(), asm, call.Span));
    }

    private static AsmOptions OptionOf(string name) => name switch
    {
        "pure" => AsmOptions.Pure,
        "nomem" => AsmOptions.NoMem,
        "readonly" => AsmOptions.ReadOnly,
        "preserves_flags" => AsmOptions.PreservesFlags,
        "noreturn" => AsmOptions.NoReturn,
        "nostack" => AsmOptions.NoStack,
        "att_syntax" => AsmOptions.AttSyntax,
        "raw" => AsmOptions.Raw,
        "may_unwind" => AsmOptions.MayUnwind,
        _ => AsmOptions.None,
    };

    private static AsmOperand ParseOperand(Parser parser, string word, Symbol? name, SourceSpan start, AstBuilder builder)
    {
        parser.Take();
        switch (word)
        {
            case "const":
                NodeId id = builder.NextId();
                AnonConst value = new(id, parser.ParseExpr());
                return new AsmOperand(name, AsmOperandKind.Const, null, false, null, null, value, null, start.To(value.Span));
            case "sym":
                Expr symbol = parser.ParseExpr();
                return new AsmOperand(name, AsmOperandKind.Sym, null, false, symbol, null, null, null, start.To(symbol.Span));
            case "label":
                Block label = parser.ParseBlockExpr();
                return new AsmOperand(name, AsmOperandKind.Label, null, false, null, null, null, label, start.To(label.Span));
        }
        parser.TryEat(TokenKind.OpenParen);
        Token register = parser.Take();
        bool isExplicit = register.Kind.IsStringLiteral;
        Symbol registerName = isExplicit ? Symbol.Intern(LiteralDecoder.DecodeString(register)) : register.Name;
        parser.TryEat(TokenKind.CloseParen);
        AsmOperandKind kind = word switch
        {
            "in" => AsmOperandKind.In,
            "out" => AsmOperandKind.Out,
            "lateout" => AsmOperandKind.LateOut,
            "inout" => AsmOperandKind.InOut,
            _ => AsmOperandKind.InLateOut,
        };
        Expr first = parser.ParseExpr();
        if (kind == AsmOperandKind.In)
        {
            return new AsmOperand(name, kind, registerName, isExplicit, first, null, null, null, start.To(first.Span));
        }
        if (kind is AsmOperandKind.Out or AsmOperandKind.LateOut)
        {
            return new AsmOperand(name, kind, registerName, isExplicit, null, first, null, null, start.To(first.Span));
        }
        Expr output = parser.TryEat(TokenKind.FatArrow) ? parser.ParseExpr() : first;
        return new AsmOperand(name, kind, registerName, isExplicit, first, output, null, null, start.To(output.Span));
    }
}
