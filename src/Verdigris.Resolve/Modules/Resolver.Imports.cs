using System.Collections.Generic;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Resolve.Modules;

/// <summary>Imports, to a fixpoint. Reference: [items.use].</summary>
internal sealed partial class Resolver
{
    public void AddImport(Import import)
    {
        _pendingImports.Add(import);
        if (import.IsGlob)
        {
            import.Parent.Globs.Add(import);
            return;
        }
        if (import.Target.Name == Names.Underscore)
        {
            return;
        }
        for (Namespace ns = Namespace.Type; ns <= Namespace.Macro; ns++)
        {
            import.Parent.FindOrAdd(import.Target.Name, ns).PendingImports.Add(import);
        }
    }

    /// <summary>Resolves what can be resolved; true if anything was.</summary>
    public bool ResolveImports()
    {
        bool hasProgress = false;
        bool isAgain = true;
        while (isAgain)
        {
            isAgain = false;
            for (int i = 0; i < _pendingImports.Count; i++)
            {
                Import import = _pendingImports[i];
                isAgain |= ResolveImport(import, isFinal: false);
                if (import.IsDone)
                {
                    _doneImports.Add(import);
                    _pendingImports.RemoveAt(i--);
                    isAgain = true;
                }
            }
            hasProgress |= isAgain;
        }
        return hasProgress;
    }

    /// <summary>Takes a step; true if something new is known.</summary>
    private bool ResolveImport(Import import, bool isFinal)
    {
        bool hasProgress = false;
        bool isLexical = import.ModulePath.IsEmpty;
        if (import.Module is null && !isLexical)
        {
            PathResult path = ResolveModulePath(import.ModulePath, Namespace.Type, import.Parent, import.Scope, isFinal, import);
            if (path.State != Determinacy.Found || path.Module is null)
            {
                if (path.State == Determinacy.Found)
                {
                    // Not a module: an error, reported at the end.
                    import.IsDone = true;
                    ClearPending(import);
                    return true;
                }
                return false;
            }
            import.Module = path.Module;
            hasProgress = true;
        }
        if (import.IsGlob)
        {
            ImportAll(import);
            return true;
        }
        bool isDone = true;
        for (Namespace ns = Namespace.Type; ns <= Namespace.Macro; ns++)
        {
            if (import.IsDetermined[(int)ns])
            {
                continue;
            }
            NameBinding? binding;
            Determinacy state;
            if (isLexical)
            {
                state = LookupLexical(import.Source.Name, ns, import.Parent, import.Scope, isFinal, out binding, import);
            }
            else
            {
                state = Lookup(import.Module!, import.Source.Name, ns, isFinal, out binding, import);
                if (state == Determinacy.NotFound && ns == Namespace.Type && import.Module == Root && import.ModulePath is [{ } root] && root.Ident.Name == Names.PathRoot
                    && FindInExternPrelude(import.Source.Name) is { } crate)
                {
                    state = Determinacy.Found;
                    binding = new NameBinding(crate.Entity!, Vis.Public, crate.Span);
                }
            }
            if (state.IsOpen)
            {
                isDone = false;
                continue;
            }
            hasProgress = true;
            import.IsDetermined[(int)ns] = true;
            Symbol target = import.Target.Name;
            if (target != Names.Underscore)
            {
                import.Parent.FindOrAdd(target, ns).PendingImports.Remove(import);
            }
            if (binding is null)
            {
                continue;
            }
            import.Found[(int)ns] = binding;
            if (!binding.Visibility.IsAccessibleFrom(import.Parent.NearestNormal))
            {
                // Private: reported at the end, unless another namespace has it.
                continue;
            }
            Vis visibility = binding.Visibility.IsAtLeast(import.Visibility) ? import.Visibility : binding.Visibility;
            NameBinding imported = new(binding.Entity, visibility, import.Span) { Import = import, Imported = binding, Expansion = import.Expansion };
            Define(import.Parent, target, ns, imported);
        }
        import.IsDone = isDone;
        return hasProgress;
    }

    private void ClearPending(Import import)
    {
        if (import.IsGlob || import.Target.Name == Names.Underscore)
        {
            return;
        }
        for (Namespace ns = Namespace.Type; ns <= Namespace.Macro; ns++)
        {
            import.Parent.FindOrAdd(import.Target.Name, ns).PendingImports.Remove(import);
        }
    }

    private void ImportAll(Import import)
    {
        Module source = import.Module!;
        import.IsDone = true;
        if (import.IsPrelude)
        {
            Prelude = source;
            return;
        }
        if (source == import.Parent)
        {
            return;
        }
        source.GlobImporters.Add(import);
        // A copy: names may arrive here that this import itself brings along a circle.
        (Symbol, Namespace)[] names = [.. source.NamesInOrder];
        foreach ((Symbol name, Namespace ns) in names)
        {
            if (source.Find(name, ns)?.Binding is { } binding && binding.Visibility.IsAccessibleFrom(import.Parent.NearestNormal))
            {
                ImportByGlob(import, name, ns, binding);
            }
        }
        foreach (NameBinding anonymous in source.Anonymous.ToArray())
        {
            if (anonymous.Visibility.IsAccessibleFrom(import.Parent.NearestNormal))
            {
                ImportByGlob(import, Names.Underscore, Namespace.Type, anonymous);
            }
        }
    }

    /// <summary>After expansion: what is still pending is decided, what failed is reported, and poison keeps others quiet.</summary>
    public void FinishImports()
    {
        bool hasProgress = true;
        while (hasProgress)
        {
            hasProgress = false;
            for (int i = 0; i < _pendingImports.Count; i++)
            {
                Import import = _pendingImports[i];
                hasProgress |= ResolveImport(import, isFinal: false);
                if (import.IsDone)
                {
                    _doneImports.Add(import);
                    _pendingImports.RemoveAt(i--);
                }
            }
            if (hasProgress)
            {
                continue;
            }
            // Stuck in circles: take what is there.
            foreach (Import import in _pendingImports)
            {
                hasProgress |= ResolveImport(import, isFinal: true) && !import.IsDone;
            }
            for (int i = 0; i < _pendingImports.Count; i++)
            {
                if (_pendingImports[i].IsDone)
                {
                    _doneImports.Add(_pendingImports[i]);
                    _pendingImports.RemoveAt(i--);
                    hasProgress = true;
                }
            }
        }
        _doneImports.AddRange(_pendingImports);
        _pendingImports.Clear();
        foreach (Import import in _doneImports)
        {
            CheckImport(import);
        }
    }

    private void CheckImport(Import import)
    {
        if (import.IsExternCrate)
        {
            return;
        }
        if (import.Module is null && !import.ModulePath.IsEmpty)
        {
            PathResult path = ResolveModulePath(import.ModulePath, Namespace.Type, import.Parent, import.Scope, isFinal: true, import);
            if (path.Entity?.Error is { } known)
            {
                Poison(import, known);
                return;
            }
            ReportUnresolvedModule(import, path);
            return;
        }
        CheckModulePathPrivacy(import);
        if (import.IsGlob)
        {
            return;
        }
        CheckSingleImport(import);
    }

    private void CheckModulePathPrivacy(Import import)
    {
        if (import.ModulePath.IsEmpty)
        {
            return;
        }
        CheckPathPrivacy(import.ModulePath, Namespace.Type, import.Parent, import.Scope);
    }

    /// <summary>E0603 for the segments of a path that was resolved. Reference: [vis.access].</summary>
    public void CheckPathPrivacy(System.Collections.Immutable.ImmutableArray<PathSegment> segments, Namespace ns, Module current, Expansion.TextualScope? scope)
    {
        int index = ResolvePathStart(segments, current, out Module? module, out bool isExternRoot, out _);
        for (; index < segments.Length; index++)
        {
            Symbol name = segments[index].Ident.Name;
            Namespace segmentNs = index == segments.Length - 1 ? ns : Namespace.Type;
            NameBinding? binding;
            if (module is null)
            {
                if (isExternRoot)
                {
                    isExternRoot = false;
                    module = FindInExternPrelude(name);
                    continue;
                }
                LookupLexical(name, segmentNs, current, scope, isFinal: true, out binding);
            }
            else
            {
                Lookup(module, name, segmentNs, isFinal: true, out binding);
            }
            if (binding is null)
            {
                return;
            }
            if (!binding.Visibility.IsAccessibleFrom(current.NearestNormal) && !IsTestHarness(segments[index].Ident))
            {
                ReportPrivate(segments[index].Ident, binding);
                return;
            }
            binding.MarkUsed();
            module = binding.Entity.Module;
            if (module is null)
            {
                return;
            }
        }
    }

    /// <summary>The test harness names tests wherever they are.</summary>
    public static bool IsTestHarness(Ident ident) => HygieneTable.ExpansionOf(ident.Span.Context)?.MacroName == Expansion.TestHarness.MacroName;

    public ErrorReported ReportPrivate(Ident ident, NameBinding binding) => Sink.Report(PrivateItem(ident, binding));

    /// <summary>E0603, with the chain of imports down to the definition.</summary>
    public Diagnostic PrivateItem(Ident ident, NameBinding binding)
    {
        string kind = PrivateKind(binding);
        Diagnostic diagnostic = Diagnostic.Error("E0603", $"{kind} `{ident}` is private", ident.Span).WithPrimaryLabel($"private {kind}");
        Symbol name = ident.Name;
        for (NameBinding? link = binding; link is not null && !link.Span.IsDummy; link = link.Imported)
        {
            NameBinding? next = link.Imported is { Span.IsDummy: false } inner ? inner : null;
            string what = link == binding ? $"the {PrivateKind(link)} `{name}` is defined here" : $"...and refers to the {PrivateKind(link)} `{name}` which is defined here";
            SourceSpan span = Sources.HeadOf(link.Span);
            IReadOnlyList<SpanLabel> labels = link != binding && link.Visibility.IsPublic
                ? [new SpanLabel(span, link.Import is null ? "you could import this directly" : "you could import this re-export", IsPrimary: true)] : [];
            diagnostic.WithChild(new SubDiagnostic(DiagnosticLevel.Note, next is null ? what : what + "...", span, labels));
            name = link.Import is { IsGlob: false, IsExternCrate: false } import ? import.Source.Name : name;
        }
        return diagnostic;
    }

    private static string PrivateKind(NameBinding binding) => binding switch
    {
        { Import: null, Entity.Kind: DefKind.Ctor } => "tuple struct constructor",
        { Import.IsExternCrate: true } => "extern crate",
        { Import: not null } => $"{binding.Entity.Describe()} import",
        _ => binding.Entity.Describe(),
    };

    private void CheckSingleImport(Import import)
    {
        NameBinding? inaccessible = null;
        bool hasAny = false;
        bool hasAccessible = false;
        NameBinding? reexportable = null;
        NameBinding? tooPrivate = null;
        for (int ns = 0; ns < 3; ns++)
        {
            if (import.Found[ns] is not { } found)
            {
                continue;
            }
            hasAny = true;
            found.MarkUsed();
            if (found.Entity.Error is not null)
            {
                return;
            }
            if (found.Ambiguity is { } other)
            {
                ReportAmbiguity(import.Source, found, other);
                return;
            }
            if (!found.Visibility.IsAccessibleFrom(import.Parent.NearestNormal))
            {
                inaccessible ??= found;
                continue;
            }
            hasAccessible = true;
            if (found.Visibility.IsAtLeast(import.Visibility))
            {
                reexportable = found;
            }
            else
            {
                tooPrivate ??= found;
            }
        }
        if (!hasAny)
        {
            ReportUnresolvedName(import);
            return;
        }
        if (!hasAccessible)
        {
            Poison(import, ReportPrivate(import.Source, inaccessible!));
            return;
        }
        if (reexportable is null && tooPrivate is not null)
        {
            ReportPrivateReexport(import, tooPrivate);
        }
    }

    private void ReportPrivateReexport(Import import, NameBinding found)
    {
        bool isType = found.Entity.Namespace == Namespace.Type;
        Symbol name = import.Source.Name;
        if (found.Entity.Kind == DefKind.Macro)
        {
            Sink.Report(Diagnostic.Error("E0364", $"`{name}` is only public within the crate, and cannot be re-exported outside", import.Span)
                .WithHelp($"consider adding a `#[macro_export]` to the macro in the imported module"));
            return;
        }
        string reach = found.Visibility.Module == Root ? "is only public within the crate, and cannot be re-exported outside" : "is private, and cannot be re-exported";
        if (isType && found.Entity.Kind is DefKind.Mod or DefKind.Struct or DefKind.Enum or DefKind.Trait or DefKind.TyAlias or DefKind.Union)
        {
            Sink.Report(Diagnostic.Error("E0365", $"`{name}` {reach}", import.Span)
                .WithPrimaryLabel(found.Visibility.Module == Root ? $"re-export of crate public `{name}`" : $"re-export of private `{name}`")
                .WithNote($"consider declaring type or module `{name}` with `pub`"));
            return;
        }
        Sink.Report(Diagnostic.Error("E0364", $"`{name}` {reach}", import.Span)
            .WithNote(import.Span, $"consider marking `{name}` as `pub` in the imported module"));
    }

    private void Poison(Import import, ErrorReported reported)
    {
        if (import.IsGlob)
        {
            import.Parent.GlobError ??= reported;
            return;
        }
        Entity poison = Entity.Poison(reported);
        for (Namespace ns = Namespace.Type; ns <= Namespace.Macro; ns++)
        {
            if (import.Target.Name != Names.Underscore && import.Parent.FindOrAdd(import.Target.Name, ns) is { Binding: null } empty)
            {
                empty.Binding = new NameBinding(poison, Vis.Public, import.Span);
            }
        }
    }

    private static string PathText(Import import)
    {
        StringBuilder text = new();
        foreach (PathSegment segment in import.ModulePath)
        {
            if (segment.Ident.Name != Names.PathRoot)
            {
                text.Append(segment.Ident.Name.Text).Append("::");
            }
        }
        if (import.IsGlob)
        {
            text.Length = System.Math.Max(0, text.Length - 2);
        }
        else
        {
            text.Append(import.Source.Name.Text);
        }
        return text.ToString();
    }

    private void ReportUnresolvedModule(Import import, PathResult path)
    {
        Ident failed = import.ModulePath[System.Math.Min(path.FailedSegment, import.ModulePath.Length - 1)].Ident;
        if (path.FailedIn is null && ReportUnfitCrate(failed) is { } unfit)
        {
            Poison(import, unfit);
            return;
        }
        string label;
        if (path.Unresolved > 0 || path is { State: Determinacy.Found, Entity: not null })
        {
            label = $"`{failed}` is {path.Entity!.Describe().WithArticle}, not a module";
        }
        else if (failed.Name == Names.Super || failed.Name == Names.SelfLower)
        {
            label = "there are too many leading `super` keywords";
        }
        else
        {
            label = DescribeMissing(failed.Name, path, import.ModulePath);
        }
        // Only a failure at the end of the module path is called an unresolved import.
        bool isInside = path.State != Determinacy.Found && path.FailedSegment < import.ModulePath.Length - 1;
        Diagnostic diagnostic = isInside
            ? Diagnostic.Error("E0433", path.FailedIn is null ? $"cannot find module or crate `{failed}` in this scope"
                : path.FailedIn == Root && import.ModulePath[0].Ident.Name == Names.PathRoot ? $"cannot find module or crate `{failed}` in the crate root"
                : $"cannot find `{failed}` in `{path.FailedIn.Name}`", failed.Span).WithPrimaryLabel(label)
            : Diagnostic.Error("E0432", $"unresolved import `{ModulePathText(import, path.FailedSegment + 1)}`", failed.Span).WithPrimaryLabel(label);
        if (label.StartsWith("use of unresolved", System.StringComparison.Ordinal))
        {
            SuggestCrate(diagnostic, failed);
        }
        Poison(import, Sink.Report(diagnostic));
    }

    /// <summary>Says that a crate may be missing; edition 2015 also needs <c>extern crate</c>.</summary>
    internal void SuggestCrate(Diagnostic diagnostic, Ident name)
    {
        if (Options.Edition < Edition.E2018 && CrateStart is { } start)
        {
            diagnostic.WithVerboseSuggestion($"you might be missing a crate named `{name}`, add it to your project and import it in your code", Applicability.MaybeIncorrect, new SuggestionEdit(start, $"extern crate {name};\n"));
            return;
        }
        diagnostic.WithHelp($"you might be missing a crate named `{name}`");
    }

    private string DescribeMissing(Symbol name, PathResult path, System.Collections.Immutable.ImmutableArray<PathSegment> segments)
    {
        if (path.FailedIn is null || (path.FailedIn == Root && segments[0].Ident.Name == Names.PathRoot))
        {
            return $"use of unresolved module or unlinked crate `{name}`";
        }
        string container = path.FailedIn == Root ? "the crate root" : $"`{path.FailedIn.Name}`";
        return $"could not find `{name}` in {container}";
    }

    private void ReportUnresolvedName(Import import)
    {
        if (import.ModulePath.IsEmpty && ReportUnfitCrate(import.Source) is { } unfit)
        {
            Poison(import, unfit);
            return;
        }
        Symbol name = import.Source.Name;
        string label;
        if (import.ModulePath.IsEmpty)
        {
            label = "";
        }
        else
        {
            Module module = import.Module!;
            string container = module.Parent is null ? "the root" : $"`{module.Name}`";
            label = $"no `{name}` in {container}";
        }
        if (import.ModulePath.IsEmpty || (import.ModulePath is [{ } root] && root.Ident.Name == Names.PathRoot))
        {
            label = import.ModulePath.IsEmpty ? $"no external crate `{name}`" : $"no `{name}` in the root";
        }
        Diagnostic diagnostic = Diagnostic.Error("E0432", $"unresolved import `{PathText(import)}`", import.IsNested ? import.Source.Span : import.Span).WithPrimaryLabel(label);
        if (import.Module is { } source && TypoSuggestion.Find(name, NamesOf(source)) is { } similar)
        {
            diagnostic.WithVerboseSuggestion("a similar name exists in the module", Applicability.MaybeIncorrect, new SuggestionEdit(import.Source.Span, similar.Text));
        }
        Poison(import, Sink.Report(diagnostic));
    }

    private static IEnumerable<Symbol> NamesOf(Module module)
    {
        foreach ((Symbol name, Namespace ns) in module.NamesInOrder)
        {
            if (module.Find(name, ns)?.Binding is not null)
            {
                yield return name;
            }
        }
    }

    private static string ModulePathText(Import import, int count = int.MaxValue)
    {
        StringBuilder text = new();
        foreach (PathSegment segment in import.ModulePath)
        {
            if (count-- <= 0)
            {
                break;
            }
            if (segment.Ident.Name != Names.PathRoot)
            {
                text.Append(text.Length > 0 ? "::" : "").Append(segment.Ident.Name.Text);
            }
        }
        return text.ToString();
    }
}
