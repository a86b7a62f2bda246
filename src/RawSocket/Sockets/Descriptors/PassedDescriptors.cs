using System.Runtime.InteropServices;
using RawSockets.Interop;

namespace RawSockets;

/// <summary>Descriptors in ancillary data, unix(7) SCM_RIGHTS: open in this process from the moment the message is received.</summary>
internal static class PassedDescriptors
{
    internal const int Rights = 1;
    internal const int Credentials = 2;

    internal static List<int> Read(ReadOnlySpan<byte> control)
    {
        List<int> descriptors = [];
        foreach (ControlMessage message in new ControlMessages(control))
        {
            if (message.Level == SocketOption.Levels.Socket && message.Type == Rights)
            {
                foreach (int descriptor in MemoryMarshal.Cast<byte, int>(message.Data))
                {
                    descriptors.Add(descriptor);
                }
            }
        }

        return descriptors;
    }

    /// <summary>Closes descriptors that nobody asked for; a sender could otherwise fill this process with them.</summary>
    internal static void CloseAll(ReadOnlySpan<byte> control)
    {
        foreach (int descriptor in Read(control))
        {
            _ = Sys.Close(descriptor);
        }
    }
}
