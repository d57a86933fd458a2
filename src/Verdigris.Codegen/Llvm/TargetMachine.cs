using System;
using System.Runtime.InteropServices;
using System.Threading;
using Verdigris.Base.Targets;

namespace Verdigris.Codegen.Llvm;

/// <summary>Optimises modules and writes them as machine code. One per thread; LLVM's tables are set up once.</summary>
public sealed unsafe class TargetMachine : IDisposable
{
    private static readonly Lock s_lock = new();
    private static bool s_isInitialised;

    private readonly LlvmTargetMachine _machine;
    private readonly CodegenOptions _options;

    public TargetMachine(TargetSpec target, CodegenOptions options, bool isPositionIndependent)
    {
        Initialise(options);
        _options = options;
        LlvmTarget llvmTarget;
        byte* message = null;
        if (Native.LLVMGetTargetFromTriple(target.LlvmTriple, &llvmTarget, &message) != 0)
        {
            throw new LlvmException(Take(message));
        }
        string cpu = options.TargetCpu ?? target.DefaultCpu;
        string features = options.TargetFeatures;
        if (cpu == "native")
        {
            cpu = Take(Native.LLVMGetHostCPUName());
            string host = Take(Native.LLVMGetHostCPUFeatures());
            features = features.Length == 0 ? host : $"{host},{features}";
        }
        _machine = Native.LLVMCreateTargetMachine(
            llvmTarget,
            target.LlvmTriple,
            cpu,
            features,
            options.OptLevel switch
            {
                OptLevel.None => LlvmCodegenLevel.None,
                OptLevel.Less => LlvmCodegenLevel.Less,
                OptLevel.Default or OptLevel.Size or OptLevel.SizeMin => LlvmCodegenLevel.Default,
                OptLevel.Aggressive => LlvmCodegenLevel.Aggressive,
            },
            isPositionIndependent ? LlvmRelocMode.Pic : LlvmRelocMode.Static,
            LlvmCodeModel.Default);
        CpuName = cpu;
        Features = features;
    }

    /// <summary>What functions are marked with, so that inlining between them is allowed.</summary>
    public string CpuName { get; }

    public string Features { get; }

    public void Dispose() => Native.LLVMDisposeTargetMachine(_machine);

    public void Optimise(LlvmModule module)
    {
        string pipeline = _options.OptLevel switch
        {
            OptLevel.None => "default<O0>",
            OptLevel.Less => "default<O1>",
            OptLevel.Default => "default<O2>",
            OptLevel.Aggressive => "default<O3>",
            OptLevel.Size => "default<Os>",
            OptLevel.SizeMin => "default<Oz>",
        };
        if (!_options.HasDefaultPasses)
        {
            pipeline = "";
        }
        if (_options.ExtraPasses.Count != 0)
        {
            pipeline = $"{pipeline},{string.Join(',', _options.ExtraPasses)}".TrimStart(',');
        }
        if (pipeline.Length == 0)
        {
            return;
        }
        bool isFast = _options.OptLevel is OptLevel.Default or OptLevel.Aggressive;
        LlvmPassOptions options = Native.LLVMCreatePassBuilderOptions();
        Native.LLVMPassBuilderOptionsSetLoopVectorization(options, _options.VectorizesLoops && isFast ? 1 : 0);
        Native.LLVMPassBuilderOptionsSetLoopInterleaving(options, _options.VectorizesLoops && isFast ? 1 : 0);
        Native.LLVMPassBuilderOptionsSetSLPVectorization(options, _options.VectorizesSlp && isFast ? 1 : 0);
        Native.LLVMPassBuilderOptionsSetMergeFunctions(options, _options.IsOptimizing ? 1 : 0);
        LlvmError error = Native.LLVMRunPasses(module, pipeline, _machine, options);
        Native.LLVMDisposePassBuilderOptions(options);
        if (!error.IsSuccess)
        {
            byte* message = Native.LLVMGetErrorMessage(error);
            string text = Marshal.PtrToStringUTF8((nint)message) ?? "unknown error";
            Native.LLVMDisposeErrorMessage(message);
            throw new LlvmException(text);
        }
    }

    public byte[] Emit(LlvmModule module, LlvmFileType type)
    {
        byte* message = null;
        LlvmMemoryBuffer buffer;
        if (Native.LLVMTargetMachineEmitToMemoryBuffer(_machine, module, type, &message, &buffer) != 0)
        {
            throw new LlvmException(Take(message));
        }
        return Take(buffer);
    }

    public static byte[] EmitBitcode(LlvmModule module) => Take(Native.LLVMWriteBitcodeToMemoryBuffer(module));

    public static string Print(LlvmModule module) => Take(Native.LLVMPrintModuleToString(module));

    /// <summary>Null if the module is well-formed.</summary>
    public static string? Verify(LlvmModule module)
    {
        byte* message = null;
        // 2: return the status, print nothing.
        bool isBroken = Native.LLVMVerifyModule(module, 2, &message) != 0;
        string text = Take(message);
        return isBroken ? text : null;
    }

    private static void Initialise(CodegenOptions options)
    {
        LlvmLibrary.EnsureResolvable();
        lock (s_lock)
        {
            if (s_isInitialised)
            {
                return;
            }
            Native.LLVMInitializeX86TargetInfo();
            Native.LLVMInitializeX86Target();
            Native.LLVMInitializeX86TargetMC();
            Native.LLVMInitializeX86AsmPrinter();
            Native.LLVMInitializeX86AsmParser();
            ParseLlvmArguments(options);
            s_isInitialised = true;
        }
    }

    /// <summary>LLVM's own options are global to the process: those of the first crate count.</summary>
    private static void ParseLlvmArguments(CodegenOptions options)
    {
        if (options.LlvmArgs.Count == 0)
        {
            return;
        }
        nint[] arguments = new nint[options.LlvmArgs.Count + 1];
        arguments[0] = Marshal.StringToCoTaskMemUTF8("verdigris");
        for (int i = 0; i < options.LlvmArgs.Count; i++)
        {
            arguments[i + 1] = Marshal.StringToCoTaskMemUTF8(options.LlvmArgs[i]);
        }
        fixed (nint* items = arguments)
        {
            Native.LLVMParseCommandLineOptions(arguments.Length, (byte**)items, null);
        }
        foreach (nint argument in arguments)
        {
            Marshal.FreeCoTaskMem(argument);
        }
    }

    private static string Take(byte* message)
    {
        if (message is null)
        {
            return "";
        }
        string text = Marshal.PtrToStringUTF8((nint)message) ?? "";
        Native.LLVMDisposeMessage(message);
        return text;
    }

    private static byte[] Take(LlvmMemoryBuffer buffer)
    {
        byte[] content = new ReadOnlySpan<byte>(Native.LLVMGetBufferStart(buffer), checked((int)Native.LLVMGetBufferSize(buffer))).ToArray();
        Native.LLVMDisposeMemoryBuffer(buffer);
        return content;
    }
}
