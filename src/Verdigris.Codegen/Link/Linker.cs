using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;

namespace Verdigris.Codegen.Link;

/// <summary>What is linked.</summary>
public enum LinkKind
{
    Executable,
    DynamicLibrary,
}

/// <summary>What goes into an executable or dynamic library.</summary>
public sealed record LinkRequest
{
    public required LinkKind Kind { get; init; }

    /// <summary>Where the result goes; written under a temporary name first.</summary>
    public required string Output { get; init; }

    /// <summary>Objects of the crate itself.</summary>
    public required IReadOnlyList<string> Objects { get; init; }

    /// <summary>Archives of the crates it uses, each before those it uses itself.</summary>
    public required IReadOnlyList<string> Archives { get; init; }

    /// <summary><c>-L</c>.</summary>
    public IReadOnlyList<string> SearchPaths { get; init; } = [];

    /// <summary>Native libraries as linker arguments, in order.</summary>
    public IReadOnlyList<string> NativeArguments { get; init; } = [];

    /// <summary>For dynamic libraries: what they export; all else is hidden.</summary>
    public IReadOnlyList<string> ExportedSymbols { get; init; } = [];
}

/// <summary>The linker failed, or cannot be run; the message says which and what it printed.</summary>
public sealed class LinkException(string message, string details) : Exception(message)
{
    public string Details { get; } = details;
}

/// <summary>
/// Runs lld directly, with what a C compiler would pass for this system; or the C compiler or linker that <c>-C linker</c>
/// names. Startup files are found once.
/// </summary>
public static class Linker
{
    private static readonly string[] s_lldNames = ["ld.lld-19", "/usr/lib/llvm-19/bin/ld.lld", "ld.lld"];

    public static void Link(LinkRequest request, CodegenOptions options)
    {
        string temporary = $"{request.Output}.{Environment.ProcessId:x}.link.tmp";
        bool usesDriver = options.Linker is { } custom && !Path.GetFileName(custom).Contains("ld", StringComparison.Ordinal);
        List<string> arguments = usesDriver ? DriverArguments(request, options, temporary) : LldArguments(request, options, temporary);
        try
        {
            Run(options.Linker is null ? s_lldNames : [options.Linker], arguments);
            File.Move(temporary, request.Output, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The arguments, for <c>--print link-args</c>.</summary>
    public static IReadOnlyList<string> ArgumentsFor(LinkRequest request, CodegenOptions options) =>
        LldArguments(request, options, request.Output);

    private static List<string> LldArguments(LinkRequest request, CodegenOptions options, string output)
    {
        CStartup startup = CStartup.Find();
        bool isStatic = options.UsesCrtStatic && request.Kind == LinkKind.Executable;
        bool isPie = request.Kind == LinkKind.Executable && options.RelocationModel == RelocationModel.Pie;
        List<string> arguments = ["-o", output, "--eh-frame-hdr", "-m", "elf_x86_64", "--gc-sections", "--as-needed", "-z", "noexecstack", "-z", "relro", "-z", "now"];
        arguments.Add("--hash-style=gnu");
        arguments.Add("--build-id");
        if (request.Kind == LinkKind.DynamicLibrary)
        {
            arguments.AddRange(["-shared", startup.Crti, startup.CrtBeginS]);
        }
        else if (isStatic)
        {
            arguments.AddRange(isPie ? ["-static", "-pie", "--no-dynamic-linker", "-z", "text"] : ["-static"]);
            arguments.AddRange([isPie ? startup.Rcrt1 : startup.Crt1, startup.Crti, isPie ? startup.CrtBeginS : startup.CrtBeginT]);
        }
        else
        {
            arguments.AddRange(["-dynamic-linker", CStartup.DynamicLinker]);
            if (isPie)
            {
                arguments.Add("-pie");
            }
            arguments.AddRange([isPie ? startup.Scrt1 : startup.Crt1, startup.Crti, isPie ? startup.CrtBeginS : startup.CrtBegin]);
        }
        switch (options.Strip)
        {
            case StripLevel.DebugInfo:
                arguments.Add("--strip-debug");
                break;
            case StripLevel.Symbols:
                arguments.Add("--strip-all");
                break;
        }
        AddSymbolExports(request, arguments);
        foreach (string path in request.SearchPaths)
        {
            arguments.Add($"-L{path}");
        }
        foreach (string path in startup.LibraryPaths)
        {
            arguments.Add($"-L{path}");
        }
        arguments.AddRange(request.Objects);
        // Crates may refer to each other in both directions (the panic handler, the allocator).
        arguments.Add("--start-group");
        arguments.AddRange(request.Archives);
        arguments.Add("--end-group");
        arguments.AddRange(request.NativeArguments);
        arguments.AddRange(isStatic
            ? ["--start-group", "-lgcc_eh", "-lgcc", "-lc", "--end-group"]
            : ["-lgcc_s", "-lutil", "-lrt", "-lpthread", "-lm", "-ldl", "-lc", "-lgcc"]);
        arguments.AddRange(PlainLinkArguments(options));
        arguments.AddRange([request.Kind == LinkKind.DynamicLibrary || isPie ? startup.CrtEndS : startup.CrtEnd, startup.Crtn]);
        return arguments;
    }

    /// <summary><c>-C link-arg</c> is written for a C compiler; lld gets what is behind <c>-Wl,</c>.</summary>
    private static IEnumerable<string> PlainLinkArguments(CodegenOptions options)
    {
        foreach (string argument in options.LinkArgs)
        {
            if (argument.StartsWith("-Wl,", StringComparison.Ordinal))
            {
                foreach (string part in argument[4..].Split(','))
                {
                    yield return part;
                }
            }
            else if (!argument.StartsWith("-fuse-ld", StringComparison.Ordinal))
            {
                yield return argument;
            }
        }
    }

    private static void AddSymbolExports(LinkRequest request, List<string> arguments)
    {
        if (request.Kind != LinkKind.DynamicLibrary)
        {
            return;
        }
        string script = $"{request.Output}.{Environment.ProcessId:x}.exports.tmp";
        string exports = request.ExportedSymbols.Count == 0 ? "" : $"global: {string.Join("; ", request.ExportedSymbols)}; ";
        File.WriteAllText(script, $"{{ {exports}local: *; }};\n");
        arguments.Add($"--version-script={script}");
    }

    private static List<string> DriverArguments(LinkRequest request, CodegenOptions options, string output)
    {
        List<string> arguments = ["-o", output, "-m64"];
        if (request.Kind == LinkKind.DynamicLibrary)
        {
            arguments.Add("-shared");
        }
        else
        {
            arguments.Add(options.RelocationModel == RelocationModel.Pie ? options.UsesCrtStatic ? "-static-pie" : "-pie" : "-no-pie");
        }
        foreach (string path in request.SearchPaths)
        {
            arguments.Add($"-L{path}");
        }
        arguments.AddRange(request.Objects);
        arguments.Add("-Wl,--start-group");
        arguments.AddRange(request.Archives);
        arguments.Add("-Wl,--end-group");
        arguments.AddRange(request.NativeArguments);
        arguments.AddRange(["-Wl,--gc-sections", "-Wl,--as-needed", "-Wl,--eh-frame-hdr", "-Wl,-z,noexecstack", "-Wl,-z,relro,-z,now"]);
        if (options.Strip != StripLevel.None)
        {
            arguments.Add(options.Strip == StripLevel.DebugInfo ? "-Wl,--strip-debug" : "-Wl,--strip-all");
        }
        arguments.AddRange(options.UsesCrtStatic ? ["-lgcc_eh", "-lgcc", "-lc"] : ["-lgcc_s", "-lutil", "-lrt", "-lpthread", "-lm", "-ldl", "-lc"]);
        arguments.AddRange(options.LinkArgs);
        return arguments;
    }

    private static void Run(IReadOnlyList<string> candidates, List<string> arguments)
    {
        foreach (string candidate in candidates)
        {
            ProcessStartInfo start = new(candidate) { RedirectStandardError = true, RedirectStandardOutput = true };
            foreach (string argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }
            Process process;
            try
            {
                process = Process.Start(start) ?? throw new LinkException($"could not run `{candidate}`", "");
            }
            catch (System.ComponentModel.Win32Exception)
            {
                continue;
            }
            using (process)
            {
                string errors = process.StandardError.ReadToEnd();
                string output = process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                if (process.ExitCode != 0)
                {
                    throw new LinkException($"linking with `{candidate}` failed: exit status: {process.ExitCode}", (errors + output).Trim());
                }
            }
            return;
        }
        throw new LinkException($"linker `{candidates[0]}` not found", "install Debian's package lld-19, or name another linker with `-C linker`");
    }
}
