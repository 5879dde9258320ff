// What libraries open is closed in programs that are started. libcurl asks us for its sockets, but opens its wake-up pairs itself; NIO
// its epoll; OpenSSL and ncurses files. Defining the calls in the executable puts this between every library and glibc.

#define _GNU_SOURCE
#include "CGuard.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <stdatomic.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

// Only in the program itself: other people's code that starts programs, in the tests, counts on what a child inherits.
static atomic_int is_asked_for;

void cguard_close_on_exec(void) {
    // What whoever started the program has left open is not for others either. Older systems cannot do that at once.
    close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
    atomic_store(&is_asked_for, 1);
}

__attribute__((visibility("default"))) int socket(int domain, int type, int protocol) {
    return (int)syscall(SYS_socket, domain, atomic_load(&is_asked_for) ? type | SOCK_CLOEXEC : type, protocol);
}

__attribute__((visibility("default"))) int socketpair(int domain, int type, int protocol, int pair[2]) {
    return (int)syscall(SYS_socketpair, domain, atomic_load(&is_asked_for) ? type | SOCK_CLOEXEC : type, protocol, pair);
}

__attribute__((visibility("default"))) int pipe(int ends[2]) {
    return pipe2(ends, atomic_load(&is_asked_for) ? O_CLOEXEC : 0);
}

__attribute__((visibility("default"))) int epoll_create(int size) {
    if (size <= 0) {
        errno = EINVAL;
        return -1;
    }
    return epoll_create1(atomic_load(&is_asked_for) ? EPOLL_CLOEXEC : 0);
}

void cguard_hold_standard_descriptors(void) {
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        if (fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF)
            continue;
        // The lowest that is free is the one that is missing.
        if (open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY) != descriptor)
            return;
    }
}

int cguard_pipe(int *ends) {
    return pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0 ? 0 : errno;
}

int cguard_accept(int listening) {
    return accept4(listening, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

int cguard_duplicate(int descriptor) {
    return fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
}
