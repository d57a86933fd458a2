using Verdigris.Base;
using Verdigris.Types;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Instances;

/// <summary>What an unsizing coercion changes inside pointers and structs around them.</summary>
public static class Unsizing
{
    /// <summary>
    /// The innermost types that differ: for <c>Rc&lt;[u8; 4]&gt;</c> to <c>Rc&lt;[u8]&gt;</c> the array and the slice; for
    /// <c>&amp;Node&lt;S&gt;</c> to <c>&amp;Node&lt;dyn T&gt;</c> <c>S</c> and <c>dyn T</c>.
    /// </summary>
    public static (Ty From, Ty To) Find(MonoQueries queries, Ty source, Ty target)
    {
        switch (source, target)
        {
            case (Ty.Ref a, Ty.Ref b):
                return Tails(queries, a.Pointee, b.Pointee);
            case (Ty.Ref a, Ty.RawPtr b):
                return Tails(queries, a.Pointee, b.Pointee);
            case (Ty.RawPtr a, Ty.RawPtr b):
                return Tails(queries, a.Pointee, b.Pointee);
            case (Ty.Adt a, Ty.Adt b) when a.Def == b.Def:
                int field = CoercedField(queries, a, b);
                return Find(queries, FieldTy(queries, a, field), FieldTy(queries, b, field));
            default:
                throw new CompilerBug($"{source} cannot be unsized to {target}");
        }
    }

    /// <summary>The only field of a smart pointer that the coercion changes.</summary>
    public static int CoercedField(MonoQueries queries, Ty.Adt source, Ty.Adt target)
    {
        for (int i = 0; i < source.Def.SingleVariant.Fields.Length; i++)
        {
            Ty from = FieldTy(queries, source, i);
            if (from != FieldTy(queries, target, i) && from is not Ty.Adt { Def.IsPhantomData: true })
            {
                return i;
            }
        }
        throw new CompilerBug($"no field of {source} changes when it becomes {target}");
    }

    private static Ty FieldTy(MonoQueries queries, Ty.Adt adt, int field) =>
        queries.Normalize(queries.Types.Types.Instantiate(queries.Types.TypeOf(adt.Def.SingleVariant.Fields[field].Def), adt.Args));

    private static (Ty From, Ty To) Tails(MonoQueries queries, Ty source, Ty target)
    {
        while (source is Ty.Adt a && target is Ty.Adt b && a.Def == b.Def && a.Def.IsStruct)
        {
            int last = a.Def.SingleVariant.Fields.Length - 1;
            source = FieldTy(queries, a, last);
            target = FieldTy(queries, b, last);
        }
        return (source, target);
    }
}
