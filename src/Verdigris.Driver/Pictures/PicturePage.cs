using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Net;
using System.Reflection;
using System.Text;

namespace Verdigris.Driver.Pictures;

/// <summary>
/// Writes pictures as one HTML page that needs nothing else. The page says everything without its script, without colour and on
/// paper; the script only brings a variable's story to where the reader looks.
/// </summary>
internal sealed class PicturePage
{
    private readonly StringBuilder _html = new();

    private PicturePage()
    {
    }

    /// <param name="title">The file.</param>
    /// <param name="pictures">Each with the colours of its lines.</param>
    public static string Write(string title, IReadOnlyList<(BorrowPicture Picture, ImmutableArray<ColouredPiece> Colours)> pictures)
    {
        PicturePage page = new();
        page.Begin(title);
        for (int i = 0; i < pictures.Count; i++)
        {
            page.Picture(pictures[i].Picture, pictures[i].Colours, $"f{i}-");
        }
        page.End();
        return page._html.ToString();
    }

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"pictures/{name}")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private void Append(FormattableString markup) => _html.Append(markup.ToString(CultureInfo.InvariantCulture));

    private void Begin(string title)
    {
        Append($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>Borrows of {Escape(title)}</title>\n");
        Append($"<style>\n{Resource("picture.css")}</style>\n</head>\n<body>\n");
        _html.Append(Resource("patterns.svg"));
        Append($"<header><h1>Borrows of <code>{Escape(title)}</code></h1>\n");
        _html.Append("<details open><summary>How to read this</summary><p>Each column is the life of one variable, from its declaration at the top to its end. An arc leaves a variable where it is borrowed and comes back at the last use of the reference. Point at a name, or reach it with the Tab key, to read its story.</p><ul class=\"legend\">");
        foreach (BandState state in BandWords.All)
        {
            Append($"<li><svg width=\"26\" height=\"24\" aria-hidden=\"true\"><rect class=\"band {BandWords.ClassOf(state)}\" x=\"1\" y=\"1\" width=\"24\" height=\"22\"/><text class=\"letter\" x=\"13\" y=\"16\">{BandWords.LetterOf(state)}</text></svg> <b>{BandWords.NameOf(state)}</b> {BandWords.ExplanationOf(state)}</li>");
        }
        _html.Append("<li><svg width=\"40\" height=\"24\" aria-hidden=\"true\"><path class=\"loan shared\" d=\"M2 4h22q7 0 7 8t-7 8h-16\"/><path class=\"tip shared\" d=\"M2 20l7 -4v8z\"/></svg> <b>&amp;</b> a shared borrow</li>");
        _html.Append("<li><svg width=\"40\" height=\"24\" aria-hidden=\"true\"><path class=\"loan mutable\" d=\"M2 4h22q7 0 7 8t-7 8h-16\"/><path class=\"tip mutable\" d=\"M2 20l7 -4v8z\"/></svg> <b>&amp;mut</b> a mutable borrow; ↻ one that a loop carries into its next round</li>");
        _html.Append("<li><svg width=\"26\" height=\"24\" aria-hidden=\"true\"><path class=\"collision\" d=\"M13 1l11 11l-11 11l-11 -11z\"/><text class=\"collision-mark\" x=\"13\" y=\"17\">!</text></svg> <b>collision</b> here the program breaks a rule</li></ul></details></header>\n<main>\n");
    }

    private void End()
    {
        Append($"</main>\n<div class=\"teller\" role=\"status\" aria-live=\"polite\" hidden></div>\n<script>\n{Resource("picture.js")}</script>\n</body>\n</html>\n");
    }

    private void Picture(BorrowPicture picture, ImmutableArray<ColouredPiece> colours, string prefix)
    {
        Append($"<section class=\"function\" aria-labelledby=\"{prefix}title\">\n<h2 id=\"{prefix}title\"><code>{Escape(picture.Title)}</code></h2>\n");
        foreach (PictureError error in picture.Errors)
        {
            string code = error.Code.Length == 0 ? "" : $" <code>{error.Code}</code>";
            Append($"<p class=\"error\"><b>error{code}</b> in line {error.Line}: {Words(error.Message)}</p>\n");
        }
        Dictionary<int, (int First, int Last)> rows = [];
        StringBuilder table = new();
        int row = 0;
        for (int i = 0; i < picture.Lines.Length; i++)
        {
            int line = picture.FirstLine + i;
            int first = row++;
            bool isError = HasErrorAt(picture, line);
            table.Append(CultureInfo.InvariantCulture, $"<div class=\"row{(isError ? " wrong" : "")}\"><span class=\"number\">{line}</span><code>{LineMarkup(picture, colours, line, picture.Lines[i], prefix)}</code></div>\n");
            foreach (PictureError error in picture.Errors)
            {
                foreach (PictureLabel label in error.Labels)
                {
                    if (label.Line == line)
                    {
                        table.Append(CultureInfo.InvariantCulture, $"<div class=\"row remark\"><span class=\"number\"></span><span>↑ {Words(label.Text)}</span></div>\n");
                        row++;
                    }
                }
            }
            rows[line] = (first, row - 1);
        }
        Append($"<div class=\"figure\" tabindex=\"-1\"><div class=\"source\" style=\"padding-top:{PictureSvg.HeadHeight}px\">\n{table}</div>\n");
        _html.Append(new PictureSvg(picture, prefix, rows, row).Render()).Append("</div>\n");
        Stories(picture, prefix);
        _html.Append("</section>\n");
    }

    private static bool HasErrorAt(BorrowPicture picture, int line)
    {
        foreach (PictureError error in picture.Errors)
        {
            if (error.Line == line)
            {
                return true;
            }
        }
        return false;
    }

    private void Stories(BorrowPicture picture, string prefix)
    {
        _html.Append("<div class=\"stories\">\n");
        for (int i = 0; i < picture.Variables.Length; i++)
        {
            VariableLife life = picture.Variables[i];
            Append($"<article class=\"story\" id=\"{prefix}{i}\" data-variable=\"{prefix}{i}\"><h3><code>{Escape(life.Name)}</code> <small><code>{Escape(life.Type)}</code></small></h3><ol>");
            foreach (LifeEvent happening in life.Events)
            {
                string style = happening.Kind == LifeEventKind.Error ? " class=\"wrong\"" : "";
                Append($"<li{style}><span class=\"where\">line {happening.Line}</span><span>{Words(happening.Words)}</span></li>");
            }
            _html.Append("</ol></article>\n");
        }
        _html.Append("</div>\n");
    }

    /// <summary>What stands between backticks is code.</summary>
    private static string Words(string words)
    {
        string[] parts = words.Split('`');
        StringBuilder markup = new();
        for (int i = 0; i < parts.Length; i++)
        {
            markup.Append(i % 2 == 0 ? Escape(parts[i]) : $"<code>{Escape(parts[i])}</code>");
        }
        return markup.ToString();
    }

    /// <summary>A line with its colours, and each name of a variable as a link to its story.</summary>
    private static string LineMarkup(BorrowPicture picture, ImmutableArray<ColouredPiece> colours, int line, string text, string prefix)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        CodeColour[] colourAt = new CodeColour[runes.Length];
        foreach (ColouredPiece piece in colours)
        {
            if (piece.Line == line)
            {
                Array.Fill(colourAt, piece.Colour, piece.Column, int.Min(piece.Length, runes.Length - piece.Column));
            }
        }
        int[] nameAt = new int[runes.Length];
        Array.Fill(nameAt, -1);
        foreach (NameUse name in picture.Names)
        {
            if (name.Line == line && name.Column + name.Length <= runes.Length)
            {
                Array.Fill(nameAt, name.Variable, name.Column, name.Length);
            }
        }
        StringBuilder markup = new();
        for (int i = 0; i < runes.Length;)
        {
            int end = i;
            StringBuilder piece = new();
            while (end < runes.Length && nameAt[end] == nameAt[i] && (nameAt[i] >= 0 || colourAt[end] == colourAt[i]))
            {
                piece.Append(runes[end++].ToString());
            }
            string shown = Escape(piece.ToString());
            markup.Append((nameAt[i], colourAt[i]) switch
            {
                ( >= 0 and var variable, _) => string.Create(
                    CultureInfo.InvariantCulture, $"<a class=\"name\" href=\"#{prefix}{variable}\" data-variable=\"{prefix}{variable}\">{shown}</a>"),
                (_, CodeColour.Plain) => shown,
                (_, var colour) => $"<span class=\"{colour.ToString().ToLowerInvariant()}\">{shown}</span>",
            });
            i = end;
        }
        return markup.ToString();
    }
}
