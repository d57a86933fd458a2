using Verdigris.Base.Collections;

namespace Verdigris.Mir.Borrowck.Regions;

/// <summary>Numbers the points of a body: block after block, one point before each statement and one before the terminator.</summary>
internal sealed class PointTable
{
    private readonly int[] _starts;
    private readonly int[] _blockOf;

    public PointTable(Body body)
    {
        _starts = new int[body.Blocks.Count + 1];
        for (int i = 0; i < body.Blocks.Count; i++)
        {
            _starts[i + 1] = _starts[i] + body.Blocks[BasicBlock.FromIndex(i)].Statements.Count + 1;
        }
        _blockOf = new int[_starts[^1]];
        for (int i = 0; i < body.Blocks.Count; i++)
        {
            System.Array.Fill(_blockOf, i, _starts[i], _starts[i + 1] - _starts[i]);
        }
    }

    public int Count => _blockOf.Length;

    public int PointOf(Location location) => _starts[location.Block.Index] + location.Statement;

    public int FirstOf(BasicBlock block) => _starts[block.Index];

    /// <summary>The terminator's point.</summary>
    public int LastOf(BasicBlock block) => _starts[block.Index + 1] - 1;

    public BasicBlock BlockOf(int point) => BasicBlock.FromIndex(_blockOf[point]);

    public Location LocationOf(int point) => new(BlockOf(point), point - _starts[_blockOf[point]]);
}
