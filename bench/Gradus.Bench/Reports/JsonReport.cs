using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gradus.Bench;

/// <summary>The run as JSON, numbers in each row's unit: the least of all rounds, and the medians beside them.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Layout =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(Report report) => new JsonObject
    {
        ["machine"] = report.Machine.Name,
        ["limits"] = new JsonObject(report.Machine.Limits.Select(limit => KeyValuePair.Create<string, JsonNode?>(
            $"{limit.Name}, {limit.Unit}, {limit.Threads} thread{(limit.Threads == 1 ? "" : "s")}", limit.Value))),
        ["peers"] = new JsonObject(report.Peers.Select(peer => KeyValuePair.Create<string, JsonNode?>(peer.Key, peer.Value))),
        ["rows"] = new JsonArray([.. report.Rows.Select(Row)]),
    }.ToJsonString(Layout) + "\n";

    private static JsonNode Row(RowResult row) => new JsonObject
    {
        ["name"] = row.Name,
        ["unit"] = row.Unit,
        ["threads"] = row.Threads,
        [RowResult.Gradus] = Least(row, RowResult.Gradus),
        [RowResult.Captured] = Least(row, RowResult.Captured),
        ["peers"] = new JsonObject(row.Sides.Where(side => side.Key is not (RowResult.Gradus or RowResult.Captured))
            .Select(side => KeyValuePair.Create<string, JsonNode?>(side.Key, side.Value.Least))),
        ["limit"] = row.Limit,
        ["agree"] = row.Agree,
        ["disagreeing"] = new JsonArray([.. row.Disagreeing.Select(side => JsonValue.Create(side))]),
        ["medians"] = new JsonObject(
            row.Sides.Select(side => KeyValuePair.Create<string, JsonNode?>(side.Key, side.Value.Median))),
        ["ratios"] = new JsonObject(row.Ratios.Select(ratio => KeyValuePair.Create<string, JsonNode?>(ratio.Key, ratio.Value))),
        ["absent"] = new JsonObject(row.Absent.Select(side => KeyValuePair.Create<string, JsonNode?>(side.Key, side.Value))),
    };

    private static JsonNode? Least(RowResult row, string side) =>
        row.Sides.TryGetValue(side, out var timing) ? timing.Least : null;
}
