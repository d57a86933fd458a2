using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Verdigris.Analyzers;

/// <summary>
/// Withdraws CS8509 ("the switch expression does not handle all values") from a switch over a type marked <c>[Closed]</c>
/// when every nested case has an arm without a guard. A case that is added later then breaks each incomplete switch.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClosedHierarchySuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor s_complete =
        new("VGS0001", "CS8509", "all cases of a [Closed] hierarchy are handled");

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions => [s_complete];

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic warning in context.ReportedDiagnostics)
        {
            if (warning.Location.SourceTree is not { } tree)
            {
                continue;
            }
            SyntaxNode node = tree.GetRoot(context.CancellationToken).FindNode(warning.Location.SourceSpan, getInnermostNodeForTie: true);
            if (node.FirstAncestorOrSelf<SwitchExpressionSyntax>() is { } syntax
                && context.GetSemanticModel(tree).GetOperation(syntax, context.CancellationToken) is ISwitchExpressionOperation match
                && IsComplete(match))
            {
                context.ReportSuppression(Suppression.Create(s_complete, warning));
            }
        }
    }

    private static bool IsComplete(ISwitchExpressionOperation match)
    {
        if (match.Value.Type is not INamedTypeSymbol type || !IsClosed(type))
        {
            return false;
        }
        HashSet<ISymbol> missing = new(SymbolEqualityComparer.Default);
        AddLeaves(type.OriginalDefinition, missing);
        foreach (ISwitchExpressionArmOperation arm in match.Arms)
        {
            if (arm.Guard is null)
            {
                RemoveHandled(arm.Pattern, missing);
            }
        }
        return missing.Count == 0;
    }

    private static bool IsClosed(INamedTypeSymbol type) =>
        type.OriginalDefinition.GetAttributes().Any(a => a.AttributeClass?.Name == "ClosedAttribute");

    /// <summary>The concrete cases: nested types deriving from <paramref name="type"/>, through abstract closed ones.</summary>
    private static void AddLeaves(INamedTypeSymbol type, HashSet<ISymbol> leaves)
    {
        foreach (INamedTypeSymbol member in type.GetTypeMembers())
        {
            if (!SymbolEqualityComparer.Default.Equals(member.BaseType?.OriginalDefinition, type))
            {
                continue;
            }
            if (member.IsAbstract && IsClosed(member))
            {
                AddLeaves(member.OriginalDefinition, leaves);
            }
            else
            {
                leaves.Add(member.OriginalDefinition);
            }
        }
    }

    private static void RemoveHandled(IPatternOperation pattern, HashSet<ISymbol> missing)
    {
        switch (pattern)
        {
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either:
                RemoveHandled(either.LeftPattern, missing);
                RemoveHandled(either.RightPattern, missing);
                break;
            case IDeclarationPatternOperation { MatchedType: { } matched }:
                RemoveSubtypes(matched, missing);
                break;
            case ITypePatternOperation { MatchedType: { } matched }:
                RemoveSubtypes(matched, missing);
                break;
            case IRecursivePatternOperation recursive when IsTotal(recursive):
                RemoveSubtypes(recursive.MatchedType, missing);
                break;
        }
    }

    /// <summary><c>Case { X: var x }</c> and <c>Case(var a, _)</c> match every value of the case.</summary>
    private static bool IsTotal(IRecursivePatternOperation pattern) =>
        pattern.PropertySubpatterns.All(p => MatchesAnything(p.Pattern)) && pattern.DeconstructionSubpatterns.All(MatchesAnything);

    private static bool MatchesAnything(IPatternOperation pattern) =>
        pattern is IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true };

    private static void RemoveSubtypes(ITypeSymbol matched, HashSet<ISymbol> missing)
    {
        ITypeSymbol definition = matched.OriginalDefinition;
        missing.RemoveWhere(leaf =>
        {
            for (INamedTypeSymbol? type = leaf as INamedTypeSymbol; type is not null; type = type.BaseType?.OriginalDefinition)
            {
                if (SymbolEqualityComparer.Default.Equals(type, definition))
                {
                    return true;
                }
            }
            return false;
        });
    }
}
