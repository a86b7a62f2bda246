// What every C peer begins with: a listening socket on loopback, on a port of the kernel's choice, and that port on standard output.
#pragma once

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static inline void fail(const char *call)
{
    fprintf(stderr, "%s: %s\n", call, strerror(errno));
    exit(1);
}

static inline int require(const char *call, long result)
{
    if (result < 0) {
        fail(call);
    }
    return (int)result;
}

// As many descriptors as the hard limit allows: a benchmark may hold ten thousand connections.
static inline void raise_descriptor_limit(void)
{
    struct rlimit limit;
    require("getrlimit", getrlimit(RLIMIT_NOFILE, &limit));
    limit.rlim_cur = limit.rlim_max;
    require("setrlimit", setrlimit(RLIMIT_NOFILE, &limit));
}

// type: SOCK_STREAM or SOCK_DGRAM, with SOCK_NONBLOCK where it is wanted.
static inline int bind_loopback(int type)
{
    int fd = require("socket", socket(AF_INET, type | SOCK_CLOEXEC, 0));
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    require("bind", bind(fd, (struct sockaddr *)&address, sizeof address));
    return fd;
}

static inline void print_port(int fd)
{
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    require("getsockname", getsockname(fd, (struct sockaddr *)&address, &length));
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
}

static inline int listen_on_loopback(int type)
{
    raise_descriptor_limit();
    int fd = bind_loopback(type);
    require("listen", listen(fd, SOMAXCONN));
    print_port(fd);
    return fd;
}
