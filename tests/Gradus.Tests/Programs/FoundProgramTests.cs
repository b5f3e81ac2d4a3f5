namespace Gradus.Tests.Programs;

/// <summary>Programs that once went wrong, as small as they could be made.</summary>
public sealed class FoundProgramTests
{
    [Fact]
    public void ANumberIsAssignedToAPart()
    {
        var x = Tensor.From([1f, 2, 3, 4]);
        x[1..3] = 7;
        Assert.Equal([1f, 7, 7, 4], x.ToArray<float>());
    }

    [Fact]
    public void TensorsOfOneNumberAreMultipliedAsMatrices() =>
        Assert.Equal([8f, 8, 8, 8], Tensor.Ones([2, 4]).MatMul(Tensor.Full([4, 2], 2)).ToArray<float>());

    [Fact]
    public void AnEmptyGradientIsSummedToAParameterThatIsNot()
    {
        var scalar = Tensor.From([2f], []).RequiresGrad();
        var matrix = Tensor.From([1f, 2, 3, 4], [2, 2]).RequiresGrad();
        (scalar * Tensor.Zeros([0, 1])).Sum().Backward();
        matrix.Expand([0, 2, 2]).Sum().Backward();
        Assert.Equal(0, scalar.Grad.Item());
        Assert.Equal([0f, 0, 0, 0], matrix.Grad.ToArray<float>());
    }
}
