namespace Gradus.Tests.Programs;

/// <summary>The tensors that programs begin with.</summary>
internal static class ProgramLeaf
{
    /// <summary>Random numbers; whole ones with ties and zeros among them for every third seed.</summary>
    public static Tensor Of(Shape shape, DType dtype, int seed)
    {
        var source = new System.Random(seed);
        var numbers = new double[shape.Elements];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = seed % 3 == 0 || dtype.IsInteger ? source.Next(-4, 5) : (float)(4 * source.NextDouble() - 2);
        return dtype switch
        {
            DType.Float32 => Tensor.From(Array.ConvertAll(numbers, x => (float)x), shape),
            DType.Float64 => Tensor.From(numbers, shape),
            DType.Int32 => Tensor.From(Array.ConvertAll(numbers, x => (int)x), shape),
            DType.Int64 => Tensor.From(Array.ConvertAll(numbers, x => (long)x), shape),
            _ => Tensor.From(Array.ConvertAll(numbers, x => x > 0), shape),
        };
    }

    /// <summary>The statement that makes one.</summary>
    public static Statement Statement(StatementKind kind, int number, Shape shape, DType dtype, int seed)
    {
        var isParameter = kind == StatementKind.Parameter;
        var (text, data) = ($"{StatementText.List(shape)}, DType.{dtype}, {seed}", $"{StatementText.List(shape)}, {StatementText.InPython(dtype)}, {seed}");
        return new(
            kind, number, [], _ => isParameter ? Of(shape, dtype, seed).RequiresGrad() : Of(shape, dtype, seed),
            isParameter ? new($"ProgramLeaf.Of({text}).RequiresGrad()", $"parameter({data})") : new($"ProgramLeaf.Of({text})", $"leaf({data})"))
        {
            Shape = shape,
            DType = dtype,
            Varied = random => Statement(kind, number, shape, dtype, random.Next(1000)),
        };
    }

    /// <summary>The statement that draws random numbers, uniform or normal.</summary>
    public static Statement Drawn(int number, Shape shape, int seed, bool isNormal)
    {
        var (name, extents) = (isNormal ? "RandN" : "Rand", StatementText.List(shape));
        return new(
            StatementKind.Value, number, [], _ => isNormal ? Tensor.RandN(shape, (ulong)seed) : Tensor.Rand(shape, (ulong)seed),
            new($"Tensor.{name}({extents}, {seed})", $"leaf({extents}, {StatementText.InPython(DType.Float32)}, {seed})"))
        {
            Shape = shape,
            DType = DType.Float32,
            Varied = random => Drawn(number, shape, random.Next(1000), isNormal),
        };
    }
}
