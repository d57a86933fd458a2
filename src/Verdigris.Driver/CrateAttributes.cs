using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;

namespace Verdigris.Driver;

/// <summary><c>#![crate_name]</c> and <c>#![crate_type]</c>, which the command line overrides. [link.type]</summary>
internal static class CrateAttributes
{
    public static OutputFiles Apply(Session session, OutputFiles outputs, ImmutableArray<Attr> attrs)
    {
        string? name = null;
        List<CrateType> types = [];
        foreach (Attr attr in attrs)
        {
            if (attr.Path.Segments is not [{ } only] || attr.Args is not AttrArgs.Value { Expr: Expr.OfLit { Lit: Lit.Str text } value })
            {
                continue;
            }
            switch (only.Ident.Name.Text)
            {
                case "crate_name":
                    name = text.Value.Text;
                    Check(session, name, value.Span);
                    break;
                case "crate_type" when TypeNamed(text.Value.Text) is { } type && !types.Contains(type):
                    types.Add(type);
                    break;
            }
        }
        bool typesAreGiven = session.Options.CrateTypes.Count != 0 || session.Options.IsTest;
        bool hasNews = (name is not null && session.Options.CrateName is null) || (types.Count != 0 && !typesAreGiven);
        return hasNews
            ? new OutputFiles(session.Options, session.Options.CrateName ?? name ?? outputs.CrateName, types.Count != 0 && !typesAreGiven ? types : outputs.CrateTypes)
            : outputs;
    }

    private static void Check(Session session, string name, SourceSpan span)
    {
        if (session.Options.CrateName is { } given && given != name)
        {
            session.Diagnostics.Report(Diagnostic.ErrorWithoutCode($"`--crate-name` and `#[crate_name]` are required to match, but `{given}` != `{name}`", span));
        }
        else if (name.Length == 0)
        {
            session.Diagnostics.Report(Diagnostic.ErrorWithoutCode("crate name must not be empty", span));
        }
        else if (CrateNames.FirstInvalid(name) is { } invalid)
        {
            session.Diagnostics.Report(Diagnostic.ErrorWithoutCode($"invalid character '{invalid}' in crate name: `{name}`", span));
        }
    }

    private static CrateType? TypeNamed(string name) => name switch
    {
        "bin" => CrateType.Executable,
        "lib" or "rlib" => CrateType.Rlib,
        "dylib" => CrateType.DynamicLibrary,
        "cdylib" => CrateType.CDynamicLibrary,
        "staticlib" => CrateType.StaticLibrary,
        "proc-macro" => CrateType.ProcMacro,
        _ => null,
    };
}
