namespace Gradus.Jupyter.Tests;

public sealed class ConnectionFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gradus-jupyter-tests-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("not json", "is no connection file of Jupyter")]
    [InlineData("[]", "is no connection file of Jupyter")]
    [InlineData("{\"transport\":\"ipc\"}", "transport is 'ipc'; expected tcp")]
    [InlineData("{\"key\":\"k\",\"signature_scheme\":\"hmac-md5\"}", "signature_scheme is 'hmac-md5'; expected hmac-sha256")]
    [InlineData("{\"shell_port\":70000}", "shell_port is '70000'; expected 0 to 65535")]
    [InlineData("{\"shell_port\":\"x\"}", "is no connection file of Jupyter")]
    [InlineData("{\"ip\":\"192.0.2.1\"}", "cannot listen on 192.0.2.1")]
    public void AFileThatCannotBeServedEndsTheKernelWithOneLine(string text, string complaint)
    {
        var file = Path.Combine(folder, "connection.json");
        File.WriteAllText(file, text);
        Complains(["kernel", file], complaint);
    }

    [Fact]
    public void AFileThatIsNotThereDoesToo() => Complains(["kernel", Path.Combine(folder, "none.json")], "The connection file cannot be read");

    private void Complains(string[] arguments, string complaint)
    {
        using var process = KernelProcess.Launch(folder, arguments);
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(2, process.ExitCode);
        Assert.Contains(complaint, error);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }
}
