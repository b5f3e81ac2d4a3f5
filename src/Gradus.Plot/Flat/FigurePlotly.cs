using System.Text.Json;

namespace Gradus.Plot;

/// <summary>A two-dimensional figure as plotly.js data and layout.</summary>
internal static class FigurePlotly
{
    public static void Write(Utf8JsonWriter json, Figure figure)
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var series in figure.Series) series.WriteTrace(json);
        json.WriteEndArray();

        var (x, y) = figure.Scales();
        json.WriteStartObject("layout");
        PlotlyJson.Layout(json, figure, figure.Series);
        Axis(json, "xaxis", figure.XLabel, x, figure.ShowGrid);
        Axis(json, "yaxis", figure.YLabel, y, figure.ShowGrid);
        UnitAxis(json, "xaxis2", "x");
        UnitAxis(json, "yaxis2", "y");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Axis(Utf8JsonWriter json, string name, string label, Scale scale, bool showGrid)
    {
        json.WriteStartObject(name);
        PlotlyJson.Title(json, label, Theme.LabelSize);
        json.WriteString("type", scale.IsLogarithmic ? "log" : "linear");
        PlotlyJson.Numbers(json, "range", [scale.Low, scale.High]);
        json.WriteBoolean("showgrid", showGrid);
        json.WriteString("gridcolor", Theme.GridLine.ToHex());
        json.WriteString("linecolor", Theme.Frame.ToHex());
        json.WriteBoolean("showline", true);
        json.WriteBoolean("zeroline", false);
        json.WriteString("ticks", "outside");
        json.WriteString("tickcolor", Theme.Frame.ToHex());
        json.WriteString("exponentformat", "power");
        json.WriteBoolean("automargin", true);
        json.WriteEndObject();
    }

    /// <summary>An unseen axis from 0 to 1 over the whole plot, for rules.</summary>
    private static void UnitAxis(Utf8JsonWriter json, string name, string over)
    {
        json.WriteStartObject(name);
        json.WriteString("overlaying", over);
        PlotlyJson.Numbers(json, "range", [0, 1]);
        json.WriteBoolean("visible", false);
        json.WriteBoolean("fixedrange", true);
        json.WriteEndObject();
    }
}
