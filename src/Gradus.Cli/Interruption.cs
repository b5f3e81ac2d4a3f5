using System.Runtime.InteropServices;

namespace Gradus.Cli;

/// <summary>
/// Turns Ctrl-C, and a polite request to end, into a cancelled token. Work looks at the token often; what does not within
/// <see cref="Grace"/> is ended with the process.
/// </summary>
internal sealed class Interruption : IDisposable
{
    // With it the promise of 0.2 s holds even inside a call that cannot be stopped, such as one into a native library.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(150);

    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private volatile bool isOver;

    public Interruption() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
    ];

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        isOver = true;
        foreach (var registration in registrations) registration.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        // A second Ctrl-C takes its usual course.
        if (source.IsCancellationRequested) return;
        context.Cancel = true;
        source.Cancel();
        new Thread(EndAfterGrace) { IsBackground = true }.Start();
    }

    private void EndAfterGrace()
    {
        Thread.Sleep(Grace);
        if (!isOver) Environment.Exit(CommandLine.Interrupted);
    }
}
