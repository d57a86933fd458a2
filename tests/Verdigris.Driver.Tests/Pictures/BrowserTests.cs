using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Verdigris.Driver.Tests.Pictures;

/// <summary>The page of pictures as a reader meets it: with the pointer, by keyboard, in the dark, on paper.</summary>
public sealed class BrowserTests(PictureTests.Drawn drawn) : IClassFixture<PictureTests.Drawn>, IAsyncLifetime
{
    /// <summary>A column's width away from where it should be would be a wrong statement.</summary>
    private const double Tolerance = 4;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"verdigris-{Guid.NewGuid():N}.html");
    private Browser? _browser;

    public async Task InitializeAsync()
    {
        if (Browser.Executable is null)
        {
            return;
        }
        await File.WriteAllTextAsync(_file, drawn.Page);
        _browser = await Browser.OpenAsync(_file);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
        File.Delete(_file);
    }

    [BrowserFact]
    public async Task LoadsByItselfAndWithoutComplaints()
    {
        Assert.True(await _browser!.EvaluateAsync<int>("document.querySelectorAll('.variable').length") > 10);
        Assert.DoesNotContain(_browser.Events, static e => e["method"]!.GetValue<string>() is "Runtime.exceptionThrown" or "Log.entryAdded");
        string[] requested = [.. _browser.Events.Where(static e => e["method"]!.GetValue<string>() == "Network.requestWillBeSent").Select(static e => e["params"]!["request"]!["url"]!.GetValue<string>())];
        Assert.All(requested, url => Assert.EndsWith(Path.GetFileName(_file), url, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task BandsStandBesideTheirLines()
    {
        double worst = await _browser!.EvaluateAsync<double>(
            """
            (() => {
              let worst = 0;
              for (const figure of document.querySelectorAll('.function')) {
                const rows = new Map([...figure.querySelectorAll('.row')].filter(r => r.firstChild.textContent).map(r => [r.firstChild.textContent, r.getBoundingClientRect()]));
                for (const variable of figure.querySelectorAll('.variable')) {
                  const first = /lines? (\d+)/.exec(variable.getAttribute('aria-label'))[1];
                  worst = Math.max(worst, Math.abs(variable.querySelector('.band').getBoundingClientRect().top - rows.get(first).top));
                }
              }
              return worst;
            })()
            """);
        Assert.InRange(worst, 0, Tolerance);
    }

    [BrowserFact]
    public async Task PointingAtANameTellsItsStory()
    {
        Assert.True(await _browser!.EvaluateAsync<bool>("document.querySelector('.teller').hidden"));
        await _browser.PointAtAsync(".source .name");
        Assert.False(await _browser.EvaluateAsync<bool>("document.querySelector('.teller').hidden"));
        string told = await _browser.EvaluateAsync<string>("document.querySelector('.teller').innerText");
        string story = await _browser.EvaluateAsync<string>("document.getElementById(document.querySelector('.source .name').dataset.variable).innerText");
        Assert.Equal(story, told);
        Assert.True(await _browser.EvaluateAsync<bool>("document.querySelector('.variable.on') !== null"));
    }

    [BrowserFact]
    public async Task TheKeyboardReachesNamesAndColumns()
    {
        string reached = "";
        for (int i = 0; i < 12 && !reached.Contains("name", StringComparison.Ordinal); i++)
        {
            await _browser!.PressAsync("Tab");
            reached = await _browser.EvaluateAsync<string>("document.activeElement.getAttribute('class') ?? ''");
        }
        Assert.Contains("name", reached, StringComparison.Ordinal);
        Assert.False(await _browser!.EvaluateAsync<bool>("document.querySelector('.teller').hidden"));
        await _browser.PressAsync("Escape");
        Assert.True(await _browser.EvaluateAsync<bool>("document.querySelector('.teller').hidden"));
        Assert.True(await _browser.EvaluateAsync<bool>("[...document.querySelectorAll('.variable')].every(v => v.tabIndex === 0 && v.getAttribute('aria-label'))"));
    }

    [BrowserFact]
    public async Task TextIsReadableByDayAndNight()
    {
        foreach (string scheme in (string[])["light", "dark"])
        {
            await _browser!.EmulateAsync(scheme);
            double contrast = await _browser.EvaluateAsync<double>(
                """
                (() => {
                  const light = (colour) => { const [r, g, b] = colour.match(/[\d.]+/g).map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
                  const pairs = [[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]];
                  const error = document.querySelector('.error b');
                  if (error) pairs.push([getComputedStyle(error).color, getComputedStyle(error.parentElement).backgroundColor]);
                  return Math.min(...pairs.map(([a, b]) => { const [hi, lo] = [light(a), light(b)].sort((x, y) => y - x); return (hi + .05) / (lo + .05); }));
                })()
                """);
            Assert.True(contrast >= 4.5, $"{scheme}: {contrast}");
        }
        string[] grounds = [await GroundAsync("light"), await GroundAsync("dark")];
        Assert.NotEqual(grounds[0], grounds[1]);
    }

    [BrowserFact]
    public async Task OnPaperAllStoriesAreThere()
    {
        await _browser!.PointAtAsync(".source .name");
        await _browser.EmulateAsync("light", "print");
        Assert.Equal("none", await _browser.EvaluateAsync<string>("getComputedStyle(document.querySelector('.teller')).display"));
        Assert.True(await _browser.EvaluateAsync<bool>("[...document.querySelectorAll('.story[id]')].every(s => s.getBoundingClientRect().height > 0)"));
    }

    [BrowserFact]
    public async Task NothingDependsOnColourAlone() => Assert.True(await _browser!.EvaluateAsync<bool>(
        "[...document.querySelectorAll('main .band')].every(b => b.nextElementSibling.classList.contains('letter') && b.nextElementSibling.textContent.length === 1)"));

    private async Task<string> GroundAsync(string scheme)
    {
        await _browser!.EmulateAsync(scheme);
        return await _browser.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
    }
}
