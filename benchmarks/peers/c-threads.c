// Echo with a thread for each client and blocking calls: the simplest server that is correct.
#include "listener.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

enum { BUFFER_SIZE = 32 * 1024, STACK_SIZE = 3 * BUFFER_SIZE };

static bool send_all(int fd, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t sent = send(fd, data, size, MSG_NOSIGNAL);
        if (sent < 0) {
            return false;
        }
        data += sent;
        size -= (size_t)sent;
    }
    return true;
}

static void *echo(void *argument)
{
    int fd = (int)(intptr_t)argument;
    char buffer[BUFFER_SIZE];
    ssize_t received;
    do {
        received = recv(fd, buffer, sizeof buffer, 0);
    } while (received > 0 && send_all(fd, buffer, (size_t)received));
    close(fd);
    return NULL;
}

int main(void)
{
    int listener = listen_on_loopback(SOCK_STREAM);
    pthread_attr_t detached;
    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&detached, STACK_SIZE);
    while (true) {
        int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
        pthread_t thread;
        if (fd >= 0 && (errno = pthread_create(&thread, &detached, echo, (void *)(intptr_t)fd)) != 0) {
            perror("pthread_create");
            close(fd);
        }
    }
}
