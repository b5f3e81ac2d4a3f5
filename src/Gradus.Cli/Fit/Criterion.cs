using Gradus.Data;

namespace Gradus.Cli;

/// <summary>The mean loss of predictions z (rows, 1) against y (rows, 1).</summary>
internal static class Criterion
{
    /// <summary>Where the Huber loss turns straight, in standard deviations of the target.</summary>
    private const double HuberTurn = 1.35;

    public static Tensor Of(Loss loss, Tensor z, Tensor y) => loss switch
    {
        Loss.Squared => (z - y).Square().Mean(),
        Loss.Absolute => (z - y).Abs().Mean(),
        Loss.Huber => Huber((z - y).Abs()).Mean(),
        Loss.Logistic => (z.Softplus() - y * z).Mean(),
        _ => (z.Exp() - y * z).Mean(),
    };

    private static Tensor Huber(Tensor size)
    {
        // Up to the turn size^2 / 2, from there on the tangent.
        var curved = size.Clamp(0, HuberTurn);
        return curved * (size - 0.5 * curved);
    }
}
