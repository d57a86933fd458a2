using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Check.Typeck;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Check.Diagnostics;

/// <summary>What is called, for notes about arguments: its name, its parameters.</summary>
internal static class CalleeParams
{
    /// <summary><c>function</c>, <c>method</c>, <c>struct</c>, <c>enum variant</c>: as in "arguments to this …".</summary>
    public static string WordFor(BodyChecker checker, DefId callee) => checker.Context.KindOf(callee) switch
    {
        DefKind.Ctor => checker.Context.Crates.CtorOf(callee).Of == CtorOf.Struct ? "struct" : "enum variant",
        DefKind.AssocFn => checker.Context.AssocItemOf(callee).HasSelf ? "method" : "function",
        _ => "function",
    };

    /// <summary>As in "… defined here".</summary>
    public static string KindOf(BodyChecker checker, DefId callee) => checker.Context.KindOf(callee) switch
    {
        DefKind.AssocFn when checker.Context.AssocItemOf(callee).HasSelf => "method",
        DefKind.AssocFn => "associated function",
        _ => Wording.KindOf(checker.Context, callee),
    };

    public static SourceSpan NameSpanOf(BodyChecker checker, DefId callee) =>
        checker.Context.Crates.SpanOf(checker.Context.KindOf(callee) == DefKind.Ctor ? checker.Context.ParentOf(callee) : callee);

    /// <summary>A parameter with its type, or its name alone where there is no body; null for fields of constructors and other crates' functions.</summary>
    /// <param name="index">Without the receiver, for methods.</param>
    public static SourceSpan? SpanOf(BodyChecker checker, DefId callee, int index)
    {
        if (callee.Crate != checker.Context.Crate)
        {
            return null;
        }
        int offset = checker.Context.KindOf(callee) == DefKind.AssocFn && checker.Context.AssocItemOf(callee).HasSelf ? 1 : 0;
        if (checker.Crate.BodyOf(callee) is { } body)
        {
            return index + offset < body.Params.Length ? body.Params[index + offset].Span : null;
        }
        ImmutableArray<HirIdent> names = checker.Crate.Hir.NodeOf(callee) switch
        {
            HirNode.TraitItem { Value.Kind: HirTraitItemKind.Fn it } => it.ParamNames,
            HirNode.ForeignItem { Value.Kind: HirForeignItemKind.Fn it } => it.ParamNames,
            _ => [],
        };
        return index + offset < names.Length && !names[index + offset].Span.IsDummy ? names[index + offset].Span : null;
    }

    /// <summary>The name of a parameter, if it is just a name.</summary>
    public static string? NameOf(BodyChecker checker, DefId callee, int index)
    {
        if (callee.IsNone || callee.Crate != checker.Context.Crate || checker.Crate.BodyOf(callee) is not { } body)
        {
            return null;
        }
        int offset = checker.Context.KindOf(callee) == DefKind.AssocFn && checker.Context.AssocItemOf(callee).HasSelf ? 1 : 0;
        return index + offset < body.Params.Length && body.Params[index + offset].Pat is HirPat.Binding { Ident.Name: var name } ? name.Text : null;
    }
}
