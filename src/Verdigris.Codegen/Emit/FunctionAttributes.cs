using System.Collections.Generic;
using Verdigris.Codegen.Abi;
using Verdigris.Codegen.Llvm;
using Verdigris.Mir;
using Verdigris.Mir.Instances;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Emit;

/// <summary>
/// What LLVM may assume: that references are not null, aligned, point to so many bytes and, as ownership demands, are not
/// aliased or not written through; that values are initialised and in their range.
/// </summary>
internal sealed class FunctionAttributes(UnitEmitter emitter, string cpuName, string features)
{
    private readonly Dictionary<Ty, bool> _isFreeze = [];
    private readonly Dictionary<Ty, bool> _isUnpin = [];

    private LlvmUnit Unit => emitter.Unit;

    public void AddToDeclaration(LlvmValue function, Instance instance, FnAbi abi)
    {
        AddAbi(abi, (index, attribute) => Native.LLVMAddAttributeAtIndex(function, index, attribute));
        if (!CanUnwind(instance, abi))
        {
            Add(function, "nounwind");
        }
        if (abi.Return.Layout.IsUninhabited)
        {
            Add(function, "noreturn");
        }
        if (instance.Kind == InstanceKind.Item && emitter.Queries.Types.KindOf(instance.Def) is DefKind.Fn or DefKind.AssocFn)
        {
            FnAttrs attrs = emitter.Queries.Types.FnAttrsOf(instance.Def);
            if ((attrs.Flags & FnAttrFlags.Cold) != 0)
            {
                Add(function, "cold");
            }
            if ((attrs.Flags & FnAttrFlags.Allocator) != 0)
            {
                Native.LLVMAddAttributeAtIndex(function, LlvmAttributeIndex.Return, Unit.Attribute("noalias"));
            }
        }
    }

    public void AddToDefinition(LlvmValue function, Instance instance, Body body)
    {
        CodegenOptions options = emitter.Crate.Options;
        // 2: asynchronous tables, which profilers and signal handlers can use.
        Native.LLVMAddAttributeAtIndex(function, LlvmAttributeIndex.Function, Unit.Attribute("uwtable", 2));
        Native.LLVMAddAttributeAtIndex(function, LlvmAttributeIndex.Function, Unit.StringAttribute("target-cpu", cpuName));
        AddProbeStack(function);
        string allFeatures = features;
        InlineHint inline = InlineHint.None;
        if (instance.Kind == InstanceKind.Item && emitter.Queries.Types.KindOf(instance.Def) is DefKind.Fn or DefKind.AssocFn)
        {
            FnAttrs attrs = emitter.Queries.Types.FnAttrsOf(instance.Def);
            inline = attrs.Inline;
            foreach (Base.Interning.Symbol feature in attrs.TargetFeatures)
            {
                allFeatures += (allFeatures.Length == 0 ? "+" : ",+") + feature.Text;
            }
            if (attrs.LinkSection is { } section)
            {
                Native.LLVMSetSection(function, section.Text);
            }
            if (attrs.IsNaked)
            {
                // Its assembly returns: in the middle of another function that would be the other's end.
                Add(function, "naked");
                inline = InlineHint.Never;
            }
        }
        else if (instance.Kind is not (InstanceKind.Item or InstanceKind.DropGlue))
        {
            inline = InlineHint.Hint;
        }
        if (allFeatures.Length != 0)
        {
            Native.LLVMAddAttributeAtIndex(function, LlvmAttributeIndex.Function, Unit.StringAttribute("target-features", allFeatures));
        }
        if (options.ForcesFramePointers == true)
        {
            Native.LLVMAddAttributeAtIndex(function, LlvmAttributeIndex.Function, Unit.StringAttribute("frame-pointer", "all"));
        }
        if (options.HasNoRedZone)
        {
            Add(function, "noredzone");
        }
        AddOptimisation(function, options, inline);
    }

    /// <summary>Large frames touch each page, so that the guard page is met and not jumped over.</summary>
    private void AddProbeStack(LlvmValue function) =>
        Native.LLVMAddAttributeAtIndex(function, LlvmAttributeIndex.Function, Unit.StringAttribute("probe-stack", "inline-asm"));

    private void AddOptimisation(LlvmValue function, CodegenOptions options, InlineHint inline)
    {
        switch (inline)
        {
            case InlineHint.Hint when options.IsOptimizing:
                Add(function, "inlinehint");
                break;
            case InlineHint.Always:
                Add(function, "alwaysinline");
                break;
            case InlineHint.Never:
                Add(function, "noinline");
                break;
        }
        if (options.OptLevel is OptLevel.Size or OptLevel.SizeMin)
        {
            Add(function, "optsize");
        }
        if (options.OptLevel == OptLevel.SizeMin)
        {
            Add(function, "minsize");
        }
    }

    /// <summary>The same facts at a call through a pointer, where there is no declaration.</summary>
    public void AddToCall(LlvmValue call, FnAbi abi) => AddAbi(abi, (index, attribute) => Native.LLVMAddCallSiteAttribute(call, index, attribute));

    public bool CanUnwind(Instance instance, FnAbi abi)
    {
        if (emitter.Crate.Options.Panic == PanicStrategy.Abort || !abi.CanUnwind)
        {
            return false;
        }
        return instance.Kind != InstanceKind.Item
            || emitter.Queries.Types.KindOf(instance.Def) is not (DefKind.Fn or DefKind.AssocFn)
            || (emitter.Queries.Types.FnAttrsOf(instance.Def).Flags & FnAttrFlags.NoUnwind) == 0;
    }

    private void AddAbi(FnAbi abi, System.Action<LlvmAttributeIndex, LlvmAttribute> add)
    {
        int parameter = 0;
        switch (abi.Return.Mode)
        {
            case PassMode.Indirect:
                LlvmAttributeIndex sret = LlvmAttributeIndex.Parameter(parameter++);
                add(sret, Unit.TypeAttribute("sret", Unit.Array(Unit.I8, abi.Return.Layout.Size)));
                add(sret, Unit.Attribute("noalias"));
                add(sret, Unit.Attribute("nocapture"));
                add(sret, Unit.Attribute("noundef"));
                add(sret, Unit.Attribute("writable"));
                add(sret, Unit.Attribute("dereferenceable", abi.Return.Layout.Size));
                add(sret, Unit.Attribute("align", (ulong)abi.Return.Layout.Align));
                break;
            case PassMode.Direct:
                AddScalar(LlvmAttributeIndex.Return, abi.Return.Layout, abi.Return.Layout.A, abi.Return.ExtendsSigned, isReturn: true, add);
                break;
        }
        foreach (ArgAbi arg in abi.Args)
        {
            switch (arg.Mode)
            {
                case PassMode.Ignore:
                    break;
                case PassMode.Direct:
                    AddScalar(LlvmAttributeIndex.Parameter(parameter++), arg.Layout, arg.Layout.A, arg.ExtendsSigned, isReturn: false, add);
                    break;
                case PassMode.Pair:
                    AddScalar(LlvmAttributeIndex.Parameter(parameter++), arg.Layout, arg.Layout.A, null, isReturn: false, add);
                    AddNumber(LlvmAttributeIndex.Parameter(parameter++), arg.Layout.B, null, add);
                    break;
                case PassMode.Cast:
                    parameter += arg.Units.Length;
                    break;
                case PassMode.Indirect when arg.IsUnsized:
                    parameter += 2;
                    break;
                case PassMode.Indirect:
                    LlvmAttributeIndex indirect = LlvmAttributeIndex.Parameter(parameter++);
                    add(indirect, Unit.Attribute("noalias"));
                    add(indirect, Unit.Attribute("nocapture"));
                    add(indirect, Unit.Attribute("noundef"));
                    add(indirect, Unit.Attribute("dereferenceable", arg.Layout.Size));
                    add(indirect, Unit.Attribute("align", (ulong)arg.Layout.Align));
                    break;
                case PassMode.ByValue:
                    LlvmAttributeIndex byValue = LlvmAttributeIndex.Parameter(parameter++);
                    add(byValue, Unit.TypeAttribute("byval", Unit.Array(Unit.I8, arg.Layout.Size)));
                    add(byValue, Unit.Attribute("align", (ulong)System.Math.Max(arg.Layout.Align, 8)));
                    add(byValue, Unit.Attribute("noundef"));
                    break;
            }
        }
    }

    /// <summary>The first scalar of a value: a pointer with what its type promises, or a number.</summary>
    private void AddScalar(LlvmAttributeIndex index, TyLayout layout, Scalar scalar, bool? extendsSigned, bool isReturn, System.Action<LlvmAttributeIndex, LlvmAttribute> add)
    {
        AddNumber(index, scalar, extendsSigned, add);
        if (scalar.Kind != ScalarKind.Pointer || scalar.IsUnion || PointerFacts.Find(emitter.Queries, layout.Ty) is not { } pointer)
        {
            return;
        }
        TyLayout pointee = emitter.Layouts.Of(pointer.Pointee);
        if (pointee.Align > 1)
        {
            add(index, Unit.Attribute("align", (ulong)pointee.Align));
        }
        if (pointer.Kind == PointerKind.Box)
        {
            if (!isReturn && IsUnpin(pointer.Pointee))
            {
                add(index, Unit.Attribute("noalias"));
            }
            return;
        }
        // The reference may end before the function does only if what it points to is in the heap of a box.
        bool isFreeze = IsFreeze(pointer.Pointee);
        if (pointee.Size > 0 && (pointer.Kind == PointerKind.Shared ? isFreeze : IsUnpin(pointer.Pointee)))
        {
            add(index, Unit.Attribute(scalar.Valid.Contains(0) ? "dereferenceable_or_null" : "dereferenceable", pointee.Size));
        }
        if (isReturn)
        {
            return;
        }
        if (pointer.Kind == PointerKind.Shared && isFreeze)
        {
            add(index, Unit.Attribute("noalias"));
            add(index, Unit.Attribute("readonly"));
        }
        else if (pointer.Kind == PointerKind.Mutable && IsUnpin(pointer.Pointee))
        {
            add(index, Unit.Attribute("noalias"));
        }
    }

    private void AddNumber(LlvmAttributeIndex index, Scalar scalar, bool? extendsSigned, System.Action<LlvmAttributeIndex, LlvmAttribute> add)
    {
        if (scalar.IsUnion)
        {
            return;
        }
        add(index, Unit.Attribute("noundef"));
        if (scalar.IsBool)
        {
            add(index, Unit.Attribute("zeroext"));
            return;
        }
        if (extendsSigned is { } isSigned)
        {
            add(index, Unit.Attribute(isSigned ? "signext" : "zeroext"));
        }
        if (scalar.Kind == ScalarKind.Pointer && !scalar.Valid.Contains(0))
        {
            add(index, Unit.Attribute("nonnull"));
        }
        if (scalar.Kind == ScalarKind.Int && !scalar.IsAlwaysValid)
        {
            add(index, Unit.RangeAttribute(scalar.Bits, scalar.Valid.Start, (scalar.Valid.End + 1) & scalar.MaxValue));
        }
    }

    internal bool IsFreeze(Ty ty)
    {
        if (!_isFreeze.TryGetValue(ty, out bool isFreeze))
        {
            isFreeze = emitter.Queries.LangItem(LangItem.Freeze).IsSome && emitter.Queries.Implements(ty, LangItem.Freeze);
            _isFreeze.Add(ty, isFreeze);
        }
        return isFreeze;
    }

    private bool IsUnpin(Ty ty)
    {
        if (!_isUnpin.TryGetValue(ty, out bool isUnpin))
        {
            isUnpin = emitter.Queries.LangItem(LangItem.Unpin).IsSome && emitter.Queries.Implements(ty, LangItem.Unpin);
            _isUnpin.Add(ty, isUnpin);
        }
        return isUnpin;
    }

    private void Add(LlvmValue function, string name) =>
        Native.LLVMAddAttributeAtIndex(function, LlvmAttributeIndex.Function, Unit.Attribute(name));
}

internal enum PointerKind
{
    Shared,
    Mutable,
    Box,
}

/// <summary>What the pointer in a value's first scalar is.</summary>
internal readonly record struct PointerFacts(PointerKind Kind, Ty Pointee)
{
    /// <summary>References and boxes; null for raw pointers and everything else.</summary>
    public static PointerFacts? Find(MonoQueries queries, Ty ty) => ty switch
    {
        Ty.Ref reference => new PointerFacts(reference.IsMutable ? PointerKind.Mutable : PointerKind.Shared, reference.Pointee),
        Ty.Adt { Def.IsBox: true } box => new PointerFacts(PointerKind.Box, box.Args.TypeAt(0)),
        // Option<&T> and the like are pointers that may be null.
        Ty.Adt { Def.IsEnum: true } option when option.Def.Id == queries.LangItem(LangItem.Option) && option.Args[0] is Ty.Ref reference =>
            new PointerFacts(reference.IsMutable ? PointerKind.Mutable : PointerKind.Shared, reference.Pointee),
        _ => null,
    };
}
