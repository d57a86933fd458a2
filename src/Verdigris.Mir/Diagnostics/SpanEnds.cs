using Verdigris.Base.Source;

namespace Verdigris.Mir.Diagnostics;

/// <summary>Parts of spans that messages point at.</summary>
internal static class SpanEnds
{
    /// <summary>The last character: a block's closing brace, a statement's semicolon.</summary>
    public static SourceSpan EndPoint(SourceSpan span) => span.Hi > span.Lo ? new SourceSpan(span.Hi - 1, span.Hi, span.Context) : span;
}
