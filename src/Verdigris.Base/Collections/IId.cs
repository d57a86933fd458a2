namespace Verdigris.Base.Collections;

/// <summary>
/// A dense integer id that means one kind of thing. Implementations are <c>readonly record struct</c>s that store the
/// index plus one, so that <c>default</c> is "none": check with <see cref="IdExtensions.IsNone"/>.
/// </summary>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    /// <summary>Zero-based; −1 for none.</summary>
    int Index { get; }

    static abstract TSelf FromIndex(int index);
}

public static class IdExtensions
{
    extension<TId>(TId id)
        where TId : struct, IId<TId>
    {
        public bool IsNone => id.Index < 0;

        public bool IsSome => id.Index >= 0;
    }
}
