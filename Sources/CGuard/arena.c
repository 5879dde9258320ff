#define _GNU_SOURCE
#include "CGuard.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    granule_bytes = 32,
    // Room for two hundred RSA keys of 4096 bits, in slots and on their way at once.
    huge_bytes = 2 * 1024 * 1024,
    // Room for the keys of a thousand connections, which are lines.
    large_bytes = 512 * 1024,
    // The smallest default limit on locked memory that distributions use.
    small_bytes = 64 * 1024,
    granule_limit = huge_bytes / granule_bytes,
};

// As much as may be locked; set once, before the arena can be had.
static size_t arena_bytes = small_bytes;
static size_t granule_count = small_bytes / granule_bytes;

// `taken[i]` is the number of granules of the block that begins at granule i, 0 where none begins.
static uint32_t taken[granule_limit];
// 1 where a library holds the block that begins there.
static uint8_t is_librarys[granule_limit];
static pthread_mutex_t arena_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t arena_once = PTHREAD_ONCE_INIT;
static _Atomic(unsigned char *) arena;
static atomic_int arena_is_locked;

static size_t rounded_up(size_t bytes, size_t unit) {
    return (bytes + unit - 1) / unit * unit;
}

// Locks each page when it is first written, so that those never used take no memory.
static int lock_pages(void *start, size_t length) {
    return mlock2(start, length, MLOCK_ONFAULT) == 0 || (errno == ENOSYS && mlock(start, length) == 0);
}

static int lock_in_memory(void *start, size_t length) {
    if (lock_pages(start, length))
        return 1;
    struct rlimit limit;
    if (getrlimit(RLIMIT_MEMLOCK, &limit) != 0 || limit.rlim_cur >= limit.rlim_max)
        return 0;
    limit.rlim_cur = limit.rlim_max;
    return setrlimit(RLIMIT_MEMLOCK, &limit) == 0 && lock_pages(start, length);
}

enum locking { must_lock, may_fail };

// Maps the arena with this many bytes. Fails where they are to be locked and cannot be.
static int map_bytes(size_t bytes, enum locking locking) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t usable = rounded_up(bytes, page);
    unsigned char *whole = mmap(NULL, usable + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (whole == MAP_FAILED)
        return 0;
    unsigned char *start = whole + page;
    int is_locked = 0;
    if (mprotect(start, usable, PROT_READ | PROT_WRITE) == 0) {
        madvise(start, usable, MADV_DONTDUMP);
        madvise(start, usable, MADV_WIPEONFORK);
        is_locked = lock_in_memory(start, usable);
        if (is_locked || locking == may_fail) {
            arena_bytes = bytes;
            granule_count = bytes / granule_bytes;
            atomic_store(&arena_is_locked, is_locked);
            // Blocks end at the page behind them, so that a run past the last one faults.
            atomic_store(&arena, start + (usable - bytes));
            return 1;
        }
    }
    munmap(whole, usable + 2 * page);
    return 0;
}

// Whether a limit that is raised as far as it may be lets so much be locked.
static int may_lock(size_t bytes) {
    struct rlimit limit;
    return getrlimit(RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_max >= bytes;
}

static void map_arena(void) {
    // As much again is for the lines of requests.
    if (may_lock(2 * (size_t)huge_bytes) && map_bytes(huge_bytes, must_lock))
        return;
    if (!map_bytes(large_bytes, must_lock) && !map_bytes(small_bytes, must_lock))
        map_bytes(large_bytes, may_fail);
}

static void *allocate(size_t size_bytes, uint8_t for_library) {
    pthread_once(&arena_once, map_arena);
    unsigned char *base = atomic_load(&arena);
    if (base == NULL || size_bytes > arena_bytes)
        return NULL;
    size_t needed = size_bytes == 0 ? 1 : rounded_up(size_bytes, granule_bytes) / granule_bytes;
    void *block = NULL;
    size_t run = 0;
    pthread_mutex_lock(&arena_lock);
    for (size_t i = 0; i < granule_count;) {
        if (taken[i] != 0) {
            i += taken[i];
            run = 0;
            continue;
        }
        i += 1;
        run += 1;
        if (run == needed) {
            is_librarys[i - needed] = for_library;
            taken[i - needed] = (uint32_t)needed;
            block = base + (i - needed) * granule_bytes;
            break;
        }
    }
    pthread_mutex_unlock(&arena_lock);
    return block;
}

void *cguard_allocate(size_t size_bytes) { return allocate(size_bytes, 0); }

void *cguard_allocate_for_library(size_t size_bytes) { return allocate(size_bytes, 1); }

void cguard_release(void *block) {
    if (block == NULL)
        return;
    unsigned char *base = atomic_load(&arena);
    size_t offset = (size_t)((uintptr_t)block - (uintptr_t)base);
    if (base == NULL || offset >= arena_bytes || offset % granule_bytes != 0)
        abort();
    size_t index = offset / granule_bytes;
    pthread_mutex_lock(&arena_lock);
    if (taken[index] == 0)
        abort();
    explicit_bzero(block, (size_t)taken[index] * granule_bytes);
    taken[index] = 0;
    pthread_mutex_unlock(&arena_lock);
}

size_t cguard_block_size_bytes(const void *block) {
    unsigned char *base = atomic_load(&arena);
    size_t offset = (size_t)((uintptr_t)block - (uintptr_t)base);
    if (base == NULL || offset >= arena_bytes || offset % granule_bytes != 0)
        return 0;
    // Whoever has the block keeps its entry from changing.
    return (size_t)taken[offset / granule_bytes] * granule_bytes;
}

size_t cguard_arena_size_bytes(void) {
    pthread_once(&arena_once, map_arena);
    return arena_bytes;
}

int cguard_memory_is_locked(void) {
    pthread_once(&arena_once, map_arena);
    return atomic_load(&arena_is_locked);
}

void cguard_wipe(void *bytes, size_t size_bytes) {
    explicit_bzero(bytes, size_bytes);
}

static atomic_int was_wiped;

int cguard_was_wiped(void) { return atomic_load(&was_wiped); }

void cguard_wipe_everything(void) {
    // First, so that whoever looks after using a secret knows that it may have been zeros.
    atomic_store(&was_wiped, 1);
    unsigned char *base = atomic_load(&arena);
    if (base == NULL)
        return;
    // A library's blocks hold pointers too, which it follows when a thread ends or the process does.
    for (size_t i = 0; i < granule_count;) {
        size_t run = taken[i];
        if (run == 0 || !is_librarys[i])
            explicit_bzero(base + i * granule_bytes, granule_bytes);
        i += run != 0 && is_librarys[i] ? run : 1;
    }
}

__attribute__((noinline)) void cguard_wipe_stack(void) {
    enum { deep_enough_bytes = 64 * 1024 };
    char below[deep_enough_bytes];
    explicit_bzero(below, sizeof below);
}
