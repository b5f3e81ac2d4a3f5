using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gradus.Plot;

/// <summary>
/// Writes the parts of a report as they come; plotly.js follows at the end, once, if an interactive picture needs it.
/// </summary>
internal sealed class ReportPage(Stream stream)
{
    // Nothing may be fetched from anywhere: only what stands in the page runs and shows.
    private const string Policy =
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; " +
        "form-action 'none'; base-uri 'none'";

    private const string Style =
        """
        body{margin:0 auto;padding:32px 24px 64px;max-width:820px;background:#fff;color:#222831;
        font:16px/1.55 "DejaVu Sans",system-ui,-apple-system,"Segoe UI",sans-serif}
        h1{font-size:28px;line-height:1.25;margin:0 0 20px}h2{font-size:20px;margin:36px 0 10px}
        p{margin:0 0 14px;white-space:pre-line;overflow-wrap:anywhere}
        pre{font:14px/1.45 "DejaVu Sans Mono",ui-monospace,Consolas,monospace;background:#f4f5f7;padding:12px 14px;
        border-radius:4px;overflow-x:auto}
        .wide{overflow-x:auto;margin:18px 0}
        table{border-collapse:collapse;font-size:14px;font-variant-numeric:tabular-nums}
        caption,figcaption{color:#59636f;font-size:14px;text-align:left;margin:4px 0 8px;caption-side:bottom}
        th,td{padding:5px 14px 5px 0;border-bottom:1px solid #e3e6ea;text-align:left;vertical-align:top}
        th{border-bottom:1px solid #6b7480;font-weight:600}.n{text-align:right}
        figure{margin:22px 0}figure svg{max-width:100%;height:auto;display:block}.view{width:100%}
        @media print{body{max-width:none;padding:0}figure,table{break-inside:avoid}}
        """;

    // A browser without WebGL keeps the still picture that already stands in the page. plotly.js would else show a button that
    // uploads the chart.
    private const string Starter =
        """
        for (const data of document.querySelectorAll("script[type='application/json']")) {
          const host = data.previousElementSibling, figure = JSON.parse(data.textContent);
          if (figure.layout.scene && !document.createElement("canvas").getContext("webgl")) continue;
          host.textContent = "";
          Plotly.newPlot(host, figure.data, figure.layout,
            {displaylogo: false, responsive: true, showSendToCloud: false, plotlyServerURL: ""});
        }
        """;

    private bool _needsPlotly;

    public void Begin(string title, bool showTitle)
    {
        Write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n");
        Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        Write($"<title>{Markup.Escape(title.Length > 0 ? title : "Gradus")}</title>\n");
        Write($"<style>\n{Style}\n</style>\n</head>\n<body>\n");
        if (showTitle) Element("h1", title);
    }

    public void Element(string name, string text) => Write($"<{name}>{Markup.Escape(Markup.Clean(text))}</{name}>\n");

    public void Table(IReadOnlyList<string> header, List<IReadOnlyList<string>> rows, string caption)
    {
        var text = new StringBuilder("<div class=\"wide\"><table>\n");
        if (caption.Length > 0) text.Append("<caption>").Append(Markup.Escape(Markup.Clean(caption))).Append("</caption>\n");
        text.Append("<thead><tr>");
        for (var column = 0; column < header.Count; column++) Cell(text, "th", header[column], IsNumeric(rows, column));
        text.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            text.Append("<tr>");
            for (var column = 0; column < header.Count; column++)
            {
                var cell = column < row.Count ? row[column] : "";
                Cell(text, "td", cell, IsNumber(cell));
            }
            text.Append("</tr>\n");
        }
        Write(text.Append("</tbody>\n</table></div>\n").ToString());
    }

    public void Picture(Picture picture, string caption, bool interactive)
    {
        Write("<figure>\n");
        if (interactive)
        {
            _needsPlotly = true;
            Write($"<div class=\"view\">\n{picture.ToSvg()}</div>\n<script type=\"application/json\">");
            using (var json = new Utf8JsonWriter(stream)) picture.WritePlotly(json);
            Write("</script>\n");
        }
        else Write(picture.ToSvg());
        if (caption.Length > 0) Element("figcaption", caption);
        Write("</figure>\n");
    }

    public void End()
    {
        if (_needsPlotly)
        {
            Write("<!--\nplotly.js: ");
            Copy("plotly-gl3d.LICENSE.txt");
            Write("-->\n<script>\n");
            Copy("plotly-gl3d.min.js");
            Write($"\n</script>\n<script>\n{Starter}\n</script>\n");
        }
        Write("</body>\n</html>\n");
    }

    private static bool IsNumeric(List<IReadOnlyList<string>> rows, int column)
    {
        foreach (var row in rows)
            if (column < row.Count && row[column].Length > 0) return IsNumber(row[column]);
        return false;
    }

    private static bool IsNumber(string cell)
    {
        const NumberStyles style = NumberStyles.Float | NumberStyles.AllowThousands;
        return double.TryParse(cell.Replace('\u2212', '-'), style, CultureInfo.InvariantCulture, out _);
    }

    private static void Cell(StringBuilder text, string name, string cell, bool isNumber)
    {
        text.Append('<').Append(name).Append(isNumber ? " class=\"n\">" : ">");
        Markup.Escape(text, Markup.Clean(cell));
        text.Append("</").Append(name).Append('>');
    }

    private void Copy(string resource)
    {
        using var source = Resource.Open(resource);
        source.CopyTo(stream);
    }

    private void Write(string text) => stream.Write(Encoding.UTF8.GetBytes(text));
}
