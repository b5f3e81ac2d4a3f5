using System.Text.Json;

namespace Gradus.Plot;

/// <summary>
/// The pieces that plotly.js traces and layouts share. The writer's default encoder turns &lt;, &gt; and &amp; into \u escapes,
/// so no text can end the script element it stands in.
/// </summary>
internal static class PlotlyJson
{
    /// <summary>plotly.js 4 draws a marker in space at about twice the size asked for.</summary>
    public const double SizeInSpace = 0.5;

    /// <summary>Writes type, mode, name and whether the legend shows the trace.</summary>
    public static void Begin(Utf8JsonWriter json, string type, string? mode, string label)
    {
        json.WriteString("type", type);
        if (mode is not null) json.WriteString("mode", mode);
        if (label.Length > 0) json.WriteString("name", Text(label));
        else json.WriteString("hoverinfo", "x+y+z");
        json.WriteBoolean("showlegend", label.Length > 0);
    }

    /// <summary>JSON knows no infinities and no NaN: they become null, which plotly.js leaves out.</summary>
    public static void Numbers(Utf8JsonWriter json, string name, ReadOnlySpan<double> values)
    {
        json.WritePropertyName(name);
        Numbers(json, values);
    }

    public static void Numbers(Utf8JsonWriter json, ReadOnlySpan<double> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            if (double.IsFinite(value)) json.WriteNumberValue(value);
            else json.WriteNullValue();
        }
        json.WriteEndArray();
    }

    /// <summary>plotly.js reads a little HTML in its texts, links among it; a user's text is shown as it is.</summary>
    public static string Text(string text) => Markup.Escape(text).Replace("\n", "<br>");

    public static void Title(Utf8JsonWriter json, string text, double size)
    {
        json.WriteStartObject("title");
        json.WriteString("text", Text(text));
        json.WriteStartObject("font");
        json.WriteNumber("size", size);
        json.WriteString("color", Theme.Ink.ToHex());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Line(Utf8JsonWriter json, Stroke stroke)
    {
        json.WriteStartObject("line");
        json.WriteString("color", Css(stroke.Color));
        json.WriteNumber("width", stroke.Width);
        json.WriteString("dash", stroke.Style switch
        {
            LineStyle.Dashed => "dash",
            LineStyle.Dotted => "dot",
            LineStyle.DashDot => "dashdot",
            _ => "solid",
        });
        json.WriteEndObject();
    }

    /// <summary>A filled area without an outline.</summary>
    public static void Fill(Utf8JsonWriter json, string fill, Color color)
    {
        json.WriteString("fill", fill);
        json.WriteString("fillcolor", Css(color));
        Line(json, new Stroke(color, 0));
    }

    public static void Marker(Utf8JsonWriter json, Marker marker, double size, Color color)
    {
        json.WriteStartObject("marker");
        json.WriteString("symbol", marker switch
        {
            Plot.Marker.Square => "square",
            Plot.Marker.Triangle => "triangle-up",
            Plot.Marker.Diamond => "diamond",
            Plot.Marker.Cross => "x",
            Plot.Marker.Plus => "cross",
            _ => "circle",
        });
        json.WriteNumber("size", size);
        json.WriteString("color", Css(color));
        json.WriteEndObject();
    }

    public static string Css(Color color) => color.Alpha == 255
        ? color.ToHex()
        : FormattableString.Invariant($"rgba({color.Red},{color.Green},{color.Blue},{color.Alpha / 255.0:0.###})");

    /// <summary>The layout members that every picture has; the caller has opened the layout object.</summary>
    public static void Layout(Utf8JsonWriter json, Picture picture, IReadOnlyList<ILegendEntry> entries)
    {
        // plotly.js does not break lines, so the title comes to it broken as on the still picture.
        var title = TextBlock.Fit(picture.Title, Theme.TitleSize, picture.Width * 0.8, 3);
        Title(json, string.Join('\n', title.Lines), Theme.TitleSize);
        json.WriteStartObject("font");
        json.WriteString("family", FontMetrics.Family);
        json.WriteNumber("size", Theme.TickSize);
        json.WriteString("color", Theme.SoftInk.ToHex());
        json.WriteEndObject();
        json.WriteNumber("height", picture.Height);
        json.WriteString("paper_bgcolor", "#ffffff");
        json.WriteString("plot_bgcolor", "#ffffff");
        json.WriteString("hovermode", "closest");

        var row = new LegendRow(entries, picture.Width * 0.8);
        json.WriteBoolean("showlegend", row.Rows > 0 && picture.Legend != LegendPlace.None);
        json.WriteStartObject("legend");
        if (picture is Figure3D) json.WriteString("itemsizing", "constant"); // or markers would be as small as their number says
        if (row.Rows == 1)
        {
            json.WriteString("orientation", "h");
            json.WriteNumber("x", 0.5);
            json.WriteString("xanchor", "center");
            json.WriteNumber("y", picture is Figure3D ? 0.99 : 1);
            json.WriteString("yanchor", "bottom");
        }
        json.WriteEndObject();
        json.WriteStartObject("margin");
        var side = picture is Figure3D ? 0 : 56;
        json.WriteNumber("l", side);
        json.WriteNumber("r", side / 2);
        json.WriteNumber("b", side);
        json.WriteNumber("t", Math.Round(title.Height) + 40);
        json.WriteEndObject();
    }
}
