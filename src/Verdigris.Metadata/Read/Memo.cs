using System.Threading;

namespace Verdigris.Metadata.Read;

/// <summary>
/// What was decoded, by number; pages are made on first use. Threads may decode the same thing twice; all then see the object
/// that was stored first.
/// </summary>
internal sealed class Memo<T>(int count)
    where T : class
{
    private const int PageBits = 8;
    private const int PageMask = (1 << PageBits) - 1;
    private readonly T?[]?[] _pages = new T?[]?[(count + PageMask) >> PageBits];

    public T? this[int index] => Volatile.Read(ref _pages[index >> PageBits]) is { } page ? Volatile.Read(ref page[index & PageMask]) : null;

    public T Store(int index, T value)
    {
        ref T?[]? slot = ref _pages[index >> PageBits];
        T?[]? page = Volatile.Read(ref slot);
        if (page is null)
        {
            T?[] made = new T?[1 << PageBits];
            page = Interlocked.CompareExchange(ref slot, made, null) ?? made;
        }
        return Interlocked.CompareExchange(ref page[index & PageMask], value, null) ?? value;
    }
}
