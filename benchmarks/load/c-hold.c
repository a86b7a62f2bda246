// Holds TCP sockets open on loopback, for listings to be measured with: c-hold COUNT
// Prints a line when all are there, and ends when its standard input does. A process may have only so many descriptors, so there are
// as many processes as it takes. The connections end by reset and leave nothing in TIME_WAIT.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { RESERVED = 64, MOST_EACH = 16000 };

static void fail(const char *call)
{
    perror(call);
    exit(1);
}

static int tcp(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct linger reset = {1, 0};
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset) < 0)
        fail("socket");
    return fd;
}

// Each process has an address of its own in 127/8, and so all ports for itself.
static void hold(long count, int process)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f010000u + (unsigned)process + 1)};
    socklen_t size = sizeof address;
    int listener = tcp();
    if (bind(listener, (struct sockaddr *)&address, size) < 0 || listen(listener, 128) < 0
        || getsockname(listener, (struct sockaddr *)&address, &size) < 0)
        fail("listen");
    for (long i = 0; i + 1 < count; i += 2)
        if (connect(tcp(), (struct sockaddr *)&address, size) < 0 || accept(listener, NULL, NULL) < 0)
            fail("connect");
}

int main(int argc, char **argv)
{
    long left = argc > 1 ? atol(argv[1]) : 0;
    struct rlimit limit;
    if (left <= 0 || getrlimit(RLIMIT_NOFILE, &limit) < 0)
        return fputs("usage: c-hold COUNT\n", stderr), 2;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    long each = (long)limit.rlim_cur - RESERVED < MOST_EACH ? (long)limit.rlim_cur - RESERVED : MOST_EACH;
    int ready[2], stop[2];
    if (pipe(ready) < 0 || pipe(stop) < 0)
        fail("pipe");
    int processes = 0;
    for (long count = left; count > 0; count -= each, processes++) {
        pid_t child = fork();
        if (child < 0)
            fail("fork");
        if (child == 0) {
            // The parent's end of this pipe closes when it ends, however it ends.
            char byte = 0;
            close(stop[1]);
            hold(count < each ? count : each, processes);
            if (write(ready[1], &byte, 1) != 1 || read(stop[0], &byte, 1) < 0)
                _exit(1);
            _exit(0);
        }
    }

    close(ready[1]);
    char byte;
    for (int i = 0; i < processes; i++)
        if (read(ready[0], &byte, 1) != 1)
            return fputs("c-hold: a process failed\n", stderr), 1;
    printf("%ld\n", left);
    fflush(stdout);
    while (read(0, &byte, 1) > 0)
        ;
    return 0;
}
