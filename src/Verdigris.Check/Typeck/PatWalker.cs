using System;
using Verdigris.Hir;

namespace Verdigris.Check.Typeck;

/// <summary>Visits the bindings of a pattern in source order.</summary>
internal static class PatWalker
{
    public static void Each<TState>(HirPat pat, TState state, Action<TState, HirPat.Binding> action)
    {
        switch (pat)
        {
            case HirPat.Binding it:
                action(state, it);
                if (it.Subpattern is not null)
                {
                    Each(it.Subpattern, state, action);
                }
                break;
            case HirPat.Struct it:
                foreach (HirPatField field in it.Fields)
                {
                    Each(field.Pat, state, action);
                }
                break;
            case HirPat.TupleStruct it:
                foreach (HirPat element in it.Elements)
                {
                    Each(element, state, action);
                }
                break;
            case HirPat.Tuple it:
                foreach (HirPat element in it.Elements)
                {
                    Each(element, state, action);
                }
                break;
            case HirPat.Or it:
                foreach (HirPat alternative in it.Alternatives)
                {
                    Each(alternative, state, action);
                }
                break;
            case HirPat.Ref it:
                Each(it.Pattern, state, action);
                break;
            case HirPat.Box it:
                Each(it.Pattern, state, action);
                break;
            case HirPat.Slice it:
                foreach (HirPat before in it.Before)
                {
                    Each(before, state, action);
                }
                if (it.Rest is not null)
                {
                    Each(it.Rest, state, action);
                }
                foreach (HirPat after in it.After)
                {
                    Each(after, state, action);
                }
                break;
        }
    }
}
