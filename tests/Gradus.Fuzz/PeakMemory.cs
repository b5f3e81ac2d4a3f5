using System.Globalization;

namespace Gradus.Fuzz;

/// <summary>The most memory that this process held at once, native memory included; 0 where the system is not Linux.</summary>
internal static class PeakMemory
{
    private const string Line = "VmHWM:";

    /// <summary>Begins anew from what is held now, which is returned.</summary>
    public static long Restart()
    {
        // 5: https://www.kernel.org/doc/html/latest/filesystems/proc.html, clear_refs.
        if (OperatingSystem.IsLinux()) File.WriteAllText("/proc/self/clear_refs", "5");
        return Read();
    }

    public static long Read()
    {
        if (!OperatingSystem.IsLinux()) return 0;
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Line, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(Line.Length).Trim().TrimEnd("kB"), CultureInfo.InvariantCulture) << 10;
    }
}
