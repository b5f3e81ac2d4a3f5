using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Gradus.Cli;

/// <summary>Options whose errors say the option, what was given and what is expected.</summary>
internal static class OptionKinds
{
    public static Option<int> Count(string name, string description, int least, int most, int usual) => new(name)
    {
        HelpName = "COUNT",
        Description = description,
        CustomParser = result => (int)Whole(result, least, most),
        DefaultValueFactory = _ => usual,
    };

    public static Option<int?> Count(string name, string description, int least, int most) => new(name)
    {
        HelpName = "COUNT",
        Description = description,
        CustomParser = result => (int)Whole(result, least, most),
    };

    public static Option<long> Seed(string description) => new("--seed")
    {
        HelpName = "SEED",
        Description = description,
        CustomParser = result => Whole(result, 0, uint.MaxValue),
        DefaultValueFactory = _ => 0,
    };

    /// <param name="expected">What a right value is, in words, for the error.</param>
    public static Option<double?> Number(
        string name, string description, string expected, Func<double, bool> isRight) => new(name)
        {
            HelpName = "NUMBER",
            Description = description,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
                if (isNumber && isRight(value)) return value;
                result.AddError($"{name}: '{text}' is not {expected}.");
                return null;
            },
        };

    public static Option<string> Choice(string name, string description, string usual, string[] choices)
    {
        var option = new Option<string>(name)
        {
            HelpName = string.Join('|', choices),
            Description = description,
            DefaultValueFactory = _ => usual,
        };
        Refuse(option, choices);
        return option;
    }

    /// <summary>A choice that need not be made.</summary>
    public static Option<string?> Choice(string name, string description, string[] choices)
    {
        var option = new Option<string?>(name) { HelpName = string.Join('|', choices), Description = description };
        Refuse(option, choices);
        return option;
    }

    private static void Refuse(Option option, string[] choices) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 0 || choices.Contains(result.Tokens[0].Value)) return;
        result.AddError($"{option.Name}: '{result.Tokens[0].Value}' is not one of {string.Join(", ", choices)}.");
    });

    public static Option<string?> Folder(string description) => new("--out") { HelpName = "FOLDER", Description = description };

    private static long Whole(ArgumentResult result, long least, long most)
    {
        var text = result.Tokens[0].Value;
        var isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        if (isNumber && value >= least && value <= most) return value;
        var name = ((OptionResult)result.Parent!).Option.Name;
        result.AddError(FormattableString.Invariant($"{name}: '{text}' is not a whole number from {least:N0} to {most:N0}."));
        return least;
    }
}
