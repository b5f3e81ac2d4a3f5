namespace Gradus.Tests.Laziness;

/// <summary>An operation that happens to change nothing gives a value all the same: updating one handle never changes another.</summary>
[Collection(AloneCollection.Name)]
public sealed class AliasTests
{
    private static readonly (string Name, Func<Tensor, Tensor> Apply)[] Unchanging =
    [
        ("x * 1", x => x * 1), ("1 * x", x => 1 * x), ("x / 1", x => x / 1f), ("x + 0", x => x + 0), ("x - 0", x => x - 0),
        ("x ** 1", x => x.Pow(1)), ("+x", x => +x), ("Reshape", x => x.Reshape(x.Shape)), ("Flatten", x => x.Flatten()),
        ("Expand", x => x.Expand(x.Shape)), ("x[..]", x => x[..]), ("Narrow", x => x.Narrow(0, 0, 2)), ("T", x => x.T),
        ("Permute", x => x.Permute(0)), ("Squeeze", x => x.Squeeze()), ("Roll", x => x.Roll(0, 0)), ("Flip twice", x => x.Flip().Flip()),
        ("Tile", x => x.Tile(1)), ("Pad", x => x.Pad([(0, 0)])), ("Concat", x => Tensor.Concat([x])), ("To", x => x.To(x.DType)),
        ("Cpu", x => x.To(Device.Cpu)), ("Clone", x => x.Clone()), ("Detach", x => x.Detach()),
    ];

    public static TheoryData<string> Names => [.. Unchanging.Select(each => each.Name)];

    private static Func<Tensor, Tensor> Operation(string name) => Unchanging.Single(each => each.Name == name).Apply;

    [Theory, MemberData(nameof(Names))]
    public void UpdatingTheSourceLeavesTheResult(string name)
    {
        var source = Tensor.From([1f, 2]);
        var result = Operation(name)(source);
        source += 10;
        source[0] = 5;
        Assert.Equal([1f, 2], result.ToArray<float>());
        Assert.Equal([5f, 12], source.ToArray<float>());
    }

    [Theory, MemberData(nameof(Names))]
    public void UpdatingTheResultLeavesTheSource(string name)
    {
        var source = Tensor.From([1f, 2]);
        var result = Operation(name)(source);
        result += 10;
        Assert.Equal([1f, 2], source.ToArray<float>());
        Assert.Equal([11f, 12], result.ToArray<float>());
    }

    [Theory, MemberData(nameof(Names))]
    public void ASnapshotOfAParameterIsOne(string name)
    {
        var parameter = Tensor.From([1f, 2]).RequiresGrad();
        Tensor snapshot;
        using (Autograd.NoGrad()) snapshot = Operation(name)(parameter);
        parameter.Square().Sum().Backward();
        using (Autograd.NoGrad()) parameter -= parameter.Grad;
        Assert.Equal([-1f, -2], parameter.ToArray<float>());
        Assert.Equal([1f, 2], snapshot.ToArray<float>());
        Assert.False(snapshot.NeedsGrad);
    }

    [Fact]
    public void GradientsOfOneCotangentAreSeparate()
    {
        Tensor a = Tensor.From([1f, 2]).RequiresGrad(), b = Tensor.From([3f, 4]).RequiresGrad();
        var cotangent = Tensor.From([1f, 10]);
        (a + b).Backward(cotangent);
        a.Grad.MultiplyInPlace(3);
        cotangent *= 0;
        Assert.Equal([3f, 30], a.Grad.ToArray<float>());
        Assert.Equal([1f, 10], b.Grad.ToArray<float>());
    }

    [Fact]
    public void AGradientKeptIsNotTheOneAccumulatedLater()
    {
        var parameter = Tensor.From([1f, 2]).RequiresGrad();
        parameter.Square().Sum().Backward();
        var kept = parameter.Grad;
        parameter.Square().Sum().Backward();
        using (Autograd.NoGrad()) parameter -= parameter.Grad;
        parameter.ZeroGrad();
        Assert.Equal([2f, 4], kept.ToArray<float>());
        Assert.Equal([-3f, -6], parameter.ToArray<float>());
    }

    [Fact]
    public void AFailedUpdateChangesNothing()
    {
        var parameter = Tensor.From([1f, 2]).RequiresGrad();
        using var mode = Autograd.NoGrad();
        Assert.Throws<GradusException>(() => parameter.AddInPlace(Tensor.Ones([3])));
        Assert.Throws<GradusException>(() => parameter.AddInPlace(Tensor.Ones([2, 2])));
        Assert.Throws<GradusException>(() => parameter.AddInPlace(Tensor.Ones([2], DType.Float64)));
        Assert.Equal([1f, 2], parameter.ToArray<float>());
        Assert.True(parameter.NeedsGrad && parameter.IsLeaf);
    }
}
