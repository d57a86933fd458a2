using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Verdigris.Codegen.Llvm;

/// <summary>The functions of LLVM's C API that are used, as in llvm-c/*.h of LLVM 19; <c>int</c> is <c>LLVMBool</c> where a bool is meant.</summary>
internal static unsafe partial class Native
{
    private const string Lib = LlvmLibrary.Name;

    // Contexts, modules.
    [LibraryImport(Lib)] public static partial LlvmContext LLVMContextCreate();
    [LibraryImport(Lib)] public static partial void LLVMContextDispose(LlvmContext c);
    [LibraryImport(Lib)] public static partial void LLVMContextSetDiscardValueNames(LlvmContext c, int discard);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial LlvmModule LLVMModuleCreateWithNameInContext(string name, LlvmContext c);
    [LibraryImport(Lib)] public static partial void LLVMDisposeModule(LlvmModule m);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial void LLVMSetTarget(LlvmModule m, string triple);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial void LLVMSetDataLayout(LlvmModule m, string layout);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial void LLVMSetSourceFileName(LlvmModule m, string name, nuint length);
    [LibraryImport(Lib)] public static partial byte* LLVMPrintModuleToString(LlvmModule m);
    [LibraryImport(Lib)] public static partial void LLVMDisposeMessage(byte* message);
    [LibraryImport(Lib)] public static partial int LLVMVerifyModule(LlvmModule m, int action, byte** message);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial void LLVMAddModuleFlag(LlvmModule m, LlvmModuleFlagBehavior behavior, string key, nuint length, LlvmMetadata value);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial void LLVMAddNamedMetadataOperand(LlvmModule m, string name, LlvmValue value);
    [LibraryImport(Lib)] public static partial void LLVMAppendModuleInlineAsm(LlvmModule m, byte* text, nuint length);
    [LibraryImport(Lib)] public static partial LlvmMemoryBuffer LLVMWriteBitcodeToMemoryBuffer(LlvmModule m);
    [LibraryImport(Lib)] public static partial byte* LLVMGetBufferStart(LlvmMemoryBuffer b);
    [LibraryImport(Lib)] public static partial nuint LLVMGetBufferSize(LlvmMemoryBuffer b);
    [LibraryImport(Lib)] public static partial void LLVMDisposeMemoryBuffer(LlvmMemoryBuffer b);

    // Types.
    [LibraryImport(Lib)] public static partial LlvmType LLVMIntTypeInContext(LlvmContext c, uint bits);
    [LibraryImport(Lib)] public static partial LlvmType LLVMHalfTypeInContext(LlvmContext c);
    [LibraryImport(Lib)] public static partial LlvmType LLVMFloatTypeInContext(LlvmContext c);
    [LibraryImport(Lib)] public static partial LlvmType LLVMDoubleTypeInContext(LlvmContext c);
    [LibraryImport(Lib)] public static partial LlvmType LLVMFP128TypeInContext(LlvmContext c);
    [LibraryImport(Lib)] public static partial LlvmType LLVMX86FP80TypeInContext(LlvmContext c);
    [LibraryImport(Lib)] public static partial LlvmType LLVMVoidTypeInContext(LlvmContext c);
    [LibraryImport(Lib)] public static partial LlvmType LLVMPointerTypeInContext(LlvmContext c, uint addressSpace);
    [LibraryImport(Lib)] public static partial LlvmType LLVMStructTypeInContext(LlvmContext c, LlvmType* elements, uint count, int isPacked);
    [LibraryImport(Lib)] public static partial LlvmType LLVMArrayType2(LlvmType element, ulong count);
    [LibraryImport(Lib)] public static partial LlvmType LLVMVectorType(LlvmType element, uint count);
    [LibraryImport(Lib)] public static partial LlvmType LLVMFunctionType(LlvmType result, LlvmType* parameters, uint count, int isVariadic);
    [LibraryImport(Lib)] public static partial LlvmType LLVMTypeOf(LlvmValue v);
    [LibraryImport(Lib)] public static partial LlvmType LLVMGlobalGetValueType(LlvmValue v);
    [LibraryImport(Lib)] public static partial LlvmType LLVMMetadataTypeInContext(LlvmContext c);

    // Constants.
    [LibraryImport(Lib)] public static partial LlvmValue LLVMConstInt(LlvmType t, ulong value, int signExtend);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMConstIntOfArbitraryPrecision(LlvmType t, uint wordCount, ulong* words);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMConstReal(LlvmType t, double value);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMConstBitCast(LlvmValue v, LlvmType t);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMConstIntToPtr(LlvmValue v, LlvmType t);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMConstPtrToInt(LlvmValue v, LlvmType t);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMConstNull(LlvmType t);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMGetUndef(LlvmType t);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMGetPoison(LlvmType t);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMConstStringInContext2(LlvmContext c, byte* text, nuint length, int dontNullTerminate);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMConstStructInContext(LlvmContext c, LlvmValue* values, uint count, int isPacked);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMConstArray2(LlvmType element, LlvmValue* values, ulong count);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMConstVector(LlvmValue* values, uint count);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMConstInBoundsGEP2(LlvmType t, LlvmValue pointer, LlvmValue* indices, uint count);
    [LibraryImport(Lib)] public static partial int LLVMIsConstant(LlvmValue v);

    // Globals and functions.
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial LlvmValue LLVMAddGlobal(LlvmModule m, LlvmType t, string name);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial LlvmValue LLVMGetNamedGlobal(LlvmModule m, string name);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial LlvmValue LLVMAddFunction(LlvmModule m, string name, LlvmType t);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial LlvmValue LLVMGetNamedFunction(LlvmModule m, string name);
    [LibraryImport(Lib)] public static partial void LLVMSetInitializer(LlvmValue global, LlvmValue value);
    [LibraryImport(Lib)] public static partial void LLVMSetGlobalConstant(LlvmValue global, int isConstant);
    [LibraryImport(Lib)] public static partial void LLVMSetThreadLocal(LlvmValue global, int isThreadLocal);
    [LibraryImport(Lib)] public static partial void LLVMSetThreadLocalMode(LlvmValue global, LlvmThreadLocalMode mode);
    [LibraryImport(Lib)] public static partial void LLVMSetLinkage(LlvmValue global, LlvmLinkage linkage);
    [LibraryImport(Lib)] public static partial LlvmLinkage LLVMGetLinkage(LlvmValue global);
    [LibraryImport(Lib)] public static partial void LLVMSetVisibility(LlvmValue global, LlvmVisibility visibility);
    [LibraryImport(Lib)] public static partial void LLVMSetUnnamedAddress(LlvmValue global, LlvmUnnamedAddress address);
    [LibraryImport(Lib)] public static partial void LLVMSetAlignment(LlvmValue v, uint bytes);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial void LLVMSetSection(LlvmValue global, string section);
    [LibraryImport(Lib)] public static partial void LLVMSetFunctionCallConv(LlvmValue f, LlvmCallConv conv);
    [LibraryImport(Lib)] public static partial void LLVMSetInstructionCallConv(LlvmValue call, LlvmCallConv conv);
    [LibraryImport(Lib)] public static partial void LLVMSetPersonalityFn(LlvmValue f, LlvmValue personality);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMGetParam(LlvmValue f, uint index);
    [LibraryImport(Lib)] public static partial void LLVMSetValueName2(LlvmValue v, byte* name, nuint length);
    [LibraryImport(Lib)] public static partial void LLVMReplaceAllUsesWith(LlvmValue old, LlvmValue replacement);
    [LibraryImport(Lib)] public static partial void LLVMDeleteGlobal(LlvmValue global);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial LlvmValue LLVMAddAlias2(LlvmModule m, LlvmType t, uint addressSpace, LlvmValue aliasee, string name);
    [LibraryImport(Lib)] public static partial int LLVMIsDeclaration(LlvmValue global);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial uint LLVMLookupIntrinsicID(string name, nuint length);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMGetIntrinsicDeclaration(LlvmModule m, uint id, LlvmType* types, nuint count);
    [LibraryImport(Lib)] public static partial LlvmType LLVMIntrinsicGetType(LlvmContext c, uint id, LlvmType* types, nuint count);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMGetInlineAsm(LlvmType t, byte* text, nuint textLength, byte* constraints, nuint constraintsLength, int hasSideEffects, int alignsStack, int dialect, int canThrow);

    // Attributes.
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial uint LLVMGetEnumAttributeKindForName(string name, nuint length);
    [LibraryImport(Lib)] public static partial LlvmAttribute LLVMCreateEnumAttribute(LlvmContext c, uint kind, ulong value);
    [LibraryImport(Lib)] public static partial LlvmAttribute LLVMCreateTypeAttribute(LlvmContext c, uint kind, LlvmType t);
    [LibraryImport(Lib)] public static partial LlvmAttribute LLVMCreateConstantRangeAttribute(LlvmContext c, uint kind, uint bits, ulong* lower, ulong* upper);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial LlvmAttribute LLVMCreateStringAttribute(LlvmContext c, string key, uint keyLength, string value, uint valueLength);
    [LibraryImport(Lib)] public static partial void LLVMAddAttributeAtIndex(LlvmValue f, LlvmAttributeIndex index, LlvmAttribute attribute);
    [LibraryImport(Lib)] public static partial void LLVMAddCallSiteAttribute(LlvmValue call, LlvmAttributeIndex index, LlvmAttribute attribute);

    // Blocks and instructions.
    [LibraryImport(Lib)] public static partial LlvmBlock LLVMAppendBasicBlockInContext(LlvmContext c, LlvmValue f, byte* name);
    [LibraryImport(Lib)] public static partial LlvmBlock LLVMGetEntryBasicBlock(LlvmValue f);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMGetBasicBlockTerminator(LlvmBlock b);
    [LibraryImport(Lib)] public static partial LlvmBuilderRef LLVMCreateBuilderInContext(LlvmContext c);
    [LibraryImport(Lib)] public static partial void LLVMDisposeBuilder(LlvmBuilderRef b);
    [LibraryImport(Lib)] public static partial void LLVMPositionBuilderAtEnd(LlvmBuilderRef b, LlvmBlock block);
    [LibraryImport(Lib)] public static partial void LLVMPositionBuilderBefore(LlvmBuilderRef b, LlvmValue instruction);
    [LibraryImport(Lib)] public static partial LlvmBlock LLVMGetInsertBlock(LlvmBuilderRef b);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMGetFirstInstruction(LlvmBlock b);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildRetVoid(LlvmBuilderRef b);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildRet(LlvmBuilderRef b, LlvmValue v);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildBr(LlvmBuilderRef b, LlvmBlock target);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildCondBr(LlvmBuilderRef b, LlvmValue condition, LlvmBlock then, LlvmBlock otherwise);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildSwitch(LlvmBuilderRef b, LlvmValue v, LlvmBlock otherwise, uint caseCount);
    [LibraryImport(Lib)] public static partial void LLVMAddCase(LlvmValue switchInstruction, LlvmValue value, LlvmBlock target);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildUnreachable(LlvmBuilderRef b);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildResume(LlvmBuilderRef b, LlvmValue exception);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildLandingPad(LlvmBuilderRef b, LlvmType t, LlvmValue personality, uint clauseCount, byte* name);
    [LibraryImport(Lib)] public static partial void LLVMAddClause(LlvmValue landingPad, LlvmValue clause);
    [LibraryImport(Lib)] public static partial void LLVMSetCleanup(LlvmValue landingPad, int isCleanup);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildCall2(LlvmBuilderRef b, LlvmType t, LlvmValue f, LlvmValue* args, uint count, byte* name);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildInvoke2(LlvmBuilderRef b, LlvmType t, LlvmValue f, LlvmValue* args, uint count, LlvmBlock then, LlvmBlock unwind, byte* name);
    [LibraryImport(Lib)] public static partial void LLVMSetTailCallKind(LlvmValue call, LlvmTailCallKind kind);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildBinOp(LlvmBuilderRef b, int opcode, LlvmValue left, LlvmValue right, byte* name);
    [LibraryImport(Lib)] public static partial void LLVMSetNUW(LlvmValue instruction, int value);
    [LibraryImport(Lib)] public static partial void LLVMSetNSW(LlvmValue instruction, int value);
    [LibraryImport(Lib)] public static partial void LLVMSetExact(LlvmValue instruction, int value);
    [LibraryImport(Lib)] public static partial void LLVMSetFastMathFlags(LlvmValue instruction, uint flags);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildNeg(LlvmBuilderRef b, LlvmValue v, byte* name);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildFNeg(LlvmBuilderRef b, LlvmValue v, byte* name);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildNot(LlvmBuilderRef b, LlvmValue v, byte* name);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildCast(LlvmBuilderRef b, int opcode, LlvmValue v, LlvmType t, byte* name);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildICmp(LlvmBuilderRef b, LlvmIntPredicate p, LlvmValue left, LlvmValue right, byte* name);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildFCmp(LlvmBuilderRef b, LlvmRealPredicate p, LlvmValue left, LlvmValue right, byte* name);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildSelect(LlvmBuilderRef b, LlvmValue condition, LlvmValue then, LlvmValue otherwise, byte* name);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildPhi(LlvmBuilderRef b, LlvmType t, byte* name);
    [LibraryImport(Lib)] public static partial void LLVMAddIncoming(LlvmValue phi, LlvmValue* values, LlvmBlock* blocks, uint count);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildExtractValue(LlvmBuilderRef b, LlvmValue aggregate, uint index, byte* name);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildInsertValue(LlvmBuilderRef b, LlvmValue aggregate, LlvmValue element, uint index, byte* name);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildExtractElement(LlvmBuilderRef b, LlvmValue vector, LlvmValue index, byte* name);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildInsertElement(LlvmBuilderRef b, LlvmValue vector, LlvmValue element, LlvmValue index, byte* name);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildShuffleVector(LlvmBuilderRef b, LlvmValue v1, LlvmValue v2, LlvmValue mask, byte* name);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildAlloca(LlvmBuilderRef b, LlvmType t, byte* name);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildLoad2(LlvmBuilderRef b, LlvmType t, LlvmValue pointer, byte* name);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildStore(LlvmBuilderRef b, LlvmValue v, LlvmValue pointer);
    [LibraryImport(Lib)] public static partial void LLVMSetOperand(LlvmValue user, uint index, LlvmValue value);
    [LibraryImport(Lib)] public static partial void LLVMSetVolatile(LlvmValue access, int isVolatile);
    [LibraryImport(Lib)] public static partial void LLVMSetOrdering(LlvmValue access, LlvmAtomicOrdering ordering);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildFence(LlvmBuilderRef b, LlvmAtomicOrdering ordering, int isSingleThread, byte* name);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildAtomicRMW(LlvmBuilderRef b, LlvmAtomicOp op, LlvmValue pointer, LlvmValue v, LlvmAtomicOrdering ordering, int isSingleThread);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildAtomicCmpXchg(LlvmBuilderRef b, LlvmValue pointer, LlvmValue expected, LlvmValue value, LlvmAtomicOrdering success, LlvmAtomicOrdering failure, int isSingleThread);
    [LibraryImport(Lib)] public static partial void LLVMSetWeak(LlvmValue cmpXchg, int isWeak);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildInBoundsGEP2(LlvmBuilderRef b, LlvmType t, LlvmValue pointer, LlvmValue* indices, uint count, byte* name);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildGEP2(LlvmBuilderRef b, LlvmType t, LlvmValue pointer, LlvmValue* indices, uint count, byte* name);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildMemCpy(LlvmBuilderRef b, LlvmValue target, uint targetAlign, LlvmValue source, uint sourceAlign, LlvmValue size);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildMemMove(LlvmBuilderRef b, LlvmValue target, uint targetAlign, LlvmValue source, uint sourceAlign, LlvmValue size);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildMemSet(LlvmBuilderRef b, LlvmValue pointer, LlvmValue value, LlvmValue length, uint align);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMBuildFreeze(LlvmBuilderRef b, LlvmValue v, byte* name);

    // Metadata.
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial uint LLVMGetMDKindIDInContext(LlvmContext c, string name, uint length);
    [LibraryImport(Lib)] public static partial void LLVMSetMetadata(LlvmValue instruction, uint kind, LlvmValue node);
    [LibraryImport(Lib)] public static partial LlvmValue LLVMMetadataAsValue(LlvmContext c, LlvmMetadata m);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMValueAsMetadata(LlvmValue v);
    [LibraryImport(Lib)] public static partial LlvmMetadata LLVMMDNodeInContext2(LlvmContext c, LlvmMetadata* items, nuint count);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial LlvmMetadata LLVMMDStringInContext2(LlvmContext c, string text, nuint length);

    // Targets, passes, output.
    [LibraryImport(Lib)] public static partial void LLVMInitializeX86TargetInfo();
    [LibraryImport(Lib)] public static partial void LLVMInitializeX86Target();
    [LibraryImport(Lib)] public static partial void LLVMInitializeX86TargetMC();
    [LibraryImport(Lib)] public static partial void LLVMInitializeX86AsmPrinter();
    [LibraryImport(Lib)] public static partial void LLVMInitializeX86AsmParser();
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial int LLVMGetTargetFromTriple(string triple, LlvmTarget* target, byte** message);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial LlvmTargetMachine LLVMCreateTargetMachine(LlvmTarget t, string triple, string cpu, string features, LlvmCodegenLevel level, LlvmRelocMode reloc, LlvmCodeModel model);
    [LibraryImport(Lib)] public static partial void LLVMDisposeTargetMachine(LlvmTargetMachine m);
    [LibraryImport(Lib)] public static partial void LLVMSetTargetMachineAsmVerbosity(LlvmTargetMachine m, int verbose);
    [LibraryImport(Lib)] public static partial void LLVMSetTargetMachineFastISel(LlvmTargetMachine m, int enable);
    [LibraryImport(Lib)] public static partial int LLVMTargetMachineEmitToMemoryBuffer(LlvmTargetMachine m, LlvmModule module, LlvmFileType type, byte** message, LlvmMemoryBuffer* buffer);
    [LibraryImport(Lib)] public static partial byte* LLVMGetHostCPUName();
    [LibraryImport(Lib)] public static partial byte* LLVMGetHostCPUFeatures();
    [LibraryImport(Lib)] public static partial LlvmPassOptions LLVMCreatePassBuilderOptions();
    [LibraryImport(Lib)] public static partial void LLVMDisposePassBuilderOptions(LlvmPassOptions o);
    [LibraryImport(Lib)] public static partial void LLVMPassBuilderOptionsSetLoopVectorization(LlvmPassOptions o, int enable);
    [LibraryImport(Lib)] public static partial void LLVMPassBuilderOptionsSetSLPVectorization(LlvmPassOptions o, int enable);
    [LibraryImport(Lib)] public static partial void LLVMPassBuilderOptionsSetLoopInterleaving(LlvmPassOptions o, int enable);
    [LibraryImport(Lib)] public static partial void LLVMPassBuilderOptionsSetMergeFunctions(LlvmPassOptions o, int enable);
    [LibraryImport(Lib)] public static partial void LLVMPassBuilderOptionsSetVerifyEach(LlvmPassOptions o, int enable);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial LlvmError LLVMRunPasses(LlvmModule m, string passes, LlvmTargetMachine machine, LlvmPassOptions o);
    [LibraryImport(Lib)] public static partial byte* LLVMGetErrorMessage(LlvmError e);
    [LibraryImport(Lib)] public static partial void LLVMDisposeErrorMessage(byte* message);
    [LibraryImport(Lib)] public static partial void LLVMParseCommandLineOptions(int count, byte** arguments, byte* overview);
}
