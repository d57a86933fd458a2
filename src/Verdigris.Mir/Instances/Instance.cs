using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Mir.Instances;

/// <summary>Where the code of an instance comes from.</summary>
public enum InstanceKind : byte
{
    /// <summary>A function, closure body or constructor of the source, with arguments.</summary>
    Item,
    /// <summary>The compiler has the body: calls are replaced in place.</summary>
    Intrinsic,
    /// <summary>Looks up a vtable: <c>dyn Trait</c>'s method number <see cref="Instance.Index"/>.</summary>
    Virtual,
    /// <summary><c>drop_in_place::&lt;Ty&gt;</c>; no type: nothing to do.</summary>
    DropGlue,
    /// <summary>A by-value <c>self</c> method in a vtable: takes the value by pointer.</summary>
    VtableShim,
    /// <summary>A <c>#[track_caller]</c> function as a pointer: its location is that of the definition.</summary>
    ReifyShim,
    /// <summary><c>Fn*::call*</c> of a function item or pointer of type <see cref="Instance.Ty"/>.</summary>
    FnPtrShim,
    /// <summary><c>FnOnce::call_once</c> of a closure that is called by reference.</summary>
    ClosureOnceShim,
    /// <summary><c>Clone::clone</c> of a tuple, array or closure.</summary>
    CloneShim,
    /// <summary><c>FnPtr::addr</c> of the function pointer type <see cref="Instance.Ty"/>.</summary>
    FnPtrAddrShim,
    /// <summary>The function that makes a struct or variant of its arguments.</summary>
    CtorShim,
    /// <summary><c>drop_in_place</c>'s virtual form is index 0 of every vtable; this calls it.</summary>
    VirtualDrop,
}

/// <summary>
/// A function as it is called or emitted: all types are known, regions are erased. Two equal instances are the same machine
/// code.
/// </summary>
/// <param name="Def">The function; for shims the trait's method or the closure.</param>
/// <param name="Ty">What a shim is for; null otherwise.</param>
/// <param name="Index">Slot of a <see cref="InstanceKind.Virtual"/> call.</param>
public sealed record Instance(InstanceKind Kind, DefId Def, GenericArgs Args, Ty? Ty = null, int Index = 0)
{
    public override string ToString() => $"{Kind} {Def.Crate.Index}:{Def.Index}{Args}{(Ty is null ? "" : $" of {Ty}")}";
}
