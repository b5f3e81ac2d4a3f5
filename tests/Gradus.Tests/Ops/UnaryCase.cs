namespace Gradus.Tests;

internal sealed class UnaryCase<TOp> : OpCase where TOp : struct, IUnary
{
    public override Type Type => typeof(TOp);

    public override int Arity => 1;

    public override ResultKind Result => TOp.Result;

    public override Domain Domain => TOp.Domain;

    public override Tensor Call(params Tensor[] inputs) => inputs[0].Map<TOp>();
}
