using System.Diagnostics;

namespace Gradus.Fuzz;

/// <summary>The inputs kept for a target, each a file of a folder that has the target's name.</summary>
internal sealed class Corpus(string folder, string target)
{
    /// <summary>Reads each input once, and writes a line for each that shows a defect; whether none does.</summary>
    public bool Replay(TextWriter output)
    {
        var files = Directory.GetFiles(Path.Combine(folder, target)).Order(StringComparer.Ordinal).ToList();
        var (defects, watch) = (0, Stopwatch.StartNew());
        using var reader = Target.All[target]();
        foreach (var file in files)
            try
            {
                Trial.Run(reader, File.ReadAllBytes(file));
            }
            catch (Exception failure)
            {
                output.WriteLine($"{target}, {Path.GetFileName(file)}: {failure}");
                defects++;
            }
        output.WriteLine($"{target}: {files.Count} inputs, {defects} defects, {watch.Elapsed.TotalSeconds:F1} s");
        return files.Count > 0 && defects == 0;
    }
}
