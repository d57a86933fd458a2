using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Modules;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Resolve.Expansion;

/// <summary>The first name of a macro's path or of an import, with the place it stands in.</summary>
internal readonly record struct NameUse(Ident Ident, Namespace Namespace, Module Module, TextualScope? Scope, ExpansionInfo? Expansion);

/// <summary>
/// While macros were expanded and imports resolved, names were taken from the innermost scope that had them. Where an outer
/// scope means something else by the name, and the inner meaning came late or weakly (by an expansion, by a glob import), the
/// choice would depend on the order of expansion: E0659. Reference: [names.resolution.expansion.imports.ambiguity].
/// </summary>
internal sealed class AmbiguityChecker(Resolver resolver, Dictionary<ExpansionInfo, ExpansionInfo?> parents)
{
    /// <param name="Binding">What the name means in one scope.</param>
    /// <param name="IsMacroRules">By textual scope.</param>
    /// <param name="Module">The module that has it; of textual scope the one around the definition; null for preludes.</param>
    private readonly record struct Candidate(NameBinding Binding, bool IsMacroRules, Module? Module);

    public void Check(List<NameUse> uses)
    {
        foreach (NameUse use in uses)
        {
            if (!IsAnchor(use.Ident.Name))
            {
                Check(use);
            }
        }
        foreach (Import import in resolver.Imports)
        {
            if (import.ModulePath is [{ } first, ..] && !IsAnchor(first.Ident.Name) && resolver.EditionOf(first.Ident.Span) >= Edition.E2018)
            {
                Check(new NameUse(first.Ident, Namespace.Type, import.Parent, null, import.Expansion));
            }
        }
    }

    private static bool IsAnchor(Symbol name) =>
        name == Names.Crate || name == Names.DollarCrate || name == Names.SelfLower || name == Names.Super || name == Names.PathRoot;

    private void Check(NameUse use)
    {
        Candidate? innermost = null;
        foreach (Candidate candidate in CandidatesOf(use))
        {
            if (candidate.Binding.Entity.Error is not null)
            {
                return;
            }
            if (innermost is not { } inner)
            {
                innermost = candidate;
                continue;
            }
            if (Resolver.SameEntity(inner.Binding.Entity, candidate.Binding.Entity))
            {
                continue;
            }
            if (candidate.Module is null && use.Ident.Name.Text == "panic")
            {
                // Only a lint: core and std export different macros of that name.
                continue;
            }
            string? conflict =
                (inner.IsMacroRules && !candidate.IsMacroRules && candidate.Module is not null && !IsScopedLikeLet(inner.Module!, candidate.Module))
                || (candidate.IsMacroRules && !inner.IsMacroRules && inner.Module is not null && !IsScopedLikeLet(candidate.Module!, inner.Module))
                    ? "a `macro_rules` name and a non-`macro_rules` name from another module"
                : inner.Binding.IsGlob ? "a name from a glob import and an outer scope during import or macro resolution"
                : MayAppearAfter(inner.Binding.Expansion, use.Expansion, candidate.Binding.Expansion)
                    ? "a macro-expanded name and a less macro-expanded name from outer scope during import or macro resolution"
                : null;
            if (conflict is not null)
            {
                Report(use.Ident, $"a conflict between {conflict}", inner, candidate);
                return;
            }
        }
    }

    /// <summary>All meanings of the name, innermost scope first.</summary>
    private IEnumerable<Candidate> CandidatesOf(NameUse use)
    {
        Symbol name = use.Ident.Name;
        TextualScope? scope = use.Namespace == Namespace.Macro ? use.Scope : null;
        while (scope is not null)
        {
            if (scope.Invocation is { } invocation)
            {
                scope = invocation.OutputScope ?? invocation.State.Scope;
                continue;
            }
            if (scope.Name == name)
            {
                Entity macro = scope.Macro!;
                yield return new Candidate(new NameBinding(macro, Vis.Public, macro.Macro!.Span) { Expansion = scope.Expansion }, true, scope.Module);
            }
            scope = scope.Outer;
        }
        Module? module = use.Module;
        while (module is not null)
        {
            if ((module.IsBlock || module.IsNormal) && module.Find(name, use.Namespace)?.Binding is { } binding)
            {
                yield return new Candidate(binding, false, module);
            }
            if (module.IsNormal)
            {
                break;
            }
            module = module.Parent;
        }
        if (resolver.LookupPreludes(name, use.Namespace, module ?? resolver.Root, isFinal: true, out NameBinding? prelude) == Determinacy.Found)
        {
            yield return new Candidate(prelude!, false, null);
        }
    }

    /// <summary>A macro by textual scope inside the module that also has it by path: the nearer one is meant, as with <c>let</c>.</summary>
    private static bool IsScopedLikeLet(Module textual, Module modular) =>
        textual.NearestNormal == modular.NearestNormal && textual.IsDescendantOf(modular);

    /// <summary>The inner name came by an expansion that neither the use nor the outer name is part of.</summary>
    private bool MayAppearAfter(ExpansionInfo? inner, ExpansionInfo? use, ExpansionInfo? outer) => !IsWithin(outer, inner) && !IsWithin(use, inner);

    private bool IsWithin(ExpansionInfo? expansion, ExpansionInfo? ancestor)
    {
        if (ancestor is null)
        {
            return true;
        }
        for (ExpansionInfo? current = expansion; current is not null; current = parents.GetValueOrDefault(current))
        {
            if (ReferenceEquals(current, ancestor))
            {
                return true;
            }
        }
        return false;
    }

    private void Report(Ident ident, string reason, Candidate first, Candidate second)
    {
        Diagnostic diagnostic = Diagnostic.Error("E0659", $"`{ident}` is ambiguous", ident.Span)
            .WithPrimaryLabel("ambiguous name")
            .WithNote($"ambiguous because of {reason}");
        Explain(diagnostic, ident, first, "could refer to");
        Explain(diagnostic, ident, second, "could also refer to");
        resolver.Sink.Report(diagnostic);
    }

    private void Explain(Diagnostic diagnostic, Ident ident, Candidate candidate, string refers)
    {
        NameBinding binding = candidate.Binding;
        if (binding.Span.IsDummy || candidate.Module is null)
        {
            diagnostic.WithNote($"`{ident}` {refers} {binding.Entity.Describe().WithArticle} from prelude");
            return;
        }
        diagnostic.WithNote(binding.Span, $"`{ident}` {refers} the {binding.Entity.Describe()} {(binding.Import is null ? "defined" : "imported")} here");
        if (binding.IsGlob)
        {
            diagnostic.WithHelp($"consider adding an explicit import of `{ident}` to disambiguate");
        }
        if (!candidate.IsMacroRules && candidate.Module.IsNormal)
        {
            string root = candidate.Module == resolver.Root ? "crate" : "self";
            diagnostic.WithHelp($"{(binding.IsGlob ? "or " : "")}use `{root}::{ident}` to refer to this {binding.Entity.Describe()} unambiguously");
        }
    }
}
