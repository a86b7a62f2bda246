// A load generator for echo servers on this machine: one thread, epoll(7). Every byte that comes back is compared with what was sent.
//
//   c-load --port N [--mode ping-pong|stream|churn|idle] [--transport tcp|udp] [--connections N] [--size BYTES] [--depth N]
//          [--duration SECONDS] [--warmup SECONDS] [--rate MESSAGES] [--spin] [--server-pid PID]
//
// ping-pong  each connection keeps --depth messages (default 1) of --size bytes (default 64) in flight
// stream     the same with 64 KiB and a depth of 16 unless said otherwise
// churn      each connection is made, sends one message, takes its echo and is closed, again and again
// idle       makes the connections, exchanges one message on each, prints {"connected":N} and stays until standard input ends
// --rate     open loop: messages per second over all connections by a fixed schedule, latency counted from when each was due
// --spin     polls instead of waiting
// --server-pid  reports the processor time of that process while measuring, and of no other
//
// A datagram that is not back after 500 ms counts as lost, and the connection goes on with the next one.
// Prints one JSON object. Ends with 1, and a sentence on standard error, if a connection fails, an echo differs or nothing comes back.
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "histogram.h"

enum {
    BUFFER_SIZE = 256 * 1024,
    PATTERN_PERIOD = 4093, // a prime, so that no message size hides a shift of the stream
    EVENTS = 256,
    SOURCE_ADDRESSES = 200, // each has its own ports, which closed connections hold for a minute
    MAX_DATAGRAM = 60000,
};

static const int64_t SECOND = 1000000000;
static const int64_t STALL_LIMIT = 10 * SECOND; // nothing came back for so long: the server is given up
static const int64_t LOSS_LIMIT = SECOND / 2;

enum mode { PING_PONG, STREAM, CHURN, IDLE };
static const char *const mode_names[] = {"ping-pong", "stream", "churn", "idle"};

struct connection {
    int fd;
    bool wants_write;
    uint64_t seed;      // where in the pattern its stream begins
    uint64_t released;  // messages that may be sent
    uint64_t completed; // messages whose echo is back
    uint64_t sent;      // bytes
    uint64_t received;  // bytes
    uint64_t counted;   // messages completed while measuring
    int64_t *begun;     // when each message in flight was released, a ring of --depth
};

static struct {
    enum mode mode;
    bool udp;
    bool spin;
    int port;
    int server;
    unsigned connections;
    uint64_t size;
    uint64_t depth;
    double duration;
    double warmup;
    double rate;
} options = {.connections = 1, .duration = 3, .warmup = 1};

static struct connection *connections;
static char pattern[PATTERN_PERIOD + BUFFER_SIZE];
static char buffer[BUFFER_SIZE];
static char congestion_control[16] = "none";
static int epoll;
static int64_t now;
static int64_t last_echo;
static bool measuring;
static bool stopping;
static int64_t schedule_start;
static uint64_t scheduled;
static uint64_t made;
static uint64_t bytes_back;
static uint64_t lost;
static struct histogram latencies;

__attribute__((noreturn, format(printf, 1, 2))) static void stop_with(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

static int require(const char *call, long result)
{
    if (result < 0) {
        stop_with("%s: %s", call, strerror(errno));
    }
    return (int)result;
}

static void *allocate(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (memory == NULL) {
        stop_with("out of memory");
    }
    return memory;
}

static void read_clock(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    now = time.tv_sec * SECOND + time.tv_nsec;
}

static double cpu_seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

// Fields 14 and 15 of /proc/PID/stat, which follow a name that may hold anything but ends with the last parenthesis.
static double server_cpu_seconds(void)
{
    char path[32], text[1024];
    if (options.server == 0) {
        return 0;
    }
    snprintf(path, sizeof path, "/proc/%d/stat", options.server);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        stop_with("%s: %s", path, strerror(errno));
    }
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    const char *rest = strrchr(text, ')');
    unsigned long user, system;
    if (rest == NULL || sscanf(rest + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2) {
        stop_with("%s is not as expected", path);
    }
    return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

static const char *expected(const struct connection *connection, uint64_t offset)
{
    return pattern + (connection->seed + offset) % PATTERN_PERIOD;
}

static void watch(int operation, struct connection *connection, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.ptr = connection};
    require("epoll_ctl", epoll_ctl(epoll, operation, connection->fd, &event));
}

// Fixed, because the machine's own may be any, and a stream's rate depends on it.
static void choose_congestion_control(int fd)
{
    static const char *const choices[] = {"cubic", "reno"};
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        if (setsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, choices[i], (socklen_t)strlen(choices[i])) == 0) {
            strcpy(congestion_control, choices[i]);
            return;
        }
    }
    stop_with("neither cubic nor reno can be set");
}

static void bind_to_some_source(int fd)
{
    static unsigned last;
    struct sockaddr_in source = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + last++ % SOURCE_ADDRESSES)};
    int on = 1;
    require("IP_BIND_ADDRESS_NO_PORT", setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on));
    require("bind", bind(fd, (struct sockaddr *)&source, sizeof source));
}

static void open_connection(struct connection *connection)
{
    int type = (options.udp ? SOCK_DGRAM : SOCK_STREAM) | SOCK_CLOEXEC;
    connection->fd = require("socket", socket(AF_INET, type, 0));
    if (!options.udp) {
        int on = 1;
        choose_congestion_control(connection->fd);
        require("TCP_NODELAY", setsockopt(connection->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on));
        bind_to_some_source(connection->fd);
    }
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons((uint16_t)options.port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    require("connect", connect(connection->fd, (struct sockaddr *)&server, sizeof server));
    watch(EPOLL_CTL_ADD, connection, EPOLLIN);
    made++;
}

static void send_released(struct connection *connection)
{
    uint64_t goal = connection->released * options.size;
    bool full = false;
    while (connection->sent < goal && !full) {
        uint64_t size = goal - connection->sent;
        uint64_t most = options.udp ? options.size : BUFFER_SIZE;
        const char *data = expected(connection, connection->sent);
        ssize_t result = send(connection->fd, data, size < most ? size : most, MSG_DONTWAIT | MSG_NOSIGNAL);
        full = result < 0 && errno == EAGAIN;
        if (!full) {
            connection->sent += (uint64_t)require("send", result);
        }
    }
    if (full != connection->wants_write) {
        connection->wants_write = full;
        watch(EPOLL_CTL_MOD, connection, full ? EPOLLIN | EPOLLOUT : EPOLLIN);
    }
}

static void release(struct connection *connection, int64_t due)
{
    connection->begun[connection->released % options.depth] = due;
    connection->released++;
}

static int64_t due_at(uint64_t message)
{
    return schedule_start + (int64_t)((double)message / options.rate * (double)SECOND);
}

static void release_what_is_due(void)
{
    while (due_at(scheduled) <= now) {
        struct connection *connection = &connections[scheduled % options.connections];
        if (connection->released - connection->completed == options.depth) {
            stop_with("%llu messages wait on one connection: the server can't keep up with the rate", (unsigned long long)options.depth);
        }
        release(connection, due_at(scheduled++));
        send_released(connection);
    }
}

static void count_completed(struct connection *connection)
{
    int64_t begun = connection->begun[connection->completed % options.depth];
    connection->completed++;
    if (measuring) {
        histogram_add(&latencies, now - begun);
        connection->counted++;
    }
}

static void reopen(struct connection *connection)
{
    close(connection->fd);
    connection->wants_write = false;
    connection->sent = connection->received = connection->released = connection->completed = 0;
    connection->seed++;
    if (!stopping) {
        read_clock();
        release(connection, now);
        open_connection(connection);
        send_released(connection);
    }
}

static void verify(const struct connection *connection, const char *data, size_t size)
{
    if (connection->received + size > connection->sent) {
        stop_with("more came back than was sent");
    }
    if (memcmp(data, expected(connection, connection->received), size) != 0) {
        stop_with("the echo differs from what was sent, within %zu bytes from offset %llu", size, (unsigned long long)connection->received);
    }
}

static void receive_echo(struct connection *connection)
{
    ssize_t size = recv(connection->fd, buffer, sizeof buffer, MSG_DONTWAIT);
    if (size < 0 && errno == EAGAIN) {
        return;
    }
    if (require("recv", size) == 0) {
        stop_with("the server closed a connection");
    }
    verify(connection, buffer, (size_t)size);
    connection->received += (uint64_t)size;
    bytes_back += measuring ? (uint64_t)size : 0;
    last_echo = now;
    while (connection->received >= (connection->completed + 1) * options.size) {
        count_completed(connection);
        if (options.rate == 0 && options.mode != CHURN && !stopping) {
            release(connection, now);
        }
    }
    if (options.mode == CHURN && connection->completed > 0) {
        reopen(connection);
    } else {
        send_released(connection);
    }
}

// A connection's next datagram is expected where the lost one's echo would have ended; a late echo would then differ, and be seen.
static void give_up_lost_datagrams(void)
{
    static int64_t next_check;
    if (now < next_check) {
        return;
    }
    next_check = now + LOSS_LIMIT / 4;
    for (unsigned i = 0; i < options.connections; i++) {
        struct connection *connection = &connections[i];
        bool waits = connection->completed < connection->released;
        if (waits && now - connection->begun[connection->completed % options.depth] > LOSS_LIMIT) {
            connection->completed++;
            connection->received += options.size;
            lost++;
            if (options.rate == 0 && !stopping) {
                release(connection, now);
            }
            send_released(connection);
        }
    }
}

static struct timespec time_to_wait(int64_t until)
{
    int64_t next = options.rate > 0 && !stopping && due_at(scheduled) < until ? due_at(scheduled) : until;
    int64_t wait = options.spin || next < now ? 0 : next - now;
    return (struct timespec){.tv_sec = wait / SECOND, .tv_nsec = wait % SECOND};
}

static void exchange_once(int64_t until)
{
    struct epoll_event events[EVENTS];
    int64_t check = now + LOSS_LIMIT;
    struct timespec wait = time_to_wait(check < until ? check : until);
    int count = require("epoll_pwait2", epoll_pwait2(epoll, events, EVENTS, &wait, NULL));
    read_clock();
    for (int i = 0; i < count; i++) {
        struct connection *connection = events[i].data.ptr;
        if (events[i].events & EPOLLOUT) {
            send_released(connection);
        }
        if (events[i].events & ~(uint32_t)EPOLLOUT) {
            receive_echo(connection);
            read_clock();
        }
    }
    if (options.rate > 0 && !stopping) {
        release_what_is_due();
    }
    if (options.udp) {
        give_up_lost_datagrams();
    }
}

static void exchange_until(int64_t until)
{
    while (now < until) {
        exchange_once(until);
        if (options.rate == 0 && !options.udp && now - last_echo > STALL_LIMIT) {
            stop_with("nothing came back for %d seconds", (int)(STALL_LIMIT / SECOND));
        }
    }
}

static bool is_waiting(void)
{
    for (unsigned i = 0; i < options.connections; i++) {
        if (connections[i].completed < connections[i].released) {
            return true;
        }
    }
    return false;
}

// What is in flight comes back too, so that all of it is verified and no connection is reset.
static void finish(void)
{
    stopping = true;
    int64_t limit = now + STALL_LIMIT;
    while (is_waiting()) {
        exchange_once(limit);
        if (now >= limit) {
            stop_with("what was in flight did not come back");
        }
    }
}

static void make_connections(void)
{
    connections = allocate(options.connections, sizeof *connections);
    for (unsigned i = 0; i < options.connections; i++) {
        connections[i].seed = 31 * i;
        connections[i].begun = allocate(options.depth, sizeof *connections[i].begun);
        open_connection(&connections[i]);
    }
}

static void begin(void)
{
    read_clock();
    last_echo = schedule_start = now;
    if (options.rate > 0) {
        return;
    }
    for (unsigned i = 0; i < options.connections; i++) {
        for (uint64_t k = 0; k < options.depth; k++) {
            release(&connections[i], now);
        }
        send_released(&connections[i]);
    }
}

static void report(double elapsed, double cpu, double server_cpu)
{
    uint64_t total = 0, least = UINT64_MAX, most = 0;
    for (unsigned i = 0; i < options.connections; i++) {
        uint64_t count = connections[i].counted;
        total += count;
        least = count < least ? count : least;
        most = count > most ? count : most;
    }
    printf("{\"mode\":\"%s\",\"transport\":\"%s\",\"connections\":%u,\"size\":%llu,\"depth\":%llu,\"rate\":%.0f,\"spin\":%s,"
           "\"congestion_control\":\"%s\",\"seconds\":%.3f,\"operations\":%llu,\"operations_per_second\":%.1f,\"bytes_per_second\":%.0f,",
           mode_names[options.mode], options.udp ? "udp" : "tcp", options.connections, (unsigned long long)options.size,
           (unsigned long long)options.depth, options.rate, options.spin ? "true" : "false", congestion_control, elapsed,
           (unsigned long long)total, (double)total / elapsed, (double)bytes_back / elapsed);
    printf("\"latency_us\":{\"p50\":%.1f,\"p90\":%.1f,\"p99\":%.1f,\"p99_9\":%.1f,\"max\":%.1f},", histogram_at(&latencies, 0.5) / 1e3,
           histogram_at(&latencies, 0.9) / 1e3, histogram_at(&latencies, 0.99) / 1e3, histogram_at(&latencies, 0.999) / 1e3,
           (double)latencies.max / 1e3);
    if (options.server != 0) {
        printf("\"server_cpu_seconds\":%.3f,", server_cpu);
    }
    printf("\"client_cpu_seconds\":%.3f,\"client_cpu_share\":%.3f,", cpu, cpu / elapsed);
    printf("\"slowest_connection\":%llu,\"fastest_connection\":%llu,\"lost\":%llu}\n", (unsigned long long)least,
           (unsigned long long)most, (unsigned long long)lost);
}

static void stay_idle(void)
{
    for (unsigned i = 0; i < options.connections; i++) {
        if (connections[i].completed == 0) {
            stop_with("not every connection answered");
        }
    }
    printf("{\"connected\":%u}\n", options.connections);
    fflush(stdout);
    while (read(STDIN_FILENO, buffer, sizeof buffer) > 0) {
    }
}

static void measure(void)
{
    exchange_until(now + (int64_t)(options.warmup * (double)SECOND));
    measuring = true;
    double cpu = cpu_seconds();
    double server_cpu = server_cpu_seconds();
    int64_t start = now;
    exchange_until(now + (int64_t)(options.duration * (double)SECOND));
    measuring = false;
    double elapsed = (double)(now - start) / (double)SECOND;
    cpu = cpu_seconds() - cpu;
    server_cpu = server_cpu_seconds() - server_cpu;
    finish();
    report(elapsed, cpu, server_cpu);
}

static double number(const char *name, double least, double most)
{
    char *end;
    double value = strtod(optarg, &end);
    if (*optarg == '\0' || *end != '\0' || !(value >= least && value <= most)) {
        stop_with("--%s: %s is not a number from %.15g to %.15g", name, optarg, least, most);
    }
    return value;
}

static enum mode mode_named(const char *name)
{
    for (size_t i = 0; i < sizeof mode_names / sizeof *mode_names; i++) {
        if (strcmp(name, mode_names[i]) == 0) {
            return (enum mode)i;
        }
    }
    stop_with("--mode: there is no mode %s", name);
}

static bool is_udp(const char *transport)
{
    bool udp = strcmp(transport, "udp") == 0;
    if (!udp && strcmp(transport, "tcp") != 0) {
        stop_with("--transport: there is no transport %s", transport);
    }
    return udp;
}

static void read_options(int count, char **arguments)
{
    static const struct option known[] = {
        {"port", required_argument, NULL, 'p'},     {"mode", required_argument, NULL, 'm'}, {"transport", required_argument, NULL, 't'},
        {"connections", required_argument, NULL, 'c'}, {"size", required_argument, NULL, 's'}, {"depth", required_argument, NULL, 'd'},
        {"duration", required_argument, NULL, 'D'}, {"warmup", required_argument, NULL, 'w'}, {"rate", required_argument, NULL, 'r'},
        {"spin", no_argument, NULL, 'S'},           {"server-pid", required_argument, NULL, 'P'}, {NULL, 0, NULL, 0},
    };
    int option;
    while ((option = getopt_long(count, arguments, "", known, NULL)) != -1) {
        switch (option) {
        case 'p': options.port = (int)number("port", 1, 65535); break;
        case 'm': options.mode = mode_named(optarg); break;
        case 't': options.udp = is_udp(optarg); break;
        case 'c': options.connections = (unsigned)number("connections", 1, 1000000); break;
        case 's': options.size = (uint64_t)number("size", 1, 1 << 30); break;
        case 'd': options.depth = (uint64_t)number("depth", 1, 1 << 20); break;
        case 'D': options.duration = number("duration", 0.01, 3600); break;
        case 'w': options.warmup = number("warmup", 0, 3600); break;
        case 'r': options.rate = number("rate", 1, 1e8); break;
        case 'S': options.spin = true; break;
        case 'P': options.server = (int)number("server-pid", 1, 1 << 30); break;
        default: exit(1);
        }
    }
    if (optind < count || options.port == 0) {
        stop_with("usage: %s --port N [options]; the source's first lines say which", arguments[0]);
    }
}

static void complete_options(void)
{
    bool is_stream = options.mode == STREAM;
    if (options.size == 0) {
        options.size = is_stream ? 65536 : 64;
    }
    if (options.depth == 0) {
        options.depth = options.rate > 0 ? 4096 : is_stream ? 16 : 1;
    }
    if ((options.mode == CHURN || options.mode == IDLE) && (options.depth != 1 || options.rate > 0)) {
        stop_with("--depth and --rate belong to ping-pong and stream");
    }
    if (options.udp && (options.mode == CHURN || options.rate > 0 || options.depth != 1 || options.size > MAX_DATAGRAM)) {
        stop_with("over udp each connection exchanges one message at a time, of at most %d bytes", MAX_DATAGRAM);
    }
}

int main(int count, char **arguments)
{
    read_options(count, arguments);
    complete_options();
    for (size_t i = 0; i < sizeof pattern; i++) {
        uint32_t mixed = (uint32_t)(i % PATTERN_PERIOD) * 2654435761u;
        pattern[i] = (char)(mixed >> 24);
    }
    struct rlimit limit;
    require("getrlimit", getrlimit(RLIMIT_NOFILE, &limit));
    limit.rlim_cur = limit.rlim_max;
    require("setrlimit", setrlimit(RLIMIT_NOFILE, &limit));
    require("PR_SET_TIMERSLACK", prctl(PR_SET_TIMERSLACK, 1));
    epoll = require("epoll_create1", epoll_create1(EPOLL_CLOEXEC));
    make_connections();
    begin();
    if (options.mode == IDLE) {
        finish();
        stay_idle();
    } else {
        measure();
    }
    return 0;
}
