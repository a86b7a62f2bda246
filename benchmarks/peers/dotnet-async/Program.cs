// Echo with .NET's asynchronous sockets: a task for each client.
using System.Net;
using System.Net.Sockets;

using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
listener.Listen();
Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
while (true)
{
    _ = Echo(await listener.AcceptAsync());
}

static async Task Echo(Socket client)
{
    using (client)
    {
        byte[] buffer = new byte[32 * 1024];
        try
        {
            int received;
            while ((received = await client.ReceiveAsync(buffer)) > 0)
            {
                for (int sent = 0; sent < received;)
                {
                    sent += await client.SendAsync(buffer.AsMemory(sent, received - sent));
                }
            }
        }
        catch (SocketException)
        {
            // A reset ends this client only.
        }
    }
}
