using Gradus.Cli;

return new CommandLine(Console.Out, Console.Error, LiveScreen.IsAvailable).Run(args);
