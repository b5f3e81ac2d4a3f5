namespace Gradus.Tests;

internal sealed class TernaryCase<TOp> : OpCase where TOp : struct, ITernary
{
    public override Type Type => typeof(TOp);

    public override int Arity => 3;

    public override bool FirstIsMask => TOp.FirstIsMask;

    public override ResultKind Result => TOp.Result;

    public override Domain Domain => TOp.Domain;

    public override Tensor Call(params Tensor[] inputs) => inputs[0].Map<TOp>(inputs[1], inputs[2]);
}
