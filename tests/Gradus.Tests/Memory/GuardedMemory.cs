using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gradus.Graph;

namespace Gradus.Tests.Memory;

/// <summary>
/// Arrays whose last byte is the last one before a page that must not be touched: a read or write past the end ends the process.
/// </summary>
/// <remarks>
/// They lie outside the collector's heap, with an array's type and length in front, so that the engine takes them for arrays. The
/// collector passes over references that point outside its heap. Nobody may hold one when this is disposed.
/// </remarks>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int Header = 2 * sizeof(long);
    private const int ReadWrite = 3, None = 0, Private = 2;

    // Linux and macOS number this flag differently.
    private static readonly int Anonymous = OperatingSystem.IsMacOS() ? 0x1000 : 0x20;
    private static readonly int Page = Environment.SystemPageSize;

    private readonly List<(nint Start, nint Bytes)> regions = [];

    public static bool IsAvailable => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <summary>Elements are arbitrary, false for bool.</summary>
    public Array Allocate(DType dtype, int length) => Allocate(Storage.Allocate(dtype, 0), length, dtype.Size);

    public byte[] AllocateBytes(int length) => Unsafe.As<byte[]>(Allocate(Array.Empty<byte>(), length, 1));

    public Array Copy(DType dtype, Array array)
    {
        var copy = Allocate(dtype, array.Length);
        Unsafe.CopyBlockUnaligned(ref Storage.Bytes(copy), ref Storage.Bytes(array), (uint)(array.Length * dtype.Size));
        return copy;
    }

    /// <summary>An array of the same type as another.</summary>
    private Array Allocate(Array like, int length, int size)
    {
        var bytes = (nint)length * size;
        // The lock word of an object lies before it.
        var room = (bytes + Header + sizeof(long) + Page - 1) / Page * Page;
        var start = MapMemory(0, room + Page, ReadWrite, Private | Anonymous, -1, 0);
        Assert.NotEqual(-1, start);
        regions.Add((start, room + Page));
        Assert.Equal(0, Protect(start + room, Page, None));
        var at = start + room - bytes - Header;
        *(nint*)at = Unsafe.As<byte, nint>(ref Unsafe.Subtract(ref Storage.Bytes(like), Header));
        *(long*)(at + sizeof(long)) = length;
        if (like is not bool[]) new Span<byte>((void*)(at + Header), (int)bytes).Fill(0xA5);
        return Unsafe.As<nint, Array>(ref at);
    }

    /// <summary>Whether the system may read a byte there.</summary>
    public static bool IsReadable(ref byte at)
    {
        var ends = stackalloc int[2];
        Assert.Equal(0, Pipe(ends));
        // Asked to send a byte it must not read, the system refuses instead of ending the process.
        var isReadable = Write(ends[1], (nint)Unsafe.AsPointer(ref at), 1) == 1;
        Close(ends[0]);
        Close(ends[1]);
        return isReadable;
    }

    public void Dispose()
    {
        foreach (var (start, bytes) in regions) Assert.Equal(0, UnmapMemory(start, bytes));
        regions.Clear();
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint MapMemory(nint at, nint bytes, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint at, nint bytes, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int UnmapMemory(nint at, nint bytes);

    [LibraryImport("libc", EntryPoint = "pipe")]
    private static partial int Pipe(int* ends);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int file, nint from, nint bytes);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
