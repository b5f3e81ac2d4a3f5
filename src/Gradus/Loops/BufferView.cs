using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>A view of what a buffer of the plan holds from an offset on.</summary>
internal readonly record struct BufferView(int Slot, long SlotOffset, View View);
