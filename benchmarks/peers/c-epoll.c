// Echo over epoll(7): one thread, level-triggered, one receive buffer for all connections. A connection owns memory only while its
// peer takes its echo slower than it sends, and is not read from until the peer has taken it.
#include "listener.h"

#include <stdbool.h>
#include <sys/epoll.h>

enum { BUFFER_SIZE = 256 * 1024, EVENTS = 256, ACCEPTS = 64 };

struct pending {
    char *data;
    size_t start;
    size_t end;
};

static char buffer[BUFFER_SIZE];
static struct pending *pending; // by descriptor
static int epoll;

static void watch(int operation, int fd, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.fd = fd};
    require("epoll_ctl", epoll_ctl(epoll, operation, fd, &event));
}

static void end_client(int fd)
{
    free(pending[fd].data);
    pending[fd] = (struct pending){0};
    close(fd);
}

// How much the peer took, or -1.
static ssize_t send_some(int fd, const char *data, size_t size)
{
    size_t sent = 0;
    while (sent < size) {
        ssize_t result = send(fd, data + sent, size - sent, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (result < 0) {
            return errno == EAGAIN ? (ssize_t)sent : -1;
        }
        sent += (size_t)result;
    }
    return (ssize_t)sent;
}

static void echo(int fd)
{
    ssize_t received = recv(fd, buffer, sizeof buffer, MSG_DONTWAIT);
    if (received <= 0) {
        if (received == 0 || errno != EAGAIN) {
            end_client(fd);
        }
        return;
    }
    ssize_t sent = send_some(fd, buffer, (size_t)received);
    if (sent < 0) {
        end_client(fd);
        return;
    }
    size_t rest = (size_t)(received - sent);
    if (rest > 0) {
        struct pending kept = {.data = malloc(rest), .end = rest};
        if (kept.data == NULL) {
            fail("malloc");
        }
        memcpy(kept.data, buffer + sent, rest);
        pending[fd] = kept;
        watch(EPOLL_CTL_MOD, fd, EPOLLOUT);
    }
}

static void send_pending(int fd)
{
    struct pending *kept = &pending[fd];
    ssize_t sent = send_some(fd, kept->data + kept->start, kept->end - kept->start);
    if (sent < 0) {
        end_client(fd);
        return;
    }
    kept->start += (size_t)sent;
    if (kept->start == kept->end) {
        free(kept->data);
        *kept = (struct pending){0};
        watch(EPOLL_CTL_MOD, fd, EPOLLIN);
    }
}

static void accept_batch(int listener)
{
    for (int i = 0; i < ACCEPTS; i++) {
        int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) {
            return;
        }
        watch(EPOLL_CTL_ADD, fd, EPOLLIN);
        echo(fd); // the first request is often there already
    }
}

int main(void)
{
    int listener = listen_on_loopback(SOCK_STREAM | SOCK_NONBLOCK);
    struct rlimit limit;
    require("getrlimit", getrlimit(RLIMIT_NOFILE, &limit));
    pending = calloc(limit.rlim_cur, sizeof *pending);
    if (pending == NULL) {
        fail("calloc");
    }
    epoll = require("epoll_create1", epoll_create1(EPOLL_CLOEXEC));
    watch(EPOLL_CTL_ADD, listener, EPOLLIN);
    struct epoll_event events[EVENTS];
    while (true) {
        int count = epoll_wait(epoll, events, EVENTS, -1);
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            if (fd == listener) {
                accept_batch(listener);
            } else if (pending[fd].data != NULL) {
                send_pending(fd);
            } else {
                echo(fd);
            }
        }
    }
}
