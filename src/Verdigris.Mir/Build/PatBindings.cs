using System;
using Verdigris.Hir;

namespace Verdigris.Mir.Build;

/// <summary>The bindings of a pattern, each variable once: in an or-pattern, as its first alternative has it.</summary>
internal static class PatBindings
{
    public static void Each<TState>(HirPat pat, TState state, Action<TState, HirPat.Binding> action)
    {
        Collector<TState> collector = new(state, action);
        collector.Visit(pat);
    }

    private sealed class Collector<TState>(TState state, Action<TState, HirPat.Binding> action) : HirVisitor
    {
        public override void Visit(HirPat pat)
        {
            if (pat is HirPat.Binding binding && binding.Id == binding.BindingId)
            {
                action(state, binding);
            }
            base.Visit(pat);
        }
    }
}
