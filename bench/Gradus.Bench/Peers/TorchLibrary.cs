using System.Runtime.InteropServices;
using TorchSharp;

namespace Gradus.Bench;

/// <summary>libtorch, loaded when a row first asks for it.</summary>
internal static class TorchLibrary
{
    private static readonly Lazy<string?> Problem = new(Load);

    private static readonly string FileName = OperatingSystem.IsWindows() ? "LibTorchSharp.dll"
        : OperatingSystem.IsMacOS() ? "libLibTorchSharp.dylib" : "libLibTorchSharp.so";

    /// <summary>
    /// Milliseconds: its helpers spin for about 10 after each parallel loop, so that the next one finds them awake; on a machine
    /// of two cores they would slow down whoever is measured next.
    /// </summary>
    public static int Rest => torch.get_num_threads() > 1 ? 15 : 0;

    public static string Version
    {
        get
        {
            Use(Environment.ProcessorCount);
            return $"{torch.__version__} (TorchSharp {typeof(torch).Assembly.GetName().Version})";
        }
    }

    /// <summary>Loads it, or throws <see cref="AbsentException"/> with the reason.</summary>
    public static void Use(int threads)
    {
        if (Problem.Value is { } reason) throw new AbsentException(reason);
        if (torch.get_num_threads() != threads) torch.set_num_threads(threads);
    }

    /// <summary>Lets the copy of libtorch in a folder load on a Linux older than the one it was built on.</summary>
    public static void Prepare(string folder)
    {
        var library = Path.Combine(folder, FileName);
        if (OperatingSystem.IsLinux() && File.Exists(library)) SymbolVersion.MakeOptional(library, "GLIBCXX_3.4.32");
    }

    private static string? Load()
    {
        try
        {
            Prepare(AppContext.BaseDirectory);
            // By itself TorchSharp would go on to copy libraries together, and then say nothing of what is missing.
            NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, FileName));
            torch.InitializeDeviceType(DeviceType.CPU);
            return null;
        }
        catch (Exception exception)
        {
            // The runtime ends its explanation with the system's.
            return exception.GetBaseException().Message.Trim().Split('\n')[^1];
        }
    }
}
