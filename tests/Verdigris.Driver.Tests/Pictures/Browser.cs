using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Verdigris.Driver.Tests.Pictures;

/// <summary>A test that needs a browser; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser.Executable is null)
        {
            Skip = "no chromium in PATH (Debian: apt-get install chromium)";
        }
    }
}

/// <summary>A page in a headless Chromium, driven through its debugging protocol.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly List<JsonNode> _events = [];
    private string? _session;
    private int _lastId;

    private Browser(Process process, string profile) => (_process, _profile) = (process, profile);

    public static string? Executable { get; } = FindExecutable();

    /// <summary>What the page reported: exceptions, requests.</summary>
    public IReadOnlyList<JsonNode> Events => _events;

    public static async Task<Browser> OpenAsync(string file)
    {
        string profile = Directory.CreateTempSubdirectory("verdigris-browser").FullName;
        ProcessStartInfo start = new(Executable!) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])
            ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1400,1000", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank"])
        {
            start.ArgumentList.Add(argument);
        }
        Browser browser = new(Process.Start(start)!, profile);
        using CancellationTokenSource late = new(s_patience);
        string? address = null;
        while (address is null && await browser._process.StandardError.ReadLineAsync(late.Token) is { } line)
        {
            int at = line.IndexOf("ws://", StringComparison.Ordinal);
            address = at < 0 ? null : line[at..].Trim();
        }
        _ = browser._process.StandardError.ReadToEndAsync();
        _ = browser._process.StandardOutput.ReadToEndAsync();
        await browser._socket.ConnectAsync(new Uri(address ?? throw new InvalidOperationException("the browser ended")), late.Token);
        JsonNode target = await browser.SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        JsonNode attached = await browser.SendAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target["targetId"]!.DeepClone(), ["flatten"] = true });
        browser._session = attached["sessionId"]!.GetValue<string>();
        foreach (string domain in (string[])["Page", "Runtime", "Network", "Log"])
        {
            await browser.SendAsync($"{domain}.enable");
        }
        await browser.SendAsync("Page.navigate", new JsonObject { ["url"] = new Uri(file).AbsoluteUri });
        while (!await browser.EvaluateAsync<bool>("document.readyState === 'complete' && location.protocol === 'file:'"))
        {
            await Task.Delay(50, late.Token);
        }
        return browser;
    }

    public async Task<T> EvaluateAsync<T>(string script)
    {
        JsonNode answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = script, ["returnByValue"] = true });
        Assert.True(answer["exceptionDetails"] is null, answer.ToJsonString());
        return answer["result"]!["value"].Deserialize<T>()!;
    }

    public async Task PressAsync(string key)
    {
        foreach (string type in (string[])["rawKeyDown", "keyUp"])
        {
            await SendAsync("Input.dispatchKeyEvent", new JsonObject { ["type"] = type, ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = key == "Tab" ? 9 : 27 });
        }
    }

    public async Task PointAtAsync(string selector)
    {
        double[] place = await EvaluateAsync<double[]>(
            $"(() => {{ const e = document.querySelector({JsonSerializer.Serialize(selector)}); e.scrollIntoView({{ block: 'center' }}); const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; }})()");
        await SendAsync("Input.dispatchMouseEvent", new JsonObject { ["type"] = "mouseMoved", ["x"] = place[0], ["y"] = place[1] });
    }

    /// <param name="scheme"><c>light</c> or <c>dark</c>.</param>
    /// <param name="media"><c>screen</c> or <c>print</c>.</param>
    public Task EmulateAsync(string scheme, string media = "screen") => SendAsync("Emulation.setEmulatedMedia", new JsonObject
    {
        ["media"] = media,
        ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }),
    });

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A helper of the browser's may still be writing; the folder is a temporary one.
        }
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject? parameters = null)
    {
        using CancellationTokenSource late = new(s_patience);
        int id = ++_lastId;
        JsonObject message = new() { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (_session is not null)
        {
            message["sessionId"] = _session;
        }
        await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, late.Token);
        while (true)
        {
            JsonNode answer = await ReceiveAsync(late.Token);
            if (answer["id"]?.GetValue<int>() != id)
            {
                _events.Add(answer);
                continue;
            }
            return answer["error"] is { } error ? throw new InvalidOperationException($"{method}: {error.ToJsonString()}") : answer["result"]!;
        }
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken late)
    {
        using MemoryStream message = new();
        byte[] buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, late);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }

    private static string? FindExecutable()
    {
        foreach (string directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            foreach (string name in (string[])["chromium", "chromium-browser", "google-chrome"])
            {
                string file = Path.Combine(directory, name);
                if (File.Exists(file))
                {
                    return file;
                }
            }
        }
        return null;
    }
}
