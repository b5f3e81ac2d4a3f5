using System.Text;

namespace Gradus.Jupyter.Tests;

/// <summary>Texts in a message that are no Unicode: the message is refused, whoever reads them.</summary>
public class MessageTextTests
{
    private const string Header = """{"msg_id":"m","msg_type":"execute_request","session":"s"}""";

    private static Message Read(string header, string content) => new MessageCoder([]).Read(
        [.. new[] { "<IDS|MSG>", "", header, "{}", "{}", content }.Select(Encoding.Latin1.GetBytes)]);

    [Theory]
    [InlineData("{\"msg_id\":\"\\ud800\",\"msg_type\":\"t\",\"session\":\"s\"}", "{}")]
    [InlineData("{\"msg_id\":\"\xff\",\"msg_type\":\"t\",\"session\":\"s\"}", "{}")]
    [InlineData("{\"\\udc00\":1,\"msg_id\":\"m\",\"msg_type\":\"t\",\"session\":\"s\"}", "{}")]
    [InlineData(Header, "{\"code\":\"\xe2\x82\"}")]
    [InlineData(Header, "{\"code\":\"1\",\"deeper\":[{\"\\ud800 \":0}]}")]
    public void IsRefused(string header, string content)
    {
        var refused = Assert.Throws<RefusedMessageException>(() => Read(header, content));
        Assert.Contains("no Unicode", refused.Message);
    }

    [Fact]
    public void AnyUnicodeIsTaken() =>
        Assert.Equal("é😀", Read(Header, "{\"code\":\"\xc3\xa9\\ud83d\\ude00\"}").Text("code"));
}
