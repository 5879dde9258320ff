#define _GNU_SOURCE
#include "CGuard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
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

// The thread that has begun to end the process; no other one may.
static atomic_int ending_thread;
// Who draws on the terminal, and whether it has stopped for a thread that ends the process.
static atomic_int owning_thread;
static atomic_int owner_has_stopped;

static int this_thread(void) { return (int)syscall(SYS_gettid); }

// Whoever comes second waits for the first one to end the process.
static void become_the_only_end(void) {
    int nobody = 0;
    if (atomic_compare_exchange_strong(&ending_thread, &nobody, this_thread()) || nobody == this_thread())
        return;
    if (this_thread() == atomic_load(&owning_thread))
        atomic_store(&owner_has_stopped, 1);
    for (;;)
        pause();
}

// What the owner wrote after the terminal is given back would stay there.
static void stop_owner(int signal_number) {
    enum { patience_milliseconds = 200 };
    int owner = atomic_load(&owning_thread);
    if (owner == 0 || owner == this_thread() || syscall(SYS_tgkill, getpid(), owner, signal_number) != 0)
        return;
    struct timespec one_millisecond = {.tv_nsec = 1000000};
    for (int i = 0; i < patience_milliseconds && !atomic_load(&owner_has_stopped); i++)
        nanosleep(&one_millisecond, NULL);
}

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

// As the kernel knows them: glibc keeps two signals for itself, and its calls refuse those.
static const size_t kernel_set_bytes = 8;
typedef union {
    unsigned char bytes[64];
    long aligned;
} kernel_action;

// Ends the process by a signal, so that whoever waits for it sees which.
__attribute__((noreturn)) static void end_by(int signal_number) {
    static const kernel_action by_default;
    syscall(SYS_rt_sigaction, signal_number, &by_default, NULL, kernel_set_bytes);
    uint64_t only_this = (uint64_t)1 << (signal_number - 1);
    syscall(SYS_rt_sigprocmask, SIG_UNBLOCK, &only_this, NULL, kernel_set_bytes);
    syscall(SYS_tgkill, getpid(), this_thread(), signal_number);
    // The first process of a container is not ended by a signal.
    _exit(128 + signal_number);
}

// Something went wrong inside this process.
static void fail(int signal_number) {
    // Secrets that are zeros may be what went wrong: who is on the way out is to get there, but not to be waited for without end.
    enum { patience_milliseconds = 2000 };
    struct timespec one_millisecond = {.tv_nsec = 1000000};
    if (this_thread() != atomic_load(&owning_thread)) {
        for (int i = 0; i < patience_milliseconds && cguard_was_wiped(); i++)
            nanosleep(&one_millisecond, NULL);
    }
    become_the_only_end();
    cguard_wipe_everything();
    stop_owner(signal_number);
    int restored = cguard_terminal_restore();
    cguard_children_end();
    say_why(restored, signal_number);
    end_by(signal_number);
}

// What the process ends with where it has not ended in time.
static atomic_int awaited_status = -1;

void cguard_leave_in_time(int status) {
    enum { patience_seconds = 10 };
    // Where nobody answers the alarm, it would be a signal like any other.
    if (atomic_load(&owning_thread) == 0)
        return;
    atomic_store(&awaited_status, status);
    alarm(patience_seconds);
}

// Someone wants the process to end, in a way that needs no word about it.
static void end_quietly(int signal_number, siginfo_t *information, void *context) {
    (void)context;
    // A write past the limit on the size of a file: the call fails, and whoever made it says so.
    if (signal_number == SIGXFSZ && information->si_pid == getpid())
        return;
    int owner = atomic_load(&owning_thread);
    // While the thread that draws is here, nothing is drawn.
    if (owner != this_thread() && signal_number != SIGXFSZ && syscall(SYS_tgkill, getpid(), owner, signal_number) == 0)
        return;
    if (signal_number == SIGALRM && atomic_load(&awaited_status) >= 0)
        cguard_leave(atomic_load(&awaited_status));
    become_the_only_end();
    cguard_wipe_everything();
    cguard_terminal_restore();
    cguard_children_end();
    end_by(signal_number);
}

void cguard_leave(int status) {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, NULL);
    become_the_only_end();
    cguard_wipe_everything();
    cguard_terminal_restore();
    cguard_children_end();
    // Not `exit`: the libraries would clear themselves away under the threads that still use them.
    _exit(status);
}

static const int faults[] = {SIGSEGV, SIGILL, SIGBUS, SIGFPE, SIGABRT, SIGTRAP, SIGSYS};

static int is_fault(int signal_number) {
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        if (faults[i] == signal_number)
            return 1;
    }
    return 0;
}

// Whether a signal ends a process that does nothing about it (signal(7)), and can be caught at all.
static int ends_by_default(int signal_number) {
    switch (signal_number) {
    case SIGKILL:
    case SIGSTOP:
    case SIGTSTP:
    case SIGTTIN:
    case SIGTTOU:
    case SIGCONT:
    case SIGCHLD:
    case SIGURG:
    case SIGWINCH:
        return 0;
    default:
        return 1;
    }
}

// glibc's two: where it has no use for them, they end the process like any other.
static void catch_hidden_signals(void) {
    kernel_action quiet, before;
    static const kernel_action by_default;
    if (syscall(SYS_rt_sigaction, SIGUSR1, NULL, &quiet, kernel_set_bytes) != 0)
        return;
    for (int number = 32; number < SIGRTMIN; number++) {
        if (syscall(SYS_rt_sigaction, number, NULL, &before, kernel_set_bytes) == 0 && memcmp(&before, &by_default, sizeof(void *)) == 0)
            syscall(SYS_rt_sigaction, number, &quiet, NULL, kernel_set_bytes);
    }
}

enum { stack_bytes = 64 * 1024 };

static pthread_key_t stack_key;
static pthread_once_t stack_once = PTHREAD_ONCE_INIT;

static void give_stack_back(void *stack) {
    stack_t none = {.ss_flags = SS_DISABLE};
    sigaltstack(&none, NULL);
    munmap(stack, stack_bytes);
}

static void make_stack_key(void) { pthread_key_create(&stack_key, give_stack_back); }

int cguard_thread_prepare(void) {
    sigset_t unblocked;
    sigemptyset(&unblocked);
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
        sigaddset(&unblocked, faults[i]);
    // A fault that is blocked ends the process without asking anyone.
    pthread_sigmask(SIG_UNBLOCK, &unblocked, NULL);
    stack_t present;
    if (sigaltstack(NULL, &present) != 0 || (present.ss_flags & SS_DISABLE) == 0)
        return 0;
    void *stack = mmap(NULL, stack_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (stack == MAP_FAILED)
        return errno;
    stack_t alternate = {.ss_sp = stack, .ss_size = stack_bytes};
    if (sigaltstack(&alternate, NULL) != 0) {
        int refused = errno;
        munmap(stack, stack_bytes);
        return refused;
    }
    pthread_once(&stack_once, make_stack_key);
    pthread_setspecific(stack_key, stack);
    return 0;
}

int cguard_fatal_signals_install(void) {
    int refused = cguard_thread_prepare();
    if (refused != 0)
        return refused;
    atomic_store(&owning_thread, this_thread());
    for (int number = 1; number <= SIGRTMAX; number++) {
        struct sigaction action;
        // Not the two that glibc hides.
        if (!ends_by_default(number) || sigaction(number, NULL, &action) != 0)
            continue;
        // What whoever started the program has it pass over does not end it.
        if (action.sa_handler == SIG_IGN && !is_fault(number))
            continue;
        memset(&action, 0, sizeof action);
        action.sa_flags = SA_ONSTACK;
        if (is_fault(number)) {
            action.sa_handler = fail;
        } else {
            action.sa_sigaction = end_quietly;
            action.sa_flags |= SA_SIGINFO | SA_RESTART;
        }
        // With everything blocked, a fault inside a handler makes the kernel end the process at once.
        sigfillset(&action.sa_mask);
        if (sigaction(number, &action, NULL) != 0)
            return errno;
    }
    catch_hidden_signals();
    return 0;
}
