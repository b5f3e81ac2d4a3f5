using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Gradus;

/// <summary>Every switch of the engine, in one table. Each can be set by an environment variable or in code.</summary>
/// <remarks>
/// GRADUS_BACKEND = automatic | exact | walk | emit; GRADUS_THREADS = a count; GRADUS_OP_AT_A_TIME = 1 realizes after each op;
/// GRADUS_TRACE = 1 records where each node was made.
/// </remarks>
public static class Flags
{
    private static bool opAtATime = IsSet("GRADUS_OP_AT_A_TIME");
    private static bool trace = IsSet("GRADUS_TRACE");

    /// <summary>Which backend runs the loops; all of them but Exact give the same bits.</summary>
    public static Backend Backend { get; set; } =
        Enum.TryParse<Backend>(Environment.GetEnvironmentVariable("GRADUS_BACKEND"), ignoreCase: true, out var backend)
            ? backend : Backend.Automatic;

    /// <summary>The most threads one run uses; the results do not depend on it.</summary>
    public static int Threads
    {
        get;
        set => field = value >= 1 ? value : throw Errors.ThreadCount(value);
    } = int.TryParse(Environment.GetEnvironmentVariable("GRADUS_THREADS"), out var threads) && threads > 0
        ? threads : Environment.ProcessorCount;

    /// <summary>
    /// Realizes after each op, so that a debugger sees every value where it is made. Through the same compiler.
    /// </summary>
    public static bool OpAtATime
    {
        get => opAtATime;
        set
        {
            opAtATime = value;
            IsUnusual = opAtATime || trace;
        }
    }

    /// <summary>Records the file and line that made each node: <c>Graph</c> prints them.</summary>
    public static bool Trace
    {
        get => trace;
        set
        {
            trace = value;
            IsUnusual = opAtATime || trace;
        }
    }

    internal static bool IsUnusual { get; private set; } = opAtATime || trace;

    private static readonly ConditionalWeakTable<Graph.Node, string> Origins = [];

    internal static string? OriginOf(Graph.Node node) => Origins.TryGetValue(node, out var origin) ? origin : null;

    internal static void Note(Graph.Node node)
    {
        if (!trace) return;
        foreach (var frame in new StackTrace(fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetFileName() is not { } file
                || DiagnosticMethodInfo.Create(frame)?.DeclaringAssemblyName.StartsWith("Gradus,") != false)
                continue;
            Origins.AddOrUpdate(node, $"{Path.GetFileName(file)}:{frame.GetFileLineNumber()}");
            return;
        }
    }

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is "1" or "true";
}
