namespace Gradus.Plot;

/// <summary>An upright rectangle on the canvas.</summary>
internal readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    public static readonly Box Nothing = new(double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);

    public double Width => Right - Left;

    public double Height => Bottom - Top;

    public Point Center => new((Left + Right) / 2, (Top + Bottom) / 2);

    public bool Contains(Point point) => point.X >= Left && point.X <= Right && point.Y >= Top && point.Y <= Bottom;

    public bool Overlaps(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    public Box Grow(double by) => new(Left - by, Top - by, Right + by, Bottom + by);

    public Box Include(Point point) =>
        new(Math.Min(Left, point.X), Math.Min(Top, point.Y), Math.Max(Right, point.X), Math.Max(Bottom, point.Y));

    public Box Include(Box other) => new(
        Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));

    public static Box Around(Point center, double halfWidth, double halfHeight) =>
        new(center.X - halfWidth, center.Y - halfHeight, center.X + halfWidth, center.Y + halfHeight);
}
