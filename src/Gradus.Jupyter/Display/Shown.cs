namespace Gradus.Jupyter;

/// <summary>Something shown, and the place where it stands.</summary>
public sealed class Shown
{
    private readonly string id = Guid.NewGuid().ToString("N");
    private readonly CellOutput? output;

    private Shown() => output = CellOutput.Current;

    /// <summary>Puts another value in its place, also from a later cell.</summary>
    public void Update(object? value) => Publish("update_display_data", Displays.Of(value));

    internal static Shown Now(Rich rich)
    {
        var shown = new Shown();
        shown.Publish("display_data", rich);
        return shown;
    }

    private void Publish(string type, Rich rich) =>
        output?.Publish(type, rich.Content(("transient", new System.Text.Json.Nodes.JsonObject { ["display_id"] = id })));
}
