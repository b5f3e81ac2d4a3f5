using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Gradus.Cli;

/// <summary>The name that the processor, or the system for it, gives.</summary>
internal static class Processor
{
    public static string Name() => FromProcessor() ?? FromLinux() ?? RuntimeInformation.ProcessArchitecture.ToString();

    // CPUID leaves 0x80000002 to 0x80000004 are the brand string, 16 characters each (Intel SDM, volume 2A, CPUID).
    private static string? FromProcessor()
    {
        const int leaf = unchecked((int)0x80000000);
        if (!X86Base.IsSupported || (uint)X86Base.CpuId(leaf, 0).Eax < 0x80000004) return null;
        var words = new List<int>();
        for (var part = 2; part <= 4; part++)
        {
            var (a, b, c, d) = X86Base.CpuId(leaf + part, 0);
            words.AddRange([a, b, c, d]);
        }
        var name = Encoding.ASCII.GetString(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(words))).Trim('\0', ' ');
        return name.Length == 0 ? null : name;
    }

    private static string? FromLinux()
    {
        const string file = "/proc/cpuinfo";
        if (!File.Exists(file)) return null;
        var line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return line?.Split(':', 2)[1].Trim();
    }
}
