// Echo of datagrams, up to 64 with each system call: recvmmsg(2) and sendmmsg(2).
#include "listener.h"

#include <stdbool.h>

enum { BATCH = 64, DATAGRAM_SIZE = 65536 };

static char data[BATCH][DATAGRAM_SIZE];

int main(void)
{
    int fd = bind_loopback(SOCK_DGRAM);
    print_port(fd);
    struct sockaddr_storage senders[BATCH];
    struct iovec parts[BATCH];
    struct mmsghdr messages[BATCH];
    while (true) {
        for (int i = 0; i < BATCH; i++) {
            parts[i] = (struct iovec){.iov_base = data[i], .iov_len = DATAGRAM_SIZE};
            messages[i] = (struct mmsghdr){.msg_hdr = {
                .msg_name = &senders[i], .msg_namelen = sizeof senders[i], .msg_iov = &parts[i], .msg_iovlen = 1}};
        }
        int count = recvmmsg(fd, messages, BATCH, MSG_WAITFORONE, NULL);
        for (int i = 0; i < count; i++) {
            parts[i].iov_len = messages[i].msg_len;
        }
        for (int sent = 0; sent < count;) {
            // The error is that of the first datagram of the rest, which is lost, as datagrams may be.
            int result = sendmmsg(fd, messages + sent, (unsigned)(count - sent), 0);
            sent += result > 0 ? result : 1;
        }
    }
}
