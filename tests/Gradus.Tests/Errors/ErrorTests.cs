using System.Reflection;
using System.Text;

namespace Gradus.Tests;

/// <summary>
/// Every error of the core, provoked as a user would, has the text that a person approved in Approved.txt. A changed text is written
/// beside the test as Received.txt: read it, and copy it over if it says more.
/// </summary>
public class ErrorTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Errors");

    // The name of the error's method, a case of it, and what provokes it.
    private static readonly (string Method, string Case, Action Mistake)[] Mistakes =
    [
        .. ShapeMistakes.All,
        .. ValueMistakes.All,
        .. GradientMistakes.All,
        .. CaptureMistakes.All,
    ];

    [Fact]
    public void TextsAreApproved()
    {
        var text = new StringBuilder();
        var methods = new Dictionary<string, string>();
        foreach (var (method, variant, mistake) in Mistakes.OrderBy(entry => entry.Method, StringComparer.Ordinal))
        {
            var error = Record.Exception(mistake);
            if (error is not GradusException) Assert.Fail($"{method} {variant}: {error?.ToString() ?? "no error"}");
            // A text under two names would mean that a mistake has met another error than it was written for.
            methods.TryAdd(error.Message, method);
            Assert.Equal(method, methods[error.Message]);
            text.Append($"{method}{(variant == "" ? "" : $" ({variant})")}\n{error.Message}\n\n");
        }
        var approved = File.ReadAllText(Path.Combine(Folder, "Approved.txt"));
        if (text.ToString() != approved) File.WriteAllText(Path.Combine(Folder, "Received.txt"), text.ToString());
        Assert.Equal(approved, text.ToString());
    }

    [Fact]
    public void EveryErrorIsProvoked()
    {
        var methods = typeof(Errors).GetMethods(BindingFlags.Static | BindingFlags.Public).Select(method => method.Name).ToHashSet();
        Assert.Equal(methods.Order(), Mistakes.Select(entry => entry.Method).Distinct().Order());
    }

    // A line that can stand alone names the operation before anything else, and no line runs off a terminal's third row.
    [Fact]
    public void TheFirstLineStandsAlone()
    {
        foreach (var (method, _, mistake) in Mistakes)
        {
            var first = Record.Exception(mistake)!.Message.Split('\n')[0];
            Assert.True(first.Contains(": ") && first.EndsWith('.') && first.Length <= 240, $"{method}: {first}");
        }
    }

    // Where a user writes a comma in numbers, errors keep the point of C#.
    [Fact]
    public void NumbersKeepTheirPoint()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        var withComma = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
        withComma.NumberFormat.NumberDecimalSeparator = ",";
        Thread.CurrentThread.CurrentCulture = withComma;
        try
        {
            var error = Assert.Throws<GradusException>(() => Tensor.Arange(0.5, 2, -0.25));
            Assert.Contains("from 0.5 to 2 in steps of -0.25", error.Message);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }
}
