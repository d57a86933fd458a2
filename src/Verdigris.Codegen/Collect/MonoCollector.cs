using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Mir;
using Verdigris.Mir.Instances;
using Verdigris.Mir.Instances.Shims;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;

namespace Verdigris.Codegen.Collect;

/// <summary>
/// Finds everything a crate must emit: a mark phase from its exported functions and statics (and <c>main</c>) over what their
/// MIR mentions: calls, drops, function pointers, vtables of types that are made into objects, statics, memory of constants.
/// Each item keeps who asked for it first, for <c>-Z explain-item</c>. The result does not depend on the order of discovery.
/// </summary>
public sealed class MonoCollector(MonoQueries queries, InstanceResolver resolver, ShimMir shims, CodegenInput input)
{
    /// <summary>How deep generic functions may instantiate each other with ever larger types. [attributes.limits.recursion_limit]</summary>
    private const int MaxDepth = 512;

    private readonly Dictionary<MonoItem, Found> _found = [];
    private readonly Queue<MonoItem> _work = [];
    private readonly HashSet<ConstAllocation> _allocations = [];
    private readonly HashSet<(Ty Ty, ExistentialPredicates Predicates)> _vtables = [];
    private MonoItem? _current;
    private int _depth;

    /// <summary>All items; sort before use.</summary>
    public ImmutableArray<MonoItem> Collect()
    {
        AddRoots();
        while (_work.TryDequeue(out MonoItem? item))
        {
            _current = item;
            _depth = _found[item].Depth;
            try
            {
                Scan(item);
            }
            catch (CompilerBug e)
            {
                throw new CompilerBug($"while collecting what `{item}` uses: {e.Message}\n{e.StackTrace}");
            }
        }
        return [.. _found.Keys];
    }

    private void Scan(MonoItem item)
    {
        switch (item)
        {
            case MonoItem.Fn { Instance: var instance }:
                if (shims.BodyOf(instance) is var (body, args))
                {
                    if (!Abi.FnAbiComputer.CanUnwind(shims.AbiNameOf(instance)))
                    {
                        // What unwinds out of its callees stops there.
                        AddLangItem(LangItem.PanicCannotUnwind);
                    }
                    Scan(body, args);
                }
                break;
            case MonoItem.Static { Def: var def }:
                if (queries.InitialiserOf(def) is { } initialiser)
                {
                    Scan(initialiser);
                }
                break;
        }
    }

    /// <summary>From a root to the item, for people who ask why something is in their program.</summary>
    public IReadOnlyList<MonoItem> ChainTo(MonoItem item)
    {
        List<MonoItem> chain = [];
        for (MonoItem? at = item; at is not null; at = _found[at].From)
        {
            chain.Insert(0, at);
        }
        return chain;
    }

    private void AddRoots()
    {
        foreach (DefId def in input.LocalItems)
        {
            // An executable needs only what main reaches, and what is exported by name; a library everything that others
            // do not emit themselves.
            bool isLeftOut = input.IsExecutable
                ? !input.IsExported(def)
                : queries.Types.KindOf(def) != DefKind.Static && UpstreamItems.IsInlinable(queries, def);
            if (isLeftOut && !input.IsExported(def))
            {
                continue;
            }
            if (queries.Types.KindOf(def) == DefKind.Static)
            {
                AddItem(new MonoItem.Static(def));
            }
            else
            {
                AddInstance(resolver.Resolve(def, queries.Types.Types.EraseRegions(queries.Types.IdentityArgsOf(def))));
            }
        }
        if (queries.LangItem(LangItem.EhPersonality) is { IsSome: true } personality && IsOurs(personality.Crate))
        {
            AddInstance(resolver.Resolve(personality, queries.Types.Common.EmptyArgs));
        }
        if (input.IsExecutable && input.MainFunction is { IsSome: true } main)
        {
            AddInstance(resolver.Resolve(main, queries.Types.Common.EmptyArgs));
            if (queries.LangItem(LangItem.Start) is { IsSome: true } start)
            {
                Ty result = shims.SigOf(main, queries.Types.Common.EmptyArgs).Output;
                AddInstance(resolver.Resolve(start, queries.Types.Types.Args(result)));
            }
        }
    }

    private void AddItem(MonoItem item)
    {
        if (_found.ContainsKey(item))
        {
            return;
        }
        if (_depth >= MaxDepth)
        {
            throw new InstantiationLimitException(item.Definition);
        }
        _found.Add(item, new Found(_current, _depth + 1));
        _work.Enqueue(item);
    }

    private void AddInstance(Instance instance)
    {
        switch (instance.Kind)
        {
            case InstanceKind.Virtual or InstanceKind.VirtualDrop:
                return;
            case InstanceKind.Intrinsic:
                AddIntrinsic(instance);
                return;
            case InstanceKind.DropGlue when instance.Ty is null or Ty.Dynamic:
                return;
            case InstanceKind.DropGlue or InstanceKind.Item when input.Upstream.OwnerOf(queries, instance).IsSome:
                return;
            case InstanceKind.Item when !IsEmittedHere(instance):
                return;
            default:
                AddItem(new MonoItem.Fn(instance));
                return;
        }
    }

    /// <summary>Functions without arguments to fill in live in their own crate, unless they want to be inlined.</summary>
    private bool IsEmittedHere(Instance instance)
    {
        if (IsOurs(instance.Def.Crate))
        {
            return queries.MirOf(instance.Def) is not null;
        }
        return !UpstreamItems.IsEmittedUpstream(queries, instance) && queries.MirOf(instance.Def) is not null;
    }

    /// <summary>The crate itself, or one whose code is nowhere else.</summary>
    private bool IsOurs(CrateId crate) => crate == queries.LocalCrate || !input.IsLinked(crate);

    /// <summary>Most intrinsics are instructions; some have a body in the library, and one calls its argument.</summary>
    private void AddIntrinsic(Instance instance)
    {
        string name = queries.Types.Crates.NameOf(instance.Def).Text;
        if (name == "const_eval_select")
        {
            AddInstance(ConstEvalSelect.RuntimeCallee(resolver, instance));
        }
        else if (!Emit.IntrinsicTable.IsKnown(name) && queries.MirOf(instance.Def) is not null)
        {
            AddItem(new MonoItem.Fn(instance with { Kind = InstanceKind.Item }));
        }
    }

    private void Scan(Body body, GenericArgs args)
    {
        MonoBody mono = new(body, args, queries);
        foreach (BasicBlockData block in body.Blocks.AsSpan())
        {
            foreach (Statement statement in block.Statements)
            {
                if (statement is Statement.Assign assign)
                {
                    Scan(mono, assign.Value);
                }
                else if (statement is Statement.Assume { Condition: var condition })
                {
                    Scan(mono, condition);
                }
                else if (statement is Statement.CopyNonOverlapping copy)
                {
                    Scan(mono, copy.From);
                    Scan(mono, copy.To);
                    Scan(mono, copy.Count);
                }
            }
            Scan(mono, block.Terminator);
        }
    }

    private void Scan(MonoBody mono, Terminator terminator)
    {
        switch (terminator)
        {
            case Terminator.Call call:
                if (mono.TypeOf(call.Function) is Ty.FnDef callee)
                {
                    AddInstance(resolver.Resolve(callee.Def, callee.Args));
                }
                else
                {
                    Scan(mono, call.Function);
                }
                foreach (Operand arg in call.Args)
                {
                    Scan(mono, arg);
                }
                ScanUnwind(call.Unwind);
                break;
            case Terminator.Drop drop:
                AddInstance(resolver.DropGlue(mono.TypeOf(drop.Place)));
                ScanUnwind(drop.Unwind);
                break;
            case Terminator.Assert assert:
                Scan(mono, assert.Condition);
                ScanAssert(mono, assert.Message);
                break;
            case Terminator.SwitchInt switchInt:
                Scan(mono, switchInt.Value);
                break;
            case Terminator.UnwindTerminate terminate:
                AddLangItem(terminate.Reason == UnwindTerminateReason.Abi ? LangItem.PanicCannotUnwind : LangItem.PanicInCleanup);
                break;
            case Terminator.InlineAsm asm:
                foreach (MirAsmOperand operand in asm.Operands)
                {
                    if (operand.Input is { } input)
                    {
                        Scan(mono, input);
                    }
                    if (operand.Symbol is { Ty: var symbol } && mono.Mono(symbol) is Ty.FnDef function)
                    {
                        AddInstance(resolver.ResolveForPointer(function.Def, function.Args));
                    }
                    else if (operand.Symbol is MirConst.Value { Contents: var address })
                    {
                        Scan(address);
                    }
                }
                break;
        }
    }

    private void ScanUnwind(UnwindAction unwind)
    {
        if (unwind.Kind is UnwindActionKind.TerminateAbi or UnwindActionKind.TerminateInCleanup)
        {
            AddLangItem(unwind.Kind == UnwindActionKind.TerminateAbi ? LangItem.PanicCannotUnwind : LangItem.PanicInCleanup);
        }
    }

    private void ScanAssert(MonoBody mono, AssertMessage message)
    {
        AddLangItem(Emit.AssertFunctions.LangItemOf(message));
        switch (message)
        {
            case AssertMessage.BoundsCheck bounds:
                Scan(mono, bounds.Length);
                Scan(mono, bounds.Index);
                break;
            case AssertMessage.MisalignedPointerDereference misaligned:
                Scan(mono, misaligned.Required);
                Scan(mono, misaligned.Found);
                break;
        }
    }

    private void AddLangItem(LangItem item)
    {
        if (queries.LangItem(item) is { IsSome: true } def)
        {
            AddInstance(resolver.Resolve(def, queries.Types.Common.EmptyArgs));
        }
    }

    private void Scan(MonoBody mono, Rvalue value)
    {
        switch (value)
        {
            case Rvalue.Use use:
                Scan(mono, use.Value);
                break;
            case Rvalue.Repeat repeat:
                Scan(mono, repeat.Value);
                break;
            case Rvalue.ThreadLocalRef reference:
                AddStatic(reference.Static);
                break;
            case Rvalue.Cast cast:
                Scan(mono, cast.Value);
                ScanCast(mono, cast);
                break;
            case Rvalue.Binary binary:
                Scan(mono, binary.Left);
                Scan(mono, binary.Right);
                break;
            case Rvalue.Unary unary:
                Scan(mono, unary.Value);
                break;
            case Rvalue.Aggregate aggregate:
                foreach (Operand field in aggregate.Fields)
                {
                    Scan(mono, field);
                }
                break;
        }
    }

    private void ScanCast(MonoBody mono, Rvalue.Cast cast)
    {
        Ty source = mono.TypeOf(cast.Value);
        switch (cast.Kind)
        {
            case CastKind.ReifyFnPointer when source is Ty.FnDef function:
                AddInstance(resolver.ResolveForPointer(function.Def, function.Args));
                break;
            case CastKind.ClosureFnPointer when source is Ty.Closure closure:
                AddInstance(resolver.ResolveClosure(closure, ClosureKind.FnOnce));
                break;
            case CastKind.Unsize:
                Ty wanted = mono.Mono(cast.Ty);
                if (source != wanted && Unsizing.Find(queries, source, wanted) is var (from, to) && to is Ty.Dynamic target && from is not Ty.Dynamic)
                {
                    AddVtable(from, target.Predicates);
                }
                break;
        }
    }

    private void AddVtable(Ty ty, ExistentialPredicates predicates)
    {
        if (!_vtables.Add((ty, predicates)))
        {
            return;
        }
        AddInstance(resolver.DropGlue(ty));
        foreach (VtableEntry entry in VtableEntries.Of(queries, resolver, ty, predicates))
        {
            if (entry.Method is { } method)
            {
                AddInstance(method);
            }
            if (entry.Super is { } super)
            {
                AddVtable(ty, super);
            }
        }
    }

    private void Scan(MonoBody mono, Operand operand)
    {
        if (operand is not Operand.Constant { Value.Const: var constant })
        {
            return;
        }
        switch (constant)
        {
            case MirConst.Unevaluated unevaluated:
                if (queries.Evaluate(unevaluated.Def, mono.Mono(unevaluated.Args), unevaluated.Promoted) is { } value)
                {
                    Scan(value);
                }
                break;
            case MirConst.Value { Contents: var contents }:
                Scan(contents);
                break;
            case MirConst.TypeLevel or MirConst.OffsetOf:
                break;
        }
    }

    private void Scan(ConstValue value)
    {
        switch (value)
        {
            case ConstValue.Pointer pointer:
                Scan(pointer.Allocation);
                break;
            case ConstValue.Slice slice:
                Scan(slice.Allocation);
                break;
            case ConstValue.Indirect indirect:
                Scan(indirect.Allocation);
                break;
            case ConstValue.FnPointer function:
                AddInstance(resolver.ResolveForPointer(function.Def, function.Args));
                break;
            case ConstValue.StaticPointer pointer:
                AddStatic(pointer.Def);
                break;
            case ConstValue.ZeroSized or ConstValue.Scalar:
                break;
        }
    }

    private void Scan(ConstAllocation allocation)
    {
        if (!_allocations.Add(allocation))
        {
            return;
        }
        foreach (ConstRelocation relocation in allocation.Relocations)
        {
            switch (relocation.Target)
            {
                case RelocationTarget.Memory memory:
                    Scan(memory.Allocation);
                    break;
                case RelocationTarget.Function function:
                    AddInstance(resolver.ResolveForPointer(function.Def, function.Args));
                    break;
                case RelocationTarget.Static target:
                    AddStatic(target.Def);
                    break;
                case RelocationTarget.Vtable vtable:
                    AddVtable(vtable.Ty, vtable.Predicates);
                    break;
            }
        }
    }

    private void AddStatic(DefId def)
    {
        if (IsOurs(def.Crate) && queries.InitialiserOf(def) is not null)
        {
            AddItem(new MonoItem.Static(def));
        }
    }

    /// <param name="From">Who asked first; null for roots.</param>
    private readonly record struct Found(MonoItem? From, int Depth);
}
