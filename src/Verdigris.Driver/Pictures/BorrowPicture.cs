using System.Collections.Immutable;

namespace Verdigris.Driver.Pictures;

/// <summary>What a variable is at the end of a line, by rising strength where several hold on different paths.</summary>
public enum BandState
{
    /// <summary>Declared, without a value yet.</summary>
    Unset,
    /// <summary>Has its value, and nobody else may use it.</summary>
    Owned,
    /// <summary>Lent: shared references to it, or to what it refers to, are still used.</summary>
    Shared,
    /// <summary>Lent to one mutable reference.</summary>
    Mutable,
    /// <summary>A part was moved away.</summary>
    PartlyMoved,
    /// <summary>Has a value on some of the paths that lead here.</summary>
    Perhaps,
    /// <summary>Its value was moved away.</summary>
    Moved,
}

/// <summary>Consecutive lines in one state.</summary>
/// <param name="FirstLine">From 1; <paramref name="LastLine"/> is the last of them.</param>
public sealed record Band(int FirstLine, int LastLine, BandState State);

public enum LifeEventKind
{
    Begin,
    /// <summary>Gets its first value.</summary>
    Value,
    /// <summary>Gets another value, whole or in part.</summary>
    Change,
    Lend,
    LendMutably,
    Move,
    Drop,
    /// <summary>Goes out of scope, with nothing to be dropped.</summary>
    End,
    Error,
}

/// <summary>Something that happens to a variable, in words that follow its name: <c>is moved into `b`</c>.</summary>
public sealed record LifeEvent(int Line, LifeEventKind Kind, string Words);

/// <summary>One variable from its declaration to its end.</summary>
/// <param name="IsTemporary">A value without a name, shown because an error is about it.</param>
public sealed record VariableLife(
    string Name, string Type, int Line, bool IsParameter, bool IsTemporary, ImmutableArray<Band> Bands, ImmutableArray<LifeEvent> Events)
{
    public int LastLine => Bands.IsEmpty ? Line : Bands[^1].LastLine;
}

/// <summary>A borrow of a variable, of a part of it or of what it refers to.</summary>
/// <param name="Variable">Index of what is borrowed.</param>
/// <param name="Place">As written: <c>v</c>, <c>*r</c>, <c>p.x</c>.</param>
/// <param name="ActiveLine">Of a two-phase borrow: where it becomes mutable; 0 for others.</param>
/// <param name="LastLine">Of the last use of the reference, or of the loop that keeps it.</param>
/// <param name="IsIntoNextRound">Still in force when the loop comes around to where it was made.</param>
/// <param name="Holder">Who has the reference, in words; empty if that has no name.</param>
public sealed record LoanArc(
    int Variable, string Place, bool IsMutable, int Line, int ActiveLine, int LastLine, bool IsReborrow, bool IsCapture, bool IsIntoNextRound,
    string Holder, bool IsContested);

/// <summary>A place in the source where a variable is named; the column counts from 0, in characters.</summary>
public readonly record struct NameUse(int Line, int Column, int Length, int Variable);

/// <summary>A remark of an error about one line.</summary>
public sealed record PictureLabel(int Line, string Text);

/// <param name="Variables">Whose bands collide.</param>
public sealed record PictureError(string Code, string Message, int Line, ImmutableArray<PictureLabel> Labels, ImmutableArray<int> Variables);

/// <summary>The lives of a function's variables, the loans between them, and what is wrong with them.</summary>
/// <param name="Title">The function's path.</param>
/// <param name="Path">Of the source file.</param>
/// <param name="FirstLine">The lines shown.</param>
public sealed record BorrowPicture(
    string Title, string Path, int FirstLine, ImmutableArray<string> Lines, ImmutableArray<VariableLife> Variables, ImmutableArray<LoanArc> Loans,
    ImmutableArray<NameUse> Names, ImmutableArray<PictureError> Errors);
