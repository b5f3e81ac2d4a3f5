using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>C = A B for each matrix of a batch. The views give (..., M, K) of A and (..., K, N) of B; C is row-major.</summary>
internal sealed class ProductStep(
    ProductOp op, DType dtype, Shape shape, BufferView a, BufferView b, int slot, long slotOffset) : Step
{
    public readonly ProductOp Op = op;
    public readonly DType DType = dtype;

    /// <summary>The shape of C.</summary>
    public readonly Shape Shape = shape;

    public readonly BufferView A = a;
    public readonly BufferView B = b;
    public readonly int Slot = slot;
    public readonly long SlotOffset = slotOffset;

    public override string Kind => "product";

    public override IEnumerable<Op> Ops => [Op];

    public override string Describe() => $"{Op.Name} {A.View.Shape} x {B.View.Shape} -> {Slot}";
}
