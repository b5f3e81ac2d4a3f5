using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus;

/// <summary>
/// Lanes as two vectors of 256 bits, for machines that have no wider ones. The framework would split 512 bits too, but each of
/// its operations costs the compiler some 10 temporaries, of which a method may have 512 before inlining stops and everything
/// slows down tenfold; this way they are about 5, and a loop may hold a hundred operations.
/// </summary>
internal readonly struct Halves<T> where T : unmanaged
{
    public readonly Vector256<T> Low;
    public readonly Vector256<T> High;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Halves(Vector256<T> low, Vector256<T> high) => (Low, High) = (low, high);
}
