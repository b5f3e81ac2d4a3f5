namespace Gradus.Plot;

/// <summary>Where the legend stands. <see cref="Best"/> takes the corner or side that covers the least of the data.</summary>
public enum LegendPlace
{
    Best,
    None,
    UpperRight,
    UpperLeft,
    LowerLeft,
    LowerRight,
    CenterRight,
    CenterLeft,
    UpperCenter,
    LowerCenter,
    Center,
}
