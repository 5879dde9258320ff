// Programs that are started, and what they start in turn. A command keeps the session and the group of the program, so that it can ask
// at the terminal; so neither tells its processes from others. They are known by their parents, and by a mark in their environment
// where a parent has ended.

#define _GNU_SOURCE
#include "CGuard.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { children_limit = 16, mark_bytes = 64, family_limit = 512, part_bytes = 2048, most_parts = 512 };

struct child {
    _Atomic(pid_t) process;
    // "TIDEGATE_CHILD=", this process, chance, and the number of the child.
    char mark[mark_bytes];
};

static struct child children[children_limit];
static atomic_int next_number;

static struct child *claim(void) {
    for (int i = 0; i < children_limit; i++) {
        pid_t nobody = 0;
        if (atomic_compare_exchange_strong(&children[i].process, &nobody, -1))
            return &children[i];
    }
    return NULL;
}

static int start(const char *path, char *const *arguments, char **environment, const int *descriptors, enum cguard_session session, pid_t *child) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int refused = posix_spawn_file_actions_init(&actions);
    if (refused != 0)
        return refused;
    refused = posix_spawnattr_init(&attributes);
    if (refused != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return refused;
    }
    for (int i = 0; refused == 0 && i < 3; i++) {
        refused = descriptors[i] < 0 ? posix_spawn_file_actions_addopen(&actions, i, "/dev/null", O_RDWR, 0)
                                     : posix_spawn_file_actions_adddup2(&actions, descriptors[i], i);
    }
    if (refused == 0)
        refused = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    if (session == cguard_own_session)
        flags |= POSIX_SPAWN_SETSID;
    posix_spawnattr_setflags(&attributes, flags);
    if (refused == 0)
        refused = posix_spawn(child, path, &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return refused;
}

int cguard_child_start(const char *path, char *const *arguments, const int *descriptors, enum cguard_session session, pid_t *child) {
    struct child *place = claim();
    if (place == NULL)
        return EAGAIN;
    // A signal that ends the process has to find the child where it is looked for.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    uint64_t chance = 0;
    if (getrandom(&chance, sizeof chance, GRND_NONBLOCK) < 0)
        chance = 0;
    snprintf(place->mark, mark_bytes, "TIDEGATE_CHILD=%d.%016llx.%d.", (int)getpid(), (unsigned long long)chance, atomic_fetch_add(&next_number, 1));
    size_t count = 0;
    while (environ[count] != NULL)
        count++;
    char **environment = calloc(count + 2, sizeof *environment);
    int refused = ENOMEM;
    if (environment != NULL) {
        size_t used = 0;
        for (size_t i = 0; i < count; i++) {
            if (strncmp(environ[i], "TIDEGATE_CHILD=", 15) != 0)
                environment[used++] = environ[i];
        }
        environment[used] = place->mark;
        refused = start(path, arguments, environment, descriptors, session, child);
        free(environment);
    }
    atomic_store(&place->process, refused == 0 ? *child : 0);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return refused;
}

void cguard_child_forget(pid_t child) {
    for (int i = 0; i < children_limit; i++) {
        pid_t it = child;
        if (atomic_compare_exchange_strong(&children[i].process, &it, 0))
            return;
    }
}

// What follows is called from signal handlers too: system calls, and no memory but the stack's.

// With `look`, all of it is read, and what was found is answered; the memory of another process can end in between.
static ssize_t read_file(int proc, pid_t process, const char *name, char *bytes, size_t limit_bytes, int (*look)(const char *, size_t, const char *), const char *wanted,
                         unsigned long *read_bytes) {
    char path[32] = {0};
    char digits[12];
    int length = 0, count = 0;
    for (int rest = process; rest > 0; rest /= 10)
        digits[count++] = (char)('0' + rest % 10);
    while (count > 0)
        path[length++] = digits[--count];
    path[length++] = '/';
    for (const char *letter = name; *letter != 0; letter++)
        path[length++] = *letter;
    int file = openat(proc, path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return -1;
    ssize_t result = 0;
    if (look == NULL) {
        result = read(file, bytes, limit_bytes);
    } else {
        // The end of each part is looked at again before the next one.
        size_t kept = 0;
        for (int part = 0; part < most_parts && result == 0; part++) {
            ssize_t got = read(file, bytes + kept, limit_bytes - kept);
            if (got <= 0)
                break;
            *read_bytes += (unsigned long)got;
            size_t have = kept + (size_t)got;
            result = look(bytes, have, wanted);
            kept = have < mark_bytes ? have : mark_bytes;
            memmove(bytes, bytes + have - kept, kept);
        }
    }
    close(file);
    return result;
}

static int contains(const char *bytes, size_t size_bytes, const char *wanted) {
    return memmem(bytes, size_bytes, wanted, strlen(wanted)) != NULL;
}

struct state {
    // 0 where the process has ended.
    pid_t parent;
    unsigned long flags;
    // 0 until a program has been loaded whole.
    unsigned long code_start;
    unsigned long environment_start;
    unsigned long environment_end;
};

// Fields 4, 9, 26, 50 and 51 of proc(5)'s stat.
static struct state state(int proc, pid_t process) {
    struct state found = {0};
    char bytes[1024];
    ssize_t size = read_file(proc, process, "stat", bytes, sizeof bytes - 1, NULL, NULL, NULL);
    if (size <= 0)
        return found;
    bytes[size] = 0;
    // Between parentheses is a name that may hold anything (proc(5)).
    char *after = memrchr(bytes, ')', (size_t)size);
    if (after == NULL || after[1] != ' ' || after[2] == 'Z' || after[2] == 'X' || after[3] != ' ')
        return found;
    int field = 4;
    for (char *digit = after + 4; *digit != 0; field++) {
        unsigned long number = 0;
        for (; *digit != ' ' && *digit != 0; digit++)
            number = *digit >= '0' && *digit <= '9' ? number * 10 + (unsigned long)(*digit - '0') : 0;
        if (field == 4)
            found.parent = (pid_t)number;
        if (field == 9)
            found.flags = number;
        if (field == 26)
            found.code_start = number;
        if (field == 50)
            found.environment_start = number;
        if (field == 51)
            found.environment_end = number;
        if (*digit == ' ')
            digit++;
    }
    return found;
}

// 1 where a process has the mark, 0 where it has not, -1 where that cannot be known in this moment. A process that is
// just becoming another program has left its environment and does not have the new one yet; the kernel's own threads
// never have one.
static int belongs_by_mark(int proc, pid_t process, const char *mark) {
    enum { most_looks = 16 };
    const unsigned long kernel_thread = 0x00200000;
    for (int looks = 0; looks < most_looks; looks++) {
        char bytes[part_bytes];
        unsigned long read_bytes = 0;
        ssize_t found = read_file(proc, process, "environ", bytes, sizeof bytes, contains, mark, &read_bytes);
        if (found != 0)
            return found == 1;
        struct state now = state(proc, process);
        if (now.parent == 0 || (now.flags & kernel_thread) != 0)
            return 0;
        // What is longer than anything of ours is read up to a bound, and nobody waits for it.
        unsigned long size_bytes = now.environment_end - now.environment_start;
        if (now.code_start != 0 && (size_bytes == read_bytes || read_bytes >= most_parts * (unsigned long)(part_bytes - mark_bytes)))
            return 0;
        // Opening its environment waits for it, and ends right between the two programs: it goes on while this sleeps.
        const struct timespec pause = {.tv_nsec = 200 * 1000};
        nanosleep(&pause, NULL);
    }
    return -1;
}

struct family {
    pid_t members[family_limit];
    int count;
    // Those of whom it could not be known whether they belong to it.
    int unknown;
};

static int includes(const struct family *family, pid_t process) {
    for (int i = 0; i < family->count; i++) {
        if (family->members[i] == process)
            return 1;
    }
    return 0;
}

struct entry {
    uint64_t inode;
    int64_t offset;
    unsigned short size_bytes;
    unsigned char kind;
    char name[];
};

// Adds those whose parents are known. Returns how many were added.
static int grow(struct family *family, int proc, pid_t child, const char *mark, int looks_for_mark) {
    int added = 0;
    _Alignas(struct entry) char bytes[2048];
    if (lseek(proc, 0, SEEK_SET) < 0)
        return 0;
    for (;;) {
        long size = syscall(SYS_getdents64, proc, bytes, sizeof bytes);
        if (size <= 0)
            return added;
        for (long offset = 0; offset < size;) {
            struct entry *entry = (struct entry *)(bytes + offset);
            offset += entry->size_bytes;
            pid_t process = 0;
            const char *digit = entry->name;
            while (*digit >= '0' && *digit <= '9')
                process = process * 10 + (*digit++ - '0');
            if (*digit != 0 || process <= 1 || process == getpid() || family->count == family_limit || includes(family, process))
                continue;
            pid_t its_parent = state(proc, process).parent;
            if (its_parent == 0)
                continue;
            int belongs = process == child || includes(family, its_parent);
            if (!belongs && looks_for_mark) {
                int marked = belongs_by_mark(proc, process, mark);
                belongs = marked == 1;
                family->unknown += marked < 0;
            }
            if (belongs) {
                family->members[family->count++] = process;
                added++;
            }
        }
    }
}

static int signal_family(pid_t child, const char *mark, int signal_number) {
    struct family family = {.count = 0, .unknown = 0};
    int proc = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (proc >= 0) {
        int looks_for_mark = 1;
        while (grow(&family, proc, child, mark, looks_for_mark) > 0)
            looks_for_mark = 0;
        close(proc);
    } else {
        family.members[family.count++] = child;
    }
    int running = family.unknown;
    for (int i = 0; i < family.count; i++)
        running += kill(family.members[i], signal_number) == 0;
    return running;
}

int cguard_child_signal(pid_t child, int signal_number) {
    for (int i = 0; i < children_limit; i++) {
        if (atomic_load(&children[i].process) == child)
            return signal_family(child, children[i].mark, signal_number);
    }
    return 0;
}

void cguard_children_end(void) {
    for (int i = 0; i < children_limit; i++) {
        pid_t child = atomic_load(&children[i].process);
        if (child <= 0)
            continue;
        // What starts something in this moment is seen the second time.
        for (int times = 0; times < 3; times++)
            signal_family(child, children[i].mark, SIGKILL);
    }
}
