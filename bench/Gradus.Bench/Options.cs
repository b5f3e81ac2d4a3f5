namespace Gradus.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed record Options(Effort Effort)
{
    public string? Json { get; private set; }

    public string? Markdown { get; private set; }

    /// <summary>Parts of names; a row with one of them is measured. None is every row.</summary>
    public List<string> Only { get; } = [];

    /// <summary>Reads the arguments after the command; throws <see cref="FormatException"/> for those it does not know.</summary>
    public static Options Parse(Effort effort, ReadOnlySpan<string> arguments)
    {
        var options = new Options(effort);
        var option = "";
        foreach (var argument in arguments)
        {
            if (argument.StartsWith("--", StringComparison.Ordinal)) option = argument;
            else if (option == "--json") options.Json = argument;
            else if (option == "--markdown") options.Markdown = argument;
            else if (option == "--only") options.Only.Add(argument);
            else throw new FormatException($"'{option} {argument}' is not known.");
        }
        return options;
    }

    public bool Wants(Row row) =>
        Only.Count == 0 || Only.Exists(part => row.Name.Contains(part, StringComparison.OrdinalIgnoreCase));
}
