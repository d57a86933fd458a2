using System.Collections.Generic;
using Verdigris.Base.Interning;

namespace Verdigris.Metadata.Write;

/// <summary>The names that a file mentions, numbered in order of first mention.</summary>
internal sealed class SymbolTable
{
    private readonly Dictionary<Symbol, int> _indices = new(ReferenceEqualityComparer.Instance);
    private readonly List<Symbol> _symbols = [];

    public int IndexOf(Symbol symbol)
    {
        if (!_indices.TryGetValue(symbol, out int index))
        {
            index = _symbols.Count;
            _indices.Add(symbol, index);
            _symbols.Add(symbol);
        }
        return index;
    }

    public void WriteTo(RecordWriter output)
    {
        output.UInt32((uint)_symbols.Count);
        uint offset = 0;
        foreach (Symbol symbol in _symbols)
        {
            output.UInt32(offset);
            offset += (uint)symbol.Utf8.Length;
        }
        output.UInt32(offset);
        foreach (Symbol symbol in _symbols)
        {
            output.Raw(symbol.Utf8);
        }
    }
}
