using System.Text.Json.Nodes;

namespace Gradus.Jupyter;

/// <summary>Something shown, and the place where it stands.</summary>
public sealed class Shown
{
    private readonly string id = Guid.NewGuid().ToString("N");

    private Shown() { }

    /// <summary>Puts another value in its place, also from a later cell.</summary>
    public void Update(object? value) => Publish("update_display_data", Displays.Of(value));

    internal static Shown Now(Rich rich)
    {
        var shown = new Shown();
        shown.Publish("display_data", rich);
        return shown;
    }

    private void Publish(string type, Rich rich) =>
        CellOutput.Current?.Publish(type, rich.Content(("transient", new JsonObject { ["display_id"] = id })));
}
