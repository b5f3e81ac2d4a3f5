using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gradus.Plot;

namespace Gradus.Jupyter;

/// <summary>What cells can call by name: showing values, formulas, pages, tables, graphs and progress.</summary>
public static partial class Notebook
{
    /// <summary>
    /// Cancelled when the cell that runs is interrupted: for code that takes a token, such as <c>Parallel.For</c>.
    /// </summary>
    public static CancellationToken Interrupted => Interruption.Token;

    /// <summary>Shows a value now, as if it were the cell's last expression.</summary>
    /// <returns>The place where it is shown, in which another value can take over.</returns>
    public static Shown Show(object? value) => Shown.Now(Displays.Of(value));

    /// <summary>
    /// Says how values of a type are shown from now on: of the type itself, those that derive from it, and those that implement
    /// it.
    /// </summary>
    /// <example><code>ShowAs&lt;Money&gt;(money => Html($"&lt;b&gt;{money.Euros}&lt;/b&gt; euros"));</code></example>
    public static void ShowAs<T>(Func<T, Rich> display) => Displays.Add(display);

    /// <summary>A piece of a page.</summary>
    public static Rich Html(string html) =>
        new Rich(WebUtility.HtmlDecode(Tag().Replace(html, " ")).Trim()).WithHtml(html);

    /// <summary>A formula on a line of its own, in the LaTeX that MathJax knows; dollar signs are not needed.</summary>
    public static Rich Latex(string formula)
    {
        var bare = formula.Trim().Trim('$').Trim();
        return new Rich(bare).WithLatex($"$$\n{bare}\n$$");
    }

    /// <summary>A table with names above its columns. Numbers are set to the right.</summary>
    public static Rich Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows) =>
        TableView.Of(header, rows);

    /// <summary>A table of records, with a column for each of their properties.</summary>
    public static Rich Table<T>(IEnumerable<T> records) => TableView.Of(records);

    /// <summary>
    /// The figure as a view that the mouse turns, in a frame that can reach no network. It takes 2 MB of the notebook.
    /// </summary>
    public static Rich Turning(Picture figure) => PictureView.Turning(figure);

    /// <summary>How the tensor comes to be: the operations it depends on, from the data above to the result below.</summary>
    public static Rich GraphOf(Tensor tensor) => PictureView.Of(new GraphPicture(tensor));

    /// <summary>The items one after the other, with a bar that shows how many are done.</summary>
    public static IEnumerable<T> Progress<T>(IEnumerable<T> items, string title = "")
    {
        var bar = new ProgressBar(title, items.TryGetNonEnumeratedCount(out var count) ? count : null);
        try
        {
            foreach (var item in items)
            {
                yield return item;
                bar.Step();
            }
        }
        finally
        {
            bar.End();
        }
    }

    /// <summary>The numbers from 0 to below <paramref name="count"/>, with a bar that shows how many are done.</summary>
    public static IEnumerable<int> Progress(int count, string title = "") => Progress(Enumerable.Range(0, count), title);

    /// <summary>Takes away what the cell has shown so far.</summary>
    /// <param name="wait">Only when the next thing is shown, so that nothing flickers.</param>
    public static void ClearOutput(bool wait = true) =>
        CellOutput.Current?.Publish("clear_output", new JsonObject { ["wait"] = wait });

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
