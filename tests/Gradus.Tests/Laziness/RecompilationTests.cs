namespace Gradus.Tests.Laziness;

[Collection(AloneCollection.Name)]
public class RecompilationTests
{
    [Fact]
    public void AnExpressionCompiledAgainAndAgainWarnsOnce()
    {
        List<string> warnings = [];
        Warnings.Raised += warnings.Add;
        try
        {
            for (var rows = 1; rows <= 250; rows++) (Tensor.Ones([rows, 3]) * 1.5 + 0.25).Cosh().Sum(0).ToArray<float>();
        }
        finally
        {
            Warnings.Raised -= warnings.Add;
        }
        Assert.Equal(
            "Sum: 100 plans for one expression whose shapes change from run to run, the last for a result of shape (3,). "
                + "Each new shape is compiled anew: keep batches at one size, or pad the last one.",
            Assert.Single(warnings));
    }

    [Fact]
    public void OtherNumbersDoNotWarn()
    {
        List<string> warnings = [];
        Warnings.Raised += warnings.Add;
        try
        {
            for (var i = 0; i < 250; i++) (Tensor.Ones([5, 3]) * (1.5 + i) + 0.25).Sinh().Sum(0).ToArray<float>();
        }
        finally
        {
            Warnings.Raised -= warnings.Add;
        }
        Assert.Empty(warnings);
    }
}
