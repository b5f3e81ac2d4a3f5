namespace Gradus.Tests.Lanes;

public class RealTests
{
    [Fact]
    public void MasksAreOneAndZero()
    {
        Assert.Equal(1, Real.Less(1, 2).Value);
        Assert.Equal(0, Real.Less(2, 2).Value);
        Assert.Equal(1, Real.LessOrEqual(2, 2).Value);
        Assert.Equal(0, Real.Equal(double.NaN, double.NaN).Value);
        Assert.Equal(1, Real.Equal(0.0, -0.0).Value);
        Assert.Equal(1, Real.And(1, 1).Value);
        Assert.Equal(0, Real.And(1, 0).Value);
        Assert.Equal(1, Real.Or(0, 1).Value);
        Assert.Equal(0, Real.Xor(1, 1).Value);
        Assert.Equal(1, Real.Not(0).Value);
        Assert.Equal(5, Real.Select(Real.Less(1, 2), 5, 6).Value);
        Assert.Equal(6, Real.Select(Real.Not(Real.Less(1, 2)), 5, 6).Value);
    }

    [Fact]
    public void NaNWinsMinAndMax()
    {
        Assert.Equal(double.NaN, Real.Min(double.NaN, 1).Value);
        Assert.Equal(double.NaN, Real.Max(1, double.NaN).Value);
        Assert.True(double.IsNegative(Real.Min(0.0, -0.0).Value));
        Assert.False(double.IsNegative(Real.Max(-0.0, 0.0).Value));
    }

    [Fact]
    public void HalvesRoundToEven()
    {
        double[] halves = [0.5, 1.5, 2.5, -1.5, -0.5];
        Assert.Equal([0, 2, 2, -2, -0.0], halves.Select(x => Real.Round(x).Value));
        Assert.Equal(-2, Real.Truncate(-2.7).Value);
        Assert.Equal(-3, Real.Floor(-2.7).Value);
        Assert.Equal(-2, Real.Ceiling(-2.7).Value);
    }

    [Fact]
    public void AFormulaGivesItsValue()
    {
        static V Formula<V>(V x) where V : struct, ILanes<V> => V.Select(V.Less(x, V.Of(0)), -x, V.Fma(x, x, V.Of(1)) / V.Of(2));
        Assert.Equal(5, Formula<Real>(3).Value);
        Assert.Equal(3, Formula<Real>(-3).Value);
        Assert.Equal(5, Formula(Lanes<float>.Of(3))[7]);
        Assert.Equal(3, Formula(Lanes<double>.Of(-3))[7]);
        Assert.Equal(5, Formula(Lanes<int>.Of(3))[7]);
        Assert.Equal("where(x < 0, -x, (x * x + 1) / 2)", Formula(Text.Name("x")).ToString());
    }
}
