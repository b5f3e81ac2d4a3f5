using Gradus.Graph;

namespace Gradus;

/// <summary>
/// A number that is an argument of a captured step: it may be another one at every call. Any C# number converts to it.
/// </summary>
public readonly struct Scalar
{
    internal readonly double Value;
    private readonly Node? placeholder;

    private Scalar(double value, Node? placeholder = null)
    {
        Value = value;
        this.placeholder = placeholder;
    }

    internal static Scalar Argument(double value, int index) => new(value, NumberOp.Argument(value, index));

    public static implicit operator Scalar(float value) => new(value);

    public static implicit operator Scalar(double value) => new(value);

    public static implicit operator Scalar(int value) => new(value);

    /// <summary>In an expression it is a number: beside a tensor it takes the tensor's dtype.</summary>
    public static implicit operator Tensor(Scalar scalar) =>
        new(scalar.placeholder ?? NumberOp.Create(DType.Float32, scalar.Value));

    public static Tensor operator +(Scalar a, Tensor b) => (Tensor)a + b;

    public static Tensor operator +(Tensor a, Scalar b) => a + (Tensor)b;

    public static Tensor operator -(Scalar a, Tensor b) => (Tensor)a - b;

    public static Tensor operator -(Tensor a, Scalar b) => a - (Tensor)b;

    public static Tensor operator *(Scalar a, Tensor b) => (Tensor)a * b;

    public static Tensor operator *(Tensor a, Scalar b) => a * (Tensor)b;

    public static Tensor operator /(Scalar a, Tensor b) => (Tensor)a / b;

    public static Tensor operator /(Tensor a, Scalar b) => a / (Tensor)b;

    public static Tensor operator -(Scalar a) => -(Tensor)a;

    public static Tensor operator +(Scalar a, Scalar b) => (Tensor)a + (Tensor)b;

    public static Tensor operator -(Scalar a, Scalar b) => (Tensor)a - (Tensor)b;

    public static Tensor operator *(Scalar a, Scalar b) => (Tensor)a * (Tensor)b;

    public static Tensor operator /(Scalar a, Scalar b) => (Tensor)a / (Tensor)b;

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
