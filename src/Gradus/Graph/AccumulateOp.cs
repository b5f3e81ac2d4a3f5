namespace Gradus.Graph;

/// <summary>
/// The transpose of a gather: the first input, broadcast, to whose slices along an axis those of the second input are added, in
/// order, where the integers of the third one say. Facts: the axis.
/// </summary>
internal abstract class AccumulateOp(string name) : Op(name);
