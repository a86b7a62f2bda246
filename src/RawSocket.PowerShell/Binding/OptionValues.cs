using System.Collections;
using System.Net;

namespace RawSockets.PowerShell.Binding;

/// <summary>Makes option values of what scripts have: wrapped objects, hashtables for records, arrays of arrays for filters.</summary>
internal static class OptionValues
{
    internal static object? For(SocketOption option, object? value)
    {
        object? plain = Payload.Plain(value);
        return (option.Kind, plain) switch
        {
            (SocketOptionKind.Filter, object[] items) => Filter(items) ?? plain,
            (SocketOptionKind.Bytes, object[] items) => Payload.ToBytes(items, System.Text.Encoding.UTF8) ?? plain,
            (SocketOptionKind.Linger, IDictionary table) => new Linger(Get<bool>(table, "Enabled", true), Get(table, "Seconds", 0)),
            (SocketOptionKind.TransmitTime, IDictionary table) => new TransmitTime(
                Get(table, "ClockId", 0), Get(table, "DeadlineMode", false), Get(table, "ReportErrors", false)),
            (SocketOptionKind.PortRange, IDictionary table) => new PortRange(Get(table, "First", 0), Get(table, "Last", 0)),
            (SocketOptionKind.PacketMembership, IDictionary table) => new PacketMembership(
                Get(table, "Interface", ""), Get(table, "Type", PacketMembershipType.Promiscuous), Get<byte[]?>(table, "Address", null)),
            (_, IDictionary table) when Get<IPAddress?>(table, "Group", null) is { } group =>
                new MulticastGroup(group, Get(table, "Interface", ""), Get<IPAddress?>(table, "Source", null)),
            (SocketOptionKind.BufferLocks or SocketOptionKind.Timestamping, object[] names) => string.Join(',', names),
            _ => plain,
        };
    }

    /// <summary>Raw bytes: a byte array, bytes, or an int in the machine's order.</summary>
    /// <exception cref="ArgumentException">It is none of these.</exception>
    internal static byte[] Bytes(object? value) => Payload.Plain(value) switch
    {
        int number => BitConverter.GetBytes(number),
        bool boolean => BitConverter.GetBytes(boolean ? 1 : 0),
        object[] { Length: 0 } => [],
        var plain and not string when Payload.ToBytes(plain, System.Text.Encoding.UTF8) is { } bytes => bytes,
        var plain => throw new ArgumentException(
            $"'{plain ?? "null"}' cannot be the value of an option given by number, which takes a byte array or an int.", nameof(value)),
    };

    private static T Get<T>(IDictionary table, string key, T absent) =>
        table.Contains(key) ? (T)System.Management.Automation.LanguagePrimitives.ConvertTo(table[key], typeof(T), null) : absent;

    // (code, jt, jf, k) for each instruction, as tcpdump -dd prints them.
    private static SocketFilter? Filter(object[] items)
    {
        List<SocketFilterInstruction> instructions = [];
        foreach (object item in items)
        {
            switch (Payload.Plain(item))
            {
                case SocketFilterInstruction instruction:
                    instructions.Add(instruction);
                    break;
                case object[] { Length: 4 } fields when Instruction(fields) is { } instruction:
                    instructions.Add(instruction);
                    break;
                default:
                    return null;
            }
        }

        return instructions.Count is 0 or > SocketFilter.MaxLength ? null : new SocketFilter([.. instructions]);
    }

    private static SocketFilterInstruction? Instruction(object[] fields)
    {
        long[] numbers = new long[fields.Length];
        for (int i = 0; i < fields.Length; i++)
        {
            if (Payload.Plain(fields[i]) is not (int or long or uint or byte or ushort))
            {
                return null;
            }

            numbers[i] = Convert.ToInt64(Payload.Plain(fields[i]), null);
        }

        // A hexadecimal literal such as 0xffffffff is a negative int to PowerShell.
        bool fits = numbers is [>= 0 and <= ushort.MaxValue, >= 0 and <= byte.MaxValue, >= 0 and <= byte.MaxValue, >= int.MinValue and <= uint.MaxValue];
        return fits ? new SocketFilterInstruction((ushort)numbers[0], (byte)numbers[1], (byte)numbers[2], unchecked((uint)numbers[3])) : null;
    }
}
