using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Threading;
using Verdigris.Base;
using Verdigris.Base.Source;
using Verdigris.Base.Targets;
using Verdigris.Codegen.Collect;
using Verdigris.Codegen.Emit;
using Verdigris.Codegen.Llvm;
using Verdigris.Codegen.Mangling;
using Verdigris.Mir.Instances;
using Verdigris.Mir.Instances.Shims;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen;

/// <summary>What is wanted of each codegen unit.</summary>
[Flags]
public enum CodeOutputs
{
    None = 0,
    Object = 1,
    Assembly = 2,
    LlvmIr = 4,
    Bitcode = 8,
}

/// <summary>The code of one unit, in the forms that were asked for.</summary>
public sealed record GeneratedUnit(string Name, byte[]? Object, byte[]? Assembly, string? LlvmIr, byte[]? Bitcode);

/// <summary>What the code generator needs besides queries.</summary>
public sealed record CodegenInput
{
    public required string CrateName { get; init; }

    /// <summary>The stable id of the crate.</summary>
    public required ulong CrateHash { get; init; }

    public required bool IsExecutable { get; init; }

    public required CodegenOptions Options { get; init; }

    public required TargetSpec Target { get; init; }

    public required SourceMap Sources { get; init; }

    public required CodeOutputs Outputs { get; init; }

    /// <summary>The crate's functions without type parameters, and statics.</summary>
    public required IReadOnlyList<DefId> LocalItems { get; init; }

    /// <summary>Whether an item can be seen from outside, so that it is emitted though nobody here uses it.</summary>
    public required Func<DefId, bool> IsExported { get; init; }

    /// <summary>The function marked <c>#[panic_handler]</c>, if it is among <see cref="LocalItems"/>.</summary>
    public DefId PanicHandler { get; init; }

    /// <summary><c>fn main</c>; none in libraries.</summary>
    public DefId MainFunction { get; init; }

    /// <summary>
    /// Whether another crate's own code is linked from its archive. If not, all that is used of it is emitted with this crate.
    /// </summary>
    public Func<CrateId, bool> IsLinked { get; init; } = static _ => true;

    /// <summary>Instances that other crates have and that are not generated again.</summary>
    public UpstreamInstances Upstream { get; init; } = UpstreamInstances.None;

    /// <summary>Whether the output is linked whole and one of its crates is <c>alloc</c>.</summary>
    public bool NeedsAllocatorShims { get; init; }

    /// <summary>Whether some crate of the program has a <c>#[global_allocator]</c>.</summary>
    public bool HasGlobalAllocator { get; init; }

    /// <summary>The texts of <c>global_asm!</c>, in Intel syntax.</summary>
    public IReadOnlyList<string> GlobalAssembly { get; init; } = [];

    /// <summary>Whether errors were reported: evaluating the constants that instances need finds more of them.</summary>
    public required Func<bool> HasErrors { get; init; }

    /// <summary>Makes the queries of one worker thread.</summary>
    public required Func<MonoQueries> CreateQueries { get; init; }
}

/// <summary>
/// From MIR to machine code: collects what must be emitted, divides it into units, and emits and optimises the units in
/// parallel, each with an LLVM context of its own. The same input gives the same bytes whatever the number of threads.
/// Requires: no errors were reported in the crate. LLVM is loaded only here.
/// </summary>
public static class CodeGenerator
{
    /// <summary>Fewer items than this are not worth another unit.</summary>
    private const int ItemsPerUnit = 400;

    /// <summary>Nothing is inlined from one unit into another, so optimised programs are divided only when they are large.</summary>
    private const int ItemsPerOptimisedUnit = 6000;

    public static ImmutableArray<GeneratedUnit> Generate(CodegenInput input)
    {
        LayoutCache layouts = new();
        MonoQueries queries = input.CreateQueries();
        InstanceResolver resolver = new(queries);
        ShimMir shims = new(queries, resolver);
        ImmutableArray<MonoItem> items = new MonoCollector(queries, resolver, shims, input).Collect();
        if (input.HasErrors())
        {
            return [];
        }
        SymbolNames names = new(input.CrateHash, input.PanicHandler) { Upstream = input.Upstream };
        Partition partition = Partitioner.Divide(queries, names, items, UnitCount(input, items.Length));
        CrateEmission crate = new(
            input.Target, input.Options, input.Sources, names, item => partition.Owner.TryGetValue(item, out int owner) ? owner : -1,
            partition.Units.Length, input.IsExecutable);
        GeneratedUnit[] results = new GeneratedUnit[partition.Units.Length];
        RunParallel(results.Length, index => results[index] = GenerateUnit(input, crate, partition, index, layouts));
        return ImmutableArray.Create(results);
    }

    private static int UnitCount(CodegenInput input, int itemCount)
    {
        if (input.Options.CodegenUnits is { } asked)
        {
            return Math.Clamp(asked, 1, Math.Max(itemCount, 1));
        }
        return input.Options.IsOptimizing
            ? Math.Clamp(itemCount / ItemsPerOptimisedUnit + 1, 1, 8)
            : Math.Clamp(itemCount / ItemsPerUnit + 1, 1, 16);
    }

    private static GeneratedUnit GenerateUnit(CodegenInput input, CrateEmission crate, Partition partition, int index, LayoutCache layouts)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{input.CrateName}.{input.CrateHash:x16}-cgu.{index}");
        using TargetMachine machine = new(input.Target, input.Options, input.Options.RelocationModel != RelocationModel.Static);
        using UnitEmitter emitter = new(crate, index, name, input.CreateQueries(), layouts, machine.CpuName, machine.Features);
        try
        {
            emitter.Emit(partition.Units[index]);
            if (index == 0)
            {
                emitter.AddGlobalAssembly(input.GlobalAssembly);
            }
            if (index == 0 && input.IsExecutable)
            {
                emitter.EmitEntryPoint(input.MainFunction);
            }
            if (index == 0 && input.NeedsAllocatorShims)
            {
                emitter.EmitAllocatorShims(input.HasGlobalAllocator);
            }
            emitter.Finish();
        }
        catch (Exception e) when (e is not CompilerBug { Message: ['w', 'h', 'i', 'l', 'e', ..] })
        {
            throw new CompilerBug($"while generating code of `{emitter.Current}`: {e.Message}\n{e.StackTrace}");
        }
        CheckModule(emitter);
        machine.Optimise(emitter.Unit.Module);
        return new GeneratedUnit(
            name,
            input.Outputs.HasFlag(CodeOutputs.Object) ? machine.Emit(emitter.Unit.Module, LlvmFileType.Object) : null,
            input.Outputs.HasFlag(CodeOutputs.Assembly) ? machine.Emit(emitter.Unit.Module, LlvmFileType.Assembly) : null,
            input.Outputs.HasFlag(CodeOutputs.LlvmIr) ? TargetMachine.Print(emitter.Unit.Module) : null,
            input.Outputs.HasFlag(CodeOutputs.Bitcode) ? TargetMachine.EmitBitcode(emitter.Unit.Module) : null);
    }

    /// <summary>A module that is not well-formed would crash LLVM or become wrong code: the verifier says where.</summary>
    private static void CheckModule(UnitEmitter emitter)
    {
        if (TargetMachine.Verify(emitter.Unit.Module) is { } broken)
        {
            string dump = Environment.GetEnvironmentVariable("VERDIGRIS_DUMP_BROKEN_IR") is null ? "" : $"\n{TargetMachine.Print(emitter.Unit.Module)}";
            throw new CompilerBug($"while checking generated code: {broken.Trim()}{dump}");
        }
    }

    /// <summary>Runs 0 to <paramref name="count"/> − 1 on as many threads as there are processors; the first failure is thrown.</summary>
    private static void RunParallel(int count, Action<int> work)
    {
        int threadCount = Math.Min(count, Environment.ProcessorCount);
        if (threadCount <= 1)
        {
            for (int i = 0; i < count; i++)
            {
                work(i);
            }
            return;
        }
        int next = 0;
        Exception? failure = null;
        Thread[] threads = new Thread[threadCount];
        for (int t = 0; t < threadCount; t++)
        {
            // LLVM's passes recurse deeply on large functions.
            threads[t] = new Thread(Loop, 64 << 20) { Name = "codegen" };
            threads[t].Start();
        }
        foreach (Thread thread in threads)
        {
            thread.Join();
        }
        if (failure is not null)
        {
            throw failure;
        }

        void Loop()
        {
            int index;
            while ((index = Interlocked.Increment(ref next) - 1) < count)
            {
                try
                {
                    work(index);
                }
                catch (Exception e)
                {
                    Interlocked.CompareExchange(ref failure, e, null);
                    return;
                }
            }
        }
    }
}
