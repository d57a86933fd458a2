using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace Verdigris.Tests;

/// <summary>Runs code on a thread with the stack that the driver gives the front end.</summary>
internal static class DeepStack
{
    private const int Size = 512 * 1024 * 1024;

    public static T Run<T>(Func<T> action)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                result = action();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        }, Size);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
