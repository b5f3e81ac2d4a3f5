using System.Text.Json;

namespace Gradus.Tests;

/// <summary>Reads the tables of NumPy's and PyTorch's results in tests/Tables; its README.md says the format.</summary>
public static class TableFile
{
    /// <summary>All records of tests/Tables/<paramref name="name"/>.json.</summary>
    public static IReadOnlyList<TableRecord> Read(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Tables", name + ".json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var arrays = new Dictionary<string, TableArray>();
        foreach (var entry in document.RootElement.GetProperty("arrays").EnumerateObject())
        {
            arrays.Add(entry.Name, TableArray.From(entry.Value));
        }
        var records = document.RootElement.GetProperty("records").EnumerateArray();
        return [.. records.Select(entry => new TableRecord(entry.Clone(), arrays))];
    }

    /// <summary>The records of one op.</summary>
    public static IReadOnlyList<TableRecord> Read(string name, string op)
    {
        var records = Read(name).Where(record => record.Op == op).ToList();
        Assert.NotEmpty(records);
        return records;
    }
}
