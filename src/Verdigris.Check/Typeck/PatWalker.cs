using System;
using Verdigris.Hir;

namespace Verdigris.Check.Typeck;

/// <summary>Visits the bindings of a pattern in source order, each occurrence in an or-pattern too.</summary>
internal static class PatWalker
{
    public static void Each<TState>(HirPat pat, TState state, Action<TState, HirPat.Binding> action) =>
        new Visitor<TState>(state, action).Visit(pat);

    private sealed class Visitor<TState>(TState state, Action<TState, HirPat.Binding> action) : HirVisitor
    {
        public override void Visit(HirPat pat)
        {
            if (pat is HirPat.Binding binding)
            {
                action(state, binding);
            }
            base.Visit(pat);
        }
    }
}
