namespace Gradus.Backends;

/// <summary>
/// What one run binds: arrays, numbers and starts. Shared by the workers of the run; nothing in it changes while they work.
/// </summary>
internal sealed class Binding
{
    /// <summary>One array for each buffer of the plan.</summary>
    public object[] Arrays = [];

    /// <summary>Numbers, in the bits of their lanes.</summary>
    public long[] Numbers = [];

    /// <summary>Starts of slices.</summary>
    public int[] Starts = [];

    public CancellationToken Cancellation;

    /// <summary>Forgets the arrays, so that they can be collected.</summary>
    public void Clear() => Array.Clear(Arrays);
}
