using System.Text;

namespace Gradus.Jupyter;

/// <summary>
/// The 64 bytes that both ends of a ZMTP 3.0 connection begin with: a signature, the version, the security mechanism (NULL:
/// messages are signed above this layer) and zeros. https://rfc.zeromq.org/spec/23
/// </summary>
internal static class Greeting
{
    public const int Length = 64;
    private const int SignatureLength = 10;
    private const int MechanismStart = 12;
    private const int MechanismLength = 20;

    public static byte[] Create()
    {
        var greeting = new byte[Length];
        greeting[0] = 0xFF;
        greeting[9] = 0x7F;
        greeting[10] = 3;
        "NULL"u8.CopyTo(greeting.AsSpan(MechanismStart));
        return greeting;
    }

    /// <exception cref="WireException">These are not the first bytes of a peer that speaks ZMTP 3 without a
    /// mechanism.</exception>
    public static void Check(ReadOnlySpan<byte> greeting)
    {
        if (greeting[0] != 0xFF || greeting[SignatureLength - 1] != 0x7F)
            throw new WireException("Greeting: the peer does not speak ZMTP; expected the signature FF ... 7F.");
        if (greeting[SignatureLength] < 3)
            throw new WireException($"Greeting: the peer speaks ZMTP {greeting[SignatureLength]}; expected 3 or later.");
        var mechanism = greeting.Slice(MechanismStart, MechanismLength).TrimEnd((byte)0);
        if (!mechanism.SequenceEqual("NULL"u8))
            throw new WireException($"Greeting: the peer asks for the mechanism '{Readable(mechanism)}'; expected NULL.");
    }

    /// <summary>Bytes of a peer as text for a log: nothing in it can move a cursor or begin a line.</summary>
    public static string Readable(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var code in bytes[..Math.Min(bytes.Length, 40)]) text.Append(code is >= 0x20 and < 0x7F ? (char)code : '.');
        return text.ToString();
    }
}
