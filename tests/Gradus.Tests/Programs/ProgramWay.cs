namespace Gradus.Tests.Programs;

/// <summary>A way to run programs.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Backend">What runs the loops.</param>
/// <param name="Threads">On how many threads.</param>
/// <param name="OpAtATime">Every op by itself.</param>
/// <param name="Captures">Steps are captured.</param>
/// <param name="SameBits">Whether the results are those of the reference to the bit, or within the bounds.</param>
internal sealed record ProgramWay(
    string Name, Backend Backend, int Threads = 1, bool OpAtATime = false, bool Captures = false, bool SameBits = true)
{
    public List<Reading> Run(List<Statement> program)
    {
        var before = (Flags.Backend, Flags.Threads, Flags.OpAtATime);
        try
        {
            (Flags.Backend, Flags.Threads, Flags.OpAtATime) = (Backend, Threads, OpAtATime);
            return ProgramRun.Of(program, captures: Captures);
        }
        finally
        {
            (Flags.Backend, Flags.Threads, Flags.OpAtATime) = before;
        }
    }
}
