using System;
using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Modules;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Resolve.Late;

/// <summary>A public path to something, as <c>use</c> would write it.</summary>
internal readonly record struct ImportCandidate(string Path, Res Res);

/// <summary>
/// Items of a name anywhere in the crate and in those it can name, to suggest an import: each once, by the shortest path,
/// as far as it is visible from here.
/// </summary>
internal sealed class ImportCandidates(Resolver resolver)
{
    public List<ImportCandidate> Find(Symbol name, Namespace ns, Resolve.Modules.Module from, Func<Res, bool> accepts)
    {
        List<ImportCandidate> found = [];
        string root = resolver.Options.Edition >= Edition.E2018 ? "crate" : "";
        Search(resolver.Root, root, name, ns, from, accepts, found);
        foreach (string library in (ReadOnlySpan<string>)["std", "core"])
        {
            Symbol crate = Symbol.Intern(library);
            if (resolver.Externs.IsInPrelude(crate) && resolver.FindInExternPrelude(crate) is { } module)
            {
                Search(module, library, name, ns, from, accepts, found);
            }
        }
        foreach ((Symbol crate, _) in resolver.Externs.Named)
        {
            if (crate.Text is not ("std" or "core") && resolver.Externs.IsInPrelude(crate) && resolver.FindInExternPrelude(crate) is { } module)
            {
                Search(module, crate.Text, name, ns, from, accepts, found);
            }
        }
        return Order(found);
    }

    /// <summary>Breadth first, so that the first path to a thing is the shortest.</summary>
    private static void Search(Resolve.Modules.Module root, string rootPath, Symbol name, Namespace ns, Resolve.Modules.Module from, Func<Res, bool> accepts, List<ImportCandidate> found)
    {
        HashSet<Resolve.Modules.Module> seen = [root];
        HashSet<Res> known = [];
        Queue<(Resolve.Modules.Module Module, string Path)> pending = new([(root, rootPath)]);
        while (pending.TryDequeue(out (Resolve.Modules.Module Module, string Path) current))
        {
            foreach ((Symbol child, Namespace childNs) in current.Module.NamesInOrder)
            {
                if (current.Module.Find(child, childNs)?.Binding is not { Entity.Error: null } binding || !binding.Visibility.IsAccessibleFrom(from.NearestNormal)
                    || (binding.Entity.Id.IsNone && binding.Entity.Primitive is null))
                {
                    continue;
                }
                string path = current.Path.Length == 0 ? child.Text : $"{current.Path}::{child}";
                if (child == name && childNs == ns && current.Module != from && !current.Module.IsTrait)
                {
                    Res res = binding.Entity.ToRes();
                    if (accepts(res) && known.Add(res))
                    {
                        found.Add(new ImportCandidate(path, res));
                    }
                }
                // The prelude only repeats what stands elsewhere.
                if (childNs == Namespace.Type && binding.Entity.Module is { IsTrait: false } module && child.Text != "prelude" && binding.Import is not { IsExternCrate: true } && seen.Add(module))
                {
                    pending.Enqueue((module, path));
                }
            }
        }
    }

    /// <summary>The crate's own first, then std's, core's unless it has just the same, then others'; each by path.</summary>
    private static List<ImportCandidate> Order(List<ImportCandidate> found)
    {
        List<ImportCandidate> own = [], std = [], core = [], foreign = [];
        foreach (ImportCandidate candidate in found)
        {
            (candidate.Path.StartsWith("std::", StringComparison.Ordinal) ? std
                : candidate.Path.StartsWith("core::", StringComparison.Ordinal) ? core
                : candidate.Path.StartsWith("crate::", StringComparison.Ordinal) ? own : foreign).Add(candidate);
        }
        foreach (List<ImportCandidate> group in (ReadOnlySpan<List<ImportCandidate>>)[own, std, core, foreign])
        {
            group.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        }
        return [.. own, .. std, .. std.Count == core.Count ? [] : core, .. foreign];
    }

    /// <summary>Where a <c>use</c> goes in a module: before its first import, else before its first item.</summary>
    public static SourceSpan? PlaceIn(IReadOnlyList<Item> items, out bool isBeforeUse)
    {
        SourceSpan? first = null;
        foreach (Item item in items)
        {
            if (!item.Span.Context.IsRoot || item.IsRemoved)
            {
                continue;
            }
            uint lo = item.Span.Lo;
            foreach (Attr attr in item.Attrs)
            {
                lo = uint.Min(lo, attr.Span.Lo);
            }
            SourceSpan place = new(lo, lo);
            if (item is Item.Use)
            {
                isBeforeUse = true;
                return place;
            }
            first ??= place;
        }
        isBeforeUse = false;
        return first;
    }

    public static void Suggest(Diagnostic diagnostic, List<ImportCandidate> candidates, Func<Res, string> describe, IReadOnlyList<Item> items, bool isInstead)
    {
        if (candidates.Count == 0 || PlaceIn(items, out bool isBeforeUse) is not { } place)
        {
            return;
        }
        string kind = describe(candidates[0].Res);
        foreach (ImportCandidate candidate in candidates)
        {
            if (describe(candidate.Res) != kind)
            {
                kind = "item";
            }
        }
        string message = $"consider importing {(candidates.Count == 1 ? $"this {kind}" : $"one of these {kind}s")}{(isInstead ? " instead" : "")}";
        List<IReadOnlyList<SuggestionEdit>> edits = [];
        foreach (ImportCandidate candidate in candidates)
        {
            edits.Add([new SuggestionEdit(place, $"use {candidate.Path};\n{(isBeforeUse ? "" : "\n")}")]);
        }
        diagnostic.WithAlternatives(message, Applicability.MaybeIncorrect, edits);
    }
}
