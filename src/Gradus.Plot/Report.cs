using System.Text;

namespace Gradus.Plot;

/// <summary>
/// One HTML page of headings, text, tables and pictures that opens anywhere without a network: everything is in the file, and a
/// content policy in its head forbids the browser to fetch anything. Parts appear in the order they were added.
/// </summary>
/// <example><code>
/// new Report("Linear regression").Paragraph("30 points.").Add(loss).Add(view, "Turn it with the mouse.").Save("report.html");
/// </code></example>
public sealed class Report(string title)
{
    private readonly List<Action<ReportPage>> _parts = [];
    private bool _isBare;

    public string Title { get; } = Markup.Clean(title);

    public Report Heading(string text) => Append(page => page.Element("h2", text));

    /// <summary>Line feeds in the text become line breaks.</summary>
    public Report Paragraph(string text) => Append(page => page.Element("p", text));

    /// <summary>Text shown letter for letter in a fixed-width face: a program, a log.</summary>
    public Report Code(string text) => Append(page => page.Element("pre", text));

    /// <param name="header">The names of the columns.</param>
    /// <param name="rows">Numbers among the cells are set to the right. A shorter row leaves its last cells empty.</param>
    /// <exception cref="ArgumentException">A row has more cells than the header.</exception>
    public Report Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(rows);
        var kept = new List<IReadOnlyList<string>>();
        foreach (var row in rows)
        {
            if (row.Count > header.Count)
                throw new ArgumentException(
                    $"Table: row {kept.Count} has {row.Count} cells, but the header names {header.Count} columns. " +
                    "Name every column.");
            kept.Add([.. row]);
        }
        IReadOnlyList<string> names = [.. header];
        return Append(page => page.Table(names, kept, caption));
    }

    /// <summary>Adds a picture, drawn when the report is made.</summary>
    /// <param name="interactive">
    /// True for a view that answers the mouse, false for a still one. When not given, views in space turn and flat figures are
    /// still.
    /// </param>
    public Report Add(Picture picture, string caption = "", bool? interactive = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Append(page => page.Picture(picture, caption, interactive ?? picture is Figure3D));
    }

    public string ToHtml()
    {
        using var memory = new MemoryStream();
        Write(memory);
        return Encoding.UTF8.GetString(memory.GetBuffer().AsSpan(0, (int)memory.Length));
    }

    /// <exception cref="IOException">The file cannot be written; an older file of that name is then untouched.</exception>
    public void Save(string path) => WholeFile.Write(path, Write);

    /// <summary>A page of one picture alone.</summary>
    internal static Report Around(Picture picture)
    {
        var report = new Report(picture.Title) { _isBare = true };
        return report.Add(picture, interactive: true);
    }

    private void Write(Stream stream)
    {
        var page = new ReportPage(stream);
        page.Begin(Title, showTitle: !_isBare && Title.Length > 0);
        foreach (var part in _parts) part(page);
        page.End();
    }

    private Report Append(Action<ReportPage> part)
    {
        _parts.Add(part);
        return this;
    }
}
