namespace Gradus.Capturing;

/// <summary>A mutable tensor's numbers while only captured steps read and write them.</summary>
internal sealed class OwnedState(Array array, object? claim)
{
    public Array Array = array;
    public object? Claim = claim;
}
