namespace Verdigris.Mir.Borrowck;

/// <summary>What is done to a place that must be initialised for it.</summary>
internal enum UseAction
{
    Use,
    Borrow,
    MatchOn,
    /// <summary>Assignment to a part of a value whose destructor would see it.</summary>
    Assignment,
    PartialAssignment,
}
