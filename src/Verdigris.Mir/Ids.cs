using Verdigris.Base.Collections;

namespace Verdigris.Mir;

/// <summary><c>_0</c> is the return place, then the parameters, then variables and temporaries.</summary>
public readonly record struct Local : IId<Local>
{
    private readonly int _plusOne;

    private Local(int plusOne) => _plusOne = plusOne;

    public static Local ReturnPlace => FromIndex(0);

    public int Index => _plusOne - 1;

    public static Local FromIndex(int index) => new(index + 1);

    public override string ToString() => $"_{Index}";
}

/// <summary><c>bb0</c> is the entry.</summary>
public readonly record struct BasicBlock : IId<BasicBlock>
{
    private readonly int _plusOne;

    private BasicBlock(int plusOne) => _plusOne = plusOne;

    public static BasicBlock Start => FromIndex(0);

    public int Index => _plusOne - 1;

    public static BasicBlock FromIndex(int index) => new(index + 1);

    public override string ToString() => $"bb{Index}";
}

/// <summary>A lexical scope of the source, for debug information and lints.</summary>
public readonly record struct SourceScope : IId<SourceScope>
{
    private readonly int _plusOne;

    private SourceScope(int plusOne) => _plusOne = plusOne;

    public static SourceScope Outermost => FromIndex(0);

    public int Index => _plusOne - 1;

    public static SourceScope FromIndex(int index) => new(index + 1);
}

/// <summary>A constant expression lifted out of a body because a reference to it must be <c>'static</c>.</summary>
public readonly record struct Promoted : IId<Promoted>
{
    private readonly int _plusOne;

    private Promoted(int plusOne) => _plusOne = plusOne;

    public int Index => _plusOne - 1;

    public static Promoted FromIndex(int index) => new(index + 1);
}

/// <summary>A type that the user wrote in a body, kept for the borrow checker.</summary>
public readonly record struct UserTypeIdx : IId<UserTypeIdx>
{
    private readonly int _plusOne;

    private UserTypeIdx(int plusOne) => _plusOne = plusOne;

    public int Index => _plusOne - 1;

    public static UserTypeIdx FromIndex(int index) => new(index + 1);
}

/// <summary>A point between statements: before statement <paramref name="Statement"/>, or before the terminator if that is the number of statements.</summary>
public readonly record struct Location(BasicBlock Block, int Statement) : System.IComparable<Location>
{
    public static Location Start => new(BasicBlock.Start, 0);

    public int CompareTo(Location other) => Block == other.Block ? Statement.CompareTo(other.Statement) : Block.Index.CompareTo(other.Block.Index);

    public override string ToString() => $"{Block}[{Statement}]";
}
