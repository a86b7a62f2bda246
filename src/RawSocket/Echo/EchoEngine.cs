namespace RawSockets.Echo;

/// <summary>By which of the kernel's interfaces a server waits, receives and sends.</summary>
public enum EchoEngine
{
    /// <summary>What measured best for the purpose, and epoll where the kernel refuses io_uring.</summary>
    Auto,

    /// <summary>epoll(7), one receive and one send for each echo.</summary>
    Epoll,

    /// <summary>io_uring(7), with hardly a system call for each echo.</summary>
    IoUring,
}
