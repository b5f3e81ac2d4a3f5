using System.Net;
using Gradus.Plot;

namespace Gradus.Jupyter;

/// <summary>Figures as pictures, sharp on dense screens, and as views that turn.</summary>
internal static class PictureView
{
    // What the page in the frame may do: run what stands in it, and nothing else. It cannot reach the notebook around it.
    private const string Rights = "allow-scripts";
    private const int Margin = 70;

    public static Rich Of(Picture picture) =>
        new Rich(Text(picture)).WithPng(picture.ToPng(), (int)Math.Round(picture.Width), (int)Math.Round(picture.Height));

    public static Rich Turning(Picture picture)
    {
        var (width, height) = ((int)picture.Width + Margin, (int)picture.Height + Margin);
        return new Rich(Text(picture)).WithHtml(
            $"<iframe sandbox=\"{Rights}\" width=\"{width}\" height=\"{height}\" style=\"border:0;max-width:100%\" " +
            $"srcdoc=\"{WebUtility.HtmlEncode(picture.ToHtml())}\"></iframe>");
    }

    private static string Text(Picture picture)
    {
        var title = picture.Title.Length > 0 ? $" \"{picture.Title}\"" : "";
        return FormattableString.Invariant($"{picture.GetType().Name}{title}, {picture.Width:0} by {picture.Height:0}");
    }
}
