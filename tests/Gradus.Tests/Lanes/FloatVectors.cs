using System.Runtime.CompilerServices;

namespace Gradus.Tests.Lanes;

/// <summary>Vectors out of arrays.</summary>
internal static class FloatVectors
{
    public static ref byte At<T>(T[] array, int index) where T : unmanaged => ref Unsafe.As<T, byte>(ref array[index]);

    public static Lanes<T> Load<T>(T[] array, int index) where T : unmanaged => Lanes<T>.Load(ref At(array, index));
}
