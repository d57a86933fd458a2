using System;
using System.Collections.Generic;
using System.Globalization;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Base.Targets;
using Verdigris.Codegen.Abi;
using Verdigris.Codegen.Collect;
using Verdigris.Codegen.Debug;
using Verdigris.Codegen.Llvm;
using Verdigris.Codegen.Mangling;
using Verdigris.Mir;
using Verdigris.Mir.Instances;
using Verdigris.Mir.Instances.Shims;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Emit;

/// <summary>What all units of a crate share, read-only.</summary>
/// <param name="OwnerOf">The unit that defines an item; −1 if another crate or library does.</param>
/// <param name="UnitCount">With several units, what one defines and another uses must not be internal.</param>
public sealed record CrateEmission(
    TargetSpec Target, CodegenOptions Options, SourceMap Sources, SymbolNames Names, Func<MonoItem, int> OwnerOf, int UnitCount, bool IsExecutable);

/// <summary>
/// Emits one codegen unit: an LLVM module with its functions, statics, and the constants they need. One thread at a time; it
/// has queries of its own. Declarations, vtables and memory of constants are made on first use.
/// </summary>
public sealed partial class UnitEmitter : IDisposable
{
    private readonly Dictionary<Instance, Declared> _functions = [];
    private readonly Dictionary<DefId, LlvmValue> _statics = [];
    private readonly Dictionary<ConstAllocation, LlvmValue> _allocations = [];
    private readonly Dictionary<(Ty Ty, ExistentialPredicates? Predicates), LlvmValue> _vtables = [];
    private readonly Dictionary<(string File, int Line, int Column), LlvmValue> _locations = [];
    private readonly Dictionary<string, LlvmValue> _strings = [];

    /// <summary>Functions of other units whose bodies this unit should see, as its calls of them may be inlined.</summary>
    private readonly Queue<Instance> _borrowed = [];
    private readonly int _index;
    private LlvmValue _personality;

    public UnitEmitter(CrateEmission crate, int index, string name, MonoQueries queries, LayoutCache layoutCache, string cpuName, string features)
    {
        Crate = crate;
        _index = index;
        Queries = queries;
        Layouts = new LayoutComputer(queries, layoutCache, crate.Target.PointerSize);
        Resolver = new InstanceResolver(queries);
        Shims = new ShimMir(queries, Resolver);
        AbiComputer = new FnAbiComputer(Layouts, crate.Target.PointerSize);
        Unit = new LlvmUnit(name, crate.Target);
        FunctionAttributes = new FunctionAttributes(this, cpuName, features);
        if (crate.Options.DebugInfo != DebugInfoLevel.None)
        {
            Debug = new DebugInfoBuilder(Unit, crate.Options, crate.Sources, queries, Layouts, name);
        }
        AddModuleFlags();
    }

    internal CrateEmission Crate { get; }

    public MonoQueries Queries { get; }

    public LayoutComputer Layouts { get; }

    internal InstanceResolver Resolver { get; }

    internal ShimMir Shims { get; }

    internal FnAbiComputer AbiComputer { get; }

    public LlvmUnit Unit { get; }

    internal FunctionAttributes FunctionAttributes { get; }

    internal DebugInfoBuilder? Debug { get; }

    /// <summary>What is being emitted, for the message of an internal error.</summary>
    public string Current { get; private set; } = "";

    public void Dispose()
    {
        Debug?.Dispose();
        Unit.Dispose();
    }

    /// <summary>Emits the items, which this unit owns, in order.</summary>
    public void Emit(IEnumerable<MonoItem> items)
    {
        foreach (MonoItem item in items)
        {
            Current = Crate.Names.ReadableOf(Queries, item);
            switch (item)
            {
                case MonoItem.Fn { Instance: var instance }:
                    EmitFunction(instance);
                    break;
                case MonoItem.Static { Def: var def }:
                    EmitStatic(def);
                    break;
            }
        }
        while (_borrowed.TryDequeue(out Instance? instance))
        {
            Current = Crate.Names.ReadableOf(Queries, new MonoItem.Fn(instance));
            EmitFunction(instance);
            LlvmValue function = FunctionOf(instance);
            if (Native.LLVMIsDeclaration(function) == 0)
            {
                Native.LLVMSetLinkage(function, LlvmLinkage.AvailableExternally);
            }
        }
    }

    /// <summary>Call when everything is emitted.</summary>
    public void Finish() => Debug?.Finish();

    internal LlvmType ScalarType(Scalar scalar) => scalar.Kind switch
    {
        ScalarKind.Int => Unit.Int(scalar.Bits),
        ScalarKind.Float => Unit.Float(scalar.Bits),
        ScalarKind.Pointer => Unit.Pointer,
    };

    /// <summary>As a value: a bool is one bit.</summary>
    internal LlvmType ImmediateType(Scalar scalar) => scalar.IsBool ? Unit.I1 : ScalarType(scalar);

    /// <summary>The type that values of a layout have in registers: of scalars and pairs only.</summary>
    internal LlvmType ImmediateType(TyLayout layout) => layout.IsScalarPair
        ? Unit.Struct(ImmediateType(layout.A), ImmediateType(layout.B))
        : ImmediateType(layout.A);

    internal LlvmType CastType(ArgAbi arg)
    {
        if (arg.Units is [var only])
        {
            return UnitType(only);
        }
        return Unit.Struct(UnitType(arg.Units[0]), UnitType(arg.Units[1]));
    }

    internal LlvmType UnitType(CastUnit unit) => unit.Kind == ScalarKind.Float ? Unit.Float(unit.Size * 8) : Unit.Int(unit.Size * 8);

    /// <summary>LLVM's type of a function with an ABI.</summary>
    internal LlvmType FunctionType(FnAbi abi)
    {
        using PooledList<LlvmType> parameters = PooledList<LlvmType>.Rent();
        LlvmType result = abi.Return.Mode switch
        {
            PassMode.Ignore => Unit.Void,
            PassMode.Direct or PassMode.Pair => ImmediateType(abi.Return.Layout),
            PassMode.Cast => CastType(abi.Return),
            PassMode.Indirect or PassMode.ByValue => Unit.Void,
        };
        if (abi.Return.Mode == PassMode.Indirect)
        {
            parameters.Add(Unit.Pointer);
        }
        foreach (ArgAbi arg in abi.Args)
        {
            switch (arg.Mode)
            {
                case PassMode.Ignore:
                    break;
                case PassMode.Direct:
                    parameters.Add(ImmediateType(arg.Layout));
                    break;
                case PassMode.Pair:
                    parameters.Add(ImmediateType(arg.Layout.A));
                    parameters.Add(ImmediateType(arg.Layout.B));
                    break;
                case PassMode.Cast:
                    foreach (CastUnit unit in arg.Units)
                    {
                        parameters.Add(UnitType(unit));
                    }
                    break;
                case PassMode.Indirect when arg.IsUnsized:
                    parameters.Add(Unit.Pointer);
                    parameters.Add(MetadataType(arg.Layout.Ty));
                    break;
                case PassMode.Indirect or PassMode.ByValue:
                    parameters.Add(Unit.Pointer);
                    break;
            }
        }
        return Unit.Function(result, parameters.AsSpan(), abi.IsVariadic);
    }

    internal LlvmType MetadataType(Ty unsized) => Layouts.StructTail(unsized) is Ty.Dynamic ? Unit.Pointer : Unit.Size;

    /// <summary>The function of an instance, declared if need be.</summary>
    internal LlvmValue FunctionOf(Instance instance) => Declare(instance).Function;

    internal Declared Declare(Instance instance)
    {
        if (_functions.TryGetValue(instance, out Declared? known))
        {
            return known;
        }
        FnAbi abi = AbiOf(instance);
        LlvmType type = FunctionType(abi);
        string name = Crate.Names.Of(Queries, instance);
        LlvmValue function = Native.LLVMGetNamedFunction(Unit.Module, name);
        if (function.IsNull)
        {
            function = Native.LLVMAddFunction(Unit.Module, name, type);
            Native.LLVMSetFunctionCallConv(function, abi.Convention);
            FunctionAttributes.AddToDeclaration(function, instance, abi);
            bool isPublic = Crate.Names.IsPublicSymbol(Queries, instance);
            SetLinkage(function, new MonoItem.Fn(instance), isPublic);
            if (!isPublic && IsBorrowed(instance))
            {
                _borrowed.Enqueue(instance);
            }
        }
        Declared declared = new(function, type, abi);
        _functions.Add(instance, declared);
        return declared;
    }

    /// <summary>
    /// Whether another unit defines the function and this one takes a copy for the optimiser, which drops it when it has inlined what it
    /// wants: <c>#[inline]</c> must mean the same however a crate is divided.
    /// </summary>
    private bool IsBorrowed(Instance instance)
    {
        if (Crate.UnitCount == 1 || !Crate.Options.IsOptimizing)
        {
            return false;
        }
        int owner = Crate.OwnerOf(new MonoItem.Fn(instance));
        return owner >= 0 && owner != _index && instance.Kind == InstanceKind.Item && UpstreamItems.IsInlinable(Queries, instance.Def);
    }

    /// <summary>A function that the C library or the linker provides, or another part of the crate by name.</summary>
    internal LlvmValue ForeignFunction(string name, LlvmType type)
    {
        LlvmValue function = Native.LLVMGetNamedFunction(Unit.Module, name);
        return function.IsNull ? Native.LLVMAddFunction(Unit.Module, name, type) : function;
    }

    internal FnAbi AbiOf(Instance instance)
    {
        FnSig sig = SigOf(instance);
        Ty location = CallerLocationTy;
        bool takesLocation = TakesLocation(instance);
        Ty[] inputs = InputsOf(instance, sig);
        FnAbi abi = AbiComputer.Compute(sig, inputs, takesLocation, location);
        return abi;
    }

    /// <summary>A call through a pointer of a function type.</summary>
    internal FnAbi AbiOf(FnSig sig)
    {
        Ty[] inputs = sig.Abi.Text == "rust-call" ? SpreadTuple(sig.Inputs) : sig.Inputs.ToArray();
        return AbiComputer.Compute(sig, inputs, takesLocation: false, CallerLocationTy);
    }

    internal bool TakesLocation(Instance instance) =>
        instance.Kind is InstanceKind.Item or InstanceKind.Virtual
        && Queries.Types.KindOf(instance.Def) is DefKind.Fn or DefKind.AssocFn
        && instance.Kind == InstanceKind.Item
        && Queries.Types.FnAttrsOf(instance.Def).IsTrackCaller
        && !IsForeign(instance.Def);

    /// <summary>A pointer; its exact type does not matter to code.</summary>
    internal Ty CallerLocationTy => Queries.Types.Types.Ref(Queries.Types.Common.Erased, Queries.Types.Common.Usize, isMutable: false);

    internal bool IsForeign(DefId def) => Queries.Types.ParentOf(def) is { IsSome: true } parent && Queries.Types.KindOf(parent) == DefKind.ForeignMod;

    /// <summary>The signature a body has, before tuples are spread.</summary>
    internal FnSig SigOf(Instance instance)
    {
        TypeInterner types = Queries.Types.Types;
        switch (instance.Kind)
        {
            case InstanceKind.DropGlue or InstanceKind.VirtualDrop:
                Ty pointer = types.RawPtr(instance.Ty ?? Queries.Types.Common.Unit, isMutable: true);
                return types.FnSig([pointer], Queries.Types.Common.Unit, isVariadic: false, isUnsafe: true, RustAbi);
            case InstanceKind.CloneShim:
                Ty reference = types.Ref(Queries.Types.Common.Erased, instance.Ty!, isMutable: false);
                return types.FnSig([reference], instance.Ty!, isVariadic: false, isUnsafe: false, RustAbi);
            case InstanceKind.ClosureOnceShim or InstanceKind.FnPtrShim:
                Body body = Shims.BodyOf(instance)!.Value.Body;
                return types.FnSig(
                    [body.Locals[Local.FromIndex(1)].Ty, body.Locals[Local.FromIndex(2)].Ty], body.ReturnTy, isVariadic: false, isUnsafe: false, RustCallAbi);
            case InstanceKind.VtableShim:
                FnSig byValue = Shims.SigOf(instance.Def, instance.Args);
                Ty[] inputs = byValue.Inputs.ToArray();
                inputs[0] = types.RawPtr(inputs[0], isMutable: true);
                return types.FnSig(inputs, byValue.Output, byValue.IsVariadic, byValue.IsUnsafe, byValue.Abi);
            case InstanceKind.Item when Queries.Types.KindOf(instance.Def) == DefKind.Closure:
                return ClosureSig(instance);
            default:
                return Shims.SigOf(instance.Def, instance.Args);
        }
    }

    private static readonly Base.Interning.Symbol s_rust = Base.Interning.Symbol.Intern("Rust");
    private static readonly Base.Interning.Symbol s_rustCall = Base.Interning.Symbol.Intern("rust-call");

    private static Base.Interning.Symbol RustAbi => s_rust;

    private static Base.Interning.Symbol RustCallAbi => s_rustCall;

    /// <summary>The closure itself, by reference unless it is consumed, then a tuple of its parameters.</summary>
    private FnSig ClosureSig(Instance instance)
    {
        TypeInterner types = Queries.Types.Types;
        Body body = Queries.MirOf(instance.Def) ?? throw new CompilerBug("a closure has no body");
        MonoBody mono = new(body, instance.Args, Queries);
        Ty self = mono.TypeOf(Local.FromIndex(1));
        Ty closureTy = self is Ty.Ref reference ? reference.Pointee : self;
        if (closureTy is not Ty.Closure closure)
        {
            // A coroutine's resume function: self and the resume argument as they stand.
            Ty[] inputs = new Ty[body.ArgCount];
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] = mono.TypeOf(Local.FromIndex(i + 1));
            }
            return types.FnSig(inputs, mono.TypeOf(Local.ReturnPlace), isVariadic: false, isUnsafe: false, RustAbi);
        }
        FnSig sig = Shims.SigOfClosure(closure);
        return types.FnSig([self, sig.Inputs[0]], sig.Output, isVariadic: false, isUnsafe: false, RustCallAbi);
    }

    /// <summary>Inputs as they are passed: the tuple of a <c>rust-call</c> function spread, a virtual receiver as a thin pointer.</summary>
    private Ty[] InputsOf(Instance instance, FnSig sig)
    {
        Ty[] inputs = sig.Abi == RustCallAbi ? SpreadTuple(sig.Inputs) : sig.Inputs.ToArray();
        if (instance.Kind == InstanceKind.Virtual)
        {
            inputs[0] = Queries.Types.Types.RawPtr(Queries.Types.Common.Unit, isMutable: true);
        }
        return inputs;
    }

    internal static Ty[] SpreadTuple(ReadOnlySpan<Ty> inputs)
    {
        if (inputs.Length == 0 || inputs[^1] is not Ty.Tuple tuple)
        {
            return inputs.ToArray();
        }
        return [.. inputs[..^1], .. tuple.Elements.AsSpan()];
    }

    private void AddModuleFlags()
    {
        LlvmUnit unit = Unit;
        if (Crate.Options.RelocationModel != RelocationModel.Static)
        {
            Flag("PIC Level", 2);
            if (Crate.Options.RelocationModel == RelocationModel.Pie && Crate.IsExecutable)
            {
                Flag("PIE Level", 2);
            }
        }
        Flag("uwtable", 2);
        if (Debug is not null)
        {
            Flag("Dwarf Version", 4);
            Flag("Debug Info Version", 3);
        }

        // There is no linking of modules, so it does not matter how flags merge.
        void Flag(string name, ulong value) => Native.LLVMAddModuleFlag(
            unit.Module, LlvmModuleFlagBehavior.Warning, name, (nuint)name.Length, Native.LLVMValueAsMetadata(unit.Const(unit.I32, value)));
    }

    private void SetLinkage(LlvmValue global, MonoItem item, bool isPublic)
    {
        int owner = Crate.OwnerOf(item);
        if (owner < 0)
        {
            return;
        }
        if (isPublic)
        {
            return;
        }
        bool isShared = Crate.UnitCount > 1 || !Crate.IsExecutable;
        if (owner == _index && !isShared)
        {
            Native.LLVMSetLinkage(global, LlvmLinkage.Internal);
        }
        else
        {
            Native.LLVMSetVisibility(global, LlvmVisibility.Hidden);
        }
    }

    internal LlvmValue Personality
    {
        get
        {
            if (_personality.IsNull)
            {
                DefId item = Queries.LangItem(LangItem.EhPersonality);
                _personality = item.IsSome
                    ? FunctionOf(Resolver.Resolve(item, Queries.Types.Common.EmptyArgs))
                    : ForeignFunction(SymbolNames.PersonalityName, Unit.Function(Unit.I32, [], isVariadic: true));
            }
            return _personality;
        }
    }

    private string UniqueName(string prefix, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}.{Crate.Names.CrateHash:x}.{_index}.{number}");

    private void EmitFunction(Instance instance)
    {
        if (Shims.BodyOf(instance) is not var (body, args))
        {
            return;
        }
        Declared declared = Declare(instance);
        if (Native.LLVMIsDeclaration(declared.Function) == 0)
        {
            return;
        }
        FunctionAttributes.AddToDefinition(declared.Function, instance, body);
        new FunctionEmitter(this, instance, declared, new MonoBody(body, args, Queries)).Emit();
    }
}

/// <summary>A function known to the module.</summary>
internal sealed record Declared(LlvmValue Function, LlvmType Type, FnAbi Abi);
