namespace Gradus.Plot;

/// <summary>The sign drawn at a point.</summary>
public enum Marker
{
    None,
    Circle,
    Square,
    Triangle,
    Diamond,
    Cross,
    Plus,
}
