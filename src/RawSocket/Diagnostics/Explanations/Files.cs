namespace RawSockets.Diagnostics.Explanations;

/// <summary>Calls that are about no socket: standard input and output, files of /proc and of traces, a namespace, memory.</summary>
internal static class Files
{
    private const string Output = "standard output";

    internal static bool IsAboutSocket(string call) => call
        is not ("read" or "write" or "open" or "statx" or "setns" or "mmap" or "eventfd" or "epoll_create1" or "epoll_ctl" or "io_uring_enter" or "io_uring_register");

    internal static ErrorExplanation? Explain(Failure failure) => (failure.Call, failure.Errno.Name) switch
    {
        ("write", "ENOSPC") => new($"The disk is full that {Output} is redirected to.", "Make room there, or redirect to another file."),
        ("write", "EDQUOT") => new($"The user's quota is used up on the disk that {Output} is redirected to.", "Make room there, or redirect to another file."),
        ("write", "EFBIG") => new($"The file that {Output} is redirected to has the greatest size that it may have.", "Redirect to another file, or raise the limit (ulimit -f)."),
        ("write", "EPIPE") => new($"Whoever read {Output} has ended: it is a pipe, and the program behind it takes no more.", "End this one too, or have the other program read to the end."),
        ("write", "EIO") => new($"What {Output} is redirected to could not be written, or is a terminal that belongs to another session.", "Look at the disk or terminal."),
        ("write", "EBADF") => new($"There is no {Output}: whoever started this program has closed it.", "Start it with one, such as > /dev/null."),
        ("read", "EIO") => new("The terminal at standard input is not this program's, since it runs in the background, or it is gone.", "Bring it to the foreground, or give it another standard input."),
        ("read", "EBADF") => new("There is no standard input: whoever started this program has closed it.", "Start it with one, such as < /dev/null."),
        ("read", "EISDIR") => new("Standard input is a folder.", "Redirect it from a file."),
        (_, "EACCES" or "EPERM") => new("This user may not do that.", "Do it as root, or as the one whom it belongs to."),
        (_, "ENOENT") => new("There is no such file.", "Check the name, and whether this kernel has what the file is of."),
        (_, "ENOMEM") => new("The kernel has no memory for it at the moment, or as much is mapped or locked as the process may have.", "End what is not needed, or raise the limit (ulimit -l)."),
        ("epoll_ctl", "ENOSPC") => new("The user has as many descriptors watched as may be.", "Raise fs.epoll.max_user_watches with sysctl."),
        _ => null,
    };
}
