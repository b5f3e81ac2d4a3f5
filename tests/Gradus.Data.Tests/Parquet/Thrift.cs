namespace Gradus.Data.Tests;

/// <summary>The types of Thrift's compact protocol, as its specification numbers them.</summary>
internal static class Thrift
{
    public const int True = 1;
    public const int False = 2;
    public const int Byte = 3;
    public const int Int16 = 4;
    public const int Int32 = 5;
    public const int Int64 = 6;
    public const int Double = 7;
    public const int Binary = 8;
    public const int List = 9;
    public const int Struct = 12;

    /// <summary>Whether a value of this type is a number that a test may change.</summary>
    public static bool IsNumber(int type) => type is Byte or Int16 or Int32 or Int64;
}
