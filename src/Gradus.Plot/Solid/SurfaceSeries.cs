using System.Text.Json;

namespace Gradus.Plot;

/// <summary>A surface over a grid. A cell with a corner that is not finite is left open.</summary>
internal sealed class SurfaceSeries : SolidSeries
{
    // A static picture of more cells shows no more; the interactive one gets every value.
    private const int MostCells = 60;
    private const int LeastCells = 12;
    private const int MostMeshLines = 20;

    // Light from over the viewer's left shoulder, as mplot3d sets it: azimuth 225, altitude 45 degrees.
    private static readonly Vector Light = new(-0.5, -0.5, Math.Sqrt(0.5));

    private readonly Grid _x;
    private readonly Grid _y;
    private readonly Grid _z;
    private readonly double _alpha;
    private readonly Colormap? _colors;

    public SurfaceSeries(Grid x, Grid y, Grid z, string? label, Color color, double alpha, Colormap? colors) : base(label, color)
    {
        (_x, _y, _z, _alpha, _colors) = (Spread(x, z, alongRows: true), Spread(y, z, alongRows: false), z, alpha, colors);
    }

    public override void Measure(ref Extent x, ref Extent y, ref Extent z) =>
        MeasurePoints(_x.Items, _y.Items, _z.Items, ref x, ref y, ref z);

    public override void AddTiles(Scene scene)
    {
        if (_z.Rows < 2 || _z.Columns < 2) return;
        var (rows, columns) = (Samples(_z.Rows), Samples(_z.Columns));
        var places = new Vector[rows.Length * columns.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < columns.Length; column++)
            {
                var (atRow, atColumn) = (rows[row], columns[column]);
                places[row * columns.Length + column] = scene.Space.Shares(
                    Between(_x, atRow, atColumn), Between(_y, atRow, atColumn), Between(_z, atRow, atColumn));
            }
        }

        var (low, high) = HeightShares(places);
        var (rowStride, columnStride) = (MeshStride(rows.Length - 1), MeshStride(columns.Length - 1));
        for (var row = 0; row + 1 < rows.Length; row++)
        {
            for (var column = 0; column + 1 < columns.Length; column++)
            {
                var first = row * columns.Length + column;
                var below = first + columns.Length;
                Vector[] corners = [places[first], places[first + 1], places[below + 1], places[below]];
                var sides = (row % rowStride == 0 ? 1 : 0) | (IsLine(column + 1, columnStride, columns.Length) ? 2 : 0)
                    | (IsLine(row + 1, rowStride, rows.Length) ? 4 : 0) | (column % columnStride == 0 ? 8 : 0);
                AddTile(scene, corners, sides, low, high);
            }
        }

        static bool IsLine(int index, int stride, int count) => index % stride == 0 || index == count - 1;
    }

    public override void DrawSample(ICanvas canvas, Box sample)
    {
        var fill = (_colors?.At(0.5) ?? Color).WithAlpha(_alpha);
        canvas.Rectangle(sample.Grow(-0.5), fill, new Stroke(fill.Mix(Theme.Ink, 0.35), 0.8));
    }

    public override void WriteTrace(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        PlotlyJson.Begin(json, "surface", null, Label);
        Rows(json, "x", _x);
        Rows(json, "y", _y);
        Rows(json, "z", _z);
        json.WriteNumber("opacity", _alpha);
        json.WriteBoolean("showscale", false);
        json.WriteStartArray("colorscale");
        const int steps = 16;
        for (var i = 0; i <= steps; i++)
        {
            var share = (double)i / steps;
            json.WriteStartArray();
            json.WriteNumberValue(share);
            json.WriteStringValue((_colors?.At(share) ?? Color).ToHex());
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void AddTile(Scene scene, Vector[] corners, int sides, double low, double high)
    {
        var height = (corners[0].Z + corners[1].Z + corners[2].Z + corners[3].Z) / 4;
        var plain = _colors is null ? Color : _colors.At(high > low ? (height - low) / (high - low) : 0.5);
        var fill = Shade(plain, corners[2] - corners[0], corners[3] - corners[1]);
        if (!Array.TrueForAll(corners, Space.IsInside))
        {
            if (!Array.TrueForAll(corners, static corner => double.IsFinite(corner.X + corner.Y + corner.Z))) return;
            (corners, sides) = BoxClip.Cut(corners, sides);
            if (corners.Length < 3) return;
        }
        var mesh = new Stroke(fill.Mix(Theme.Ink, 0.3).WithAlpha(0.2 + 0.3 * _alpha), 0.6);
        scene.Tiles.Add(new SurfaceTile(Array.ConvertAll(corners, scene.Space.Project), sides, fill.WithAlpha(_alpha), mesh));
    }

    private static void Rows(Utf8JsonWriter json, string name, Grid grid)
    {
        json.WriteStartArray(name);
        for (var row = 0; row < grid.Rows; row++) PlotlyJson.Numbers(json, grid.Items.AsSpan(row * grid.Columns, grid.Columns));
        json.WriteEndArray();
    }

    /// <summary>
    /// Gives one value for every cell of z: a single row is repeated along the rows, or stands for the rows themselves.
    /// </summary>
    private static Grid Spread(Grid line, Grid z, bool alongRows)
    {
        if (line.Rows == z.Rows && line.Columns == z.Columns) return line;
        var items = new double[z.Items.Length];
        for (var row = 0; row < z.Rows; row++)
            for (var column = 0; column < z.Columns; column++)
                items[row * z.Columns + column] = line.Items[alongRows ? column : row];
        return new Grid(z.Rows, z.Columns, items);
    }

    /// <summary>Where to take the surface, as places between its rows (or columns): not too many, not too few.</summary>
    private static double[] Samples(int count)
    {
        var cells = count - 1;
        var wanted = cells > MostCells ? MostCells : cells * (int)Math.Ceiling((double)LeastCells / Math.Min(cells, LeastCells));
        var samples = new double[wanted + 1];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (double)i * cells / wanted;
            if (cells > MostCells) samples[i] = Math.Round(samples[i]); // given values, not means of them
        }
        return samples;
    }

    /// <summary>The value between the four around a fractional place (bilinear).</summary>
    private static double Between(Grid grid, double row, double column)
    {
        var (top, left) = ((int)row, (int)column);
        var (down, right) = (row - top, column - left);
        var above = Mix(grid[top, left], right == 0 ? 0 : grid[top, left + 1], right);
        return down == 0 ? above : Mix(above, Mix(grid[top + 1, left], right == 0 ? 0 : grid[top + 1, left + 1], right), down);

        static double Mix(double from, double to, double share) => share == 0 ? from : from * (1 - share) + to * share;
    }

    private static int MeshStride(int cells) => (cells + MostMeshLines - 1) / MostMeshLines;

    private static (double Low, double High) HeightShares(Vector[] places)
    {
        var extent = new Extent();
        foreach (var place in places)
            if (Space.IsInside(place)) extent.Include(place.Z);
        return (extent.Min, extent.Max);
    }

    /// <summary>Lighter where the surface faces the light, darker where it turns away.</summary>
    private static Color Shade(Color color, Vector diagonal, Vector otherDiagonal)
    {
        var normal = diagonal.Cross(otherDiagonal);
        var length = normal.Length;
        if (length == 0) return color;
        var facing = Math.Abs(normal.Dot(Light)) / length;
        return facing >= 0.5
            ? color.Mix(Color.White, (facing - 0.5) * 0.35)
            : color.Mix(new Color(0, 0, 0), (0.5 - facing) * 0.5);
    }
}
