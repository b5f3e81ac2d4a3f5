namespace Gradus.Plot;

/// <summary>
/// What can be drawn and saved: as PNG, as SVG, or as an interactive HTML page that needs no network. The same data give the
/// same bytes. A picture is not safe to change from several threads at once.
/// </summary>
public abstract class Picture
{
    private const double LeastSize = 120;
    private const double GreatestSize = 8192;
    private const double GreatestScale = 16;

    private protected Picture(string title) => Title = title;

    /// <summary>Shown above the picture; long titles are broken into lines.</summary>
    public string Title { get; set => field = Markup.Clean(value); }

    /// <summary>In CSS pixels (96 to the inch), 120 to 8192.</summary>
    public double Width { get; set => field = Checked(value, nameof(Width)); } = 640;

    /// <summary>In CSS pixels (96 to the inch), 120 to 8192.</summary>
    public double Height { get; set => field = Checked(value, nameof(Height)); } = 480;

    public LegendPlace Legend { get; set; } = LegendPlace.Best;

    /// <param name="scale">Pixels of the bitmap per CSS pixel; 2 stays crisp on dense screens and in print.</param>
    public byte[] ToPng(double scale = 2)
    {
        if (!(scale > 0 && scale <= GreatestScale && Width * scale < 32768 && Height * scale < 32768))
            throw new ArgumentOutOfRangeException(
                nameof(scale), scale, FormattableString.Invariant(
                    $"ToPng: a scale of {scale} for a picture of {Width} by {Height} is out of range; it must be above 0, ") +
                    "at most 16, and give less than 32768 pixels a side.");
        using var canvas = new BitmapCanvas(Width, Height, scale);
        Draw(canvas);
        return canvas.ToPng();
    }

    public string ToSvg()
    {
        var canvas = new SvgCanvas(Width, Height, Title);
        Draw(canvas);
        return canvas.Finish();
    }

    /// <summary>A whole page, everything in it: it may be opened from a disk, mailed, or kept.</summary>
    public string ToHtml() => Report.Around(this).ToHtml();

    /// <exception cref="IOException">The file cannot be written; an older file of that name is then untouched.</exception>
    public void SavePng(string path, double scale = 2)
    {
        var png = ToPng(scale);
        WholeFile.Write(path, stream => stream.Write(png));
    }

    /// <inheritdoc cref="SavePng"/>
    public void SaveSvg(string path)
    {
        var svg = ToSvg();
        WholeFile.Write(path, svg);
    }

    /// <inheritdoc cref="SavePng"/>
    public void SaveHtml(string path) => Report.Around(this).Save(path);

    internal abstract void Draw(ICanvas canvas);

    /// <summary>Writes the plotly.js figure: an object with <c>data</c> and <c>layout</c>.</summary>
    internal abstract void WritePlotly(System.Text.Json.Utf8JsonWriter json);

    private static double Checked(double value, string name) => value is >= LeastSize and <= GreatestSize
        ? value
        : throw new ArgumentOutOfRangeException(
            nameof(value), value, FormattableString.Invariant(
                $"{name}: {value} is out of range; a picture is {LeastSize} to {GreatestSize} CSS pixels a side."));
}
