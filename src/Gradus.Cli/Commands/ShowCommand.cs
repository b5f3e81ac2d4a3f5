using System.CommandLine;
using Gradus.Data;

namespace Gradus.Cli;

internal sealed class ShowCommand : GradusCommand
{
    private readonly Argument<string> path = new("MODEL") { Description = "A model that gradus fit has written." };

    public ShowCommand() : base("show", "Print a fitted model: what it reads, its weights, how good it was.") => Add(path);

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
        [("gradus show out/fit/model.safetensors", "The model that the last fit wrote.")];

    public override void Run(Session session)
    {
        var model = FittedModel.Load(session.Value(path));
        if (session.IsJson) session.Screen.Json(Json(model));
        else Show(session.Screen, model);
    }

    private static void Show(Screen screen, FittedModel model)
    {
        var loss = model.Loss.ToString().ToLowerInvariant();
        screen.Line($"{model.Target.Name} by {model.Method}, loss {loss}, {NumberText.Count(model.Rows)} rows, " +
            $"Gradus {model.MadeBy}");
        if (model.Loss == Loss.Logistic)
            screen.Line($"The probability of {model.Target.Levels[1]}; the other value is {model.Target.Levels[0]}.");
        screen.Line("");
        var columns = new TextTable(["reads", "kind", "levels", "if missing"], numbersFrom: 4);
        foreach (var column in model.Columns)
            columns.Add(column.Name, column.Kind.ToString().ToLowerInvariant(), Levels(column), Fill(column));
        screen.Table(columns);
        screen.Line("");
        var weights = new TextTable(["column", "weight", "std error"], numbersFrom: 1);
        for (var i = 0; i < model.Terms.Count; i++)
            weights.Add(model.Terms[i].Name, NumberText.Short(model.Weights[i]), Error(model, i));
        weights.Add("(bias)", NumberText.Short(model.Bias), Error(model, model.Terms.Count));
        screen.Table(weights);
        screen.Line("");
        screen.Line(string.Join(", ", model.Scores.Select(score => $"{score.Key} {NumberText.Short(score.Value)}")));
    }

    private static string Json(FittedModel model) => JsonText.Object(json =>
    {
        json.WriteString("target", model.Target.Name);
        json.WriteString("method", model.Method);
        json.WriteString("loss", model.Loss.ToString().ToLowerInvariant());
        json.WriteNumber("rows", model.Rows);
        json.WriteString("version", model.MadeBy);
        json.WriteStartArray("columns");
        foreach (var column in model.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("kind", column.Kind.ToString().ToLowerInvariant());
            json.WriteStartArray("levels");
            foreach (var level in column.Levels) json.WriteStringValue(level);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("weights");
        for (var i = 0; i < model.Terms.Count; i++) json.WriteFinite(model.Terms[i].Name, model.Weights[i]);
        json.WriteEndObject();
        json.WriteFinite("bias", model.Bias);
        json.WriteStartObject("scores");
        foreach (var (name, value) in model.Scores) json.WriteFinite(name, value);
        json.WriteEndObject();
    });

    private static string Levels(ModelColumn column)
    {
        const int shown = 8;
        var levels = string.Join(", ", column.Levels.Take(shown));
        return column.Levels.Count > shown ? $"{levels} and {column.Levels.Count - shown} more" : levels;
    }

    private static string Fill(ModelColumn column) => column.Fill switch
    {
        null => "no prediction",
        { } fill when column.Kind == ColumnKind.Text => column.Levels[(int)fill],
        { } fill => NumberText.Short(fill),
    };

    private static string Error(FittedModel model, int index) =>
        model.StandardErrors.Count == 0 || double.IsNaN(model.StandardErrors[index])
            ? ""
            : NumberText.Short(model.StandardErrors[index]);
}
