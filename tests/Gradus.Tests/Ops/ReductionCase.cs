namespace Gradus.Tests;

internal sealed class ReductionCase<TOp> : OpCase where TOp : struct, IReduction
{
    public override Type Type => typeof(TOp);

    public override int Arity => 1;

    public override bool IsReduction => true;

    public override ResultKind Result => TOp.Result;

    public override Domain Domain => TOp.Domain;

    public override Tensor Call(params Tensor[] inputs) => inputs[0].Reduce<TOp>([]);

    public override Tensor Reduce(Tensor x, int[] axes, bool keepDim) => x.Reduce<TOp>(axes, keepDim);
}
