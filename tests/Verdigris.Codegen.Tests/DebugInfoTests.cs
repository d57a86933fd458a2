using System.Diagnostics;
using System.IO;
using System.Text;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Codegen.Link;
using Verdigris.Mir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Xunit;
using static Verdigris.Codegen.Tests.BodyBuilder;

namespace Verdigris.Codegen.Tests;

public sealed class DebugInfoTests
{
    private const string Source =
        """
        fn helper(number: i32) -> i32 {
            let twice = number + number;
            puts("here");
            twice
        }
        fn main() {
            helper(21);
        }
        """;

    [Fact]
    public void GdbStopsAtALineAndPrintsLocals()
    {
        string directory = Directory.CreateTempSubdirectory("verdigris-debug").FullName;
        string sourcePath = Path.Combine(directory, "program.rs");
        File.WriteAllText(sourcePath, Source);
        TestCrate crate = new();
        SourceFile file = crate.Sources.Add(sourcePath, Encoding.UTF8.GetBytes(Source));
        Ty i32 = crate.Common.I32;
        DefId puts = crate.Foreign("puts", [crate.Types.RawPtr(crate.Common.U8, isMutable: false)], i32);
        DefId helper = crate.Function("helper", [i32], i32);
        BodyBuilder body = new(crate, helper, SpanOf(file, "fn helper(number: i32) -> i32"), i32, i32) { Span = SpanOf(file, "number + number") };
        Place twice = body.Local(i32);
        Place printed = body.Local(i32);
        body.Assign(twice, new Rvalue.Binary(MirBinOp.Add, Copy(Arg(0)), Copy(Arg(0))));
        body.Span = SpanOf(file, "puts(\"here\")");
        body.Call(printed, puts, body.CString("here"));
        body.Assign(Place.Return, Copy(twice));
        body.Return();
        body.DebugVariable("number", SpanOf(file, "number: i32"), Arg(0), argIndex: 1);
        body.DebugVariable("twice", SpanOf(file, "twice"), twice, argIndex: 0);
        crate.Main = crate.Function("main", [], crate.Common.Unit);
        BodyBuilder main = new(crate, crate.Main, SpanOf(file, "fn main()"), crate.Common.Unit) { Span = SpanOf(file, "helper(21)") };
        Place result = main.Local(i32);
        main.Call(result, helper, main.I32(21));
        main.Return();
        string output = RunGdb(crate, directory, "break program.rs:3", "run", "bt", "print twice", "print number");
        Directory.Delete(directory, recursive: true);
        Assert.Contains("test::helper (number=21)", output, System.StringComparison.Ordinal);
        Assert.Contains("program.rs:3", output, System.StringComparison.Ordinal);
        Assert.Contains("test::main ()", output, System.StringComparison.Ordinal);
        Assert.Contains("= 42", output, System.StringComparison.Ordinal);
    }

    private static SourceSpan SpanOf(SourceFile file, string text)
    {
        uint start = file.Start + (uint)Source.IndexOf(text, System.StringComparison.Ordinal);
        return new SourceSpan(start, start + (uint)text.Length);
    }

    private static string RunGdb(TestCrate crate, string directory, params string[] commands)
    {
        CodegenOptions options = new() { DebugInfo = DebugInfoLevel.Full };
        string objectFile = Path.Combine(directory, "program.o");
        string executable = Path.Combine(directory, "program");
        File.WriteAllBytes(objectFile, ProgramRunner.Generate(crate, options, CodeOutputs.Object)[0].Object!);
        Linker.Link(new LinkRequest { Kind = LinkKind.Executable, Output = executable, Objects = [objectFile], Archives = [] }, options);
        ProcessStartInfo start = new("gdb") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-batch");
        start.ArgumentList.Add("-nx");
        foreach (string command in commands)
        {
            start.ArgumentList.Add("-ex");
            start.ArgumentList.Add(command);
        }
        start.ArgumentList.Add(executable);
        using Process gdb = Process.Start(start)!;
        string output = gdb.StandardOutput.ReadToEnd();
        gdb.WaitForExit();
        return output;
    }
}
