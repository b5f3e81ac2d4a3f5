using System.Text;

namespace Gradus.Mutants;

/// <summary>Writes a file in which mutants wait for their number.</summary>
internal static class SwitchWriter
{
    /// <summary>What the switched sources call.</summary>
    public const string Switch =
        """
        namespace Gradus;

        internal static class Mutant
        {
            private static readonly int Chosen =
                int.TryParse(Environment.GetEnvironmentVariable("MUTANT"), out var number) ? number : 0;

            // Where to write which mutants were reached.
            private static readonly string? Record = Environment.GetEnvironmentVariable("MUTANT_RECORD");
            private static readonly bool IsRecording = Record is not null;
            private static readonly bool[] Reached = new bool[4096];

            [System.Runtime.CompilerServices.ModuleInitializer]
            internal static void Start()
            {
                if (!IsRecording) return;
                AppDomain.CurrentDomain.ProcessExit += (_, _) => File.WriteAllLines(
                    Record!, Enumerable.Range(0, Reached.Length).Where(i => Reached[i]).Select(i => i.ToString()));
            }

            public static bool Is(int number)
            {
                if (IsRecording) Reached[number] = true;
                return Chosen == number;
            }
        }

        """;

    public static string Write(string text, IEnumerable<Mutant> mutants)
    {
        // Where two begin together the longer one is outside, where two end together too.
        var before = new List<(int At, int Length, string Text)>();
        var after = new List<(int At, int Length, string Text)>();
        foreach (var mutant in mutants)
        {
            var (is_, length) = ($"Mutant.Is({mutant.Number})", mutant.Span.Length);
            var opening = mutant.Kind switch
            {
                MutantKind.Expression => $"({is_} ? ({mutant.Mutated}) : (",
                MutantKind.Removal => $"{{ if (!{is_}) ",
                _ => $"{{ if ({is_}) {mutant.Mutated} else ",
            };
            before.Add((mutant.Span.Start, length, opening));
            // Braces, or an else behind the statement would be the switch's.
            after.Add((mutant.Span.End, length, mutant.Kind == MutantKind.Expression ? "))" : " }"));
        }
        var written = new StringBuilder();
        var from = 0;
        var edits = after.Select(edit => (edit.At, Rank: 0, Order: edit.Length, edit.Text))
            .Concat(before.Select(edit => (edit.At, Rank: 1, Order: -edit.Length, edit.Text)))
            .OrderBy(edit => edit.At).ThenBy(edit => edit.Rank).ThenBy(edit => edit.Order);
        foreach (var (at, _, _, inserted) in edits)
        {
            written.Append(text, from, at - from).Append(inserted);
            from = at;
        }
        return written.Append(text, from, text.Length - from).ToString();
    }
}
