namespace Gradus.Tests;

internal sealed class BinaryCase<TOp> : OpCase where TOp : struct, IBinary
{
    public override Type Type => typeof(TOp);

    public override int Arity => 2;

    public override ResultKind Result => TOp.Result;

    public override Domain Domain => TOp.Domain;

    public override Tensor Call(params Tensor[] inputs) => inputs[0].Map<TOp>(inputs[1]);
}
