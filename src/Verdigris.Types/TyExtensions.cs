using Verdigris.Resolve.Definitions;

namespace Verdigris.Types;

/// <summary>Questions about a type's outermost shape; none needs more than the type itself.</summary>
public static class TyExtensions
{
    extension(Ty ty)
    {
        public bool IsNever => ty is Ty.Never;

        public bool IsUnit => ty is Ty.Tuple { Elements.Count: 0 };

        public bool IsBool => ty is Ty.Primitive { Kind: PrimTy.Bool };

        public bool IsChar => ty is Ty.Primitive { Kind: PrimTy.Char };

        public bool IsStr => ty is Ty.Primitive { Kind: PrimTy.Str };

        public bool IsTyVar => ty is Ty.Infer { Kind: InferKind.General };

        public bool IsInfer => ty is Ty.Infer;

        /// <summary>An integer type, or a variable for one.</summary>
        public bool IsIntegral =>
            ty is Ty.Primitive { Kind: >= PrimTy.I8 and <= PrimTy.Usize } or Ty.Infer { Kind: InferKind.Integer };

        public bool IsSigned => ty is Ty.Primitive { Kind: >= PrimTy.I8 and <= PrimTy.Isize };

        public bool IsUnsigned => ty is Ty.Primitive { Kind: >= PrimTy.U8 and <= PrimTy.Usize };

        public bool IsFloat => ty is Ty.Primitive { Kind: >= PrimTy.F16 } or Ty.Infer { Kind: InferKind.Float };

        public bool IsNumeric => ty.IsIntegral || ty.IsFloat;

        /// <summary>bool, char, integers, floats: what <c>as</c>, comparison and ranges in patterns take.</summary>
        public bool IsScalar => ty.IsBool || ty.IsChar || ty.IsNumeric || ty is Ty.RawPtr or Ty.FnDef or Ty.FnPtr;

        public bool IsRef => ty is Ty.Ref;

        public bool IsRawPtr => ty is Ty.RawPtr;

        public bool IsBox => ty is Ty.Adt { Def.IsBox: true };

        public bool IsUnsafePtr => ty is Ty.RawPtr;

        public bool IsErrorTy => ty is Ty.Error;
    }
}

/// <summary>Reads the generic arguments of <see cref="Ty.Closure"/>.</summary>
public static class ClosureArgs
{
    extension(Ty.Closure closure)
    {
        /// <summary><c>i8</c>, <c>i16</c>, <c>i32</c> or an inference variable: see <see cref="Ty.Closure"/>.</summary>
        public Ty KindTy => closure.Args.TypeAt(closure.Args.Count - 3);

        /// <summary>A function pointer type whose inputs are one tuple; or an inference variable.</summary>
        public Ty SigTy => closure.Args.TypeAt(closure.Args.Count - 2);

        /// <summary>A tuple, or an inference variable while captures are unknown.</summary>
        public Ty UpvarsTy => closure.Args.TypeAt(closure.Args.Count - 1);

        public ClosureKind? Kind => closure.KindTy is Ty.Primitive kind
            ? kind.Kind switch
            {
                PrimTy.I8 => ClosureKind.Fn,
                PrimTy.I16 => ClosureKind.FnMut,
                _ => ClosureKind.FnOnce,
            }
            : null;

        public Binder<FnSig> Sig => ((Ty.FnPtr)closure.SigTy).Sig;
    }
}

/// <summary>Reads the generic arguments of <see cref="Ty.Coroutine"/>.</summary>
public static class CoroutineArgs
{
    extension(Ty.Coroutine coroutine)
    {
        /// <summary>What the future gives; an inference variable while unknown.</summary>
        public Ty ReturnTy => coroutine.Args.TypeAt(coroutine.Args.Count - 2);

        /// <summary>A tuple, or an inference variable while captures are unknown.</summary>
        public Ty UpvarsTy => coroutine.Args.TypeAt(coroutine.Args.Count - 1);
    }
}

/// <summary>The traits a closure implements: each kind implies those after it. [types.closure.call]</summary>
public enum ClosureKind
{
    Fn,
    FnMut,
    FnOnce,
}
