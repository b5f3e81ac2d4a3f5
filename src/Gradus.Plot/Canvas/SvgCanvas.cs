using System.Globalization;
using System.Text;

namespace Gradus.Plot;

/// <summary>
/// Writes SVG 1.1 text. Elements that share their paint stand in one group. No ids and no style sheet are used, so that several
/// pictures can stand in one HTML page without meeting each other's names.
/// </summary>
internal sealed class SvgCanvas : ICanvas
{
    private readonly StringBuilder _text = new(16 * 1024);
    private string _group = "";

    /// <param name="name">What the picture shows, for readers who cannot see it.</param>
    public SvgCanvas(double width, double height, string name)
    {
        _text.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
        Number(width).Append("\" height=\"");
        Number(height).Append("\" viewBox=\"0 0 ");
        Number(width).Append(' ');
        Number(height).Append("\" role=\"img\" aria-label=\"");
        Markup.Escape(_text, name);
        _text.Append("\" font-family=\"").Append(FontMetrics.Family).Append("\" xml:space=\"preserve\">\n");
        _text.Append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    }

    public void Polyline(ReadOnlySpan<Point> points, Stroke stroke)
    {
        if (!stroke.IsVisible || points.Length < 2) return;
        Group(StrokePaint(stroke, "none"));
        _text.Append("<path d=\"");
        Path(points).Append("\"/>\n");
    }

    public void Polygon(ReadOnlySpan<Point> corners, Color fill)
    {
        if (fill.Alpha == 0 || corners.Length < 3) return;
        Group(FillPaint(fill));
        _text.Append("<path d=\"");
        Path(corners).Append("Z\"/>\n");
    }

    public void Tile(ReadOnlySpan<Point> corners, Color fill, int sides, Stroke mesh)
    {
        if (corners.Length < 3) return;
        // What all tiles of a surface share stands in the group; a surface has thousands of tiles.
        Group($"fill=\"none\" fill-opacity=\"{Format(fill.Alpha / 255.0)}\" " +
            $"stroke-opacity=\"{Format(mesh.Color.Alpha / 255.0)}\" stroke-width=\"{Format(mesh.Width)}\"");
        _text.Append("<path d=\"");
        Path(corners).Append("Z\" fill=\"").Append(fill.ToHex()).Append("\" shape-rendering=\"crispEdges\"/>\n");
        if (sides == 0 || !mesh.IsVisible) return;
        _text.Append("<path d=\"");
        var isJoined = false;
        for (var i = 0; i < corners.Length; i++)
        {
            var isDrawn = (sides >> i & 1) != 0;
            if (isDrawn) Path([corners[i], corners[(i + 1) % corners.Length]], isJoined);
            isJoined = isDrawn;
        }
        _text.Append("\" stroke=\"").Append(mesh.Color.ToHex()).Append("\"/>\n");
    }

    public void Rectangle(Box box, Color fill, Stroke edge, double cornerRadius = 0)
    {
        Group(edge.IsVisible ? StrokePaint(edge, fill) : FillPaint(fill));
        _text.Append("<rect x=\"");
        Number(box.Left).Append("\" y=\"");
        Number(box.Top).Append("\" width=\"");
        Number(box.Width).Append("\" height=\"");
        Number(box.Height).Append('"');
        if (cornerRadius > 0)
        {
            _text.Append(" rx=\"");
            Number(cornerRadius).Append('"');
        }
        _text.Append("/>\n");
    }

    public void Mark(Point center, Marker marker, double size, Color fill, Stroke edge)
    {
        if (marker == Marker.None) return;
        var open = MarkerShape.IsOpen(marker);
        Group(open ? StrokePaint(new Stroke(fill, size * 0.28), "none")
            : edge.IsVisible ? StrokePaint(edge, fill)
            : FillPaint(fill));
        if (marker == Marker.Circle)
        {
            _text.Append("<circle cx=\"");
            Number(center.X).Append("\" cy=\"");
            Number(center.Y).Append("\" r=\"");
            Number(size / 2).Append("\"/>\n");
            return;
        }
        Span<Point> corners = stackalloc Point[4];
        var used = corners[..MarkerShape.Corners(marker, center, size, corners)];
        _text.Append("<path d=\"");
        if (open)
        {
            Path(used[..2]);
            Path(used[2..]).Append("\"/>\n");
            return;
        }
        Path(used).Append("Z\"/>\n");
    }

    public void Text(string text, Point anchor, TextStyle style)
    {
        var align = style.Alignment switch
        {
            Alignment.Middle => " text-anchor=\"middle\"",
            Alignment.End => " text-anchor=\"end\"",
            _ => "",
        };
        Group($"{FillPaint(style.Color)} font-size=\"{Format(style.Size)}\"{align}");
        _text.Append("<text x=\"");
        Number(anchor.X).Append("\" y=\"");
        Number(anchor.Y).Append('"');
        if (style.Angle != 0)
        {
            _text.Append(" transform=\"rotate(");
            Number(-style.Angle).Append(' ');
            Number(anchor.X).Append(' ');
            Number(anchor.Y).Append(")\"");
        }
        _text.Append('>');
        Markup.Escape(_text, text);
        _text.Append("</text>\n");
    }

    /// <summary>Ends the picture and gives its text.</summary>
    public string Finish()
    {
        Group("");
        return _text.Append("</svg>\n").ToString();
    }

    private void Group(string paint)
    {
        if (paint == _group) return;
        if (_group.Length > 0) _text.Append("</g>\n");
        if (paint.Length > 0) _text.Append("<g ").Append(paint).Append(">\n");
        _group = paint;
    }

    private static string FillPaint(Color fill) => fill.Alpha switch
    {
        0 => "fill=\"none\"",
        255 => $"fill=\"{fill.ToHex()}\"",
        _ => $"fill=\"{fill.ToHex()}\" fill-opacity=\"{Format(fill.Alpha / 255.0)}\"",
    };

    private static string StrokePaint(Stroke stroke, Color fill) => $"{FillPaint(fill)} {StrokePaint(stroke)}";

    private static string StrokePaint(Stroke stroke, string fill) => $"fill=\"{fill}\" {StrokePaint(stroke)}";

    private static string StrokePaint(Stroke stroke)
    {
        var paint = $"stroke=\"{stroke.Color.ToHex()}\" stroke-width=\"{Format(stroke.Width)}\" stroke-linejoin=\"round\"";
        if (stroke.Color.Alpha < 255) paint += $" stroke-opacity=\"{Format(stroke.Color.Alpha / 255.0)}\"";
        var dashes = stroke.Dashes;
        if (dashes.Length > 0) paint += $" stroke-dasharray=\"{string.Join(' ', Array.ConvertAll(dashes, Format))}\"";
        return paint;
    }

    /// <summary>Writes path data; a joined path goes on from where the last one ended.</summary>
    private StringBuilder Path(ReadOnlySpan<Point> points, bool isJoined = false)
    {
        for (var i = isJoined ? 1 : 0; i < points.Length; i++)
        {
            _text.Append(i == 0 ? 'M' : i == 1 ? 'L' : ' ');
            Number(points[i].X).Append(' ');
            Number(points[i].Y);
        }
        return _text;
    }

    private static string Format(double value)
    {
        var hundredths = Math.Round(value * 100);
        return hundredths == 0 ? "0" : (hundredths / 100).ToString(CultureInfo.InvariantCulture);
    }

    // A hundredth of a pixel is finer than any screen; whole arithmetic keeps it quick and free of "-0".
    private StringBuilder Number(double value)
    {
        var hundredths = (long)Math.Round(value * 100);
        if (hundredths < 0)
        {
            _text.Append('-');
            hundredths = -hundredths;
        }
        var (whole, part) = Math.DivRem(hundredths, 100);
        _text.Append(whole);
        if (part == 0) return _text;
        _text.Append('.').Append((char)('0' + part / 10));
        return part % 10 == 0 ? _text : _text.Append((char)('0' + part % 10));
    }
}
