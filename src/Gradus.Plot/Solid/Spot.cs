namespace Gradus.Plot;

/// <summary>Where a place in space falls on the picture, and how far it lies from the eye along the line of sight.</summary>
internal readonly record struct Spot(Point Place, double Depth);
