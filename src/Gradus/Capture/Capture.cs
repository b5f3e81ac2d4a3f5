using System.Runtime.CompilerServices;
using Gradus.Capturing;

namespace Gradus;

/// <summary>
/// Records a training step once and replays its plan: no graph is built, and the parameters it updates are written in place. What
/// changes from call to call is an argument (<see cref="Tensor"/> or <see cref="Scalar"/>); a number or tensor variable that the
/// step uses from around it must stay as it was, or the call throws and names it.
/// </summary>
/// <remarks>
/// The step must not read numbers (return the loss and read it outside), must leave no gradients behind (call
/// <c>ZeroGrad</c>), and must update no argument in place. Arguments of other shapes or dtypes are recorded once more; random
/// numbers without a seed are drawn again at each call. Between calls, the tensors it uses can be read and updated as usual. See
/// docs/training.md.
/// </remarks>
public static class Capture
{
    // The name of a function of tensors would fit where one of numbers is asked for, because numbers convert to tensors: tensors
    // go first.
    public static Func<Tensor> Step(Func<Tensor> step)
    {
        var captured = new CapturedStep(step, (_, _) => step());
        return () => captured.Call([], []);
    }

    public static Func<Scalar, Tensor> Step(Func<Scalar, Tensor> step)
    {
        var captured = new CapturedStep(step, (_, numbers) => step(numbers[0]));
        return a => captured.Call([], [a]);
    }

    [OverloadResolutionPriority(1)]
    public static Func<Tensor, Tensor> Step(Func<Tensor, Tensor> step)
    {
        var captured = new CapturedStep(step, (tensors, _) => step(tensors[0]));
        return x => captured.Call([x], []);
    }

    public static Func<Tensor, Scalar, Tensor> Step(Func<Tensor, Scalar, Tensor> step)
    {
        var captured = new CapturedStep(step, (tensors, numbers) => step(tensors[0], numbers[0]));
        return (x, a) => captured.Call([x], [a]);
    }

    [OverloadResolutionPriority(1)]
    public static Func<Tensor, Tensor, Tensor> Step(Func<Tensor, Tensor, Tensor> step)
    {
        var captured = new CapturedStep(step, (tensors, _) => step(tensors[0], tensors[1]));
        return (x, y) => captured.Call([x, y], []);
    }

    public static Func<Tensor, Tensor, Scalar, Tensor> Step(Func<Tensor, Tensor, Scalar, Tensor> step)
    {
        var captured = new CapturedStep(step, (tensors, numbers) => step(tensors[0], tensors[1], numbers[0]));
        return (x, y, a) => captured.Call([x, y], [a]);
    }

    public static Func<Tensor, Tensor, Scalar, Scalar, Tensor> Step(Func<Tensor, Tensor, Scalar, Scalar, Tensor> step)
    {
        var captured = new CapturedStep(step, (tensors, numbers) => step(tensors[0], tensors[1], numbers[0], numbers[1]));
        return (x, y, a, b) => captured.Call([x, y], [a, b]);
    }

    [OverloadResolutionPriority(1)]
    public static Func<Tensor, Tensor, Tensor, Tensor> Step(Func<Tensor, Tensor, Tensor, Tensor> step)
    {
        var captured = new CapturedStep(step, (tensors, _) => step(tensors[0], tensors[1], tensors[2]));
        return (x, y, z) => captured.Call([x, y, z], []);
    }

    [OverloadResolutionPriority(1)]
    public static Func<Tensor, Tensor, Tensor, Scalar, Tensor> Step(Func<Tensor, Tensor, Tensor, Scalar, Tensor> step)
    {
        var captured = new CapturedStep(step, (tensors, numbers) => step(tensors[0], tensors[1], tensors[2], numbers[0]));
        return (x, y, z, a) => captured.Call([x, y, z], [a]);
    }
}
