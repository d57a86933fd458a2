using System.Collections.Immutable;
using System.IO;
using System.Text.Unicode;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;
using Verdigris.Syntax.Parsing;
using Path = System.IO.Path;

namespace Verdigris.Expand.Modules;

/// <summary>
/// Where a module's nested <c>mod foo;</c> are looked for: beside a crate root, <c>mod.rs</c> or file named by <c>#[path]</c>,
/// otherwise in a directory named after the file; below that, in directories named after the inline modules around.
/// </summary>
public sealed record ModuleDirectory(string Directory, string File, ImmutableArray<string> InlineParents, ModuleDirectory? Outer)
{
    public static ModuleDirectory OfRoot(string file) => new(Path.GetDirectoryName(file) ?? "", file, [], null);
}

/// <summary>Finds, reads and parses the file of <c>mod foo;</c>. Reference: [items.mod.outlined].</summary>
public static class ModuleLoader
{
    /// <summary>The directory for the children of an inline module.</summary>
    public static ModuleDirectory EnterInline(ModuleDirectory parent, Item.Module module)
    {
        if (PathAttributeOf(module) is { } path)
        {
            return new ModuleDirectory(Path.Combine(AttributeDirectory(parent), path), parent.File, [], parent.Outer);
        }
        return parent with { InlineParents = parent.InlineParents.Add(module.Ident.Name.Text) };
    }

    /// <summary>Fills the module's items from its file; null when it has none (reported).</summary>
    public static ModuleDirectory? Load(Item.Module module, ModuleDirectory parent, ParseSession session, SourceLoader loader)
    {
        string name = module.Ident.Name.Text;
        string path;
        bool isOwner = true;
        if (PathAttributeOf(module) is { } explicitPath)
        {
            path = Path.Combine(AttributeDirectory(parent), explicitPath);
        }
        else
        {
            string directory = ChildDirectory(parent);
            string flat = Path.Combine(directory, name + ".rs");
            string nested = Path.Combine(directory, name, "mod.rs");
            bool hasFlat = loader.Exists(flat);
            bool hasNested = loader.Exists(nested);
            if (hasFlat && hasNested)
            {
                session.Sink.Report(Diagnostic.Error("E0761", $"file for module `{name}` found at both \"{flat}\" and \"{nested}\"", module.Span)
                    .WithHelp("delete or rename one of them to remove the ambiguity"));
                module.Items = [];
                return null;
            }
            if (!hasFlat && !hasNested)
            {
                session.Sink.Report(Diagnostic.Error("E0583", $"file not found for module `{name}`", module.Span)
                    .WithHelp($"to create the module `{name}`, create file \"{flat}\" or \"{nested}\"")
                    .WithNote($"if there is a `mod {name}` elsewhere in the crate already, import it with `use crate::...` instead"));
                module.Items = [];
                return null;
            }
            path = hasFlat ? flat : nested;
            isOwner = !hasFlat;
        }
        for (ModuleDirectory? outer = parent; outer is not null; outer = outer.Outer)
        {
            if (outer.File == path)
            {
                session.Sink.Report(Diagnostic.ErrorWithoutCode($"circular modules: {parent.File} -> {path}", module.Span));
                module.Items = [];
                return null;
            }
        }
        if (!loader.TryRead(path, out byte[] bytes, out string error))
        {
            session.Sink.Report(Diagnostic.ErrorWithoutCode($"couldn't read `{path}`: {error}", module.Span));
            module.Items = [];
            return null;
        }
        if (LexFile(path, bytes, session, module.Span, out SourceFile? file) is not { } tokens)
        {
            module.Items = [];
            return null;
        }
        Parser parser = new(session, tokens, new SourceSpan(file!.End, file.End));
        Crate content = parser.ParseCrate();
        module.Items = content.Items;
        module.InnerAttrs = content.Attrs;
        module.InnerSpan = new SourceSpan(file.Start, file.End);
        string fileDirectory = Path.GetDirectoryName(path) ?? "";
        return new ModuleDirectory(isOwner ? fileDirectory : Path.Combine(fileDirectory, Path.GetFileNameWithoutExtension(path)), path, [], parent);
    }

    /// <summary>Registers and lexes a file; null when it is not UTF-8 or its delimiters do not balance (reported).</summary>
    public static TokenStream? LexFile(string path, byte[] bytes, ParseSession session, SourceSpan requester, out SourceFile? file)
    {
        file = null;
        if (!Utf8.IsValid(bytes))
        {
            session.Sink.Report(Diagnostic.ErrorWithoutCode($"couldn't read `{path}`: stream did not contain valid UTF-8", requester));
            return null;
        }
        file = session.Sources.Add(path, bytes);
        DiagnosticSink own = new();
        TokenStream tokens = Lexer.Lex(file, session.Edition, own);
        bool isBalanced = true;
        foreach (Diagnostic diagnostic in own.Take())
        {
            isBalanced &= !diagnostic.Message.Contains("delimiter") && !diagnostic.Message.StartsWith("unterminated", System.StringComparison.Ordinal);
            session.Sink.Add(diagnostic);
        }
        // After unbalanced delimiters and unterminated literals everything else would be noise.
        return isBalanced ? tokens.Slice(0, tokens.Count - 1) : null;
    }

    /// <summary><c>#[path]</c> is relative to the file's directory, in inline modules to where their children stand.</summary>
    private static string AttributeDirectory(ModuleDirectory parent) =>
        parent.InlineParents.IsEmpty ? Path.GetDirectoryName(parent.File) ?? "" : ChildDirectory(parent);

    private static string ChildDirectory(ModuleDirectory parent)
    {
        string directory = parent.Directory;
        foreach (string inline in parent.InlineParents)
        {
            directory = Path.Combine(directory, inline);
        }
        return directory;
    }

    private static string? PathAttributeOf(Item.Module module)
    {
        foreach (Attr attr in module.Attrs)
        {
            if (attr.Is(Names.Path) && attr.Args is AttrArgs.Value { Expr: Expr.OfLit { Lit: Lit.Str path } })
            {
                return path.Value.Text;
            }
        }
        return null;
    }
}
