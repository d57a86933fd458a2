using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Borrowck.Typing;

/// <summary>
/// Closures as numbers, in the order in which a question first names them. Whatever can be proved of a closure follows from its kind,
/// signature and captures, which are arguments of its type; so an answer about one is the answer about all that are alike.
/// This does not hold of coroutines, whose insides matter.
/// </summary>
internal static class NumberedClosures
{
    // No crate has this number, and nobody asks a fact of what stands in a question.
    private static readonly CrateId s_crate = CrateId.FromIndex(int.MaxValue - 1);

    /// <summary>Numbers in place of the closures that <paramref name="found"/> lists, and of those that it did not list yet.</summary>
    public static Interned Number(TypeInterner types, Interned value, List<DefId> found) => new Numberer(types, found, growsList: true).FoldAny(value);

    /// <summary>Numbers in place of the listed ones; others stay.</summary>
    public static Interned NumberKnown(TypeInterner types, Interned value, List<DefId> closures) => new Numberer(types, closures, growsList: false).FoldAny(value);

    /// <summary>The closure that stands for a number; any other definition is itself.</summary>
    public static DefId Resolve(DefId def, List<DefId> closures) => def.Crate == s_crate ? closures[def.Index] : def;

    private sealed class Numberer(TypeInterner types, List<DefId> found, bool growsList) : TypeFolder(types)
    {
        public Interned FoldAny(Interned value) => value switch
        {
            Ty ty => Fold(ty),
            GenericArgs args => Fold(args),
            Predicate predicate => Fold(predicate),
            FnSig sig => Fold(sig),
            _ => throw new CompilerBug("a question about something else"),
        };

        public override Ty Fold(Ty ty)
        {
            if (ty is not Ty.Closure closure)
            {
                return SuperFold(ty);
            }
            int number = found.IndexOf(closure.Def);
            if (number < 0 && growsList)
            {
                number = found.Count;
                found.Add(closure.Def);
            }
            return Interner.Closure(number < 0 ? closure.Def : new DefId(s_crate, number), Fold(closure.Args));
        }

        protected override bool ShouldSkip(Interned value) => (value.Flags & TypeFlags.HasClosure) == 0;
    }
}
