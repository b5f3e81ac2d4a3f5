using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>Copies parts into regions of a buffer, in order.</summary>
internal sealed class PlaceStep(DType dtype, int slot, long slotOffset, (BufferView Part, View Region)[] parts) : Step
{
    public readonly DType DType = dtype;
    public readonly int Slot = slot;
    public readonly long SlotOffset = slotOffset;
    public readonly (BufferView Part, View Region)[] Parts = parts;

    public override string Kind => "place";

    public override string Describe() => $"place {Parts.Length} parts -> {Slot}";
}
