using System.CommandLine;

namespace Gradus.Jupyter;

/// <summary>The commands of <c>gradus-jupyter</c>.</summary>
internal static class Root
{
    public static RootCommand Create()
    {
        var prefix = new Option<string?>("--prefix")
        {
            HelpName = "FOLDER",
            Description = "Where an environment stands, such as /usr/local. [default: for this user]",
        };
        var install = new Command("install", "Make the kernel known to Jupyter.") { prefix };
        install.SetAction(parsed => Install(parsed.GetValue(prefix), parsed.InvocationConfiguration.Output));
        var uninstall = new Command("uninstall", "Make Jupyter forget the kernel.") { prefix };
        uninstall.SetAction(parsed => Uninstall(parsed.GetValue(prefix), parsed.InvocationConfiguration.Output));
        var file = new Argument<string>("FILE") { Description = "The connection file that Jupyter has written." };
        var kernel = new Command("kernel", "Run a kernel; Jupyter calls this.") { file };
        kernel.SetAction(parsed => KernelCommand.Run(parsed.GetRequiredValue(file)));
        return new RootCommand("Notebooks in C# with tensors, gradients and figures.") { install, uninstall, kernel };
    }

    private static void Install(string? prefix, TextWriter output)
    {
        var spec = KernelSpec.In(prefix);
        spec.Write();
        output.WriteLine($"The kernel '{KernelSpec.Name}' is installed in {spec.Folder}");
        output.WriteLine("Open a notebook with: jupyter notebook (or jupyter lab), and choose C# (Gradus).");
    }

    private static void Uninstall(string? prefix, TextWriter output)
    {
        var spec = KernelSpec.In(prefix);
        output.WriteLine(spec.Remove() ? $"Removed {spec.Folder}" : $"There is no kernel in {spec.Folder}");
    }
}
