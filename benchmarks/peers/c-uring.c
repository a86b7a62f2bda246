// Echo over io_uring(7) by its system calls, without liburing: one multishot accept, one multishot receive for each connection into a
// ring of buffers that the kernel picks from, and one send at a time for each connection, straight from the buffer received into.
// A peer that never reads keeps its buffers; a server for strangers would have to limit that, this one is for benchmarks.
#include "listener.h"

#include <linux/io_uring.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/syscall.h>

enum { ENTRIES = 4096, BUFFERS = 1024, BUFFER_SIZE = 32 * 1024, GROUP = 0, NONE = -1 };

enum operation { ACCEPT, RECEIVE, SEND };

// A buffer that holds echo to be sent, in the queue of its connection.
struct chunk {
    unsigned size;
    int next;
};

struct connection {
    int first; // the chunk being sent, or NONE
    int last;
    bool ended; // no receive is armed any more
    int next_starved; // the next of those that wait for a buffer
};

static int ring;
static int listener;
static unsigned *sq_head, *sq_tail, sq_mask, to_submit;
static struct io_uring_sqe *sqes;
static unsigned *cq_head, *cq_tail, cq_mask;
static struct io_uring_cqe *cqes;
static struct io_uring_buf_ring *buffer_ring;
static unsigned short buffer_tail;
static int free_buffers;
static char *buffers;
static struct chunk chunks[BUFFERS];
static struct connection *connections; // by descriptor
static int starved = NONE;

static void *map(size_t size, int fd, off_t offset)
{
    int flags = fd < 0 ? MAP_PRIVATE | MAP_ANONYMOUS : MAP_SHARED | MAP_POPULATE;
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, flags, fd, offset);
    if (memory == MAP_FAILED) {
        fail("mmap");
    }
    return memory;
}

static void enter(unsigned wait_for)
{
    while (true) {
        long result = syscall(SYS_io_uring_enter, ring, to_submit, wait_for, IORING_ENTER_GETEVENTS, NULL, 0);
        if (result >= 0) {
            to_submit -= (unsigned)result;
            return;
        }
        if (errno != EINTR) {
            fail("io_uring_enter");
        }
    }
}

static void open_ring(void)
{
    struct io_uring_params params = {
        .flags = IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN | IORING_SETUP_CQSIZE, .cq_entries = 8 * ENTRIES};
    ring = require("io_uring_setup", syscall(SYS_io_uring_setup, ENTRIES, &params));
    char *sq = map(params.sq_off.array + params.sq_entries * sizeof(unsigned), ring, IORING_OFF_SQ_RING);
    char *cq = map(params.cq_off.cqes + params.cq_entries * sizeof(struct io_uring_cqe), ring, IORING_OFF_CQ_RING);
    sqes = map(params.sq_entries * sizeof(struct io_uring_sqe), ring, IORING_OFF_SQES);
    sq_head = (unsigned *)(sq + params.sq_off.head);
    sq_tail = (unsigned *)(sq + params.sq_off.tail);
    sq_mask = params.sq_entries - 1;
    unsigned *array = (unsigned *)(sq + params.sq_off.array);
    for (unsigned i = 0; i < params.sq_entries; i++) {
        array[i] = i;
    }
    cq_head = (unsigned *)(cq + params.cq_off.head);
    cq_tail = (unsigned *)(cq + params.cq_off.tail);
    cq_mask = params.cq_entries - 1;
    cqes = (struct io_uring_cqe *)(cq + params.cq_off.cqes);
}

static char *buffer_at(int id)
{
    return buffers + (size_t)id * BUFFER_SIZE;
}

static void give_buffer(int id)
{
    struct io_uring_buf *entry = &buffer_ring->bufs[buffer_tail & (BUFFERS - 1)];
    entry->addr = (uintptr_t)buffer_at(id);
    entry->len = BUFFER_SIZE;
    entry->bid = (unsigned short)id;
    buffer_tail++;
    free_buffers++;
    __atomic_store_n(&buffer_ring->tail, buffer_tail, __ATOMIC_RELEASE);
}

static void register_buffers(void)
{
    buffer_ring = map(BUFFERS * sizeof(struct io_uring_buf), -1, 0);
    buffers = map((size_t)BUFFERS * BUFFER_SIZE, -1, 0);
    struct io_uring_buf_reg registration = {.ring_addr = (uintptr_t)buffer_ring, .ring_entries = BUFFERS, .bgid = GROUP};
    require("io_uring_register", syscall(SYS_io_uring_register, ring, IORING_REGISTER_PBUF_RING, &registration, 1));
    for (int id = 0; id < BUFFERS; id++) {
        give_buffer(id);
    }
}

static struct io_uring_sqe *next_entry(enum operation operation, int fd)
{
    if (*sq_tail - __atomic_load_n(sq_head, __ATOMIC_ACQUIRE) > sq_mask) {
        enter(0);
    }
    struct io_uring_sqe *entry = &sqes[*sq_tail & sq_mask];
    *entry = (struct io_uring_sqe){.fd = fd, .user_data = (uint64_t)operation << 32 | (unsigned)fd};
    __atomic_store_n(sq_tail, *sq_tail + 1, __ATOMIC_RELEASE);
    to_submit++;
    return entry;
}

static void accept_next(void)
{
    struct io_uring_sqe *entry = next_entry(ACCEPT, listener);
    entry->opcode = IORING_OP_ACCEPT;
    entry->ioprio = IORING_ACCEPT_MULTISHOT;
    entry->accept_flags = SOCK_CLOEXEC;
}

static void receive_next(int fd)
{
    struct io_uring_sqe *entry = next_entry(RECEIVE, fd);
    entry->opcode = IORING_OP_RECV;
    entry->ioprio = IORING_RECV_MULTISHOT;
    entry->flags = IOSQE_BUFFER_SELECT;
    entry->buf_group = GROUP;
}

static void send_first(int fd)
{
    int id = connections[fd].first;
    struct io_uring_sqe *entry = next_entry(SEND, fd);
    entry->opcode = IORING_OP_SEND;
    entry->addr = (uintptr_t)buffer_at(id);
    entry->len = chunks[id].size;
    entry->msg_flags = MSG_WAITALL | MSG_NOSIGNAL; // the kernel goes on by itself after a short send
}

static void close_if_done(int fd)
{
    if (connections[fd].ended && connections[fd].first == NONE) {
        close(fd);
    }
}

static void starve(int fd)
{
    connections[fd].next_starved = starved;
    starved = fd;
}

static void feed_starved(void)
{
    while (starved != NONE && free_buffers > 0) {
        int fd = starved;
        starved = connections[fd].next_starved;
        receive_next(fd);
    }
}

static void accepted(const struct io_uring_cqe *result)
{
    if (result->res >= 0) {
        connections[result->res] = (struct connection){.first = NONE, .last = NONE};
        receive_next(result->res);
    }
    if (!(result->flags & IORING_CQE_F_MORE)) {
        accept_next();
    }
}

static void received(int fd, const struct io_uring_cqe *result)
{
    struct connection *connection = &connections[fd];
    if (result->res > 0) {
        int id = (int)(result->flags >> IORING_CQE_BUFFER_SHIFT);
        free_buffers--;
        chunks[id] = (struct chunk){.size = (unsigned)result->res, .next = NONE};
        if (connection->first == NONE) {
            connection->first = connection->last = id;
            send_first(fd);
        } else {
            chunks[connection->last].next = id;
            connection->last = id;
        }
    }
    if (result->flags & IORING_CQE_F_MORE) {
        return;
    }
    if (result->res == -ENOBUFS) {
        starve(fd);
    } else if (result->res > 0) {
        receive_next(fd);
    } else {
        connection->ended = true;
        close_if_done(fd);
    }
}

static void sent(int fd, const struct io_uring_cqe *result)
{
    struct connection *connection = &connections[fd];
    bool failed = result->res < (int)chunks[connection->first].size;
    do {
        int id = connection->first;
        connection->first = chunks[id].next;
        give_buffer(id);
    } while (failed && connection->first != NONE);
    if (connection->first != NONE) {
        send_first(fd);
    } else if (failed) {
        shutdown(fd, SHUT_RDWR); // ends the receive that is armed, and that ends the connection
    }
    close_if_done(fd);
}

static void handle(const struct io_uring_cqe *result)
{
    int fd = (int)(unsigned)result->user_data;
    switch ((enum operation)(result->user_data >> 32)) {
    case ACCEPT:
        accepted(result);
        break;
    case RECEIVE:
        received(fd, result);
        break;
    case SEND:
        sent(fd, result);
        break;
    }
}

int main(void)
{
    listener = listen_on_loopback(SOCK_STREAM);
    struct rlimit limit;
    require("getrlimit", getrlimit(RLIMIT_NOFILE, &limit));
    connections = calloc(limit.rlim_cur, sizeof *connections);
    if (connections == NULL) {
        fail("calloc");
    }
    open_ring();
    register_buffers();
    accept_next();
    while (true) {
        enter(1);
        unsigned head = *cq_head;
        unsigned tail = __atomic_load_n(cq_tail, __ATOMIC_ACQUIRE);
        for (; head != tail; head++) {
            handle(&cqes[head & cq_mask]);
        }
        __atomic_store_n(cq_head, head, __ATOMIC_RELEASE);
        feed_starved();
    }
}
