namespace Gradus.Graph;

/// <summary>
/// Slices of the first input along an axis, picked by the integers of the second one, in their order. Facts: the axis. The
/// indices are numbers, so that only a run can tell whether they are in range: the one that is not ends it.
/// </summary>
internal abstract class GatherOp(string name) : Op(name);
