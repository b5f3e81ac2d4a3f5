namespace Gradus.Cli.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("gradus-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public static string Data(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Data", name);

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
