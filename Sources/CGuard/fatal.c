#define _GNU_SOURCE
#include "CGuard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

struct terminal {
    int fd;
    struct termios modes;
    size_t size_bytes;
    char restore_bytes[CGUARD_RESTORE_LIMIT_BYTES];
};

// A signal may come while the record is being replaced, so the one in use is never written to.
static struct terminal slots[2];
static _Atomic(struct terminal *) remembered;
static int next_slot;
static pthread_mutex_t slots_lock = PTHREAD_MUTEX_INITIALIZER;

int cguard_terminal_remember(int fd, const struct termios *modes, const char *restore_bytes, size_t size_bytes) {
    if (size_bytes > CGUARD_RESTORE_LIMIT_BYTES)
        return EINVAL;
    pthread_mutex_lock(&slots_lock);
    struct terminal *slot = &slots[next_slot];
    next_slot = 1 - next_slot;
    slot->fd = fd;
    slot->modes = *modes;
    slot->size_bytes = size_bytes;
    memcpy(slot->restore_bytes, restore_bytes, size_bytes);
    atomic_store(&remembered, slot);
    pthread_mutex_unlock(&slots_lock);
    return 0;
}

void cguard_terminal_forget(void) {
    atomic_store(&remembered, NULL);
}

static void write_patiently(int fd, const char *bytes, size_t size_bytes) {
    // A stopped or vanished terminal must not keep a dying process: one fifth of a second without progress ends it.
    enum { patience_milliseconds = 200 };
    // A terminal that is ready for a byte may still make a longer write wait.
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0)
        return;
    fcntl(fd, F_SETFL, flags | O_NONBLOCK);
    int refusals = 0;
    while (size_bytes > 0 && refusals < 100) {
        struct pollfd ready = {.fd = fd, .events = POLLOUT};
        int answer = poll(&ready, 1, patience_milliseconds);
        if (answer < 0 && errno == EINTR)
            continue;
        if (answer <= 0 || (ready.revents & POLLOUT) == 0)
            break;
        ssize_t written = write(fd, bytes, size_bytes);
        if (written < 0 && (errno == EINTR || errno == EAGAIN)) {
            refusals += 1;
            continue;
        }
        if (written <= 0)
            break;
        bytes += written;
        size_bytes -= (size_t)written;
    }
    fcntl(fd, F_SETFL, flags);
}

int cguard_terminal_restore(void) {
    struct terminal *terminal = atomic_exchange(&remembered, NULL);
    if (terminal == NULL)
        return 0;
    int kept_errno = errno;
    // In a background job, setting modes would stop the process unless SIGTTOU is blocked.
    sigset_t background, before;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &background, &before);
    write_patiently(terminal->fd, terminal->restore_bytes, terminal->size_bytes);
    tcsetattr(terminal->fd, TCSANOW, &terminal->modes);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = kept_errno;
    return 1;
}

static atomic_int dying_thread;

static void say_why(int restored, int signal_number) {
    static const char with_terminal[] = "tidegate: internal error; the terminal was restored and secrets wiped (signal ";
    static const char without_terminal[] = "tidegate: internal error; secrets wiped (signal ";
    char line[128];
    size_t length = restored ? sizeof with_terminal - 1 : sizeof without_terminal - 1;
    memcpy(line, restored ? with_terminal : without_terminal, length);
    if (signal_number >= 10)
        line[length++] = (char)('0' + signal_number / 10 % 10);
    line[length++] = (char)('0' + signal_number % 10);
    line[length++] = ')';
    line[length++] = '\n';
    write_patiently(STDERR_FILENO, line, length);
}

static void die(int signal_number) {
    int this_thread = (int)syscall(SYS_gettid);
    int nobody = 0;
    // Another thread that fails at the same time waits for the first one to end the process.
    if (!atomic_compare_exchange_strong(&dying_thread, &nobody, this_thread) && nobody != this_thread) {
        for (;;)
            pause();
    }
    cguard_wipe_everything();
    say_why(cguard_terminal_restore(), signal_number);

    struct sigaction by_default;
    memset(&by_default, 0, sizeof by_default);
    by_default.sa_handler = SIG_DFL;
    sigaction(signal_number, &by_default, NULL);
    sigset_t only_this;
    sigemptyset(&only_this);
    sigaddset(&only_this, signal_number);
    pthread_sigmask(SIG_UNBLOCK, &only_this, NULL);
    raise(signal_number);
    _exit(128 + signal_number);
}

int cguard_fatal_signals_install(void) {
    enum { stack_bytes = 64 * 1024 };
    void *stack = mmap(NULL, stack_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (stack == MAP_FAILED)
        return errno;
    stack_t alternate = {.ss_sp = stack, .ss_size = stack_bytes};
    if (sigaltstack(&alternate, NULL) != 0)
        return errno;

    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = die;
    action.sa_flags = SA_ONSTACK;
    // With everything blocked, a fault inside `die` makes the kernel end the process at once.
    sigfillset(&action.sa_mask);
    static const int fatal[] = {SIGSEGV, SIGILL, SIGBUS, SIGFPE, SIGABRT, SIGTRAP};
    for (size_t i = 0; i < sizeof fatal / sizeof fatal[0]; i++) {
        if (sigaction(fatal[i], &action, NULL) != 0)
            return errno;
    }
    return 0;
}
