using System.Text.Json;

namespace Gradus.Plot;

/// <summary>A three-dimensional view as plotly.js data and layout, seen from the same side.</summary>
internal static class SolidPlotly
{
    private const double EyeDistance = 2.5; // outside the box; without perspective it does not set the size

    // In units of plotly.js, where the view is 2 high: the box and its labels then fill it from top to bottom.
    private const double BoxHeight = 1.6;
    private const double GreatestSide = 1.6;

    public static void Write(Utf8JsonWriter json, Figure3D figure)
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var series in figure.Series) series.WriteTrace(json);
        json.WriteEndArray();

        var space = figure.BeginSpace();
        json.WriteStartObject("layout");
        PlotlyJson.Layout(json, figure, figure.Series);
        json.WriteStartObject("scene");
        Axis(json, "xaxis", figure.XLabel, space[0]);
        Axis(json, "yaxis", figure.YLabel, space[1]);
        Axis(json, "zaxis", figure.ZLabel, space[2]);
        json.WriteString("aspectmode", "manual");
        var (sinElevation, cosElevation) = Math.SinCos(figure.Elevation * Math.PI / 180);
        var (sinAzimuth, cosAzimuth) = Math.SinCos(figure.Azimuth * Math.PI / 180);
        // The height of the projected box of 4 by 4 by 3, as a multiple of its longer side.
        var height = 0.75 * Math.Abs(cosElevation) + (Math.Abs(sinAzimuth) + Math.Abs(cosAzimuth)) * Math.Abs(sinElevation);
        Place(json, "aspectratio", new Vector(1, 1, 0.75) * Math.Min(GreatestSide, BoxHeight / height));
        json.WriteStartObject("camera");
        Place(json, "eye", new Vector(cosElevation * cosAzimuth, cosElevation * sinAzimuth, sinElevation) * EyeDistance);
        Place(json, "center", new Vector(0, 0, -0.05));
        Place(json, "up", new Vector(0, 0, 1));
        json.WriteStartObject("projection");
        // The perspective of the still view is far weaker than that of plotly.js: this is nearer to it.
        json.WriteString("type", "orthographic");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Axis(Utf8JsonWriter json, string name, string label, Scale scale)
    {
        json.WriteStartObject(name);
        PlotlyJson.Title(json, label, Theme.LabelSize);
        PlotlyJson.Numbers(json, "range", [scale.Low, scale.High]);
        json.WriteBoolean("showbackground", true);
        json.WriteString("backgroundcolor", "#f4f5f7");
        json.WriteString("gridcolor", "#dde1e6");
        json.WriteString("linecolor", Theme.Frame.ToHex());
        json.WriteBoolean("zeroline", false);
        json.WriteString("exponentformat", "power");
        json.WriteNumber("tickangle", 0);
        json.WriteBoolean("showspikes", false);
        json.WriteEndObject();
    }

    private static void Place(Utf8JsonWriter json, string name, Vector place)
    {
        json.WriteStartObject(name);
        json.WriteNumber("x", Math.Round(place.X, 6));
        json.WriteNumber("y", Math.Round(place.Y, 6));
        json.WriteNumber("z", Math.Round(place.Z, 6));
        json.WriteEndObject();
    }
}
