using System.Management.Automation;
using System.Net.Sockets;
using System.Text;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Serving;

public sealed class HandlerTests
{
    [Fact]
    public void Each_connection_gets_its_answers_in_order()
    {
        const int Clients = 50;
        const int Lines = 40;
        using ServingScript serving = new("Start-RawServer { param($connection, $line) $connection.State.Lines++; \"$($connection.State.Lines) $line\" }");
        List<Socket> clients = [.. Enumerable.Range(0, Clients).Select(_ => serving.Client())];
        for (int line = 0; line < Lines; line++)
        {
            for (int i = 0; i < Clients; i++)
            {
                clients[i].Send(Encoding.UTF8.GetBytes($"{i}:{line}\n"));
            }
        }

        for (int i = 0; i < Clients; i++)
        {
            string expected = string.Concat(Enumerable.Range(0, Lines).Select(line => $"{line + 1} {i}:{line}\n"));
            Assert.Equal(expected, Encoding.UTF8.GetString(clients[i].ReceiveExactly(expected.Length)));
        }
    }

    [Theory]
    [InlineData("'a'", "a\n")]
    [InlineData("'a', 'b'", "a\nb\n")]
    [InlineData("1, 2.5, $true", "1\n2.5\nTrue\n")]
    [InlineData("$null, ''", "\n")]
    [InlineData("", "")]
    [InlineData("[byte] 65, [byte] 66", "AB")]
    [InlineData(", [byte[]] (67, 68)", "CD")]
    [InlineData("[byte] 65; 'x'; [byte] 66", "Ax\nB")]
    [InlineData("'before'; return 'r'; 'never'", "before\nr\n")]
    [InlineData("'before'; break; 'never'", "before\n")]
    [InlineData("'before'; continue; 'never'", "before\n")]
    [InlineData("foreach ($i in 1..3) { if ($i -eq 2) { break }; $i }; 'on'", "1\non\n")]
    [InlineData("begin { 'b' } process { 'p' } end { 'e' }", "b\np\ne\n")]
    [InlineData("\"$_ $($args.Count) $($args[1]) $($args[0].Id)\"", "line 2 line 1\n")]
    [InlineData("$args[0].Send('one'); $args[0].Send([byte[]] (65, 66)); 'two'", "one\nABtwo\n")]
    [InlineData("$args[0].Close(); 'never'", "")]
    [InlineData("'é你😀'", "é你😀\n")]
    [InlineData("try { 1 / 0 } catch { 'caught' }", "caught\n")]
    [InlineData("trap { 'trapped'; continue } throw 'x'", "trapped\n")]
    public void What_it_gives_is_sent(string block, string expected)
    {
        using ServingScript serving = new($"Start-RawServer {{ {block} }}");
        Assert.Equal(expected, serving.Ask("line\n"));
        serving.Running.Stop();
        Assert.Empty(serving.Finish().Errors);
    }

    [Fact]
    public void In_chunks_bytes_come_and_nothing_is_added()
    {
        using ServingScript serving = new(
            "Start-RawServer -Framing Chunk { param($connection, $data) \"$($data.GetType().Name) $($data.Length) \"; $data; , $data; 'end' }");
        Assert.Equal("Byte[] 3 abcabcend", serving.Ask("abc"));
    }

    [Fact]
    public void It_sees_the_callers_variables_and_leaves_them_alone()
    {
        using ServingScript serving = new(
            """
            function Serve {
                $inner = 'inner'
                $line = 'mine'
                $seen = [System.Collections.Generic.List[string]]::new()
                Start-RawServer -Count 1 { param($connection, $line) $seen.Add($line); $inner = 'changed'; $script:last = $line; "$outer" }
                [pscustomobject] @{ Event = "$inner $line $($seen -join ',') $script:last" }
            }
            $outer = 'outer'
            Serve
            """);
        Assert.Equal("outer\nouter\n", serving.Ask("1\n2\n"));
        Assert.Equal("inner mine 1,2 2", serving.Finish().Succeeded().Output[^1].Get("Event"));
    }

    [Fact]
    public void Greeting_and_farewell()
    {
        using ServingScript serving = new(
            """
            $log = [System.Collections.Generic.List[string]]::new()
            Start-RawServer -Count 1 -OnConnect { param($c) "hello $($c.Id)" } -OnDisconnect { param($c) $log.Add("$($c.Cause) $($_.BytesSent) $($_.Event)"); 'nobody' } -Handler { $_ }
            [pscustomobject] @{ Event = "$log" }
            """);
        Assert.Equal("hello 1\nx\n", serving.Ask("x\n"));
        Assert.Equal("EndOfStream 10 Disconnected", serving.Finish().Succeeded().Output[^1].Get("Event"));
    }

    [Fact]
    public void One_client_can_be_sent_to_for_another()
    {
        using ServingScript serving = new(
            "$all = @{}; Start-RawServer -OnConnect { param($c) $all[$c.Id] = $c } -OnDisconnect { param($c) $all.Remove($c.Id) } { param($c, $line) foreach ($one in $all.Values) { $one.Send(\"$($c.Id): $line\") } }");
        Socket first = serving.Client();
        Socket second = serving.Client();
        serving.WaitFor("Connected", 2);
        second.Send("hi\n"u8);
        Assert.Equal("2: hi\n"u8, first.ReceiveExactly(6));
        Assert.Equal("2: hi\n"u8, second.ReceiveExactly(6));
    }

    [Theory]
    [InlineData("-NewLine CRLF", "a\r\n", "[a]\r\n", "utf-8")]
    [InlineData("-NewLine CRLF", "a\n", "[a]\r\n", "utf-8")]
    [InlineData("-Encoding unicode", "é\nU+0A0A ਊ\n", "[é]\n[U+0A0A ਊ]\n", "utf-16")]
    [InlineData("-Encoding latin1", "é\n", "[é]\n", "iso-8859-1")]
    public void Lines_in_other_forms(string parameters, string sent, string expected, string encoding)
    {
        using ServingScript serving = new($"Start-RawServer {parameters} {{ \"[$_]\" }}");
        Assert.Equal(expected, serving.Ask(sent, Encoding.GetEncoding(encoding)));
    }

    [Fact]
    public void A_long_line_and_a_huge_answer_come_whole()
    {
        using ServingScript serving = new("Start-RawServer { param($connection, $line) $line.Length; $line * 8; 1..2000 }");
        string line = new('x', 1_000_000);
        string expected = $"1000000\n{string.Concat(Enumerable.Repeat(line, 8))}\n{string.Concat(Enumerable.Range(1, 2000).Select(static i => $"{i}\n"))}";
        Socket client = serving.Client();
        client.Send(Encoding.UTF8.GetBytes(line + "\n"));
        client.Shutdown(SocketShutdown.Send);
        Thread.Sleep(100);
        Assert.Equal(expected, Encoding.UTF8.GetString(client.ReceiveAll()));
    }

    [Fact]
    public void A_handler_that_never_stops_giving_ends_with_a_client_that_does_not_read()
    {
        using ServingScript serving = new("Start-RawServer -MaxPending 1000000 { if ($_ -eq 'endless') { while ($true) { 'x' * 10000 } } else { $_ } }");
        Socket client = serving.Client();
        client.Send("endless\n"u8);
        PSObject end = serving.WaitFor("Disconnected");
        Assert.Equal("TooMuchPending", end.Get("Cause")!.ToString());
        Assert.Equal("other\n", serving.Ask("other\n"));
        serving.Running.Stop();
        Assert.Empty(serving.Finish().Errors);
    }

    [Fact]
    public void It_can_stop_the_server()
    {
        using ServingScript serving = new("Start-RawServer { param($connection) 'bye'; $connection.StopServer() }");
        Assert.Equal("bye\n", serving.Ask("x\n"));
        Outcome outcome = serving.Finish().Succeeded();
        Assert.Equal(["Started", "Connected", "Disconnected", "Stopped"], outcome.Output.Select(static item => item.Get("Event")!.ToString()));
        Assert.Equal(4, outcome.Output[^1].Get<long>("BytesSent"));
    }
}
