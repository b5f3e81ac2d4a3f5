using System.Collections.Concurrent;
using Gradus.Mutants;

// From the root of the repository: a sample of mutants, one copy of the sources that holds all of them, the tests of the copy
// once for each. What a folder holds of an earlier run is not done again.
if (args is not [var work, ..]) return Say("usage: Gradus.Mutants FOLDER [COUNT [SEED [WORKERS [SECONDS]]]]");
var count = args.Length > 1 ? int.Parse(args[1]) : 300;
var seed = args.Length > 2 ? int.Parse(args[2]) : 1;
var workers = args.Length > 3 ? int.Parse(args[3]) : 2;
// Tests that usually take so long together are run for each mutant, the quickest first. More seconds in a later run go on
// from there.
var seconds = args.Length > 4 ? int.Parse(args[4]) : 60;

work = Directory.CreateDirectory(work).FullName;
var copy = Path.Combine(work, "copy");
var sample = new Sample("src/Gradus");
var mutants = sample.Draw(["Ops/", "Gradient/", "Passes/"], seed, count);
Console.WriteLine($"{mutants.Count} of {sample.Found} mutants, seed {seed}");
if (!Directory.Exists(copy) && Copying.Write(copy, mutants) is { Code: not 0 } build) return Say(build.Output);

var tests = new TestProgram(copy, work);
var classes = tests.Classes(workers);
var notes = Path.Combine(work, "trials.tsv");
var trials = new Dictionary<int, Trial>();
// The last line on a mutant counts.
foreach (var line in File.Exists(notes) ? File.ReadAllLines(notes) : []) trials[Trial.Parse(line).Number] = Trial.Parse(line);
Parallel.ForEach(Partitioner.Create(mutants, loadBalance: true), new() { MaxDegreeOfParallelism = workers }, mutant =>
{
    Trial? before;
    lock (trials) trials.TryGetValue(mutant.Number, out before);
    if (before is not (null or { Outcome: Outcome.Survived })) return;
    var trial = Trial.Of(mutant, tests, classes, seconds, before);
    lock (trials)
    {
        trials[mutant.Number] = trial;
        File.AppendAllLines(notes, [trial.ToString()]);
        Console.WriteLine($"{trials.Count}: {mutant.File}:{mutant.Line} {trial}");
    }
});

var survivors = mutants.Where(mutant => trials[mutant.Number].Outcome == Outcome.Survived)
    .OrderBy(mutant => mutant.File, StringComparer.Ordinal).ThenBy(mutant => mutant.Line).ToList();
File.WriteAllLines(Path.Combine(work, "survivors.md"), [
    "| mutant | place | original | mutated | |", "|---|---|---|---|---|",
    .. survivors.Select(mutant =>
        $"| {mutant.Number} | {mutant.File}:{mutant.Line} | `{Cell(mutant.Original)}` | `{Cell(mutant.Mutated)}` "
        + $"| {trials[mutant.Number].By} |"),
]);
return Say($"killed {mutants.Count - survivors.Count} of {mutants.Count}, "
    + $"{trials.Values.Count(trial => trial.Outcome == Outcome.OverTime)} of them by the time limit");

static string Cell(string text) =>
    string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("|", "\\|");

static int Say(string line)
{
    Console.WriteLine(line);
    return 0;
}
