namespace Gradus;

/// <summary>Where a tensor's numbers live and its loops run. <see cref="Cpu"/> is the only device so far.</summary>
public readonly record struct Device
{
    private readonly string? name;

    private Device(string name) => this.name = name;

    public static Device Cpu => default;

    public string Name => name ?? "cpu";

    /// <summary>The device of that name, or an error that lists the ones there are.</summary>
    public static Device Parse(string name) => name == "cpu" ? Cpu : throw Errors.UnknownDevice(name);

    public override string ToString() => Name;
}
