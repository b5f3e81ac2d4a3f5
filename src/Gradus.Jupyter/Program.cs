using Gradus.Jupyter;

return await KernelCommand.Run(args[1]);
