using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Gradus.Data;

namespace Gradus.Fuzz;

/// <summary>
/// The fast reader of CSV files of numbers, in pieces of a few bytes: the numbers that a line by line reading finds, or it gives
/// up. The first byte of an input says how the others are laid out.
/// </summary>
internal sealed partial class PlainTarget() : FileTarget("csv")
{
    private const int PieceBytes = 16;
    private const int BlockRows = 5;

    public override long MostBytes(int length) => (32 << 20) + 4096L * length;

    public override void Read(byte[] bytes)
    {
        if (bytes.Length < 2) return;
        var layout = Layout(bytes[0]);
        var path = Write(bytes.AsSpan(1));
        var found = new List<double[]>();
        long dropped;
        try
        {
            using var scan = new PlainScan([path], layout, default, PieceBytes);
            var block = new double[layout.Columns * BlockRows];
            while (scan.Read(block, BlockRows) is > 0 and var count)
                for (var i = 0; i < count; i++)
                    found.Add([.. Enumerable.Range(0, layout.Columns).Select(j => block[j * BlockRows + i])]);
            dropped = scan.Dropped;
        }
        catch (NotPlainException)
        {
            return;
        }
        var expected = Lines(Encoding.Latin1.GetString(bytes, 1, bytes.Length - 1), layout).ToList();
        var complete = expected.Where(
            row => !row.Where((value, j) => double.IsNaN(value) && layout.IsRequired[j]).Any()).ToList();
        if (found.Count != complete.Count || dropped != expected.Count - complete.Count)
            throw new DefectException($"{found.Count} rows and {dropped} dropped; expected {complete.Count} of {expected.Count}");
        for (var i = 0; i < found.Count; i++)
            if (!Bits(found[i]).SequenceEqual(Bits(complete[i])))
                throw new DefectException($"row {i}: {string.Join(' ', found[i])}; expected {string.Join(' ', complete[i])}");
    }

    private static IEnumerable<long> Bits(double[] row) => row.Select(BitConverter.DoubleToInt64Bits);

    private static PlainLayout Layout(byte code)
    {
        var columns = 1 + (code >> 3 & 3);
        // One more field that nobody asks for stands before the others.
        int[] places = (code & 32) == 0 ? [.. Enumerable.Range(0, columns)] : [-1, .. Enumerable.Range(0, columns)];
        return new PlainLayout(
            (byte)",;\t|"[code & 3], places, [.. Enumerable.Range(0, columns).Select(j => (code >> 6 + j % 2 & 1) == 0)],
            HasHeader: (code & 4) != 0);
    }

    private static IEnumerable<double[]> Lines(string text, PlainLayout layout)
    {
        var lines = text.Split('\n').ToList();
        if (lines[^1].Length == 0) lines.RemoveAt(lines.Count - 1);
        foreach (var line in layout.HasHeader ? lines.Skip(1) : lines)
        {
            var whole = line.EndsWith('\r') ? line[..^1] : line;
            var fields = whole.Split((char)layout.Delimiter);
            if (fields.Length != layout.Places.Length)
                throw new DefectException($"'{whole}' was read, with {fields.Length} fields");
            yield return [.. fields.Where((_, j) => layout.Places[j] >= 0).Select(Number)];
        }
    }

    private static double Number(string field)
    {
        if (CsvFile.IsMissingMark(Encoding.Latin1.GetBytes(field))) return double.NaN;
        if (!PlainNumber().IsMatch(field)) throw new DefectException($"'{field}' was read as a number");
        var value = double.Parse(field, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? value : double.NaN;
    }

    [GeneratedRegex(@"^-?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$")]
    private static partial Regex PlainNumber();
}
