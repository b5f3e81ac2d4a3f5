namespace Gradus.Cli;

/// <summary>Where a command tells a person what it does and finds.</summary>
internal abstract class Screen
{
    public abstract void Line(string text);

    public abstract void Table(TextTable table);

    /// <summary>The machine's answer: written as it is, whatever else the screen does.</summary>
    public abstract void Json(string text);

    /// <summary>Does work of so many steps, and shows how far it is; the work calls its argument with the steps done.</summary>
    public abstract T During<T>(string title, int steps, Func<Progress, T> work);
}
