namespace Gradus.Plot;

/// <summary>Size in CSS pixels; the angle is in degrees, counter-clockwise about the anchor.</summary>
internal readonly record struct TextStyle(double Size, Color Color, Alignment Alignment = Alignment.Start, double Angle = 0);
