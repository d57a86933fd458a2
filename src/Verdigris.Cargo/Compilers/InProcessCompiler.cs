using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Verdigris.Driver;

namespace Verdigris.Cargo.Compilers;

/// <summary>Our own compiler, called as a library.</summary>
/// <param name="program">The name under which the compiler can also be run as a process, for build scripts.</param>
/// <param name="sysroot">Where the library is.</param>
public sealed class InProcessCompiler(string program, string sysroot) : ICompilerInvocation
{
    public string Program => program;

    public string Identity => $"{VersionInfo.Verbose}{sysroot}";

    public bool SupportsProcMacros => false;

    public IReadOnlyList<string> CommandPrefix(bool isWorkspaceMember) => [program];

    public int Run(CompilerCommand command, Action<string> onOutputLine, Action<string> onErrorLine)
    {
        using LineStream output = new(onOutputLine);
        using LineWriter error = new(onErrorLine);
        CompilerHost host = new()
        {
            StandardOutput = output,
            StandardError = error,
            StandardInput = new MemoryStream(Encoding.UTF8.GetBytes(command.StandardInput)),
            WorkingDirectory = command.WorkingDirectory,
            Environment = name => command.Environment.TryGetValue(name, out string? value) ? value : Environment.GetEnvironmentVariable(name),
            DefaultSysroot = sysroot,
        };
        return RustcCommand.Run(command.Arguments, host);
    }

    /// <summary>Text cut into lines; the compiler's threads may write at the same time.</summary>
    private sealed class LineWriter(Action<string> onLine) : TextWriter
    {
        private readonly StringBuilder _line = new();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Append([value]);

        public override void Write(string? value) => Append(value);

        public override void Write(char[] buffer, int index, int count) => Append(buffer.AsSpan(index, count));

        public override void Write(ReadOnlySpan<char> buffer) => Append(buffer);

        public void Append(ReadOnlySpan<char> text)
        {
            lock (_line)
            {
                foreach (char c in text)
                {
                    if (c == '\n')
                    {
                        onLine(_line.ToString());
                        _line.Clear();
                    }
                    else
                    {
                        _line.Append(c);
                    }
                }
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (_line.Length != 0)
            {
                onLine(_line.ToString());
                _line.Clear();
            }
            base.Dispose(disposing);
        }
    }

    /// <summary>Bytes cut into lines of text.</summary>
    private sealed class LineStream(Action<string> onLine) : Stream
    {
        private readonly MemoryStream _line = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            lock (_line)
            {
                foreach (byte b in buffer.AsSpan(offset, count))
                {
                    if (b == (byte)'\n')
                    {
                        Send();
                    }
                    else
                    {
                        _line.WriteByte(b);
                    }
                }
            }
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (_line.Length != 0)
            {
                Send();
            }
            base.Dispose(disposing);
        }

        private void Send()
        {
            onLine(Encoding.UTF8.GetString(_line.GetBuffer(), 0, (int)_line.Length));
            _line.SetLength(0);
        }
    }
}
