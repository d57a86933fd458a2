using Verdigris.Expand;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Metadata.Write;

/// <summary>Macros: built-in ones by number, others as their rules' tokens, which are compiled again where they are called.</summary>
internal sealed class MacroWriter(MetadataEncoder encoder)
{
    public void Write(RecordWriter output, MacroDefinition macro)
    {
        encoder.Name(output, macro.Name);
        encoder.Span(output, macro.Span);
        output.Byte((byte)macro.Edition);
        output.Bool(macro.IsExported);
        switch (macro.Extension)
        {
            case MacroExtension.Builtin builtin:
                output.Bool(true);
                output.Var((int)builtin.Kind);
                break;
            case MacroExtension.Rules { Macro: var rules }:
                output.Bool(false);
                output.Bool(rules.IsMacroRules);
                Write(output, rules.Body);
                break;
        }
    }

    private void Write(RecordWriter output, TokenStream tokens)
    {
        output.Var(tokens.Count);
        foreach (Token token in tokens.Tokens)
        {
            output.Byte((byte)token.Kind);
            output.Byte((byte)token.Flags);
            output.Byte((byte)token.Fragment);
            output.Signed(token.Link);
            encoder.OptionalName(output, token.Symbol);
            encoder.Span(output, token.Span);
        }
    }
}
