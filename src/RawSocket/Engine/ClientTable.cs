using System.Diagnostics.CodeAnalysis;

namespace RawSockets.Engine;

/// <summary>The clients of one loop by descriptor: an array, in pieces, so that it grows without being copied.</summary>
internal sealed class ClientTable
{
    private const int PieceBits = 9;
    private const int PieceSize = 1 << PieceBits;
    private Client?[]?[] _pieces = new Client?[]?[16];

    internal int Count { get; private set; }

    internal bool TryGet(int descriptor, [NotNullWhen(true)] out Client? client)
    {
        int piece = descriptor >> PieceBits;
        client = piece < _pieces.Length ? _pieces[piece]?[descriptor & (PieceSize - 1)] : null;
        return client is { IsOpen: true };
    }

    internal Client Add(Accepted accepted, long id, long now)
    {
        int piece = accepted.Descriptor >> PieceBits;
        if (piece >= _pieces.Length)
        {
            Array.Resize(ref _pieces, Math.Max(piece + 1, _pieces.Length * 2));
        }

        ref Client? place = ref (_pieces[piece] ??= new Client?[PieceSize])[accepted.Descriptor & (PieceSize - 1)];
        Client client = place ??= new Client();
        client.Begin(accepted, id, now);
        Count++;
        return client;
    }

    internal void Remove(Client client)
    {
        client.Flags = ClientFlags.None;
        client.Extra = null;
        Count--;
    }

    /// <summary>Those that are connected at each step; clients may be removed meanwhile.</summary>
    internal IEnumerable<Client> All()
    {
        foreach (Client?[]? piece in _pieces)
        {
            if (piece is null)
            {
                continue;
            }

            foreach (Client? client in piece)
            {
                if (client is { IsOpen: true })
                {
                    yield return client;
                }
            }
        }
    }
}
