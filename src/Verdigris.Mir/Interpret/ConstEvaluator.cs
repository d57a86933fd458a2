using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Mir.Instances;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Layout;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.Interpret;

/// <summary>
/// The values of constants, promoteds and statics, each evaluated once a process. Thread-safe: two threads may evaluate the
/// same one, the first result is kept, so that memory has one identity.
/// </summary>
/// <param name="createQueries">Makes the queries to evaluate with, for a worker's context.</param>
public sealed class ConstEvaluator(Func<TypeContext, MonoQueries> createQueries, int pointerSize) : IConstEvaluator
{
    private readonly ConcurrentDictionary<(DefId Def, GenericArgs Args, Promoted Promoted), ConstResult> _values = new();
    private readonly ConcurrentDictionary<DefId, StaticResult> _statics = new();
    private readonly LayoutCache _layouts = new();

    // What this thread is evaluating: a constant that needs itself is an error, not a stack overflow.
    private readonly ThreadLocal<HashSet<(DefId Def, GenericArgs Args, Promoted Promoted)>> _open = new(static () => []);

    public Const Evaluate(TypeContext context, Const.Unevaluated constant, ParamEnv env)
    {
        if (constant.Args.HasParam || constant.Args.HasInfer || (constant.Args.Flags & (TypeFlags.BodyLocal | TypeFlags.HasFresh)) != 0)
        {
            return constant;
        }
        GenericArgs args = VtableLayout.Normalize(createQueries(context), constant.Args);
        Ty ty = context.TypeOf(constant.Def);
        return ValueOf(context, constant.Def, args, default) switch
        {
            ConstValue.Scalar scalar => context.Types.Value(ty, scalar.Bits),
            _ => context.Types.ErrorConst(DiagnosticSink.Promise()),
        };
    }

    /// <summary>Null if evaluation failed, which is reported.</summary>
    public ConstValue? ValueOf(TypeContext context, DefId def, GenericArgs args, Promoted promoted)
    {
        if (_values.TryGetValue((def, args, promoted), out ConstResult known))
        {
            return known.Value;
        }
        MonoQueries queries = createQueries(context);
        ConstValue? value = null;
        Run(context, queries, def, promoted, args, (interpreter, result) => value = interpreter.ToValue(result));
        return _values.GetOrAdd((def, args, promoted), new ConstResult(value)).Value;
    }

    /// <summary>The memory a static begins with; null if it has none here, or evaluation failed.</summary>
    public ConstAllocation? InitialiserOf(TypeContext context, DefId def)
    {
        if (_statics.TryGetValue(def, out StaticResult known))
        {
            return known.Memory;
        }
        MonoQueries queries = createQueries(context);
        ConstAllocation? memory = null;
        Run(context, queries, def, default, context.Common.EmptyArgs, (interpreter, result) =>
        {
            bool isMutable = queries.IsMutableStatic(def) || !queries.Implements(result.Layout.Ty, LangItem.Freeze);
            memory = interpreter.Freeze(result.Memory ?? new Allocation(0, result.Layout.Align), isMutable);
        });
        return _statics.GetOrAdd(def, new StaticResult(memory)).Memory;
    }

    private void Run(TypeContext context, MonoQueries queries, DefId def, Promoted promoted, GenericArgs args, Action<Interpreter, InterpPlace> use)
    {
        if (queries.MirOf(def) is not { } body)
        {
            return;
        }
        if (promoted.Index >= 0)
        {
            body = body.PromotedBodies[promoted];
        }
        if (!_open.Value!.Add((def, args, promoted)))
        {
            context.Diagnostics.Report(Diagnostic.Error(
                "E0391", $"cycle detected when evaluating `{context.Crates.NameOf(def)}`", body.Span));
            return;
        }
        Interpreter interpreter = new(queries, new LayoutComputer(queries, _layouts, pointerSize));
        try
        {
            use(interpreter, interpreter.Run(body, args));
        }
        catch (ConstEvalException e)
        {
            SourceSpan span = body.Span;
            string name = context.Crates.NameOf(def).Text;
            string what = name.Length == 0 ? "constant value" : $"`{name}`";
            // That another constant has errors was said at the other.
            if (e is not PoisonedConstException || !context.Diagnostics.HasErrors)
            {
                context.Diagnostics.Report(Diagnostic.Error("E0080", $"evaluation of {what} failed", span).WithPrimaryLabel(e.Message));
            }
        }
        finally
        {
            _open.Value!.Remove((def, args, promoted));
        }
    }

    private readonly record struct ConstResult(ConstValue? Value);

    private readonly record struct StaticResult(ConstAllocation? Memory);
}
