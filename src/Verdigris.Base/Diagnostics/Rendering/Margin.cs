using System;

namespace Verdigris.Base.Diagnostics.Rendering;

/// <summary>Which columns of long lines are shown: what is left of all spans, or far right of them, is cut away.</summary>
internal readonly struct Margin
{
    private const int Slack = 6;

    private readonly int _left;
    private readonly int _right;

    public Margin(int whitespaceLeft, int spanLeft, int spanRight, int labelRight, int columnWidth, int maxLineLength)
    {
        whitespaceLeft = Math.Max(whitespaceLeft - Slack, 0);
        spanLeft = Math.Max(spanLeft - Slack, 0);
        spanRight += Slack;
        labelRight += Slack;
        ColumnWidth = columnWidth;
        // With 20 columns of common indentation, four of it remain.
        _left = whitespaceLeft > 20 ? whitespaceLeft - 16 : 0;
        _right = Math.Max(maxLineLength, _left);
        if (_right - _left <= columnWidth)
        {
            return;
        }
        if (labelRight - whitespaceLeft <= columnWidth)
        {
            _left = whitespaceLeft;
            _right = _left + columnWidth;
        }
        else if (labelRight - spanLeft <= columnWidth)
        {
            _left = Math.Max(spanLeft - (columnWidth - (labelRight - spanLeft)) / 2, 0);
            _right = _left + columnWidth;
        }
        else if (spanRight - spanLeft <= columnWidth)
        {
            _left = Math.Max(spanLeft - (columnWidth - (spanRight - spanLeft)) / 5 * 2, 0);
            _right = _left + columnWidth;
        }
        else
        {
            _left = spanLeft;
            _right = spanRight;
        }
    }

    public int ColumnWidth { get; }

    public bool WasCutLeft => _left > 0;

    public int Left(int lineLength) => Math.Min(_left, lineLength);

    public int Right(int lineLength) => Math.Max(lineLength - _left, 0) <= ColumnWidth ? lineLength : Math.Min(lineLength, _right);
}
