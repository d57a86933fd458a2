using System;
using System.Globalization;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Verdigris.Cli;

/// <summary>
/// Asks the system to back the young generation by huge pages. A compilation fills fresh memory much faster than it would pay to collect
/// it, and with pages of 4 KiB a fifth of a small compilation is the kernel's faults for it.
/// </summary>
/// <remarks>
/// The collector reserves its heap as one inaccessible mapping and makes it accessible piecemeal, in pieces too small for a huge page.
/// Nothing changes for it when the next part is accessible already: it asks all the same, and it never relies on a fault. [madvise(2)]
/// </remarks>
internal static unsafe partial class HugePages
{
    /// <summary>How much of the heap is prepared, in bytes; what lies beyond is as ever.</summary>
    private const nuint Length = 512 << 20;

    private const nuint HugePage = 2 << 20;

    private const int ReadWrite = 1 | 2;

    private const int AdviseHugePage = 14;

    private const int AdviseDump = 17;

    /// <summary>Does nothing where the heap is not laid out as expected, or the system does not know huge pages.</summary>
    public static void Prepare()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }
        object young = new();
        nuint address = *(nuint*)Unsafe.AsPointer(ref young);
        if (FindReserved(address) is not var (start, end))
        {
            return;
        }
        start &= ~(HugePage - 1);
        nuint length = nuint.Min(Length, end - start) & ~(HugePage - 1);
        if (length != 0 && ProtectMemory(start, length, ReadWrite) == 0)
        {
            _ = Advise(start, length, AdviseDump);
            _ = Advise(start, length, AdviseHugePage);
        }
    }

    /// <summary>From the mapping that holds an address of the heap to the end of the large inaccessible one behind it.</summary>
    private static (nuint Start, nuint End)? FindReserved(nuint address)
    {
        nuint start = 0;
        nuint end = 0;
        foreach (string line in File.ReadLines("/proc/self/maps"))
        {
            // start-end rwxp offset device inode path
            int dash = line.IndexOf('-', StringComparison.Ordinal);
            int space = line.IndexOf(' ', dash);
            nuint first = nuint.Parse(line.AsSpan(0, dash), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            nuint last = nuint.Parse(line.AsSpan(dash + 1, space - dash - 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (start == 0 && first <= address && address < last)
            {
                start = first;
            }
            else if (start == 0)
            {
                continue;
            }
            else if (first != end || !line.AsSpan(space + 6).StartsWith("00000000 00:00 0"))
            {
                return null;
            }
            end = last;
            // The first regions of all generations are accessible in part; what is large is what none of them has yet.
            if (last - first >= Length && line.AsSpan(space + 1).StartsWith("---p"))
            {
                return (start, end);
            }
        }
        return null;
    }

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int ProtectMemory(nuint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nuint address, nuint length, int advice);
}
