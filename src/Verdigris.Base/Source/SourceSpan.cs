using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;

namespace Verdigris.Base.Source;

/// <summary>
/// A range of source bytes plus its hygiene context, 8 bytes. Positions are global: every file of the process has its own
/// range in the <see cref="SourceMap"/>; 0 is no position. Ranges of 65,535 bytes or more, and contexts beyond 65,534, are
/// kept in a process-wide table and referred to by index.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
public readonly record struct SourceSpan
{
    private const ushort Interned = ushort.MaxValue;

    private readonly uint _lo;
    private readonly ushort _length;
    private readonly ushort _context;

    public SourceSpan(uint lo, uint hi, SyntaxContext context = default)
    {
        uint length = hi >= lo ? hi - lo : 0;
        if (length < Interned && context.Index < ushort.MaxValue)
        {
            _lo = lo;
            _length = (ushort)length;
            _context = (ushort)context.Index;
            return;
        }
        _lo = LargeSpans.Intern(lo, lo + length, context);
        _length = Interned;
        _context = 0;
    }

    /// <summary>No source: made by the compiler itself.</summary>
    public static SourceSpan Dummy => default;

    public uint Lo => _length == Interned ? LargeSpans.At(_lo).Lo : _lo;

    /// <summary>Exclusive end.</summary>
    public uint Hi => _length == Interned ? LargeSpans.At(_lo).Hi : _lo + _length;

    public SyntaxContext Context => _length == Interned ? LargeSpans.At(_lo).Context : SyntaxContext.FromIndex(_context);

    public bool IsDummy => Lo == 0 && Hi == 0;

    /// <summary>From the start of this span to the end of <paramref name="end"/>; keeps this span's context.</summary>
    public SourceSpan To(SourceSpan end) =>
        IsDummy ? end : end.IsDummy ? this : new SourceSpan(uint.Min(Lo, end.Lo), uint.Max(Hi, end.Hi), Context);

    /// <summary>From the end of this span to the start of <paramref name="end"/>.</summary>
    public SourceSpan Between(SourceSpan end) => new(Hi, uint.Max(Hi, end.Lo), Context);

    /// <summary>The empty span at the start.</summary>
    public SourceSpan ShrinkToLo() => new(Lo, Lo, Context);

    /// <summary>The empty span at the end.</summary>
    public SourceSpan ShrinkToHi() => new(Hi, Hi, Context);

    public SourceSpan WithContext(SyntaxContext context) => new(Lo, Hi, context);

    public bool Contains(SourceSpan inner) => Lo <= inner.Lo && inner.Hi <= Hi;

    private static class LargeSpans
    {
        private static readonly Lock s_lock = new();
        private static readonly Dictionary<(uint, uint, SyntaxContext), uint> s_indices = [];
        private static (uint Lo, uint Hi, SyntaxContext Context)[] s_spans = new (uint, uint, SyntaxContext)[64];
        private static uint s_count;

        public static (uint Lo, uint Hi, SyntaxContext Context) At(uint index) => Volatile.Read(ref s_spans)[index];

        public static uint Intern(uint lo, uint hi, SyntaxContext context)
        {
            lock (s_lock)
            {
                if (s_indices.TryGetValue((lo, hi, context), out uint known))
                {
                    return known;
                }
                (uint, uint, SyntaxContext)[] spans = s_spans;
                if (s_count == spans.Length)
                {
                    System.Array.Resize(ref spans, spans.Length * 2);
                }
                spans[s_count] = (lo, hi, context);
                // The grown array is published only after the entry is in it, so that At needs no lock.
                Volatile.Write(ref s_spans, spans);
                s_indices.Add((lo, hi, context), s_count);
                return s_count++;
            }
        }
    }
}
