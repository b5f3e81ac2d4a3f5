using Gradus.Fuzz;
using SharpFuzz;

switch (args)
{
    case ["replay", var folder]:
        return Target.All.Keys.Count(name => !new Corpus(folder, name).Replay(Console.Out)) == 0 ? 0 : 1;
    case ["instrument"]:
        // In place, so it is done to a copy: run.sh.
        foreach (var library in new[] { "Gradus.Data.dll", "Gradus.Jupyter.dll" })
            Fuzzer.Instrument(Path.Combine(AppContext.BaseDirectory, library), _ => true, Options.Value);
        return 0;
    case [var name] when Target.All.TryGetValue(name, out var make):
        Fuzz(make);
        return 0;
    default:
        Console.Error.WriteLine("usage: Gradus.Fuzz TARGET (by afl-fuzz) | replay FOLDER | instrument");
        Console.Error.WriteLine($"targets: {string.Join(", ", Target.All.Keys)}");
        return 2;
}

// In a process that can be spared: native code, an endless recursion or a hang takes it along.
static void Fuzz(Func<Target> make)
{
    Target? target = null;
    Fuzzer.OutOfProcess.Run(stream =>
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        Trial.Run(target ??= make(), bytes.ToArray());
    });
    target?.Dispose();
}
