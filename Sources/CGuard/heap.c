// Freed memory of the whole process is wiped. libcurl, nghttp2, libcrypto and the Swift runtime copy secrets into the heap
// and do not all clean up; defining `free` and `realloc` in the executable puts this between every library and glibc.
// `malloc` and its aligned relatives stay glibc's, so a block is always one that glibc's own `free` understands.

#define _GNU_SOURCE
#include "CGuard.h"

#include <features.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define CGUARD_SANITIZED 1
#endif
#endif

#if defined(__GLIBC__) && !defined(CGUARD_SANITIZED)

#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size_bytes);
extern void __libc_free(void *block);

__attribute__((visibility("default"))) void free(void *block);
__attribute__((visibility("default"))) void *realloc(void *block, size_t size_bytes);

// From here on, handing pages back costs less than writing zeros to them, most of all when they were never touched.
enum { discard_from_bytes = 1024 * 1024 };

static void wipe_large(unsigned char *block, size_t size_bytes) {
    int kept_errno = errno;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t start = (uintptr_t)block;
    uintptr_t end = start + size_bytes;
    uintptr_t first_page = (start + page - 1) & ~(page - 1);
    uintptr_t last_page = end & ~(page - 1);
    if (madvise((void *)first_page, last_page - first_page, MADV_DONTNEED) == 0) {
        explicit_bzero(block, first_page - start);
        explicit_bzero((void *)last_page, end - last_page);
    } else {
        explicit_bzero(block, size_bytes);
    }
    errno = kept_errno;
}

static void wipe_and_free(void *block, size_t usable_bytes) {
    if (usable_bytes < discard_from_bytes)
        explicit_bzero(block, usable_bytes);
    else
        wipe_large(block, usable_bytes);
    __libc_free(block);
}

void free(void *block) {
    if (block != NULL)
        wipe_and_free(block, malloc_usable_size(block));
}

// glibc's own may move a block and leave the old one as it was, or cut off a tail that still has its content.
void *realloc(void *block, size_t size_bytes) {
    if (block == NULL)
        return __libc_malloc(size_bytes);
    size_t usable_bytes = malloc_usable_size(block);
    if (size_bytes == 0) {
        wipe_and_free(block, usable_bytes);
        return NULL;
    }
    // Staying is right where it fits: the tail belongs to the block, and is wiped with it.
    if (size_bytes <= usable_bytes && size_bytes >= usable_bytes / 2)
        return block;
    void *moved = __libc_malloc(size_bytes);
    if (moved == NULL)
        return size_bytes <= usable_bytes ? block : NULL;
    memcpy(moved, block, size_bytes < usable_bytes ? size_bytes : usable_bytes);
    wipe_and_free(block, usable_bytes);
    return moved;
}

int cguard_wipes_freed_memory(void) {
    // Libraries find what this lookup finds, which is not this `free` if the linker did not export it.
    return dlsym(RTLD_DEFAULT, "free") == (void *)free && dlsym(RTLD_DEFAULT, "realloc") == (void *)realloc;
}

#else

int cguard_wipes_freed_memory(void) {
    return 0;
}

#endif
