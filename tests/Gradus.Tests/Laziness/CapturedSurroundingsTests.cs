namespace Gradus.Tests.Laziness;

/// <summary>What a captured step uses from around it must stay: looked at by reflection at first, by code after many calls.</summary>
public sealed class CapturedSurroundingsTests
{
    private static readonly Dictionary<string, Func<(Func<Tensor> Step, Action Change)>> Surroundings = new()
    {
        ["float"] = () => Of(1f, 2f, x => x),
        ["double"] = () => Of(1.0, Math.BitIncrement(1.0), x => x),
        ["double, not a number"] = () => Of(double.NaN, 1.0, x => x),
        ["int"] = () => Of(1, 257, x => x),
        ["long"] = () => Of(1L, 1L + (1L << 32), x => x),
        ["bool"] = () => Of(true, false, x => x),
        ["byte"] = () => Of((byte)1, (byte)2, x => (int)x),
        ["char"] = () => Of('a', 'b', x => (int)x),
        ["decimal"] = () => Of(1m, 2m, x => (double)x),
        ["int, or none"] = () => Of<int?>(1, 2, x => x!.Value),
        ["int, or none: none"] = () => Of<int?>(null, 2, x => x ?? 1),
        ["enum"] = () => Of(DayOfWeek.Monday, DayOfWeek.Friday, x => (int)x),
        ["Half"] = () => Of((Half)1, (Half)2, x => (double)x),
        ["Scalar"] = () => Of<Scalar>(1, 2, x => x),
        ["tensor"] = () => Of(Tensor.Ones([2]), Tensor.Ones([2]), x => x),
        ["no tensor"] = () => Of(null, Tensor.Ones([2]), x => x ?? 1f),
    };

    // Two variables, so that the one that changes is not the first.
    private static (Func<Tensor> Step, Action Change) Of<T>(T before, T after, Func<T, Tensor> read)
    {
        var (offset, value, x) = (3, before, Tensor.Ones([2]));
        return (Capture.Step(() => x * read(value) + offset), () => value = after);
    }

    public static TheoryData<string, int> Cases => new(
        from name in Surroundings.Keys
        from calls in new[] { 1, 2000 }
        select (name, calls));

    [Theory, MemberData(nameof(Cases))]
    public void AChangeIsSeen(string name, int calls)
    {
        var (step, change) = Surroundings[name]();
        for (var call = 0; call < calls; call++) step();
        change();
        Assert.Contains("value", Assert.Throws<GradusException>(() => step()).Message);
        Assert.Throws<GradusException>(() => step());
    }

    private class Layer
    {
        private double slope = 0.5;

        protected Tensor Scaled(Tensor x) => x * slope;

        public void Flatten() => slope = 0;
    }

    private sealed class Model : Layer
    {
        private Tensor weights = Tensor.Ones([2]);
        private double rate = 0.5;

        public Func<Tensor> Step() => Capture.Step(() => weights * rate);

        public Func<Tensor> StepOfTheBase() => Capture.Step(() => Scaled(weights));

        public void Halve() => rate /= 2;

        public void Replace() => weights = weights.Clone();
    }

    [Theory, InlineData(1), InlineData(2000)]
    public void FieldsOfTheObjectAroundIt(int calls)
    {
        var (slower, replaced) = (new Model(), new Model());
        var (first, second) = (slower.Step(), replaced.Step());
        for (var call = 0; call < calls; call++) Assert.Equal(first().ToArray<float>(), second().ToArray<float>());
        slower.Halve();
        replaced.Replace();
        Assert.Contains("rate", Assert.Throws<GradusException>(() => first()).Message);
        Assert.Contains("weights", Assert.Throws<GradusException>(() => second()).Message);
    }

    [Fact]
    public void PrivateFieldsOfItsBaseClass()
    {
        var model = new Model();
        var step = model.StepOfTheBase();
        step();
        model.Flatten();
        Assert.Contains("slope", Assert.Throws<GradusException>(() => step()).Message);
    }
}
