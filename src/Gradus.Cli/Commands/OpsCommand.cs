using System.CommandLine;
using System.Diagnostics.CodeAnalysis;

namespace Gradus.Cli;

internal sealed class OpsCommand : GradusCommand
{
    private readonly Argument<string?> name = new("NAME")
    {
        Description = "Show only the op of this name, or those whose name contains it.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public OpsCommand() : base("ops", "List every op with its formula, gradient and domain, from the op itself.") => Add(name);

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("gradus ops", "All of them."),
        ("gradus ops soft", "Those with 'soft' in their name."),
    ];

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The project file keeps the core whole.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Every op of the core has a method that calls it.")]
    public override void Run(Session session)
    {
        var all = Catalogue.Of(typeof(Tensor).Assembly);
        var wanted = session.Arguments.GetValue(name);
        var chosen = wanted is null ? all : Choose(all, wanted);
        if (session.IsJson) session.Screen.Json(OpsText.Json(chosen));
        else OpsText.Show(session.Screen, chosen);
    }

    private static List<Catalogue.Entry> Choose(IReadOnlyList<Catalogue.Entry> all, string wanted)
    {
        var exact = all.Where(op => op.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase)).ToList();
        if (exact.Count > 0) return exact;
        var near = all.Where(op => op.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase)).ToList();
        if (near.Count > 0) return near;
        var meant = Data.NearestName.Find(wanted, all.Select(op => op.Name));
        var suggestion = meant is null ? "." : $"; did you mean '{meant}'?";
        throw new BadInputException($"There is no op '{wanted}'{suggestion} All of them: gradus ops");
    }
}
