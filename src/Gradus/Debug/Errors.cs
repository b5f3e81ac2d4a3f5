using System.Globalization;

namespace Gradus;

/// <summary>
/// Every error of the core in one place. The first line says the operation, what was found, what was expected, and the cure.
/// </summary>
internal static class Errors
{
    private static GradusException Error(string message) => new(message);

    private static string Short(double value) => value.ToString("G9", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    // As shapes print: one value keeps a comma.
    private static string List(ReadOnlySpan<int> values) =>
        $"({string.Join(", ", values.ToArray())}{(values.Length == 1 ? "," : "")})";

    // Shapes -----------------------------------------------------------------------------------------------------------------

    public static GradusException NegativeExtent(ReadOnlySpan<int> extents) =>
        Error($"Shape: {List(extents)} has a negative extent; extents must be 0 or more.");

    public static GradusException NegativeCount(string operation, int count) =>
        Error($"{operation}: the count is {count}; it must be 0 or more.");

    public static GradusException TooManyElements(ReadOnlySpan<int> extents) =>
        Error($"Shape: {List(extents)} has more than {Array.MaxLength} elements, the most one tensor can hold; " +
            "split it along an axis.");

    public static GradusException AxisOutOfRange(string operation, int axis, Shape shape) => Error(shape.Rank == 0
        ? $"{operation}: axis {axis} does not exist: the tensor is a scalar and has no axes."
        : $"{operation}: axis {axis} does not exist: shape {shape} has axes {-shape.Rank} to {shape.Rank - 1}.");

    public static GradusException NewAxis(string operation, int axis, Shape shape) => Error(
        $"{operation}: a new axis at {axis} does not fit: shape {shape} takes one at {-shape.Rank - 1} to {shape.Rank}.");

    public static GradusException RepeatedAxis(string operation, int axis, ReadOnlySpan<int> axes) =>
        Error($"{operation}: axis {axis} is named twice in {List(axes)}; name each axis once.");

    public static GradusException Broadcast(string operation, Shape left, Shape right, int axisFromEnd)
    {
        var (a, b) = (left[^axisFromEnd], right[^axisFromEnd]);
        var cure = left.Rank == right.Rank ? "make them equal or one of them 1"
            : "make them equal or one of them 1, or insert an axis with Unsqueeze: shapes are aligned at the last axis";
        return Error(
            $"{operation}: shapes {left} and {right} do not broadcast: axis -{axisFromEnd} is {a} on the left and {b} on the " +
            $"right; {cure}.");
    }

    public static GradusException Expand(Shape from, Shape to) =>
        Error($"Expand: {from} cannot become {to}: only axes of extent 1 can be repeated, and axes added in front.");

    public static GradusException Reshape(Shape from, ReadOnlySpan<int> extents) =>
        Error($"Reshape: {from} has {from.Elements} elements and cannot become {List(extents)}; " +
            "the product of the extents must stay the same.");

    public static GradusException PermutationLength(Shape shape, ReadOnlySpan<int> axes) =>
        Error($"Permute: {List(axes)} names {axes.Length} axes, shape {shape} has {shape.Rank}; name each axis once.");

    public static GradusException Squeeze(Shape shape, int axis) =>
        Error($"Squeeze: axis {axis} of {shape} has extent {shape[axis]}; only an axis of extent 1 can be left out.");

    public static GradusException NoTensors(string operation) =>
        Error($"{operation}: the list of tensors is empty; give at least one.");

    public static GradusException Concat(Shape first, Shape other, int index, int axis) =>
        Error($"Concat: tensor {index} is {other}, tensor 0 is {first}; all axes but axis {axis} must be equal.");

    public static GradusException Stack(Shape first, Shape other, int index) =>
        Error($"Stack: tensor {index} is {other}, tensor 0 is {first}; all shapes must be equal.");

    public static GradusException PadLength(Shape shape, int widths) =>
        Error($"Pad: the number of pairs is {widths}, and shape {shape} has {shape.Rank} axes; " +
            "give one (before, after) for each axis.");

    public static GradusException PadWidth(int axis, int before, int after) =>
        Error($"Pad: the widths of axis {axis} are ({before}, {after}); they must be 0 or more. Slice to remove elements.");

    // Products ---------------------------------------------------------------------------------------------------------------

    public static GradusException MatMul(Shape a, Shape b)
    {
        int inner = a[^1], rows = b[b.Rank == 1 ? 0 : ^2];
        var axis = b.Rank == 1 ? 0 : b.Rank - 2;
        var first = $"MatMul: inner sizes differ: a is {a}, b is {b}; " +
            $"axis {a.Rank - 1} of a ({inner}) must equal axis {axis} of b ({rows}).";
        if (b.Rank == 2 && b[1] == inner) return Error($"{first}\nDid you mean b.T?");
        return a.Rank == 2 && a[0] == rows ? Error($"{first}\nDid you mean a.T?") : Error(first);
    }

    public static GradusException MatMulScalar(Shape a, Shape b) =>
        Error($"MatMul: a is {a}, b is {b}; both need at least one axis. Multiply by a scalar with *.");

    public static GradusException MatMulBatch(Shape a, Shape b) => Error(
        $"MatMul: a is {a}, b is {b}; the axes before the last two, {Leading(a)} and {Leading(b)}, do not broadcast; " +
        "make them equal or 1.");

    private static Shape Leading(Shape shape) => Shape.Create(shape.Extents[..Math.Max(0, shape.Rank - 2)]);

    public static GradusException DotRank(Shape a, Shape b) =>
        Error($"Dot: a is {a}, b is {b}; both must have one axis. For matrices use MatMul.");

    public static GradusException CrossEntropyShapes(Shape logits, Shape classes) =>
        Error($"CrossEntropy: logits are {logits}, classes are {classes}; " +
            "expected logits (N, C) and one class for each row, (N,).");

    // Element types ----------------------------------------------------------------------------------------------------------

    public static GradusException UnsupportedElementType(Type type) =>
        Error($"Tensor: elements of type {type.Name} are not supported; use float, double, int, long or bool.");

    public static GradusException WrongElementType(string operation, DType dtype, DType asked) =>
        Error($"{operation}: the tensor is {dtype.Name}, {asked.Name} was asked for; convert first with To(DType.{asked}).");

    public static GradusException FloatingExpected(string operation, DType dtype) =>
        Error($"{operation}: needs float32 or float64, found {dtype.Name}; convert with To(DType.Float32).");

    public static GradusException RandomDType(string operation, DType dtype) =>
        Error($"{operation}: gives float32 or float64, asked for {dtype.Name}; use RandInt for whole numbers.");

    public static GradusException IndexDType(string operation, DType dtype) =>
        Error($"{operation}: indices must be int64 or int32, found {dtype.Name}; " +
            (dtype == DType.Bool ? "a mask goes with Where." : "convert with To(DType.Int64)."));

    public static GradusException MaskExpected(string operation, DType dtype) =>
        Error($"{operation}: the mask must be bool, found {dtype.Name}; compare first, as in x > 0.");

    public static GradusException BoolArithmetic(string operation) =>
        Error($"{operation}: not defined for bool; use &, |, !, Any or All, or convert with To(DType.Int64).");

    // Reading and making -----------------------------------------------------------------------------------------------------

    public static GradusException ItemOfMany(Shape shape) =>
        Error($"Item: the tensor has {shape.Elements} elements, shape {shape}; Item needs exactly one. " +
            "Use ToArray, or index it first.");

    public static GradusException ShortSpan(Shape shape, int length) =>
        Error($"CopyTo: the tensor has {shape.Elements} elements, shape {shape}; the span has room for {length}; " +
            "make it longer.");

    public static GradusException WrongLength(int length, Shape shape) =>
        Error($"From: {length} values do not fill shape {shape}; give {shape.Elements}.");

    public static GradusException NestedScalar() => Error("ToNested: a scalar has no axes; use Item.");

    public static GradusException NestedRank(int rank) =>
        Error($"ToNested: rank {rank} is not supported; use ToArray for more than 4 axes.");

    public static GradusException RowsOfScalar() => Error("foreach: a scalar has no rows; use Item.");

    public static GradusException ArangeStep(double start, double end, double step) =>
        Error($"Arange: from {Number(start)} to {Number(end)} in steps of {Number(step)} never arrives; " +
            "the step must not be 0 and must point from start to end.");

    public static GradusException ArangeLength(double start, double end, double step, double count) => Error(
        $"Arange: from {Number(start)} to {Number(end)} in steps of {Number(step)} are {Number(count)} numbers, more than the " +
        $"{Array.MaxLength} that one tensor can hold; use a larger step.");

    public static GradusException RandIntRange(long low, long high) =>
        Error($"RandInt: low is {low}, high is {high}; high is exclusive and must be above low.");

    public static GradusException CastRange(string type, double value) =>
        Error($"({type}): the number is {Number(value)}, which {type} cannot hold; use Item().");

    public static GradusException UnknownDevice(string name) =>
        Error($"Device: '{name}' is not available; the only device is 'cpu'.");

    public static GradusException ThreadCount(int count) =>
        Error($"Flags.Threads: {count} is not a count of threads; use 1 or more.");

    // Indexing ---------------------------------------------------------------------------------------------------------------

    public static GradusException TooManyIndices(int count, Shape shape) =>
        Error($"Index: {count} indices for shape {shape}, which has {shape.Rank} axes; give at most one for each axis.");

    public static GradusException IndexOutOfRange(Slicing index, int axis, Shape shape) =>
        Error(
        $"Index: {index} is out of range for axis {axis} of {shape}; " +
        (shape[axis] == 0 ? "it has no elements." : $"it has {shape[axis]} elements, 0 to {shape[axis] - 1}."));

    public static GradusException IndexRank(string operation, Shape shape) => Error(
        $"{operation}: the indices have shape {shape}; they must have one axis. Call Flatten() on them" +
        (operation == "IndexSelect" ? ", or write x[indices] for indices of any shape." : "."));

    public static GradusException IndexValue(string operation, long index, int place, Shape shape, int axis) => Error(
        $"{operation}: index {index}, element {place} of the indices, is out of range for axis {axis} of {shape}; " +
        (shape[axis] == 0 ? "it has no elements." : $"it has {shape[axis]} elements, 0 to {shape[axis] - 1}.") +
        (index < 0 && index >= -shape[axis] ? $" Add {shape[axis]} to count from the end." : ""));

    public static GradusException IndexAddSource(Shape expected, Shape found) => Error(
        $"IndexAdd: the source has shape {found}, expected {expected}: one slice for each index, like those of the tensor.");

    public static GradusException AssignShape(Shape part, Shape value) =>
        Error($"Index assignment: a value of shape {value} does not fill the part of shape {part}; " +
            "its axes must be the part's, or 1.");

    public static GradusException SliceLength(Shape shape, int starts, int counts, int steps) => Error(
        $"Slice: starts, counts and steps number {starts}, {counts} and {steps}, and shape {shape} has {shape.Rank} axes; " +
        "give one of each for each axis.");

    public static GradusException SliceBounds(Shape shape, int axis, int start, int count, int step) => Error(step == 0
        ? $"Slice: the step of axis {axis} is 0; use 1 for every element or -1 for the reverse order."
        : $"Slice: {count} elements from {start} in steps of {step} leave axis {axis} of {shape}, " +
            $"which has {shape[axis]} elements.");

    public static GradusException ReduceNothing(string operation, Shape shape, int axis) =>
        Error($"{operation}: axis {axis} of {shape} has no elements, and {operation} of nothing is not defined; " +
            "look at Elements first.");

    // In-place updates -------------------------------------------------------------------------------------------------------

    public static GradusException InPlaceShape(string operation, Shape target, Shape value) =>
        Error(
        $"In-place {operation}: the tensor is {target}, the new value would be {value}; an update keeps the shape. " +
        "Assign the result to a variable.");

    public static GradusException InPlaceDType(string operation, DType target, DType value) => Error(
        $"In-place {operation}: the tensor is {target.Name}, the new value would be {value.Name}; an update keeps the dtype. " +
        $"Convert the right side with To(DType.{target}), or assign the result to a variable.");

    public static GradusException InPlaceOnLeaf(string operation) => Error(
        $"In-place {operation}: the tensor is a leaf that requires grad, and history is being recorded; " +
        "update parameters inside using (Autograd.NoGrad()).");

    // Capture ----------------------------------------------------------------------------------------------------------------

    public static GradusException ReadWhileRecording() => Error(
        "Capture: the step reads numbers (Item, ToArray, printing) while it is being recorded; a replay could not. " +
        "Return the tensor from the step and read it outside.");

    public static GradusException CaptureOfNothing() =>
        Error("Capture: the step computes nothing: it returns a tensor that was there before and updates no other.");

    public static GradusException CaptureInsideCapture() =>
        Error("Capture: a captured step was called inside another one that is being recorded; call the plain function there.");

    public static GradusException CaptureWithGradient(string when) => Error(
        $"Capture: a parameter has a gradient {when} the step; the next call would add to it. " +
        (when == "before" ? "Call ZeroGrad() before calling it." : "Call ZeroGrad() at the end of the step."));

    public static GradusException CaptureUpdatesArgument(int index) => Error(
        $"Capture: the step updates its argument {index} in place, by that name or another; an argument is one value all " +
        "through the step. Use the tensor itself inside the step, without passing it, or pass a copy made with Clone().");

    public static GradusException CaptureChanged(string name, string before, string now) => Error(
        $"Capture: '{name}' was {before} when the step was recorded and is {now} now; a replay would still use {before}. " +
        "Pass it to the step as a Scalar or Tensor argument.");

    public static GradusException CaptureChangesVariable(string name, string before, string now) => Error(
        $"Capture: the step itself changes '{name}', from {before} to {(now == before ? "another" : now)}; a replay would not. " +
        "Keep it in a tensor that the step updates in place, or change it outside and pass it as an argument.");

    public static GradusException CaptureArgumentWithGrad(int index) => Error(
        $"Capture: argument {index} requires grad, and no gradient leaves a captured step; pass Detach() of it, " +
        "or use the parameter itself inside the step, without passing it.");

    // Gradients --------------------------------------------------------------------------------------------------------------

    public static GradusException NoGradient(Tensor tensor) => Error((tensor.NeedsGrad, tensor.IsLeaf) switch
    {
        (true, true) => "Grad: no gradient yet: call Backward on a result first.",
        (true, false) => "Grad: no gradient: the tensor was computed, and only parameters keep one; use Autograd.Grad.",
        _ => "Grad: no gradient: the tensor does not require one; call RequiresGrad() on it before computing the result.",
    });

    public static GradusException GradientDType(DType expected, DType found) =>
        Error($"Gradient: the tensor is {expected.Name}, the gradient given is {found.Name}; convert with To(DType.{expected}).");

    public static GradusException GradientShape(Shape expected, Shape found) =>
        Error($"Gradient: the tensor is {expected}, the gradient given is {found}; the shapes must be equal.");

    public static GradusException GradientOfIntegers(DType dtype) =>
        Error($"RequiresGrad: only float32 and float64 have gradients, found {dtype.Name}; convert with To(DType.Float32).");

    public static GradusException DetachFirst() => Error(
        "RequiresGrad: the tensor was computed with history, so it is not a leaf; use Detach() for a leaf of its own.");

    public static GradusException NoHistory(string operation) => Error(
        $"{operation}: the result does not depend on any tensor that requires grad; call RequiresGrad() on the parameters, " +
        "and compute the result outside NoGrad.");

    public static GradusException BackwardOfMany(string operation, Shape shape) => Error(
        $"{operation}: the result has shape {shape}; a gradient starts from a scalar. Reduce it with Sum or Mean" +
        (operation == "Backward" ? ", or pass a cotangent." : "."));

    public static GradusException InputWithoutGrad(int index) =>
        Error($"Autograd.Grad: input {index} does not require grad; call RequiresGrad() on it before computing the result.");

    public static GradusException GradientMismatch(int order, int input, double found, double expected, double tolerance) =>
        Error($"GradCheck: the {(order == 1 ? "first" : "second")} gradient of input {input} is {Short(found)} along the test " +
            $"direction, finite differences say {Short(expected)}; they may differ by {Short(tolerance)}. " +
            "Correct the gradient, or move the input away from kinks.");
}
