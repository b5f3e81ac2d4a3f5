namespace Gradus.Data.Tests;

public sealed class TrainingTableTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static readonly TableRequest Everything = new("y", null, [], MissingValues.Drop, false, false, 1);

    private static TrainingTable Read(TableReader reader, TableRequest request)
    {
        var choice = new ColumnChoice(reader, request, default);
        return TrainingTable.Read(reader, choice, request, 1 << 20, _ => { }, default);
    }

    private (string[] Terms, double[][] Rows) Values(string content, TableRequest request)
    {
        using var reader = TableReader.Open(folder.Write("table.csv", content));
        using var table = Read(reader, request);
        table.Divide(0, 0, 0, request.Missing);
        var rows = new PartRows(table, Part.Train);
        var block = new double[rows.Columns * 100];
        using var cursor = rows.Open(default);
        var count = cursor.Read(block, 100);
        return (
            [.. table.Terms.Select(term => term.Name)],
            [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, rows.Columns).Select(j => block[j * 100 + i]).ToArray())]);
    }

    [Fact]
    public void TextsBecomeColumnsOfOnesAndZeros()
    {
        var (terms, rows) = Values("c,y\nred,1\nblue,2\ngreen,3\nred,4\nblue,5\ngreen,6\n", Everything);
        Assert.Equal(["c=green", "c=red"], terms);
        Assert.Equal([[0, 1, 1], [0, 0, 2], [1, 0, 3], [0, 1, 4], [0, 0, 5], [1, 0, 6]], rows);
    }

    [Fact]
    public void ProductsAndPowers()
    {
        var (terms, rows) = Values(
            "a,b,c,y\n2,3,u,1\n5,7,v,2\n2,3,v,4\n1,1,u,2\n", Everything with { Interactions = true, Power = 2 });
        Assert.Equal(["a", "b", "c=v", "a^2", "b^2", "a:b", "a:c=v", "b:c=v"], terms);
        Assert.Equal([2, 3, 0, 4, 9, 6, 0, 0, 1], rows[0]);
        Assert.Equal([5, 7, 1, 25, 49, 35, 5, 7, 2], rows[1]);
    }

    [Fact]
    public void AMissingTextDropsTheRow()
    {
        var (_, rows) = Values("c,a,y\nu,1,1\n,2,2\nv,3,3\nu,4,5\nv,,6\nv,6,7\n", Everything);
        Assert.Equal([[0, 1, 1], [1, 3, 3], [0, 4, 5], [1, 6, 7]], rows);
    }

    [Fact]
    public void WildcardsChooseAndExclude()
    {
        const string table = "x1,x2,z1,z2,y\n1,2,3,4,5\n2,3,5,7,8\n";
        Assert.Equal(["x1", "x2"], Values(table, Everything with { Features = ["x*"] }).Terms);
        Assert.Equal(["x1", "z1"], Values(table, Everything with { Exclude = ["?2"] }).Terms);
        Assert.Equal(["z2", "x1"], Values(table, Everything with { Features = ["z*", "x1"], Exclude = ["z1"] }).Terms);
    }

    [Fact]
    public void AColumnThatIsEmptyAtFirstMayBeNumbers()
    {
        var content = "late,y\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{(i < 25_000 ? "" : $"{i}")},{i}\n"));
        using var reader = TableReader.Open(folder.Write("late.csv", content));
        using var table = Read(reader, Everything);
        Assert.Equal("late", Assert.Single(table.Terms).Name);
        Assert.Equal(5_000, table.Rows);
    }

    [Fact]
    public void TestAndValidationRowsAreOfTheSizeAskedForAndDifferent()
    {
        var content = "a,y\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i},{i * i}\n"));
        using var reader = TableReader.Open(folder.Write("parts.csv", content));
        using var table = Read(reader, Everything);
        table.Divide(0.2, 0.25, 7, MissingValues.Drop);
        Assert.Equal((600, 200, 200), (table.Parts[Part.Train], table.Parts[Part.Validation], table.Parts[Part.Test]));
        var seen = new HashSet<double>();
        foreach (var part in new[] { Part.Train, Part.Validation, Part.Test })
        {
            var rows = new PartRows(table, part);
            var block = new double[2 * 1000];
            using var cursor = rows.Open(default);
            var count = cursor.Read(block, 1000);
            Assert.Equal(table.Parts[part], count);
            foreach (var value in block.AsSpan(0, count)) Assert.True(seen.Add(value));
        }
        Assert.Equal(1000, seen.Count);
    }

    [Fact]
    public void AFileThatChangesIsNoticed()
    {
        var path = folder.Write("table.csv", "a,y\n1,2\n3,4\n");
        using var reader = TableReader.Open(path);
        File.AppendAllText(path, "5,6\n");
        Assert.Equal(
            $"Table '{path}' changed while it was read; try again when nobody writes to it.",
            Assert.Throws<TableException>(() => Read(reader, Everything)).Message);
    }

    /// <summary>Stripes and chunks on disk are arithmetic of another order: the weights are the same to rounding.</summary>
    [Fact]
    public void StripesGiveTheSameSolution()
    {
        var random = new RandomState(2);
        var content = "a,b,y\n" + string.Concat(Enumerable.Range(0, 120_000).Select(
            i => FormattableString.Invariant($"{random.RandomSample():F5},{1000 + random.RandomSample():F3},{random.RandomSample():F4}\n")));
        var path = folder.Write("striped.csv", content);
        using var reader = TableReader.Open(path);
        using var table = Read(reader, Everything);
        table.Divide(0, 0, 0, MissingValues.Drop);
        var rows = new PartRows(table, Part.Train);
        Assert.True(rows.Stripes > 1);
        Assert.True(table.Store.IsSpilled);
        var striped = LeastSquares.Solve(rows);
        var whole = LeastSquares.Solve(new ColumnRows(Table.Read(path).Columns));
        for (var j = 0; j < 2; j++) Assert.Equal(whole.Weights[j], striped.Weights[j], 1e-13);
        Assert.Equal(whole.Bias, striped.Bias, 1e-10);
        Assert.Equal(whole.Spreads[0], striped.Spreads[0], 1e-12);
    }
}
