using SkiaSharp;

namespace Gradus.Plot.Tests;

/// <summary>
/// Compares a picture with the file of that name in the folder Approved. What differs is written beside it as *.received.*; a
/// person who has looked at it and likes it runs the tests with GRADUS_APPROVE=1, which makes it the approved one.
/// </summary>
internal static class Approved
{
    // Another processor may round the rim of a shape differently by a little; a moved line or letter differs by far more.
    private const int LargestDifference = 24;
    private const double LargestShareDiffering = 0.002;

    private static readonly string Folder = Path.Combine(Find(), "Approved");

    public static void Svg(string name, Picture picture)
    {
        var received = picture.ToSvg();
        var file = Path.Combine(Folder, name + ".svg");
        if (IsApproving) File.WriteAllText(file, received);
        var approved = File.Exists(file) ? File.ReadAllText(file) : "";
        if (approved == received) return;
        File.WriteAllText(Path.Combine(Folder, name + ".received.svg"), received);
        Assert.Equal(approved, received);
    }

    public static void Png(string name, Picture picture)
    {
        var received = picture.ToPng(scale: 1);
        var file = Path.Combine(Folder, name + ".png");
        if (IsApproving) File.WriteAllBytes(file, received);
        Assert.True(File.Exists(file), $"There is no {file} yet; look at the picture and approve it.");
        var difference = Compare(File.ReadAllBytes(file), received);
        if (difference.Length == 0) return;
        File.WriteAllBytes(Path.Combine(Folder, name + ".received.png"), received);
        Assert.Fail($"{name}.png: {difference}");
    }

    /// <summary>Empty when the two pictures look the same.</summary>
    public static string Compare(byte[] approved, byte[] received)
    {
        using var one = SKBitmap.Decode(approved);
        using var other = SKBitmap.Decode(received);
        if (one.Info.Size != other.Info.Size) return $"the size is {other.Info.Size}, not {one.Info.Size}";
        var (first, second) = (one.Pixels, other.Pixels);
        var (most, differing) = (0, 0);
        for (var i = 0; i < first.Length; i++)
        {
            var by = Math.Max(
                Math.Abs(first[i].Red - second[i].Red),
                Math.Max(Math.Abs(first[i].Green - second[i].Green), Math.Abs(first[i].Blue - second[i].Blue)));
            most = Math.Max(most, by);
            if (by > 2) differing++;
        }
        return most <= LargestDifference && differing <= first.Length * LargestShareDiffering
            ? ""
            : $"{differing} pixels of {first.Length} differ, by up to {most}";
    }

    private static bool IsApproving => Environment.GetEnvironmentVariable("GRADUS_APPROVE") == "1";

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Gradus.Plot.Tests.csproj"))) return folder;
        throw new DirectoryNotFoundException($"No project folder above {AppContext.BaseDirectory}.");
    }
}
