namespace Gradus.Graph;

/// <summary>Where a view starts: a constant plus run-time values (starts of slices) times coefficients.</summary>
internal sealed class Offset
{
    public static readonly Offset Zero = new(0, []);

    public readonly long Constant;
    public readonly (int Slot, int Coefficient)[] Terms;

    private Offset(long constant, (int Slot, int Coefficient)[] terms)
    {
        Constant = constant;
        Terms = terms;
    }

    public bool IsZero => Constant == 0 && Terms.Length == 0;

    public Offset Plus(long constant) => new(Constant + constant, Terms);

    public Offset Plus(int slot, int coefficient) =>
        coefficient == 0 ? this : new(Constant, [.. Terms, (slot, coefficient)]);

    public long At(ReadOnlySpan<int> starts)
    {
        var sum = Constant;
        foreach (var (slot, coefficient) in Terms) sum += (long)starts[slot] * coefficient;
        return sum;
    }

    public bool SameAs(Offset other) => Constant == other.Constant && Terms.AsSpan().SequenceEqual(other.Terms);
}
