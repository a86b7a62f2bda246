using System.Globalization;
using System.Text;

namespace RawSockets.Tests.Options;

/// <summary>Every reading against that of a Python program on the same, inherited, socket.</summary>
public sealed class PythonTests
{
    private const string Script = """
        import ctypes, socket, struct, sys
        libc = ctypes.CDLL(None, use_errno=True)
        def get(level, number, size):
            b = ctypes.create_string_buffer(size)
            n = ctypes.c_uint(size)
            if libc.getsockopt(int(sys.argv[1]), level, number, b, ctypes.byref(n)) < 0: raise OSError(ctypes.get_errno(), '')
            return b.raw[:n.value]
        def show(kind, b):
            n = struct.unpack('=i', b[:4])[0] if len(b) >= 4 else 0
            if kind == 'Boolean': return str(n != 0)
            if kind in ('Integer', 'Seconds', 'Milliseconds', 'Microseconds', 'Errno', 'AddressFamily', 'SocketType', 'Protocol', 'PathMtuDiscovery', 'BufferLocks', 'Timestamping'): return str(n)
            if kind == 'Unsigned': return str(struct.unpack('=I', b)[0])
            if kind == 'Unsigned64': return str(struct.unpack('=Q', b)[0])
            if kind == 'TimeVal': t = struct.unpack('=qq', b); return str(t[0] * 1000000 + t[1])
            if kind == 'Linger': t = struct.unpack('=ii', b); return '%s %d' % (t[0] != 0, t[1])
            if kind == 'Text': return b.split(b'\0')[0].decode()
            if kind == 'Credentials': return 'pid %d, uid %d, gid %d' % struct.unpack('=iii', b)
            if kind == 'Memory': return 'r%d,rb%d,t%d,tb%d,f%d,w%d,o%d,bl%d,d%d' % struct.unpack('=9I', b)
            if kind == 'InterfaceIndex': return '' if n == 0 else socket.if_indextoname(n)
            if kind == 'InterfaceIndexBigEndian': n = struct.unpack('!i', b)[0]; return '' if n == 0 else socket.if_indextoname(n)
            if kind == 'MptcpInfo': return b[:40].hex()
            if kind == 'MulticastInterface': return socket.inet_ntoa(b)
            return b.hex()
        for a in sys.argv[2:]:
            level, number, size, kind = a.split(',')
            try: print('= ' + show(kind, get(int(level), int(number), int(size))))
            except OSError as e: print('! %d' % e.errno)
        """;

    // What changes from one reading to the next, and what counts instructions instead of bytes.
    private static readonly SocketOptionKind[] s_volatile = [SocketOptionKind.TcpInfo, SocketOptionKind.Filter];

    public static TheoryData<string> Names => OptionSockets.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Readings_agree(string name)
    {
        Tool.SkipUnlessPresent("python3");
        using RawSocket socket = OptionSockets.Open(name, inheritable: true);
        SocketOption[] options = [.. SocketOption.All.Where(option =>
            option.Access.HasFlag(SocketOptionAccess.Read) && option.Fits(socket.Kind) && !option.HasReadEffect
            && !s_volatile.Contains(option.Kind) && option.Constant != "TCP_TIMESTAMP")];
        string[] arguments = [.. options.Select(static option =>
            $"{option.Level},{option.Number},{SocketOptionValue.ReadLength(option)},{option.Kind}")];
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, Script);
            string[] lines = Tool.Run("python3", [file, socket.Descriptor.ToString(CultureInfo.InvariantCulture), .. arguments])
                .Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(options.Length, lines.Length);
            StringBuilder wrong = new();
            for (int i = 0; i < options.Length; i++)
            {
                string ours = Ours(socket, options[i]);
                if (ours != lines[i])
                {
                    wrong.AppendLine(CultureInfo.InvariantCulture, $"{options[i].Constant}: {ours} here, {lines[i]} in Python");
                }
            }

            Assert.Equal("", wrong.ToString());
            Assert.True(options.Length > 30, "too few options were compared to mean anything");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Ours(RawSocket socket, SocketOption option)
    {
        try
        {
            return $"= {Show(option, socket.GetOption(option), socket)}";
        }
        catch (RawSocketException exception)
        {
            return $"! {exception.Errno.Number}";
        }
    }

    private static string Show(SocketOption option, object value, RawSocket socket) => value switch
    {
        TimeSpan time => option.Kind switch
        {
            SocketOptionKind.Seconds => $"{time.TotalSeconds}",
            SocketOptionKind.Milliseconds => $"{time.TotalMilliseconds}",
            _ => $"{time.TotalMicroseconds}",
        },
        Linger linger => $"{linger.Enabled} {linger.Seconds}",
        Enum named => Convert.ToInt32(named, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        bool or int or uint or ulong or string or PeerCredentials or SocketMemory or System.Net.IPAddress => value.ToString()!,

        // What follows the first 40 bytes counts milliseconds.
        MptcpInfo => Convert.ToHexStringLower(socket.GetOption(option.Level, option.Number, 40)),
        _ => Convert.ToHexStringLower(socket.GetOption(option.Level, option.Number, SocketOptionValue.ReadLength(option))),
    };
}
