using System.Runtime.InteropServices;

namespace Verdigris.Codegen.Llvm;

/// <summary>llvm-c/DebugInfo.h.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Lib)] public static partial LlvmDiBuilder LLVMCreateDIBuilder(LlvmModule m);
    [LibraryImport(Lib)] public static partial void LLVMDisposeDIBuilder(LlvmDiBuilder b);
    [LibraryImport(Lib)] public static partial void LLVMDIBuilderFinalize(LlvmDiBuilder b);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateCompileUnit(LlvmDiBuilder b, int language, LlvmMetadata file, byte* producer, nuint producerLength, int isOptimized, byte* flags, nuint flagsLength, uint runtimeVersion, byte* splitName, nuint splitNameLength, int kind, uint dwoId, int splitDebugInlining, int debugInfoForProfiling, byte* sysroot, nuint sysrootLength, byte* sdk, nuint sdkLength);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateFile(LlvmDiBuilder b, byte* name, nuint nameLength, byte* directory, nuint directoryLength);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateNameSpace(LlvmDiBuilder b, LlvmMetadata parent, byte* name, nuint nameLength, int exportSymbols);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateFunction(LlvmDiBuilder b, LlvmMetadata scope, byte* name, nuint nameLength, byte* linkageName, nuint linkageNameLength, LlvmMetadata file, uint line, LlvmMetadata type, int isLocal, int isDefinition, uint scopeLine, uint flags, int isOptimized);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateLexicalBlock(LlvmDiBuilder b, LlvmMetadata scope, LlvmMetadata file, uint line, uint column);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateDebugLocation(LlvmContext c, uint line, uint column, LlvmMetadata scope, LlvmMetadata inlinedAt);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateSubroutineType(LlvmDiBuilder b, LlvmMetadata file, LlvmMetadata* types, uint count, uint flags);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateBasicType(LlvmDiBuilder b, byte* name, nuint nameLength, ulong bits, uint encoding, uint flags);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreatePointerType(LlvmDiBuilder b, LlvmMetadata pointee, ulong bits, uint alignBits, uint addressSpace, byte* name, nuint nameLength);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateArrayType(LlvmDiBuilder b, ulong bits, uint alignBits, LlvmMetadata element, LlvmMetadata* subscripts, uint count);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderGetOrCreateSubrange(LlvmDiBuilder b, long lower, long count);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateStructType(LlvmDiBuilder b, LlvmMetadata scope, byte* name, nuint nameLength, LlvmMetadata file, uint line, ulong bits, uint alignBits, uint flags, LlvmMetadata derivedFrom, LlvmMetadata* elements, uint count, uint language, LlvmMetadata vtableHolder, byte* uniqueId, nuint uniqueIdLength);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateUnionType(LlvmDiBuilder b, LlvmMetadata scope, byte* name, nuint nameLength, LlvmMetadata file, uint line, ulong bits, uint alignBits, uint flags, LlvmMetadata* elements, uint count, uint language, byte* uniqueId, nuint uniqueIdLength);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateMemberType(LlvmDiBuilder b, LlvmMetadata scope, byte* name, nuint nameLength, LlvmMetadata file, uint line, ulong bits, uint alignBits, ulong offsetBits, uint flags, LlvmMetadata type);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateReplaceableCompositeType(LlvmDiBuilder b, uint tag, byte* name, nuint nameLength, LlvmMetadata scope, LlvmMetadata file, uint line, uint language, ulong bits, uint alignBits, uint flags, byte* uniqueId, nuint uniqueIdLength);
    [LibraryImport(Lib)] public static partial void LLVMMetadataReplaceAllUsesWith(LlvmMetadata temporary, LlvmMetadata replacement);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateEnumerator(LlvmDiBuilder b, byte* name, nuint nameLength, long value, int isUnsigned);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateEnumerationType(LlvmDiBuilder b, LlvmMetadata scope, byte* name, nuint nameLength, LlvmMetadata file, uint line, ulong bits, uint alignBits, LlvmMetadata* elements, uint count, LlvmMetadata underlying);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateAutoVariable(LlvmDiBuilder b, LlvmMetadata scope, byte* name, nuint nameLength, LlvmMetadata file, uint line, LlvmMetadata type, int alwaysPreserve, uint flags, uint alignBits);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateParameterVariable(LlvmDiBuilder b, LlvmMetadata scope, byte* name, nuint nameLength, uint argNo, LlvmMetadata file, uint line, LlvmMetadata type, int alwaysPreserve, uint flags);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateExpression(LlvmDiBuilder b, ulong* operations, nuint count);
    [LibraryImport(Lib)] public static partial nint LLVMDIBuilderInsertDeclareRecordAtEnd(LlvmDiBuilder b, LlvmValue storage, LlvmMetadata variable, LlvmMetadata expression, LlvmMetadata location, LlvmBlock block);
    [LibraryImport(Lib)] public static partial nint LLVMDIBuilderInsertDbgValueRecordAtEnd(LlvmDiBuilder b, LlvmValue value, LlvmMetadata variable, LlvmMetadata expression, LlvmMetadata location, LlvmBlock block);
    [LibraryImport(Lib)] public static partial void LLVMSetSubprogram(LlvmValue f, LlvmMetadata subprogram);
    [LibraryImport(Lib)] public static partial void LLVMSetCurrentDebugLocation2(LlvmBuilderRef b, LlvmMetadata location);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMDIBuilderCreateGlobalVariableExpression(LlvmDiBuilder b, LlvmMetadata scope, byte* name, nuint nameLength, byte* linkage, nuint linkageLength, LlvmMetadata file, uint line, LlvmMetadata type, int isLocal, LlvmMetadata expression, LlvmMetadata declaration, uint alignBits);
    [LibraryImport(Lib)] public static partial void LLVMGlobalSetMetadata(LlvmValue global, uint kind, LlvmMetadata metadata);
}
