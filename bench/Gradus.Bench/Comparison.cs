using System.Diagnostics;

namespace Gradus.Bench;

/// <summary>The run: the machine's limits, then row after row, then the table.</summary>
internal static class Comparison
{
    public static int Run(Options options)
    {
        var rows = Catalogue.Rows(options.Effort.IsQuick).Where(options.Wants).ToList();
        if (rows.Count == 0)
        {
            Console.Error.WriteLine($"No row's name has {string.Join(" or ", options.Only)} in it.");
            return 2;
        }
        var report = new Report(Machine.Measure(), Peers(), []);
        WarmUp(options.Effort);
        foreach (var row in rows)
        {
            Console.Error.Write($"{report.Rows.Count + 1}/{rows.Count} {row.Name} ");
            var clock = Stopwatch.StartNew();
            report.Rows.Add(row.Measure(options.Effort));
            Console.Error.WriteLine($"({clock.Elapsed.TotalSeconds:0.0} s)");
            // A run that is stopped leaves what it has found.
            if (options.Json is { } json) File.WriteAllText(json, JsonReport.Text(report));
            if (options.Markdown is { } markdown) File.WriteAllText(markdown, MarkdownReport.Text(report));
            // What a row held is not the next one's to carry.
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        NumPyProcess.EndAll();
        Console.Write(MarkdownReport.Text(report));
        return report.Rows.Exists(row => row.Agree == false) ? 1 : 0;
    }

    // The runtime compiles what all rows share a second time, in the background, once it has run often enough.
    private static void WarmUp(Effort effort)
    {
        var row = new LinearRegression(30);
        Rounds.Run([row.Gradus(), row.Captured()], effort with { WarmUp = 1 }, beside: () => { });
    }

    // Versions, or why a peer is not there.
    private static OrderedDictionary<string, string> Peers()
    {
        var peers = new OrderedDictionary<string, string>();
        foreach (var (name, version) in new (string, Func<string>)[]
        {
            ("libtorch", () => TorchLibrary.Version),
            ("numpy", () => NumPyProcess.With(Environment.ProcessorCount).Version),
            ("numsharp", () => VersionOf(typeof(NumSharp.np))),
            ("mathnet", () => VersionOf(typeof(MathNet.Numerics.Control))),
        })
        {
            try
            {
                peers[name] = version();
            }
            catch (AbsentException exception)
            {
                peers[name] = $"is not there: {exception.Message}";
            }
        }
        return peers;
    }

    private static string VersionOf(Type type) => type.Assembly.GetName().Version!.ToString(3);
}
