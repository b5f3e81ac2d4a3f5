using MathNet.Numerics.LinearAlgebra;
using NumSharp;
using TorchSharp;

namespace Gradus.Bench;

/// <summary>One library's way to do a row's work.</summary>
internal abstract class Side
{
    /// <summary>Milliseconds that this side's threads go on spinning after its work is done; the next side waits.</summary>
    public int Rest { get; set; }

    /// <summary>Of the first result, or the first few of a training loop; asked once, before anything else.</summary>
    public abstract Checksum Check();

    /// <summary>The time of so many calls in a row.</summary>
    public abstract double Seconds(int calls);

    /// <summary>A training loop's epoch, which returns its loss.</summary>
    public static Side Of(Func<double> epoch) => new LossSide(epoch);

    /// <summary>The tensor is realized in the time measured.</summary>
    public static Side Of(Func<Tensor> run) => new ArraySide(
        () => run().Realize(),
        () => run() is var result && result.DType == DType.Float64
            ? Checksum.Of(result.ToArray<double>()) : Checksum.Of(result.ToArray<float>()));

    /// <summary>Each result is disposed of, with everything that was made on the way.</summary>
    public static Side Of(Func<torch.Tensor> run) => new ArraySide(
        () =>
        {
            using var scope = torch.NewDisposeScope();
            run();
        },
        () =>
        {
            using var scope = torch.NewDisposeScope();
            var result = run().contiguous();
            return result.dtype == torch.ScalarType.Float64
                ? Checksum.Of(result.data<double>().ToArray()) : Checksum.Of(result.data<float>().ToArray());
        });

    /// <summary>Each result is disposed of, with everything that was made on the way.</summary>
    public static Side Of(Func<NDArray> run) => new ArraySide(
        () =>
        {
            using var scope = NDScope.Open();
            run();
        },
        () => run() is var result && result.typecode == NPTypeCode.Double
            ? Checksum.Of(result.ToArray<double>()) : Checksum.Of(result.ToArray<float>()));

    public static Side Of(Func<Matrix<float>> run) => new ArraySide(() => run(), () => Checksum.Of(run().ToRowMajorArray()));

    public static Side Of(Func<Vector<float>> run) => new ArraySide(() => run(), () => Checksum.Of(run().ToArray()));
}
