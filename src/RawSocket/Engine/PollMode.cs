namespace RawSockets.Engine;

/// <summary>How a server's loop waits for the next event.</summary>
public enum PollMode
{
    /// <summary>It sleeps in the kernel until something happens: no processor time while idle.</summary>
    Block,

    /// <summary>After traffic it looks again and again for up to 200 microseconds before it sleeps: quick answers, nothing while idle.</summary>
    Adaptive,

    /// <summary>It never sleeps: the quickest answers, for one processor each.</summary>
    Spin,
}
