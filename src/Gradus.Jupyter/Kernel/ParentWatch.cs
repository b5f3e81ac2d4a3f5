using System.Diagnostics;
using System.Globalization;

namespace Gradus.Jupyter;

/// <summary>Notices when the server that started the kernel is gone without having ended it, as after a crash.</summary>
internal static class ParentWatch
{
    // Jupyter names its process there; on Windows it passes a handle instead, and ends kernels by a job.
    private const string Variable = "JPY_PARENT_PID";
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    public static void Start(Action gone)
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        if (OperatingSystem.IsWindows()) return;
        if (!int.TryParse(named, CultureInfo.InvariantCulture, out var parent) || parent <= 1) return;
        new Thread(() => Watch(parent, gone)) { IsBackground = true, Name = "parent" }.Start();
    }

    private static void Watch(int parent, Action gone)
    {
        while (IsRunning(parent)) Thread.Sleep(Between);
        gone();
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
