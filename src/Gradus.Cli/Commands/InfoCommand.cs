using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gradus.Cli;

internal sealed class InfoCommand() : GradusCommand("info", "Say what this machine offers and what of it is used.")
{
    public override void Run(Session session)
    {
        var processor = Processor.Name();
        var width = VectorWidth();
        var backends = RuntimeFeature.IsDynamicCodeSupported ? new[] { "exact", "walk", "emit" } : ["exact", "walk"];
        if (session.IsJson)
        {
            session.Screen.Json(JsonText.Object(json =>
            {
                json.WriteString("version", VersionAction.Version);
                json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
                json.WriteString("system", RuntimeInformation.RuntimeIdentifier);
                json.WriteString("processor", processor);
                json.WriteNumber("vectorBits", width);
                json.WriteNumber("processors", Environment.ProcessorCount);
                json.WriteNumber("threads", Flags.Threads);
                json.WriteStartArray("backends");
                foreach (var backend in backends) json.WriteStringValue(backend);
                json.WriteEndArray();
                json.WriteString("backend", Flags.Backend.ToString().ToLowerInvariant());
                json.WriteStartArray("devices");
                json.WriteStringValue(Device.Cpu.Name);
                json.WriteEndArray();
            }));
            return;
        }
        var table = new TextTable(["gradus", VersionAction.Version], numbersFrom: 2);
        table.Add("runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        table.Add("processor", processor);
        table.Add("vectors", $"{width} bits: {width / 32} float32 or {width / 64} float64");
        table.Add("threads", $"{Flags.Threads} of {Environment.ProcessorCount} processors");
        table.Add("backends", $"{string.Join(", ", backends)}; chosen: {Flags.Backend.ToString().ToLowerInvariant()}");
        table.Add("devices", Device.Cpu.Name);
        session.Screen.Table(table);
    }

    private static int VectorWidth() =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128 : 64;
}
