// A heap for libraries that handle secrets. libcurl keeps a request's lines and OpenSSL its records and keys for as long as an exchange
// keeps silent; both take functions to allocate with. What they get from here is never dumped, locked in memory as far as the limit
// allows, and wiped when it is given back. Blocks lie in spans of one size each, so that none of them needs a header of its own.

#define _GNU_SOURCE
#include "CGuard.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define CGUARD_SANITIZED 1
#endif
#endif

enum {
    span_bytes = 64 * 1024,
    header_bytes = 64,
    // How many spans are mapped at once.
    spans_at_once = 8,
    fine_limit_bytes = 128,
    class_count = 37,
    class_limit_bytes = 20 * 1024,
    // Larger ones are work areas, such as scrypt's, which no limit on locked memory has room for.
    locked_limit_bytes = 1024 * 1024,
    // Such as libcurl's upload buffer, which every request wants for a moment.
    kept_limit_bytes = 160 * 1024,
    kept_count = 8,
    // Of the arena's room, which is for credentials first.
    arena_limit_bytes = 1024,
};

// At the start of each span, and before each block that has pages of its own. Both begin at a multiple of `span_bytes`.
struct header {
    // Of each block of the span, or of the only one.
    size_t block_bytes;
    // 0 for spans.
    size_t mapped_bytes;
};

struct free_block {
    struct free_block *next;
};

static pthread_mutex_t heap_lock = PTHREAD_MUTEX_INITIALIZER;
static struct free_block *free_blocks[class_count];
// Where the newest span of a class has blocks that were never used.
static unsigned char *fresh_start[class_count];
static unsigned char *fresh_end[class_count];
static unsigned char *span_next;
static unsigned char *span_limit;
static struct header *kept[kept_count];
static atomic_int some_is_unlocked;

static _Thread_local int arena_depth;

void cguard_heap_prefer_arena(void) { arena_depth += 1; }
void cguard_heap_prefer_heap(void) { arena_depth -= 1; }

int cguard_heap_is_locked(void) { return atomic_load(&some_is_unlocked) == 0; }

// By 16 up to `fine_limit_bytes`, then four steps to each doubling.
static unsigned class_of(size_t bytes) {
    if (bytes <= fine_limit_bytes)
        return bytes == 0 ? 0 : (unsigned)((bytes - 1) / 16);
    unsigned octave = 63 - (unsigned)__builtin_clzl(bytes - 1);
    return 8 + (octave - 7) * 4 + (unsigned)((bytes - 1 - ((size_t)1 << octave)) >> (octave - 2));
}

static size_t class_bytes(unsigned class) {
    if (class < 8)
        return (class + 1) * (size_t)16;
    unsigned octave = 7 + (class - 8) / 4;
    return ((size_t)1 << octave) + (((class - 8) % 4) + 1) * ((size_t)1 << (octave - 2));
}

// Pages at a multiple of `span_bytes`, kept from core files and, up to a size, locked.
static unsigned char *map_aligned(size_t bytes) {
    // The arena has its share of the limit before anything else.
    cguard_memory_is_locked();
    unsigned char *whole = mmap(NULL, bytes + span_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (whole == MAP_FAILED)
        return NULL;
    unsigned char *start = (unsigned char *)(((uintptr_t)whole + span_bytes - 1) & ~(uintptr_t)(span_bytes - 1));
    size_t before = (size_t)(start - whole);
    if (before > 0)
        munmap(whole, before);
    if (before < span_bytes)
        munmap(start + bytes, span_bytes - before);
    madvise(start, bytes, MADV_DONTDUMP);
    if (bytes <= locked_limit_bytes && mlock2(start, bytes, MLOCK_ONFAULT) != 0 && (errno != ENOSYS || mlock(start, bytes) != 0))
        atomic_store(&some_is_unlocked, 1);
    return start;
}

static void *allocate_in_class(unsigned class) {
    struct free_block *block = free_blocks[class];
    if (block != NULL) {
        free_blocks[class] = block->next;
        block->next = NULL;
        return block;
    }
    size_t bytes = class_bytes(class);
    if ((size_t)(fresh_end[class] - fresh_start[class]) < bytes) {
        if (span_next == span_limit) {
            unsigned char *start = map_aligned((size_t)spans_at_once * span_bytes);
            if (start == NULL)
                return NULL;
            span_next = start;
            span_limit = start + (size_t)spans_at_once * span_bytes;
        }
        *(struct header *)span_next = (struct header){.block_bytes = bytes, .mapped_bytes = 0};
        fresh_start[class] = span_next + header_bytes;
        fresh_end[class] = span_next + span_bytes;
        span_next += span_bytes;
    }
    void *fresh = fresh_start[class];
    fresh_start[class] += bytes;
    return fresh;
}

static void *allocate_alone(size_t size_bytes) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    if (size_bytes > SIZE_MAX / 2)
        return NULL;
    size_t needed = (size_bytes + header_bytes + page - 1) / page * page;
    pthread_mutex_lock(&heap_lock);
    for (int i = 0; i < kept_count; i++) {
        struct header *found = kept[i];
        if (found == NULL || found->mapped_bytes < needed || found->mapped_bytes / 2 > needed)
            continue;
        kept[i] = NULL;
        pthread_mutex_unlock(&heap_lock);
        return (unsigned char *)found + header_bytes;
    }
    pthread_mutex_unlock(&heap_lock);
    unsigned char *start = map_aligned(needed);
    if (start == NULL)
        return NULL;
    *(struct header *)start = (struct header){.block_bytes = needed - header_bytes, .mapped_bytes = needed};
    return start + header_bytes;
}

static struct header *header_of(void *block) {
    return (struct header *)((uintptr_t)block & ~(uintptr_t)(span_bytes - 1));
}

static size_t usable_bytes(void *block) {
    size_t of_arena = cguard_block_size_bytes(block);
    return of_arena != 0 ? of_arena : header_of(block)->block_bytes;
}

void *cguard_heap_allocate(size_t size_bytes) {
    void *block = NULL;
    if (arena_depth > 0 && size_bytes <= arena_limit_bytes)
        block = cguard_allocate_for_library(size_bytes);
    if (block == NULL && size_bytes <= class_limit_bytes) {
        pthread_mutex_lock(&heap_lock);
        block = allocate_in_class(class_of(size_bytes));
        pthread_mutex_unlock(&heap_lock);
    } else if (block == NULL) {
        block = allocate_alone(size_bytes);
    }
    if (block == NULL)
        errno = ENOMEM;
    return block;
}

void cguard_heap_release(void *block) {
    if (block == NULL)
        return;
    if (cguard_block_size_bytes(block) != 0) {
        cguard_release(block);
        return;
    }
    struct header *header = header_of(block);
    if (header->mapped_bytes == 0) {
        explicit_bzero(block, header->block_bytes);
        unsigned class = class_of(header->block_bytes);
        pthread_mutex_lock(&heap_lock);
        ((struct free_block *)block)->next = free_blocks[class];
        free_blocks[class] = block;
        pthread_mutex_unlock(&heap_lock);
        return;
    }
    if (header->mapped_bytes <= kept_limit_bytes) {
        explicit_bzero(block, header->block_bytes);
        pthread_mutex_lock(&heap_lock);
        for (int i = 0; i < kept_count; i++) {
            if (kept[i] != NULL)
                continue;
            kept[i] = header;
            pthread_mutex_unlock(&heap_lock);
            return;
        }
        pthread_mutex_unlock(&heap_lock);
    }
    // Handed back, the pages are zeroed by the kernel before anybody has them again.
    int kept_errno = errno;
    munmap(header, header->mapped_bytes);
    errno = kept_errno;
}

void *cguard_heap_reallocate(void *block, size_t size_bytes) {
    if (block == NULL)
        return cguard_heap_allocate(size_bytes);
    if (size_bytes == 0) {
        cguard_heap_release(block);
        return NULL;
    }
    size_t usable = usable_bytes(block);
    if (size_bytes <= usable && size_bytes >= usable / 2)
        return block;
    void *moved = cguard_heap_allocate(size_bytes);
    if (moved == NULL)
        return size_bytes <= usable ? block : NULL;
    memcpy(moved, block, size_bytes < usable ? size_bytes : usable);
    cguard_heap_release(block);
    return moved;
}

void *cguard_heap_allocate_zeroed(size_t count, size_t size_bytes) {
    size_t all;
    if (__builtin_mul_overflow(count, size_bytes, &all)) {
        errno = ENOMEM;
        return NULL;
    }
    // Everything here is wiped before it is used again, and new pages are zero.
    return cguard_heap_allocate(all);
}

char *cguard_heap_copy_text(const char *text) {
    size_t bytes = strlen(text) + 1;
    char *copy = cguard_heap_allocate(bytes);
    return copy == NULL ? NULL : memcpy(copy, text, bytes);
}

#ifndef CGUARD_SANITIZED

static void *library_allocate(size_t bytes, const char *file, int line) {
    (void)file, (void)line;
    return cguard_heap_allocate(bytes);
}

static void *library_reallocate(void *block, size_t bytes, const char *file, int line) {
    (void)file, (void)line;
    return cguard_heap_reallocate(block, bytes);
}

static void library_release(void *block, const char *file, int line) {
    (void)file, (void)line;
    cguard_heap_release(block);
}

// OpenSSL's, where the program is linked with it (CRYPTO_set_mem_functions(3)).
extern int CRYPTO_set_mem_functions(
    void *(*allocate)(size_t, const char *, int), void *(*reallocate)(void *, size_t, const char *, int),
    void (*release)(void *, const char *, int)) __attribute__((weak));

static int serves_openssl;

// OpenSSL takes them only before its first allocation, and whoever makes that is not known beforehand: libcurl, a hash, a nonce.
__attribute__((constructor)) static void serve_openssl(void) {
    if (CRYPTO_set_mem_functions != NULL)
        serves_openssl = CRYPTO_set_mem_functions(library_allocate, library_reallocate, library_release);
}

int cguard_heap_serves_openssl(void) { return serves_openssl; }

#else

int cguard_heap_serves_openssl(void) { return 0; }

#endif
