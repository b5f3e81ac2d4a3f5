using Gradus.Loops;

namespace Gradus.Backends;

/// <summary>
/// What one run binds: arrays, numbers and starts. Shared by the workers of the run; nothing in it changes while they work.
/// </summary>
internal sealed class Binding
{
    /// <summary>One array for each buffer of the plan.</summary>
    public object[] Arrays = [];

    /// <summary>The claims to the large arrays that the run gives away, by buffer.</summary>
    public object?[] Claims = [];

    /// <summary>Numbers, in the bits of their lanes.</summary>
    public long[] Numbers = [];

    /// <summary>Starts of slices.</summary>
    public int[] Starts = [];

    /// <summary>Whether some outputs lie in arrays that leaves are read from.</summary>
    public bool IsInPlace;

    /// <summary>Whether the small temporaries are the binding's own from run to run.</summary>
    public bool HasWorkspace;

    public CancellationToken Cancellation;

    /// <summary>Room for what a plan needs, with the plan's own numbers behind those of the run.</summary>
    public void Prepare(Plan plan, int numbers, int starts)
    {
        if (Arrays.Length < plan.Buffers.Length) Arrays = new object[plan.Buffers.Length];
        if (plan.GivenLarge.Length > 0 && Claims.Length < plan.Buffers.Length) Claims = new object?[plan.Buffers.Length];
        if (Numbers.Length < numbers + plan.Constants.Length) Numbers = new long[numbers + plan.Constants.Length];
        if (Starts.Length < starts) Starts = new int[starts];
        plan.Constants.CopyTo(Numbers, numbers);
    }

    /// <summary>Forgets the arrays, so that they can be collected.</summary>
    public void Clear()
    {
        Array.Clear(Arrays);
        Array.Clear(Claims);
    }

    /// <summary>What to hold with the array of a buffer.</summary>
    public object? Claim(int slot) => slot < Claims.Length ? Claims[slot] : null;

    /// <summary>The same, for the only holder.</summary>
    public object? TakeClaim(int slot) => slot < Claims.Length ? Interlocked.Exchange(ref Claims[slot], null) : null;
}
