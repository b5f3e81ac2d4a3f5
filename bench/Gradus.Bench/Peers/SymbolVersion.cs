using System.Buffers.Binary;

namespace Gradus.Bench;

/// <summary>
/// TorchSharp's library asks for GLIBCXX_3.4.32, the C++ runtime of GCC 13, and a system with an older one refuses to load it.
/// Nothing behind the request is ever called: its one symbol (std::ios_base_library_init) stands in the symbol table without a
/// relocation. So the request may be marked as one that need not be met (VER_FLG_WEAK in the version needs of the ELF format).
/// </summary>
internal static class SymbolVersion
{
    private const byte Weak = 2;

    /// <summary>Marks the request; a new file takes the old one's place, which may be shared with a package cache.</summary>
    public static void MakeOptional(string library, string version)
    {
        var bytes = File.ReadAllBytes(library);
        // An entry, little-endian: the hash of the name (4 bytes), flags (2), an index (2), the places of name and next entry.
        Span<byte> entry = stackalloc byte[6];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, Hash(version));
        entry[4..].Clear();
        var at = bytes.AsSpan().IndexOf(entry);
        // Not there, or marked before; or so often that it cannot be told which one is the entry.
        if (at < 0 || bytes.AsSpan(at + 1).IndexOf(entry) >= 0) return;
        bytes[at + 4] = Weak;
        var changed = library + ".changed";
        File.WriteAllBytes(changed, bytes);
        File.Move(changed, library, overwrite: true);
    }

    // The hash of the System V ABI.
    private static uint Hash(string name)
    {
        var hash = 0u;
        foreach (var letter in name)
        {
            hash = (hash << 4) + letter;
            var high = hash & 0xF0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }
        return hash;
    }
}
