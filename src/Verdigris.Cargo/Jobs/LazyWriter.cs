using System;
using System.IO;

namespace Verdigris.Cargo.Jobs;

/// <summary>A text file that is made only when there is something to write.</summary>
internal sealed class LazyWriter(string path) : IDisposable
{
    private StreamWriter? _writer;

    public void WriteLine(string line)
    {
        _writer ??= new StreamWriter(path);
        _writer.Write(line);
        _writer.Write('\n');
    }

    public void Dispose() => _writer?.Dispose();
}
