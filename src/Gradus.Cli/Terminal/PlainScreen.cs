using System.Diagnostics;

namespace Gradus.Cli;

/// <summary>Plain lines, for a file or another program. Long work says every ten seconds how far it is.</summary>
internal sealed class PlainScreen(TextWriter output) : Screen
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public override void Line(string text) => output.WriteLine(text);

    public override void Table(TextTable table)
    {
        foreach (var line in table.Lines()) output.WriteLine(line);
    }

    public override void Json(string text) => output.WriteLine(text);

    public override T During<T>(string title, int steps, Func<Progress, T> work)
    {
        var clock = Stopwatch.StartNew();
        var said = TimeSpan.Zero;
        return work((done, loss) =>
        {
            if (clock.Elapsed - said < Pause || done == 0 || steps <= 1) return;
            said = clock.Elapsed;
            var left = said * ((double)(steps - done) / done);
            var text = loss is { } value ? $", loss {NumberText.Short(value)}" : "";
            output.WriteLine($"{title}: {100L * done / steps} %{text}, {NumberText.Duration(left)} left");
        });
    }
}
