using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Lints;

/// <summary>
/// <c>unused_imports</c>. All leaves of one <c>use</c> that nothing needs are told together; traits whose methods might have
/// been needed each for itself, once bodies are type-checked.
/// </summary>
public sealed class UnusedImports : AstVisitor
{
    private readonly ImportUses _uses;
    private readonly SourceMap _sources;
    private readonly LintSink _lints;
    private readonly bool _isTest;
    private readonly bool _isTyped;

    private UnusedImports(ImportUses uses, SourceMap sources, bool isTest, bool isTyped, LintSink lints) =>
        (_uses, _sources, _isTest, _isTyped, _lints) = (uses, sources, isTest, isTyped, lints);

    /// <summary>What names tell.</summary>
    public static void CheckNames(Crate crate, ImportUses uses, SourceMap sources, bool isTest, LintSink lints) =>
        new UnusedImports(uses, sources, isTest, isTyped: false, lints).VisitItems(crate.Items);

    /// <summary>Traits none of whose methods is called. Requires: all bodies are type-checked.</summary>
    public static void CheckMethods(Crate crate, ImportUses uses, SourceMap sources, LintSink lints) =>
        new UnusedImports(uses, sources, isTest: false, isTyped: true, lints).VisitItems(crate.Items);

    public override void VisitItem(Item item)
    {
        if (item.IsRemoved)
        {
            return;
        }
        if (item is not Item.Use use)
        {
            WalkItem(item);
            return;
        }
        if (item.Span.IsDummy || !_lints.IsOwn(item.Span) || Has(item, "macro_use"))
        {
            return;
        }
        if (_isTyped)
        {
            CheckTraits(use.Tree);
        }
        else
        {
            CheckTree(use);
        }
    }

    private static bool Has(Item item, string attribute)
    {
        foreach (Attr attr in item.Attrs)
        {
            if (attr.Path.Segments is [{ } only] && only.Ident.Name.Text == attribute)
            {
                return true;
            }
        }
        return false;
    }

    private void CheckTraits(UseTree tree)
    {
        if (tree is UseTree.Nested nested)
        {
            foreach (UseTree child in nested.Children)
            {
                CheckTraits(child);
            }
            return;
        }
        if (_uses.Of(tree.Id) == ImportUse.UnusedUnlessForMethods)
        {
            SourceSpan span = tree is UseTree.Simple { Prefix.Span: var path } ? path : tree.Span;
            _lints.Add(Diagnostic.Lint(LintTable.UnusedImports, $"unused import: `{_sources.SnippetOf(span)}`", span));
        }
    }

    private void CheckTree(Item.Use item)
    {
        Findings found = new(item, _uses);
        found.Visit(item.Tree, item.Span);
        if (found.Leaves.Count == 0)
        {
            return;
        }
        List<string> names = [];
        foreach (UseTree leaf in found.Leaves)
        {
            names.Add($"`{_sources.SnippetOf(leaf.Span)}`");
        }
        names.Sort(string.CompareOrdinal);
        string list = names switch
        {
            [var only] => only,
            [var first, var second] => $"{first} and {second}",
            _ => $"{string.Join(", ", names.GetRange(0, names.Count - 1))}, and {names[^1]}",
        };
        Diagnostic diagnostic = Diagnostic.Lint(LintTable.UnusedImports, $"unused import{(names.Count > 1 ? "s" : "")}: {list}", found.Leaves[0].Span);
        for (int i = 1; i < found.Leaves.Count; i++)
        {
            diagnostic.WithPrimarySpan(found.Leaves[i].Span, "");
        }
        List<SuggestionEdit> edits = [];
        foreach (SourceSpan removed in found.Removed)
        {
            edits.Add(new SuggestionEdit(removed, ""));
        }
        string text = found.IsWhole ? "remove the whole `use` item" : edits.Count > 1 || names.Count > 1 ? "remove the unused imports" : "remove the unused import";
        diagnostic.WithSuggestion(new Suggestion(text, edits, Applicability.MachineApplicable) { Style = SuggestionStyle.ToolOnly });
        if (!_isTest && found.Leaves[0] is not UseTree.Nested && _uses.TestModuleOf(found.Leaves[0].Id) is { } module)
        {
            diagnostic.WithHelp(_sources.HeadOf(module), "if this is a test module, consider adding a `#[cfg(test)]` to the containing module");
        }
        _lints.Add(diagnostic);
    }

    /// <summary>The unused leaves of one <c>use</c>, and what to take away so that the rest stays well-formed.</summary>
    private sealed class Findings(Item.Use item, ImportUses uses)
    {
        public List<UseTree> Leaves { get; } = [];

        public List<SourceSpan> Removed { get; private set; } = [];

        public bool IsWhole { get; private set; }

        public void Visit(UseTree tree, SourceSpan whole)
        {
            if (VisitPart(tree, whole, out SourceSpan removed) == 0)
            {
                IsWhole = true;
                Removed = [item.Vis.Span.IsDummy ? removed : item.Vis.Span.To(removed)];
            }
        }

        /// <summary>The number of leaves that are used; if none is, the whole can go.</summary>
        private int VisitPart(UseTree tree, SourceSpan whole, out SourceSpan removed)
        {
            removed = whole;
            if (tree is not UseTree.Nested { Children: var children } nested)
            {
                if (uses.Of(tree.Id) == ImportUse.Unused)
                {
                    Leaves.Add(tree);
                    return 0;
                }
                return 1;
            }
            if (children.IsEmpty)
            {
                Leaves.Add(tree);
                return 0;
            }
            int used = 0;
            bool keepsSelf = false;
            bool wasUnused = false;
            List<SourceSpan> parts = [];
            List<SourceSpan> outer = Removed;
            for (int i = 0; i < children.Length; i++)
            {
                Removed = [];
                bool isUsed = VisitPart(children[i], children[i].Span, out SourceSpan part) > 0;
                parts.AddRange(Removed);
                used += isUsed ? 1 : 0;
                if (!isUsed)
                {
                    if (children.Length > 1)
                    {
                        // With the comma before it, or while nothing stays before it, with the one behind.
                        part = i == children.Length - 1 || used > 0
                            ? new SourceSpan(children[i - 1].Span.Hi, children[i].Span.Hi)
                            : new SourceSpan(children[i].Span.Lo, children[i + 1].Span.Lo);
                    }
                    if (wasUnused && parts.Count > 0)
                    {
                        part = parts[^1].To(part);
                        parts.RemoveAt(parts.Count - 1);
                    }
                    parts.Add(part);
                }
                keepsSelf |= isUsed && children[i] is UseTree.Simple { Rename: null, Prefix.Segments: [{ Ident.Name: var name }] } && name == Names.SelfLower;
                wasUnused = !isUsed;
            }
            if (used == 1 && !keepsSelf && parts.Count > 0)
            {
                // One name needs no braces.
                uint open = nested.Prefix.Segments.IsEmpty ? nested.Span.Lo : nested.Prefix.Span.Hi + 2;
                parts.Insert(0, new SourceSpan(open, open + 1));
                parts.Add(new SourceSpan(nested.Span.Hi - 1, nested.Span.Hi));
            }
            outer.AddRange(used > 0 ? parts : []);
            Removed = outer;
            return used;
        }
    }
}
