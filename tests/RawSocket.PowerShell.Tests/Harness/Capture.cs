namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>Reads a stream to its end on a thread of its own.</summary>
internal sealed class Capture
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private readonly List<byte> _bytes = [];
    private readonly Thread _reader;

    internal Capture(Stream stream)
    {
        _reader = new Thread(() => Read(stream)) { IsBackground = true };
        _reader.Start();
    }

    internal byte[] Bytes
    {
        get
        {
            lock (_bytes)
            {
                return _bytes.ToArray();
            }
        }
    }

    internal void Finish() => _reader.Join(s_limit);

    private void Read(Stream stream)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            int count;
            while ((count = stream.Read(buffer)) > 0)
            {
                lock (_bytes)
                {
                    _bytes.AddRange(buffer.AsSpan(0, count));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The process was disposed of.
        }
    }
}
