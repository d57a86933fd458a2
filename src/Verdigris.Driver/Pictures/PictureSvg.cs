using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;

namespace Verdigris.Driver.Pictures;

/// <summary>
/// The right half of a picture: a column of bands for each variable, and beside it its loans as arcs. Rows are those of the
/// table at its left, all of one height.
/// </summary>
internal sealed class PictureSvg(BorrowPicture picture, string prefix, IReadOnlyDictionary<int, (int First, int Last)> rowsOfLines, int rowCount)
{
    public const int RowHeight = 24;
    public const int HeadHeight = 84;
    private const int BandWidth = 24;
    private const int LaneWidth = 16;
    private const int Gap = 26;
    private readonly StringBuilder _svg = new();

    public string Render()
    {
        (int[] lanes, int[] laneCounts) = LayOutLanes();
        int[] lefts = new int[picture.Variables.Length];
        int x = 14;
        for (int i = 0; i < lefts.Length; i++)
        {
            lefts[i] = x;
            x += BandWidth + (laneCounts[i] == 0 ? 0 : (laneCounts[i] * LaneWidth) + 22) + Gap;
        }
        // The last name leans out of its column.
        int width = x + 60;
        int height = HeadHeight + (rowCount * RowHeight);
        Append($"<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"group\" aria-label=\"Lives of the variables, line by line\">");
        foreach (PictureError error in picture.Errors)
        {
            if (rowsOfLines.TryGetValue(error.Line, out (int First, int Last) rows))
            {
                Append($"<rect class=\"error-row\" x=\"0\" y=\"{Top(rows.First)}\" width=\"{width}\" height=\"{RowHeight}\"/>");
            }
        }
        for (int i = 0; i < lefts.Length; i++)
        {
            Variable(i, lefts[i]);
            for (int loan = 0; loan < picture.Loans.Length; loan++)
            {
                if (picture.Loans[loan].Variable == i)
                {
                    Loan(picture.Loans[loan], lefts[i] + BandWidth, lanes[loan]);
                }
            }
            Collisions(i, lefts[i]);
            _svg.Append("</g>");
        }
        return _svg.Append("</svg>").ToString();
    }

    private static int Top(int row) => HeadHeight + (row * RowHeight);

    private static int Middle(int row) => Top(row) + (RowHeight / 2);

    private void Variable(int index, int left)
    {
        VariableLife life = picture.Variables[index];
        Append($"<g class=\"variable\" tabindex=\"0\" data-variable=\"{prefix}{index}\" role=\"img\" aria-label=\"{Summary(life)}\">");
        int middle = left + (BandWidth / 2);
        int nameBottom = HeadHeight - 10;
        Append($"<text class=\"head\" x=\"{middle}\" y=\"{nameBottom}\" transform=\"rotate(-38 {middle} {nameBottom})\">{Escape(life.Name)}</text>");
        bool isFirst = true;
        foreach (Band band in life.Bands)
        {
            if (!rowsOfLines.TryGetValue(band.FirstLine, out (int First, int Last) first) || !rowsOfLines.TryGetValue(band.LastLine, out (int First, int Last) last))
            {
                continue;
            }
            int top = Top(first.First) + (isFirst ? 3 : 0);
            int bottom = Top(last.Last) + RowHeight - (band == life.Bands[^1] ? 3 : 0);
            Append($"<rect class=\"band {BandWords.ClassOf(band.State)}\" x=\"{left}\" y=\"{top}\" width=\"{BandWidth}\" height=\"{bottom - top}\"/>");
            Append($"<text class=\"letter\" x=\"{middle}\" y=\"{Middle(first.First) + 4}\">{BandWords.LetterOf(band.State)}</text>");
            isFirst = false;
        }
        foreach (LifeEvent happening in life.Events)
        {
            if (happening.Kind == LifeEventKind.Drop && rowsOfLines.TryGetValue(happening.Line, out (int First, int Last) at))
            {
                int y = Top(at.Last) + RowHeight - 3;
                Append($"<path class=\"end\" d=\"M{left} {y}h{BandWidth}\"/>");
            }
        }
    }

    private void Collisions(int index, int left)
    {
        foreach (PictureError error in picture.Errors)
        {
            if (error.Variables.Contains(index) && rowsOfLines.TryGetValue(error.Line, out (int First, int Last) rows))
            {
                int x = left + (BandWidth / 2);
                int y = Middle(rows.First);
                Append($"<path class=\"collision\" d=\"M{x} {y - 12}l12 12l-12 12l-12 -12z\"/><text class=\"collision-mark\" x=\"{x}\" y=\"{y + 5}\">!</text>");
            }
        }
    }

    private void Loan(LoanArc loan, int right, int lane)
    {
        if (!rowsOfLines.TryGetValue(loan.Line, out (int First, int Last) start) || !rowsOfLines.TryGetValue(loan.LastLine, out (int First, int Last) end))
        {
            return;
        }
        string kind = (loan.IsMutable ? "mutable" : "shared") + (loan.IsContested ? " contested" : "");
        int from = Middle(start.First);
        if (loan.LastLine == loan.Line && !loan.IsIntoNextRound)
        {
            // Over in the same line: a stub.
            Append($"<path class=\"loan brief {kind}\" d=\"M{right} {from - 5}a5 5 0 0 1 0 10\"/>");
            return;
        }
        int to = Middle(end.First);
        int out_ = 12 + (lane * LaneWidth);
        string sign = loan.IsMutable ? "&amp;mut" : "&amp;";
        if (loan.LastLine == loan.Line)
        {
            Append($"<path class=\"loan {kind}\" d=\"M{right} {from - 6}h{out_}a6 6 0 0 1 0 12h-{out_ - 5}\"/><path class=\"tip {kind}\" d=\"M{right} {from + 6}l7 -4v8z\"/>");
            Append($"<text class=\"sign {kind}\" x=\"{right + 3}\" y=\"{from - 9}\">{sign} ↻</text>");
            return;
        }
        int bend = 7;
        Append($"<path class=\"loan {kind}\" d=\"M{right} {from}h{out_ - bend}q{bend} 0 {bend} {bend}V{to - bend}q0 {bend} -{bend} {bend}h-{out_ - bend - 5}\"/>");
        Append($"<circle class=\"start {kind}\" cx=\"{right}\" cy=\"{from}\" r=\"3.5\"/><path class=\"tip {kind}\" d=\"M{right} {to}l7 -4v8z\"/>");
        Append($"<text class=\"sign {kind}\" x=\"{right + 3}\" y=\"{from - 4}\">{sign}{(loan.IsIntoNextRound ? " ↻" : "")}</text>");
    }

    /// <summary>Lanes beside each column, so that arcs that overlap lie side by side: short ones inside.</summary>
    private (int[] Lanes, int[] Counts) LayOutLanes()
    {
        int[] lanes = new int[picture.Loans.Length];
        int[] counts = new int[picture.Variables.Length];
        List<int> order = [];
        for (int i = 0; i < picture.Loans.Length; i++)
        {
            if (picture.Loans[i].LastLine > picture.Loans[i].Line || picture.Loans[i].IsIntoNextRound)
            {
                order.Add(i);
            }
        }
        order.Sort((a, b) => (LengthOf(a), a).CompareTo((LengthOf(b), b)));
        List<int> placed = [];
        foreach (int i in order)
        {
            LoanArc loan = picture.Loans[i];
            int lane = 0;
            foreach (int other in placed)
            {
                LoanArc there = picture.Loans[other];
                if (there.Variable == loan.Variable && there.Line <= loan.LastLine && loan.Line <= there.LastLine)
                {
                    lane = int.Max(lane, lanes[other] + 1);
                }
            }
            lanes[i] = lane;
            counts[loan.Variable] = int.Max(counts[loan.Variable], lane + 1);
            placed.Add(i);
        }
        return (lanes, counts);

        int LengthOf(int i) => picture.Loans[i].LastLine - picture.Loans[i].Line;
    }

    private static string Summary(VariableLife life)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{life.Name}:");
        foreach (Band band in life.Bands)
        {
            string lines = band.FirstLine == band.LastLine ? $"line {band.FirstLine}" : $"lines {band.FirstLine} to {band.LastLine}";
            text.Append(CultureInfo.InvariantCulture, $" {BandWords.NameOf(band.State)} {lines};");
        }
        return Escape(text.ToString().TrimEnd(';'));
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private void Append(FormattableString markup) => _svg.Append(markup.ToString(CultureInfo.InvariantCulture));
}
