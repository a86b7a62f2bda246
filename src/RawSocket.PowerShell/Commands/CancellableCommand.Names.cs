using System.Globalization;
using System.Net;

namespace RawSockets.PowerShell.Commands;

/// <content>Looking names up</content>
public abstract partial class CancellableCommand
{
    /// <summary>As TryCall, for calls that look a name up before they do anything else.</summary>
    /// <param name="target">What the calls are about.</param>
    /// <param name="parameterOf">Which parameter an error of getaddrinfo is about, with its value.</param>
    /// <param name="calls">The calls; they write nothing to the pipeline.</param>
    /// <param name="result">What they give.</param>
    /// <returns>Whether they succeeded.</returns>
    private protected bool TryResolve<T>(
        object? target,
        Func<string, (string Parameter, object? Value)> parameterOf,
        Func<T> calls,
        out T result)
    {
        try
        {
            return TryCall(target, calls, out result);
        }
        catch (AddressInfoException exception)
        {
            var (parameter, value) = parameterOf(exception.Error.Name);
            WriteError(ErrorRecords.FromNameError(exception, parameter, value));
        }
        catch (ArgumentException exception)
        {
            var (parameter, value) = parameterOf(exception.ParamName ?? "");
            WriteError(ErrorRecords.BadArgument(parameter, exception, value));
        }

        result = default!;
        return false;
    }

    /// <summary>As the other, for the parameter EndPoint.</summary>
    private protected bool TryResolve<T>(EndPoint given, Func<T> calls, out T result) =>
        TryResolve(EndPoints.Text(given), _ => (nameof(EndPoint), EndPoints.Text(given)), calls, out result);

    /// <summary>Whether a host is a name or an address that can be read; what is meant as an address and is none is an error that says why.</summary>
    private protected bool IsHost(string parameter, string host)
    {
        bool isMistyped = Resolver.LooksNumeric(host) && !EndPointParser.TryParse(host, 0, out _);
        if (isMistyped)
        {
            WriteError(ErrorRecords.BadArgument(parameter, host, EndPointParser.WhyNotNumeric(host)));
        }

        return !isMistyped;
    }

    /// <summary>The addresses to try in this order: all of a name's; any other endpoint is the only one.</summary>
    /// <param name="endPoint">The endpoint.</param>
    /// <param name="family">Only addresses of this family.</param>
    /// <param name="timeout">How long a look-up may take, in milliseconds; -1 as long as it takes.</param>
    /// <param name="numeric">Whether the name is a numeric address, which nobody is asked for; what is wrong with it is the resolver's to say.</param>
    /// <exception cref="AddressInfoException">The name has none.</exception>
    /// <exception cref="ArgumentException">It can't be a name.</exception>
    private protected IReadOnlyList<EndPoint> AddressesOf(
        EndPoint endPoint,
        AddressFamily family = AddressFamily.Unspec,
        int timeout = -1,
        bool numeric = false)
    {
        if (endPoint is not DnsEndPoint named)
        {
            return [endPoint];
        }

        // Name servers know addresses, not types: one type gives every address once.
        AddressQuery query = new()
        {
            Name = named.Host,
            Service = named.Port.ToString(CultureInfo.InvariantCulture),
            AddressFamily = family,
            SocketType = SocketType.Stream,
            Numeric = numeric,
        };
        return [.. Resolver.Resolve(query, timeout, StopToken).Select(static result => result.EndPoint)];
    }

    /// <summary>The addresses at which a server can be: of a name's, those that this machine has, or all if it has none of them.</summary>
    /// <inheritdoc cref="AddressesOf"/>
    private protected IReadOnlyList<EndPoint> OwnAddressesOf(EndPoint endPoint)
    {
        IReadOnlyList<EndPoint> all = AddressesOf(endPoint);
        EndPoint[] own = all.Count == 1 ? [] : [.. all.Where(IsOwn)];
        return own.Length == 0 ? all : own;
    }

    // A datagram socket disturbs nobody, and with port 0 the address is all that can be refused.
    private static bool IsOwn(EndPoint candidate)
    {
        IPEndPoint place = (IPEndPoint)candidate;
        AddressFamily family = place.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? AddressFamily.Inet : AddressFamily.Inet6;
        try
        {
            using RawSocket probe = RawSocket.Open(family, SocketType.Dgram);
            probe.Bind(new IPEndPoint(place.Address, 0));
            return true;
        }
        catch (RawSocketException)
        {
            return false;
        }
    }
}
