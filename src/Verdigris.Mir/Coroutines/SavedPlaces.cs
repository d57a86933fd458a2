using System;
using System.Collections.Immutable;

namespace Verdigris.Mir.Coroutines;

/// <summary>
/// Which saved variables may share memory: those that live in one state only may overlap with those of other states, unless
/// both need their memory at the same time somewhere on the way from one suspension to the next.
/// </summary>
internal static class SavedPlaces
{
    private const int Unassigned = -1;

    /// <param name="conflicts">Symmetric: whether two variables need memory at the same time.</param>
    /// <returns>By variable: whether it must have a place that it shares with none.</returns>
    public static bool[] WithOwnPlace(int count, ImmutableArray<ImmutableArray<int>> states, bool[,] conflicts)
    {
        bool[] isAlone = new bool[count];
        int[] stateOf = new int[count];
        stateOf.AsSpan().Fill(Unassigned);
        for (int state = 0; state < states.Length; state++)
        {
            foreach (int local in states[state])
            {
                isAlone[local] |= stateOf[local] != Unassigned;
                stateOf[local] = state;
            }
        }
        for (int a = 0; a < count; a++)
        {
            for (int b = a + 1; b < count; b++)
            {
                if (isAlone[a] || isAlone[b] || !conflicts[a, b] || stateOf[a] == stateOf[b])
                {
                    continue;
                }
                // The one that is in the way of more others gives way.
                isAlone[ConflictsOf(a) > ConflictsOf(b) ? a : b] = true;
            }
        }
        return isAlone;

        int ConflictsOf(int local)
        {
            int found = 0;
            for (int other = 0; other < count; other++)
            {
                found += conflicts[local, other] ? 1 : 0;
            }
            return found;
        }
    }
}
