using System.Runtime.InteropServices;

namespace Gradus.Jupyter;

/// <summary>Runs a kernel until a client ends it: what Jupyter starts, with the file that it has written.</summary>
internal static class KernelCommand
{
    /// <exception cref="BadInputException">The file is no connection file, or a port is taken.</exception>
    public static int Run(string path)
    {
        var connection = ConnectionFile.Read(path);
        using var kernel = new JupyterKernel(connection.Key);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            kernel.Interrupt();
        });
        using var end = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            kernel.Stop();
        });
        var found = kernel.Start(connection);
        if (found != connection) found.Write(path);
        ParentWatch.Start(kernel.Stop);
        kernel.Wait();
        return 0;
    }
}
