using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>strace(1)'s notation of struct msghdr and of ancillary data.</summary>
internal static partial class Notation
{
    internal static string ReceivedMessage(int result, ReadOnlySpan<byte> data, ReadOnlySpan<byte> name, ReadOnlySpan<byte> control, ReceivedMessage received)
    {
        if (result < 0)
        {
            return $"{{msg_namelen={name.Length}}}";
        }

        string nameText = name.IsEmpty ? "NULL" : received.NameLength == 0 ? Pointer(name) : Address(name[..received.NameLength]);
        string nameLength = name.Length == received.NameLength ? $"{name.Length}" : $"{name.Length} => {received.NameLength}";
        return $"{{msg_name={nameText}, msg_namelen={nameLength}, {Vector(data[..Math.Min(result, data.Length)], data.Length)}, "
            + $"{Control(control[..received.ControlLength])}, msg_flags={MessageFlags((int)received.Flags)}}}";
    }

    internal static string SentMessage(ReadOnlySpan<byte> data, ReadOnlySpan<byte> name, ReadOnlySpan<byte> control) =>
        $"{{msg_name={(name.IsEmpty ? "NULL" : Address(name))}, msg_namelen={name.Length}, {Vector(data, data.Length)}, {Control(control)}, msg_flags=0}}";

    internal static string Batch(MessageSlots slots, int count)
    {
        List<string> texts = [];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> name = slots.Name(i);
            string nameText = name.IsEmpty ? "NULL" : Address(name);
            texts.Add($"{{msg_hdr={{msg_name={nameText}, msg_namelen={SocketAddress.MaxLength} => {name.Length}, "
                + $"{Vector(slots.Data(i), slots.DataRoom)}, {Control(slots.Control(i))}, msg_flags={MessageFlags((int)slots.Flags(i))}}}, msg_len={slots.Length(i)}}}");
        }

        return $"[{string.Join(", ", texts)}]";
    }

    internal static string SentBatch(IReadOnlyList<byte[]> payloads, int start, int count, ReadOnlySpan<byte> name, int result)
    {
        List<string> texts = [];
        for (int i = 0; i < count; i++)
        {
            byte[] data = payloads[start + i];
            string length = i < result ? $", msg_len={data.Length}" : "";
            texts.Add($"{{msg_hdr={{msg_name={Address(name)}, msg_namelen={name.Length}, {Vector(data, data.Length)}, msg_controllen=0, msg_flags=0}}{length}}}");
        }

        return $"[{string.Join(", ", texts)}]";
    }

    private static string Vector(ReadOnlySpan<byte> data, int room) => $"msg_iov=[{{iov_base={Data(data)}, iov_len={room}}}], msg_iovlen=1";

    private static string Control(ReadOnlySpan<byte> control)
    {
        if (control.IsEmpty)
        {
            return "msg_controllen=0";
        }

        List<string> texts = [];
        foreach (ControlMessage message in new ControlMessages(control))
        {
            texts.Add($"{{cmsg_len={ControlMessages.HeaderLength + message.Data.Length}, cmsg_level={OptionLevel(message.Level)}, "
                + $"cmsg_type={ControlType(message.Level, message.Type)}{ControlData(message)}}}");
        }

        return $"msg_control=[{string.Join(", ", texts)}], msg_controllen={control.Length}";
    }

    private static string ControlType(int level, int type) => (level, type) switch
    {
        (SocketOption.Levels.Socket, 1) => "SCM_RIGHTS",
        (SocketOption.Levels.Socket, 2) => "SCM_CREDENTIALS",
        (SocketOption.Levels.Socket, 35) => "SO_TIMESTAMPNS_OLD",
        (SocketOption.Levels.IP, 2) => "IP_TTL",
        (SocketOption.Levels.IP, 8) => "IP_PKTINFO",
        (SocketOption.Levels.IP, 11) => "IP_RECVERR",
        _ => string.Create(CultureInfo.InvariantCulture, $"0x{type:x}"),
    };

    private static string ControlData(ControlMessage message)
    {
        ReadOnlySpan<byte> data = message.Data;
        if (data.IsEmpty)
        {
            return "";
        }

        string text = (message.Level, message.Type) switch
        {
            (SocketOption.Levels.Socket, 1) => $"[{string.Join(", ", MemoryMarshal.Cast<byte, int>(data).ToArray())}]",
            (SocketOption.Levels.Socket, 2) when PeerCredentials.Read(data) is { } peer => $"{{pid={peer.ProcessId}, uid={peer.UserId}, gid={peer.GroupId}}}",
            (SocketOption.Levels.Socket, 35) when data.Length == 16 =>
                string.Create(CultureInfo.InvariantCulture, $"{{tv_sec={MemoryMarshal.Read<long>(data)}, tv_nsec={MemoryMarshal.Read<long>(data[8..])}}}"),
            (SocketOption.Levels.IP, 8) when data.Length == 12 =>
                $"{{ipi_ifindex={Interface(MemoryMarshal.Read<int>(data))}, ipi_spec_dst=inet_addr(\"{new IPAddress(data[4..8])}\"), "
                + $"ipi_addr=inet_addr(\"{new IPAddress(data[8..12])}\")}}",
            (SocketOption.Levels.IP, 2) when data.Length == 4 => $"[{Int(data)}]",
            (SocketOption.Levels.IP, 11) when data.Length >= 32 => string.Create(
                CultureInfo.InvariantCulture,
                $"{{ee_errno={Int(data)}, ee_origin={data[4]}, ee_type={data[5]}, ee_code={data[6]}, ee_info={(uint)Int(data[8..])}, "
                + $"ee_data={(uint)Int(data[12..])}, offender={Address(data[16..])}}}"),
            _ => "",
        };
        return text.Length == 0 ? "" : $", cmsg_data={text}";
    }
}
