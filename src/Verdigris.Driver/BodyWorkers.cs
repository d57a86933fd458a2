using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;

namespace Verdigris.Driver;

/// <summary>
/// Does the same for all bodies of a crate on as many threads as there are processors. Bodies do not depend on each other: what
/// one asks about another is a fact. What is found is sorted before it is printed, so the order of work does not show.
/// </summary>
internal static class BodyWorkers
{
    /// <summary>Fewer bodies than this are not worth a thread.</summary>
    private const int BodiesPerThread = 100;

    /// <summary>How many bodies a thread takes at once.</summary>
    private const int Portion = 8;

    /// <param name="createWorker">Called on each thread: what it does with a body, and what it needs for that.</param>
    /// <exception cref="Exception">The first failure of a worker; the session says at which body.</exception>
    public static void ForEach(Session session, CompilationWorld world, CrateId crate, IReadOnlyList<DefId> bodies, Func<TypeContext, Action<DefId>> createWorker)
    {
        int threadCount = Math.Clamp(bodies.Count / BodiesPerThread, 1, Environment.ProcessorCount);
        int next = 0;
        ExceptionDispatchInfo? failure = null;
        Thread[] others = new Thread[threadCount - 1];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(WorkElsewhere, Compiler.StackSize) { Name = "bodies" };
            others[i].Start();
        }
        Work();
        foreach (Thread thread in others)
        {
            thread.Join();
        }
        failure?.Throw();

        void WorkElsewhere()
        {
            using IDisposable? time = session.Times?.Measure(session.CurrentStage);
            Work();
        }

        void Work()
        {
            Action<DefId> work = createWorker(TypeContext.Create(world.Program, crate, session.Diagnostics));
            int start;
            while ((start = Interlocked.Add(ref next, Portion) - Portion) < bodies.Count && Volatile.Read(ref failure) is null)
            {
                for (int i = start; i < Math.Min(start + Portion, bodies.Count); i++)
                {
                    try
                    {
                        work(bodies[i]);
                    }
                    catch (Exception e)
                    {
                        if (Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null) is null)
                        {
                            session.CurrentItem = PathOf(world.Crates, bodies[i]);
                        }
                        return;
                    }
                }
            }
        }
    }

    /// <summary>For messages about internal errors.</summary>
    private static string PathOf(CrateStore crates, DefId def)
    {
        List<string> parts = [];
        for (DefId at = def; at.IsSome; at = crates.ParentOf(at))
        {
            string name = crates.ParentOf(at).IsNone ? crates[at.Crate].Name.Text : crates.NameOf(at).Text;
            if (name.Length != 0)
            {
                parts.Insert(0, name);
            }
        }
        return string.Join("::", parts);
    }
}
