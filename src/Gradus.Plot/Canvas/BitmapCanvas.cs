using SkiaSharp;

namespace Gradus.Plot;

/// <summary>Draws into a bitmap with Skia and gives it out as PNG.</summary>
internal sealed class BitmapCanvas : ICanvas, IDisposable
{
    // The NoDependencies build of Skia sees no system fonts, and one font everywhere keeps pictures alike.
    private static readonly Lazy<SKTypeface> Typeface = new(LoadTypeface);

    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;
    private readonly SKPaint _paint = new();
    private readonly SKFont _font;
    private SKPoint[] _points = new SKPoint[64];

    /// <summary>A white bitmap of <c>width * scale</c> by <c>height * scale</c> pixels.</summary>
    public BitmapCanvas(double width, double height, double scale)
    {
        // Skia's processor backend draws three times as fast into this order of bytes as into the others.
        var info = new SKImageInfo(
            (int)Math.Round(width * scale), (int)Math.Round(height * scale), SKColorType.Bgra8888, SKAlphaType.Opaque);
        _bitmap = new SKBitmap(info);
        _canvas = new SKCanvas(_bitmap);
        _canvas.Clear(SKColors.White);
        _canvas.Scale((float)scale);
        _font = new SKFont(Typeface.Value)
        {
            Edging = SKFontEdging.Antialias,
            Hinting = SKFontHinting.None,
            Subpixel = true,
            LinearMetrics = true,
        };
    }

    public void Polyline(ReadOnlySpan<Point> points, Stroke stroke)
    {
        if (!stroke.IsVisible || points.Length < 2) return;
        using var dashes = Prepare(stroke);
        if (points.Length == 2)
        {
            _canvas.DrawLine(Convert(points[0]), Convert(points[1]), _paint);
            return;
        }
        using var path = ToPath(points, closed: false);
        _canvas.DrawPath(path, _paint);
    }

    public void Polygon(ReadOnlySpan<Point> corners, Color fill) => Fill(corners, fill, smooth: true);

    public void Tile(ReadOnlySpan<Point> corners, Color fill, int sides, Stroke mesh)
    {
        Fill(corners, fill, smooth: false);
        if (sides == 0 || !mesh.IsVisible) return;
        using var builder = new SKPathBuilder();
        for (var i = 0; i < corners.Length; i++)
        {
            if ((sides >> i & 1) == 0) continue;
            builder.MoveTo(Convert(corners[i]));
            builder.LineTo(Convert(corners[(i + 1) % corners.Length]));
        }
        using var dashes = Prepare(mesh);
        using var path = builder.Detach();
        _canvas.DrawPath(path, _paint);
    }

    public void Rectangle(Box box, Color fill, Stroke edge, double cornerRadius = 0)
    {
        var rectangle = new SKRect((float)box.Left, (float)box.Top, (float)box.Right, (float)box.Bottom);
        var radius = (float)cornerRadius;
        if (fill.Alpha > 0)
        {
            Prepare(fill, smooth: true);
            _canvas.DrawRoundRect(rectangle, radius, radius, _paint);
        }
        if (!edge.IsVisible) return;
        using var dashes = Prepare(edge);
        _canvas.DrawRoundRect(rectangle, radius, radius, _paint);
    }

    public void Mark(Point center, Marker marker, double size, Color fill, Stroke edge)
    {
        if (marker == Marker.None) return;
        if (marker == Marker.Circle)
        {
            Prepare(fill, smooth: true);
            _canvas.DrawCircle(Convert(center), (float)(size / 2), _paint);
            if (!edge.IsVisible) return;
            using var rim = Prepare(edge);
            _canvas.DrawCircle(Convert(center), (float)(size / 2), _paint);
            return;
        }
        Span<Point> corners = stackalloc Point[4];
        var used = corners[..MarkerShape.Corners(marker, center, size, corners)];
        if (MarkerShape.IsOpen(marker))
        {
            var stroke = new Stroke(fill, size * 0.28);
            Polyline(used[..2], stroke);
            Polyline(used[2..], stroke);
            return;
        }
        Polygon(used, fill);
        if (!edge.IsVisible) return;
        using var dashes = Prepare(edge);
        using var path = ToPath(used, closed: true);
        _canvas.DrawPath(path, _paint);
    }

    public void Text(string text, Point anchor, TextStyle style)
    {
        Prepare(style.Color, smooth: true);
        _font.Size = (float)style.Size;
        // The anchor is reckoned from our own widths, not Skia's, so that PNG and SVG agree.
        var shift = style.Alignment switch
        {
            Alignment.Middle => -FontMetrics.Width(text, style.Size) / 2,
            Alignment.End => -FontMetrics.Width(text, style.Size),
            _ => 0,
        };
        if (style.Angle == 0)
        {
            _canvas.DrawText(text, (float)(anchor.X + shift), (float)anchor.Y, SKTextAlign.Left, _font, _paint);
            return;
        }
        _canvas.Save();
        _canvas.Translate((float)anchor.X, (float)anchor.Y);
        _canvas.RotateDegrees((float)-style.Angle);
        _canvas.DrawText(text, (float)shift, 0, SKTextAlign.Left, _font, _paint);
        _canvas.Restore();
    }

    /// <summary>The picture as a PNG file, without an alpha channel.</summary>
    public byte[] ToPng()
    {
        _canvas.Flush();
        using var pixels = _bitmap.PeekPixels();
        // Plots are mostly flat areas: with the Sub filter the lowest level gives nearly the smallest file.
        using var data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, 1))
            ?? throw new InvalidOperationException(
                $"ToPng: Skia could not encode {_bitmap.Width} by {_bitmap.Height} pixels as PNG.");
        return data.ToArray();
    }

    public void Dispose()
    {
        _font.Dispose();
        _paint.Dispose();
        _canvas.Dispose();
        _bitmap.Dispose();
    }

    private void Fill(ReadOnlySpan<Point> corners, Color fill, bool smooth)
    {
        if (fill.Alpha == 0 || corners.Length < 3) return;
        Prepare(fill, smooth);
        using var path = ToPath(corners, closed: true);
        _canvas.DrawPath(path, _paint);
    }

    private void Prepare(Color fill, bool smooth)
    {
        _paint.Style = SKPaintStyle.Fill;
        _paint.IsAntialias = smooth;
        _paint.Color = Convert(fill);
        _paint.PathEffect = null;
    }

    private SKPathEffect? Prepare(Stroke stroke)
    {
        _paint.Style = SKPaintStyle.Stroke;
        _paint.IsAntialias = true;
        _paint.Color = Convert(stroke.Color);
        _paint.StrokeWidth = (float)stroke.Width;
        _paint.StrokeJoin = SKStrokeJoin.Round;
        _paint.StrokeCap = SKStrokeCap.Butt;
        var dashes = stroke.Dashes;
        _paint.PathEffect = dashes.Length == 0
            ? null
            : SKPathEffect.CreateDash(Array.ConvertAll(dashes, dash => (float)dash), 0);
        return _paint.PathEffect;
    }

    private SKPath ToPath(ReadOnlySpan<Point> points, bool closed)
    {
        if (_points.Length < points.Length) _points = new SKPoint[points.Length];
        for (var i = 0; i < points.Length; i++) _points[i] = Convert(points[i]);
        using var builder = new SKPathBuilder();
        builder.AddPoly(_points.AsSpan(0, points.Length), closed);
        return builder.Detach();
    }

    private static SKPoint Convert(Point point) => new((float)point.X, (float)point.Y);

    private static SKColor Convert(Color color) => new(color.Red, color.Green, color.Blue, color.Alpha);

    private static SKTypeface LoadTypeface()
    {
        using var data = SKData.CreateCopy(FontMetrics.File);
        return SKTypeface.FromData(data)
            ?? throw new InvalidOperationException("Gradus.Plot: Skia could not read the embedded font DejaVuSans.ttf.");
    }
}
