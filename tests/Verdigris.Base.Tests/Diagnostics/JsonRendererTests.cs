using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Diagnostics.Rendering;
using Verdigris.Base.Source;
using Xunit;

namespace Verdigris.Base.Tests.Diagnostics;

public sealed class JsonRendererTests
{
    /// <summary>Every field as rustc 1.95 prints it; the names may not change.</summary>
    [Fact]
    public void FieldsAreRustcs()
    {
        SourceMap sources = new();
        SourceFile file = sources.Add("a.rs", Encoding.UTF8.GetBytes("fn main() {\n    let x: i32 = \"a\";\n}\n"));
        SourceSpan value = new(file.Start + 29, file.Start + 32);
        SourceSpan type = new(file.Start + 23, file.Start + 26);
        Diagnostic diagnostic = Diagnostic.Error("E0308", "mismatched types", value)
            .WithPrimaryLabel("expected `i32`, found `&str`")
            .WithLabel(type, "expected due to this")
            .WithNote("a note")
            .WithSuggestion("try", Applicability.MachineApplicable, new SuggestionEdit(value, "1"));
        string json = new JsonRenderer(sources, new TextRenderer(sources, new()), _ => "Why.\n").Render(diagnostic);
        string expected =
            """
            {"$message_type":"diagnostic","message":"mismatched types","code":{"code":"E0308","explanation":"Why.\n"},"level":"error","spans":[{"file_name":"a.rs","byte_start":29,"byte_end":32,"line_start":2,"line_end":2,"column_start":18,"column_end":21,"is_primary":true,"text":[{"text":"    let x: i32 = \"a\";","highlight_start":18,"highlight_end":21}],"label":"expected `i32`, found `&str`","suggested_replacement":null,"suggestion_applicability":null,"expansion":null},{"file_name":"a.rs","byte_start":23,"byte_end":26,"line_start":2,"line_end":2,"column_start":12,"column_end":15,"is_primary":false,"text":[{"text":"    let x: i32 = \"a\";","highlight_start":12,"highlight_end":15}],"label":"expected due to this","suggested_replacement":null,"suggestion_applicability":null,"expansion":null}],"children":[{"message":"a note","code":null,"level":"note","spans":[],"children":[],"rendered":null},{"message":"try","code":null,"level":"help","spans":[{"file_name":"a.rs","byte_start":29,"byte_end":32,"line_start":2,"line_end":2,"column_start":18,"column_end":21,"is_primary":true,"text":[{"text":"    let x: i32 = \"a\";","highlight_start":18,"highlight_end":21}],"label":null,"suggested_replacement":"1","suggestion_applicability":"MachineApplicable","expansion":null}],"children":[],"rendered":null}],"rendered":
            """;
        Assert.StartsWith(expected, json, System.StringComparison.Ordinal);
    }
}
