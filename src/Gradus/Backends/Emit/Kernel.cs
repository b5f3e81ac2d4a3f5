namespace Gradus.Backends.Emit;

/// <summary>Code for one block of a loop; of a loop that is one block, for all of it.</summary>
/// <param name="scratch">The worker's memory.</param>
/// <param name="arrays">The buffers of the run.</param>
/// <param name="parameters">Extents, strides and offsets, in the order of the loop's <see cref="KernelTable"/>.</param>
/// <param name="firstRow">The block's first row.</param>
/// <param name="rows">The block's rows.</param>
/// <param name="numbers">The numbers of the run.</param>
internal delegate void Kernel(ref byte scratch, object[] arrays, long[] parameters, nint firstRow, nint rows, long[] numbers);
