namespace Gradus.Plot;

/// <summary>What stands in a legend: a label and a small sign beside it.</summary>
internal interface ILegendEntry
{
    string Label { get; }

    void DrawSample(ICanvas canvas, Box sample);
}
