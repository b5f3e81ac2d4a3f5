namespace Gradus.Data.Tests;

/// <summary>A text of Thrift's compact protocol, and the length that it says it has.</summary>
internal sealed record ThriftClaim(byte[] Bytes, long Length);
