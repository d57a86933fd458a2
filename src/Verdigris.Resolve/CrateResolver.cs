using System;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Expand;
using Verdigris.Expand.Modules;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Expansion;
using Verdigris.Resolve.Interface;
using Verdigris.Resolve.Late;
using Verdigris.Resolve.Modules;
using Verdigris.Resolve.Validation;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;
using Verdigris.Syntax.Parsing;

namespace Verdigris.Resolve;

/// <summary>
/// The front end from text to a resolved tree: <see cref="Parse"/>, then <see cref="Resolve"/>, which expands macros and
/// resolves imports to a common fixpoint, numbers the definitions, and then resolves all paths. User errors go to the
/// session's sink; the result is complete with poison in the places of errors. Not thread-safe per crate; crates are
/// independent of each other once resolved.
/// </summary>
public static class CrateResolver
{
    /// <summary>The root file's tree; null when it is not UTF-8 or its delimiters do not balance (reported).</summary>
    public static Crate? Parse(string path, byte[] bytes, ParseSession session)
    {
        if (ModuleLoader.LexFile(path, bytes, session, default, out SourceFile? file) is not { } tokens)
        {
            return null;
        }
        return new Parser(session, tokens, new SourceSpan(file!.End, file.End)).ParseCrate();
    }

    /// <summary>Null when the standard library is not there (reported).</summary>
    public static ResolvedAst? Resolve(Crate crate, string rootFile, ParseSession session, ResolverOptions options, SourceLoader? loader = null, Func<string, string?>? environment = null)
    {
        Resolver resolver = new(options, session.Sink, session.Sources);
        CrateExpander expander = new(resolver, session, loader ?? SourceLoader.Disk, environment ?? Environment.GetEnvironmentVariable);
        if (expander.Expand(crate, rootFile) is not { } expanded)
        {
            return null;
        }
        crate = expanded;
        LocalDefinitions definitions = new(options.CrateId, options.CrateName, options.StableCrateId);
        DefTables tables = new(session.Ids.Count);
        new DefCollector(resolver, definitions, tables).Collect(crate);
        Resolutions resolutions = new(session.Ids.Count);
        new LateResolver(resolver, tables, definitions, resolutions).Resolve(crate);
        new AstValidator(session.Sink, options.Edition).VisitCrate(crate);
        ResolvedCrate resolved = new(definitions, resolver, tables);
        return new ResolvedAst(crate, resolved, resolutions, tables, resolver, options);
    }
}
