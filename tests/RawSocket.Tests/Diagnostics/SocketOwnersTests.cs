using System.Diagnostics;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

public sealed class SocketOwnersTests
{
    private static uint InodeOf(RawSocket socket) => new SocketStateReader()
        .Read(new() { Family = AddressFamily.Inet, LocalPorts = [Loopback.Port(socket)], States = TcpStates.All })
        .Single().Inode;

    [Fact]
    public void The_owner_of_a_socket_is_this_process()
    {
        using RawSocket socket = Loopback.Listener();
        uint inode = InodeOf(socket);
        SocketOwners owners = SocketOwners.Find([inode, 0], Deadline.None);
        SocketOwner owner = Assert.Single(owners.Of(inode));
        Assert.Equal(Environment.ProcessId, owner.ProcessId);
        Assert.Equal(File.ReadAllText("/proc/self/comm").Trim(), owner.Name);
        Assert.True(owners.IsComplete);
    }

    [Fact]
    public void A_socket_that_a_child_inherited_has_both_owners()
    {
        using RawSocket socket = Loopback.Listener();
        socket.SetCloseOnExec(false);
        using Process child = Process.Start(new ProcessStartInfo("/bin/sleep", "60"))!;
        try
        {
            uint inode = InodeOf(socket);
            IReadOnlyList<SocketOwner> owners = SocketOwners.Find([inode], Deadline.None).Of(inode);
            Assert.Contains(new SocketOwner(child.Id, "sleep"), owners);
            Assert.Contains(owners, owner => owner.ProcessId == Environment.ProcessId);
        }
        finally
        {
            child.Kill();
            child.WaitForExit();
        }
    }

    [Fact]
    public void Other_users_processes_are_counted_as_unreadable()
    {
        Assert.SkipUnless(Environment.UserName == "root", "there may be no processes of others");
        ThreadPrivileges.WithoutPrivileges(() =>
        {
            SocketOwners owners = SocketOwners.Find([1], Deadline.None);
            Assert.True(owners.UnreadableProcesses > 0);
            Assert.Empty(owners.Of(1));
        });
    }

    [Fact]
    public void A_search_without_time_is_not_complete() => Assert.False(SocketOwners.Find([1], Deadline.After(0)).IsComplete);

    [Fact]
    public void Nothing_is_searched_for_sockets_that_nobody_has() => Assert.True(SocketOwners.Find([0], Deadline.After(0)).IsComplete);
}
