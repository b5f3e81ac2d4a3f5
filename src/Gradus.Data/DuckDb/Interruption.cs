using DuckDB.NET.Native;

namespace Gradus.Data;

/// <summary>Stops what runs on a connection when a token is cancelled.</summary>
/// <remarks>
/// DuckDB forgets an interrupt that comes before its query has begun, so it is repeated until the query has ended.
/// </remarks>
internal sealed class Interruption : IDisposable
{
    private const int RepeatMilliseconds = 10;

    private readonly Lock gate = new();
    private readonly DuckDBNativeConnection connection;
    private readonly CancellationTokenRegistration registration;
    private Timer? timer;
    private bool ended;

    public Interruption(DuckDBNativeConnection connection, CancellationToken cancellation)
    {
        this.connection = connection;
        registration = cancellation.Register(Begin);
    }

    private void Begin()
    {
        lock (gate)
            if (!ended) timer = new Timer(_ => Interrupt(), null, 0, RepeatMilliseconds);
    }

    private void Interrupt()
    {
        lock (gate)
            if (!ended) NativeMethods.Startup.DuckDBInterrupt(connection);
    }

    public void Dispose()
    {
        registration.Dispose();
        lock (gate)
        {
            ended = true;
            timer?.Dispose();
        }
    }
}
