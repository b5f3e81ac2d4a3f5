using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Gradus.Jupyter;

/// <summary>A bar that fills in place, redrawn a few times a second however fast the steps come.</summary>
/// <param name="count">How many steps there are, if it is known.</param>
internal sealed class ProgressBar(string title, int? count)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan drawnAt = TimeSpan.MinValue;
    private Shown? shown;
    private int done;

    public void Step()
    {
        done++;
        if (shown is null || clock.Elapsed - drawnAt >= Between) Draw();
    }

    /// <summary>Draws how far it came.</summary>
    public void End() => Draw();

    private void Draw()
    {
        drawnAt = clock.Elapsed;
        if (shown is null) shown = Shown.Now(View());
        else shown.Update(View());
    }

    private Rich View()
    {
        var number = done.ToString("N0", CultureInfo.InvariantCulture);
        if (count is { } all) number += $" of {all.ToString("N0", CultureInfo.InvariantCulture)}";
        var time = clock.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        var text = $"{title}{(title.Length > 0 ? ": " : "")}{number}, {time} s";
        var bar = count is null ? "<progress></progress>" : $"<progress value=\"{done}\" max=\"{count}\"></progress>";
        return new Rich(text).WithHtml($"<div>{bar} {WebUtility.HtmlEncode(text)}</div>");
    }
}
