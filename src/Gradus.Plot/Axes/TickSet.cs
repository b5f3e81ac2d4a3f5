namespace Gradus.Plot;

/// <summary>The ticks of one axis, rising, and the power of ten taken out of all their labels ("×10⁶", or empty).</summary>
internal sealed record TickSet(List<Tick> Ticks, string Multiplier);
