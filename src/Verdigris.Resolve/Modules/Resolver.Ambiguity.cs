using Verdigris.Base.Diagnostics;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Modules;

/// <summary>Names that two glob imports bring into one module.</summary>
internal sealed partial class Resolver
{
    public ErrorReported ReportAmbiguity(Ident ident, NameBinding first, NameBinding second)
    {
        Diagnostic diagnostic = Diagnostic.Error("E0659", $"`{ident}` is ambiguous", ident.Span)
            .WithPrimaryLabel("ambiguous name")
            .WithNote("ambiguous because of multiple glob imports of a name in the same module");
        Explain(first, "could refer to");
        Explain(second, "could also refer to");
        return Sink.Report(diagnostic);

        void Explain(NameBinding binding, string refers)
        {
            diagnostic.WithNote(binding.Span, $"`{ident}` {refers} the {binding.Entity.Describe()} {(binding.Import is null ? "defined" : "imported")} here");
            if (binding.IsGlob)
            {
                diagnostic.WithHelp($"consider adding an explicit import of `{ident}` to disambiguate");
            }
        }
    }
}
