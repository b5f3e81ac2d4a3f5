using System.Security.Cryptography;
using System.Text;

namespace Gradus.Jupyter.Tests;

/// <summary>A message that is still to be written down: four texts of JSON to be signed, or frames as they are.</summary>
internal sealed record Draft(Channel Channel, byte[][] Parts, bool IsSigned)
{
    public static Draft Raw(Channel channel, params byte[][] frames) => new(channel, frames, IsSigned: false);

    public static Draft Request(Channel channel, string id, string type, string content)
    {
        const string usual = "\"session\":\"s\",\"username\":\"u\",\"date\":\"2026-01-01T00:00:00Z\",\"version\":\"5.4\"";
        var header = $$"""{"msg_id":"{{id}}",{{usual}},"msg_type":"{{type}}"}""";
        return new(channel, [.. new[] { header, "{}", "{}", content }.Select(Encoding.UTF8.GetBytes)], IsSigned: true);
    }

    public List<byte[]> Frames(string key)
    {
        if (!IsSigned) return [.. Parts];
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Parts.SelectMany(part => part).ToArray());
        return ["<IDS|MSG>"u8.ToArray(), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(signature)), .. Parts];
    }
}
