namespace RawSockets.Echo;

/// <summary>What the loop tells of. The calls are made on the loop's thread.</summary>
internal interface IUringOwner
{
    /// <summary>The wake-up descriptor is readable.</summary>
    void Woken();

    /// <summary>A connection was accepted, or the negated error number says why not; the last time when there will be no more.</summary>
    void Accepted(int listener, int result, bool isLast);

    /// <summary>A session's stream ended, or a call of it failed; the owner ends the session.</summary>
    void Over(UringSession session, string systemCall, int result);

    /// <summary>Bytes of all sessions since the last time. What is being sent counts as sent; less than nothing takes it back.</summary>
    void Moved(long received, long sent);
}
