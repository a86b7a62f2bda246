using System.Globalization;
using System.Text;

namespace RawSockets.Tests;

/// <summary>Reads descriptor 0.</summary>
internal static class InputRole
{
    internal static void Read()
    {
        Console.WriteLine(StandardInput.IsTerminal);
        byte[] buffer = new byte[4];
        StringBuilder text = new();
        int count;
        while ((count = StandardInput.Read(buffer)) > 0)
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        Console.WriteLine(text);
    }

    /// <summary>Connects to the port on the first line, then tells what happens first at each further wait.</summary>
    internal static void Watch()
    {
        int port = int.Parse(Line(), CultureInfo.InvariantCulture);
        using RawSocket client = Loopback.ClientOf(Loopback.Address(port: port));
        bool readable;
        do
        {
            readable = StandardInput.WaitUnlessEnded(client, Bounded.Token);
            Console.WriteLine(readable ? $"read {Line()}" : "ended");
        }
        while (readable);
    }

    private static string Line()
    {
        byte[] one = new byte[1];
        StringBuilder line = new();
        while (StandardInput.Read(one) == 1 && one[0] != (byte)'\n')
        {
            line.Append((char)one[0]);
        }

        return line.ToString();
    }
}
