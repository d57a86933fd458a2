using System;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Expand;
using Verdigris.Expand.Builtin;
using Verdigris.Expand.MacroRules;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Metadata.Read;

/// <summary>Reads what <see cref="Write.MacroWriter"/> wrote. Rules are compiled at the first call.</summary>
internal static class MacroReader
{
    public static MacroDefinition Read(MetadataDecoder decoder, ref RecordReader input)
    {
        Symbol name = decoder.Name(ref input);
        SourceSpan span = decoder.Span(ref input);
        Edition edition = (Edition)input.Byte();
        bool isExported = input.Bool();
        Lazy<MacroExtension> extension;
        if (input.Bool())
        {
            extension = new Lazy<MacroExtension>(new MacroExtension.Builtin((BuiltinMacro)input.Int()));
        }
        else
        {
            bool isMacroRules = input.Bool();
            (int position, uint last) = (input.Position, input.LastPosition);
            extension = new Lazy<MacroExtension>(() => new MacroExtension.Rules(Compile(decoder, position, last, name, span, edition, isMacroRules)));
        }
        return new MacroDefinition(name, span, decoder.Own.Index, edition, extension) { IsExported = isExported };
    }

    private static MacroRulesMacro Compile(
        MetadataDecoder decoder, int position, uint lastSpan, Symbol name, SourceSpan span, Edition edition, bool isMacroRules)
    {
        RecordReader input = decoder.ReaderAt(position);
        input.LastPosition = lastSpan;
        Token[] tokens = new Token[input.Int()];
        for (int i = 0; i < tokens.Length; i++)
        {
            TokenKind kind = (TokenKind)input.Byte();
            TokenFlags flags = (TokenFlags)input.Byte();
            FragmentKind fragment = (FragmentKind)input.Byte();
            int link = (int)input.Signed();
            Symbol? symbol = decoder.OptionalName(ref input);
            tokens[i] = new Token(kind, decoder.Span(ref input), symbol, link, flags, fragment);
        }
        Item.MacroDef item = new(default, new Ident(name, span), new TokenStream(tokens), isMacroRules, span);
        // What there was to say about the rules was said where they were written.
        return MacroRulesMacro.Compile(item, edition, new DiagnosticSink());
    }
}
