using System;
using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Codegen.Collect;
using Verdigris.Codegen.Llvm;
using Verdigris.Mir;
using Verdigris.Mir.Instances;
using Verdigris.Types;

namespace Verdigris.Codegen.Debug;

/// <summary>Lines and variables of one function.</summary>
internal sealed unsafe class FunctionDebugInfo(DebugInfoBuilder debug, LlvmMetadata subprogram, MonoBody mono)
{
    private readonly Dictionary<SourceScope, LlvmMetadata> _scopes = [];

    /// <summary>Without optimisation each variable keeps its stack slot.</summary>
    public void KeepVariablesInMemory(IdSet<Local> memory)
    {
        if (!debug.KeepsVariables)
        {
            return;
        }
        foreach (VarDebugInfo variable in mono.Body.DebugVars)
        {
            memory.Add(variable.Place.Local);
        }
    }

    public void SetLocation(LlvmBuilder builder, SourceInfo source) => builder.SetDebugLocation(LocationOf(source));

    /// <summary>Tells where variables live that are in memory. Called once, at the start.</summary>
    public void DeclareVariables(LlvmBuilder builder, Func<Local, LlvmValue> addressOf)
    {
        SourceInfo start = new(mono.Body.Span, SourceScope.Outermost);
        builder.SetDebugLocation(LocationOf(start));
        if (!debug.HasVariables)
        {
            return;
        }
        foreach (VarDebugInfo variable in mono.Body.DebugVars)
        {
            LlvmValue address = addressOf(variable.Place.Local);
            if (address.IsNull)
            {
                continue;
            }
            if (ExpressionFor(variable.Place) is { IsNull: false } expression)
            {
                Native.LLVMDIBuilderInsertDeclareRecordAtEnd(
                    debug.Ref, address, Describe(variable), expression, LocationOf(variable.Source), builder.CurrentBlock);
            }
        }
    }

    /// <summary>A variable held in a register has a value from here on.</summary>
    public void SetValue(LlvmBuilder builder, Local local, LlvmValue value)
    {
        if (!debug.HasVariables || value.IsNull)
        {
            return;
        }
        foreach (VarDebugInfo variable in mono.Body.DebugVars)
        {
            if (variable.Place.AsLocal == local)
            {
                ulong none = 0;
                LlvmMetadata expression = Native.LLVMDIBuilderCreateExpression(debug.Ref, &none, 0);
                Native.LLVMDIBuilderInsertDbgValueRecordAtEnd(
                    debug.Ref, value, Describe(variable), expression, LocationOf(variable.Source), builder.CurrentBlock);
            }
        }
    }

    private LlvmMetadata Describe(VarDebugInfo variable)
    {
        SourceLocation location = debug.Sources.LocationOf(HygieneTable.OutermostCallSite(variable.Source.Span).Lo);
        LlvmMetadata file = debug.FileOf(location.File?.Path ?? "<unknown>");
        LlvmMetadata type = debug.Types.Of(mono.TypeOf(variable.Place));
        using Utf8Text name = new(variable.Name.Text);
        return variable.ArgIndex > 0
            ? Native.LLVMDIBuilderCreateParameterVariable(
                debug.Ref, subprogram, name.Pointer, name.Length, (uint)variable.ArgIndex, file, (uint)location.Line, type, 1, 0)
            : Native.LLVMDIBuilderCreateAutoVariable(
                debug.Ref, ScopeOf(variable.Source.Scope), name.Pointer, name.Length, file, (uint)location.Line, type, 1, 0, 0);
    }

    /// <summary>From the local's address to the variable: captures are fields of a closure, maybe behind references.</summary>
    private LlvmMetadata ExpressionFor(Place place)
    {
        const ulong OpDeref = 0x06;
        const ulong OpPlusConstant = 0x23;
        List<ulong> operations = [];
        Ty ty = mono.TypeOf(place.Local);
        VariantIdx variant = default;
        foreach (PlaceElem elem in place.Projection)
        {
            switch (elem)
            {
                case PlaceElem.Deref:
                    operations.Add(OpDeref);
                    break;
                case PlaceElem.Downcast downcast:
                    variant = downcast.Variant;
                    continue;
                case PlaceElem.Field field when debug.Types.OffsetOf(ty, variant, field.Idx) is { } offset:
                    operations.AddRange([OpPlusConstant, offset]);
                    break;
                default:
                    return default;
            }
            ty = mono.Project(ty, elem);
            variant = default;
        }
        fixed (ulong* items = operations.ToArray())
        {
            ulong none = 0;
            return Native.LLVMDIBuilderCreateExpression(debug.Ref, operations.Count == 0 ? &none : items, (nuint)operations.Count);
        }
    }

    private LlvmMetadata LocationOf(SourceInfo source)
    {
        // People step through what they wrote: code of a macro is at the line of its invocation.
        SourceLocation location = debug.Sources.LocationOf(HygieneTable.OutermostCallSite(source.Span).Lo);
        LlvmMetadata scope = ScopeOf(source.Scope);
        return Native.LLVMDIBuilderCreateDebugLocation(debug.Unit.Context, (uint)location.Line, (uint)location.Column, scope, default);
    }

    private LlvmMetadata ScopeOf(SourceScope scope)
    {
        if (scope.IsNone || scope == SourceScope.Outermost || !debug.HasVariables || scope.Index >= mono.Body.Scopes.Count)
        {
            return subprogram;
        }
        if (_scopes.TryGetValue(scope, out LlvmMetadata known))
        {
            return known;
        }
        SourceScopeData data = mono.Body.Scopes[scope];
        LlvmMetadata parent = ScopeOf(data.Parent);
        SourceLocation location = debug.Sources.LocationOf(HygieneTable.OutermostCallSite(data.Span).Lo);
        LlvmMetadata block = location.File is null
            ? parent
            : Native.LLVMDIBuilderCreateLexicalBlock(debug.Ref, parent, debug.FileOf(location.File.Path), (uint)location.Line, (uint)location.Column);
        _scopes.Add(scope, block);
        return block;
    }
}
