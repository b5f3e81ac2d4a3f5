using System.Globalization;
using System.Runtime.Intrinsics;
using Gradus;
using Gradus.Bench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var vectors = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
Console.WriteLine($"{Flags.Threads} threads, vectors of {vectors} bits; microseconds an epoch, least (median)");
Console.WriteLine($"{"rows",12} {"plain",20} {"captured",20} {"by hand, 1 thread",20} {"plain / by hand",16}");
foreach (var rows in new[] { 30, 1_000, 100_000, 10_000_000 })
{
    var regression = new Regression(rows);
    // The sums of the loop by hand are plain float32 and lose digits over millions of rows.
    var (plain, captured, byHand) = (regression.Plain(), regression.Captured(), regression.ByHand());
    var same = Math.Abs(plain - byHand) < 0.02 * plain && Math.Abs(plain - captured) < 1e-6 * plain;
    if (!same) Console.WriteLine("the losses differ: the times below are of different work");
    var times = Stopwatches.Compare(4, regression.Plain, regression.Captured, regression.ByHand);
    var texts = Array.ConvertAll(times, time => $"{time.Least:0.000} ({time.Median:0.000})");
    var ratio = times[0].Least / times[2].Least;
    Console.WriteLine($"{rows,12:N0} {texts[0],20} {texts[1],20} {texts[2],20} {ratio,16:0.00}");
}
