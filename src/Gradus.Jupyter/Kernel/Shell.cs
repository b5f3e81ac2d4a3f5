using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Gradus.Jupyter;

/// <summary>The thread that answers requests in the order they come, cells among them.</summary>
internal sealed class Shell
{
    private const int StackBytes = 16 << 20;

    private readonly Publisher publisher;
    private readonly CellExecution execution;
    private readonly BlockingCollection<Request> queue = [];
    private readonly Dictionary<string, (string Reply, Func<Message, JsonObject> Answer)> answers;
    private readonly References references = new();
    private long added;
    private long abortedUpTo;

    public Shell(Publisher publisher, Stopping stopping, Input input)
    {
        this.publisher = publisher;
        var runner = new CellRunner(stopping, references);
        var history = new History();
        var documents = new CellDocuments(references, runner.Compiler);
        execution = new CellExecution(publisher, runner, stopping, input, history);
        answers = new()
        {
            ["kernel_info_request"] = ("kernel_info_reply", _ => KernelInfo.Reply()),
            ["comm_info_request"] = ("comm_info_reply", _ => new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() }),
            ["complete_request"] = ("complete_reply", new Completion(documents).Answer),
            ["inspect_request"] = ("inspect_reply", new Inspection(documents).Answer),
            ["history_request"] = ("history_reply", history.Answer),
            ["is_complete_request"] = ("is_complete_reply", Completeness.Answer),
        };
    }

    public void Start()
    {
        new Thread(Answer, StackBytes) { IsBackground = true, Name = "cells" }.Start();
        WarmUp.Start(references);
    }

    public void Add(Request request) => queue.Add(request with { Number = Interlocked.Increment(ref added) });

    private void Answer()
    {
        foreach (var request in queue.GetConsumingEnumerable())
        {
            publisher.Status("busy", request.Parent);
            try
            {
                Answer(request);
            }
            catch (RefusedMessageException refused)
            {
                KernelLog.Write($"shell: refused a {request.Type}: {refused.Message}.");
            }
            catch (Exception failure)
            {
                // A defect of the kernel: the one request is lost, not the variables.
                KernelLog.Write($"shell: {request.Type}", failure);
            }
            publisher.Status("idle", request.Parent);
        }
    }

    private void Answer(Request request)
    {
        if (request.Type == "execute_request") Execute(request);
        else if (answers.TryGetValue(request.Type, out var answer)) request.Reply(answer.Reply, answer.Answer(request.Message));
    }

    private void Execute(Request request)
    {
        if (request.Number <= abortedUpTo)
        {
            request.Reply("execute_reply", execution.Aborted());
            return;
        }
        // Cells sent before one failed are not run, as if a person had run them by hand and stopped at the failure.
        if (!execution.Run(request) && request.Message.Flag("stop_on_error", true)) abortedUpTo = Interlocked.Read(ref added);
    }
}
