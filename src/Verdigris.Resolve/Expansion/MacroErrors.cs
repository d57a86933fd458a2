using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Modules;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Expansion;

/// <summary>Macros that are not there.</summary>
internal static class MacroErrors
{
    public static ErrorReported ReportUnresolved(Invocation invocation, Resolver resolver)
    {
        System.Collections.Immutable.ImmutableArray<PathSegment> path = invocation.Path.Segments;
        string what = invocation.Position switch
        {
            InvocationPosition.Derive => "derive macro",
            InvocationPosition.Attribute => "attribute",
            _ => "macro",
        };
        Symbol name = path[^1].Ident.Name;
        if (path.Length > 1)
        {
            PathResult result = resolver.ResolveModulePath(path.RemoveAt(path.Length - 1), Namespace.Type, invocation.State.Module, invocation.State.Scope, isFinal: true);
            if (result.State != Determinacy.Found)
            {
                PathSegment failed = path[result.FailedSegment];
                if (result.FailedIn is null && resolver.ReportUnfitCrate(failed.Ident) is { } unfit)
                {
                    return unfit;
                }
                string label = result.FailedIn is null ? $"use of unresolved module or unlinked crate `{failed.Ident}`" : $"could not find `{failed.Ident}` in `{result.FailedIn.Name}`";
                return resolver.Sink.Report(Diagnostic.Error("E0433", result.FailedIn is null ? $"cannot find module or crate `{failed.Ident}` in this scope" : $"cannot find `{failed.Ident}` in `{result.FailedIn.Name}`", failed.Ident.Span).WithPrimaryLabel(label));
            }
            if (result.Module is null)
            {
                string label = $"partially resolved path in a macro";
                return resolver.Sink.Report(Diagnostic.Error("E0433", $"failed to resolve: {label}", invocation.Path.Span).WithPrimaryLabel(label));
            }
            string container = result.Module == resolver.Root ? "the crate root" : $"`{result.Module.Name}`";
            return resolver.Sink.Report(Diagnostic.Error("E0433", $"cannot find `{name}` in `{result.Module.Name}`", path[^1].Ident.Span)
                .WithPrimaryLabel($"could not find `{name}` in {container}"));
        }
        Diagnostic diagnostic = Diagnostic.ErrorWithoutCode($"cannot find {what} `{name}` in this scope", invocation.Path.Span);
        if (TypoSuggestion.Find(name, Candidates(invocation, resolver)) is { } similar)
        {
            diagnostic.WithSuggestion($"a macro with a similar name exists", Applicability.MaybeIncorrect, new SuggestionEdit(path[^1].Ident.Span, similar.Text));
        }
        return resolver.Sink.Report(diagnostic);
    }

    private static IEnumerable<Symbol> Candidates(Invocation invocation, Resolver resolver)
    {
        if (invocation.Position != InvocationPosition.Attribute)
        {
            for (TextualScope? scope = invocation.State.Scope; scope is not null; scope = scope.Invocation is { } inner ? inner.OutputScope : scope.Outer)
            {
                if (scope.Name is not null)
                {
                    yield return scope.Name;
                }
            }
        }
        if (invocation.Position is InvocationPosition.Derive or InvocationPosition.Attribute)
        {
            yield break;
        }
        foreach (Symbol name in resolver.MacroUseNames)
        {
            yield return name;
        }
    }
}
