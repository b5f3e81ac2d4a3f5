namespace Gradus;

public sealed partial class Tensor
{
    public static Tensor operator +(Tensor a, Tensor b) => a.Add(b);

    public static Tensor operator -(Tensor a, Tensor b) => a.Sub(b);

    public static Tensor operator *(Tensor a, Tensor b) => a.Mul(b);

    /// <summary>True division: integers give float32.</summary>
    public static Tensor operator /(Tensor a, Tensor b) => a.Div(b);

    /// <summary>The remainder with the divisor's sign, as in Python.</summary>
    public static Tensor operator %(Tensor a, Tensor b) => a.Remainder(b);

    public static Tensor operator -(Tensor x) => x.Neg();

    public static Tensor operator +(Tensor x) => Same(x.Node);

    public static Tensor operator <(Tensor a, Tensor b) => a.Less(b);

    public static Tensor operator >(Tensor a, Tensor b) => b.Less(a);

    public static Tensor operator <=(Tensor a, Tensor b) => a.LessEqual(b);

    public static Tensor operator >=(Tensor a, Tensor b) => b.LessEqual(a);

    public static Tensor operator &(Tensor a, Tensor b) => a.LogicalAnd(b);

    public static Tensor operator |(Tensor a, Tensor b) => a.LogicalOr(b);

    public static Tensor operator ^(Tensor a, Tensor b) => a.LogicalXor(b);

    public static Tensor operator !(Tensor x) => x.LogicalNot();

    public void operator +=(Tensor b) => AddInPlace(b);

    public void operator -=(Tensor b) => SubtractInPlace(b);

    public void operator *=(Tensor b) => MultiplyInPlace(b);

    public void operator /=(Tensor b) => DivideInPlace(b);

    /// <summary>
    /// <c>t += b</c> for a variable is this. For a property or a list element C# would assign a new tensor instead: call this
    /// there.
    /// </summary>
    public void AddInPlace(Tensor b) => Update(this.Add(b), "+=", isFresh: true);

    /// <summary><c>t -= b</c>, also where t is not a variable.</summary>
    public void SubtractInPlace(Tensor b) => Update(this.Sub(b), "-=", isFresh: true);

    /// <summary><c>t *= b</c>, also where t is not a variable.</summary>
    public void MultiplyInPlace(Tensor b) => Update(this.Mul(b), "*=", isFresh: true);

    /// <summary><c>t /= b</c>, also where t is not a variable.</summary>
    public void DivideInPlace(Tensor b) => Update(this.Div(b), "/=", isFresh: true);

    /// <summary>Gives the tensor another value of the same shape and dtype.</summary>
    public void Assign(Tensor value) => Update(value.Node.IsNumber ? value.To(DType).Expand(Shape) : value, "Assign");
}
