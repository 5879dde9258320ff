#ifndef CGUARD_H
#define CGUARD_H

#include <stddef.h>
#include <termios.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A block of the locked arena, zeroed, or NULL when the arena has no run of that length left.
/// The arena is kept out of swap, core files and forked children, and has an inaccessible page on either side.
void *_Nullable cguard_allocate(size_t size_bytes);

/// The same for a library, which relies on what is in it: `cguard_wipe_everything` leaves it alone.
void *_Nullable cguard_allocate_for_library(size_t size_bytes);

/// Wipes a block from `cguard_allocate` and gives it back. NULL is ignored; any other pointer aborts.
void cguard_release(void *_Nullable block);

/// The usable bytes of a block from `cguard_allocate`, 0 for any other pointer.
size_t cguard_block_size_bytes(const void *_Nullable block);

/// A heap for libraries that handle secrets: never dumped, locked as far as the limit allows, wiped when given back. New blocks are zero.
void *_Nullable cguard_heap_allocate(size_t size_bytes);
void *_Nullable cguard_heap_allocate_zeroed(size_t count, size_t size_bytes);
void *_Nullable cguard_heap_reallocate(void *_Nullable block, size_t size_bytes);
char *_Nullable cguard_heap_copy_text(const char *_Nonnull text);
void cguard_heap_release(void *_Nullable block);

/// Between the two calls, small blocks that this thread takes from the heap lie in the arena while it has room. They nest.
void cguard_heap_prefer_arena(void);
void cguard_heap_prefer_heap(void);

/// 0 once the kernel refused to keep a part of the heap in memory; work areas of more than 1 MiB do not count.
int cguard_heap_is_locked(void);

/// 1 when OpenSSL allocates from the heap; 0 under a sanitizer.
int cguard_heap_serves_openssl(void);

/// The bytes that the arena has in all, used or not.
size_t cguard_arena_size_bytes(void);

/// 1 when the kernel keeps the arena in memory, 0 when it refused and secrets may reach swap.
int cguard_memory_is_locked(void);

/// Overwrites memory in a way that the compiler keeps.
void cguard_wipe(void *_Nonnull bytes, size_t size_bytes);

/// Overwrites every block of the arena, used or not, but for those of libraries. May be called from a signal handler.
void cguard_wipe_everything(void);

/// 1 once `cguard_wipe_everything` has begun: what is made of secrets from then on is worth nothing.
int cguard_was_wiped(void);

/// 1 when every library of the process frees memory through this module, which wipes it; 0 under a sanitizer.
int cguard_wipes_freed_memory(void);

/// Forbids core files and reading this process's memory from another process of the user.
/// Returns 0, or the errno of the step that was refused.
int cguard_harden(void);

/// 1 when the kernel confirms what `cguard_harden` asked for, else 0.
int cguard_is_hardened(void);

/// The longest restore sequence that `cguard_terminal_remember` takes.
#define CGUARD_RESTORE_LIMIT_BYTES 512

/// Keeps what gives the terminal back: its modes and the bytes to write. Replaces what was kept before.
/// Returns 0, or EINVAL when the bytes are too many.
int cguard_terminal_remember(int fd, const struct termios *_Nonnull modes,
                             const char *_Nonnull restore_bytes, size_t size_bytes);

/// Nothing is to be given back any more.
void cguard_terminal_forget(void);

/// Gives the remembered terminal back and forgets it. Returns 1, or 0 when none was remembered.
/// May be called from a signal handler; never waits long for a terminal that takes no output.
int cguard_terminal_restore(void);

/// From here on, SIGSEGV, SIGILL, SIGBUS, SIGFPE, SIGABRT and SIGTRAP wipe the arena, give the terminal back, say so in one
/// line on standard error and end the process by the same signal. The calling thread gets a stack of its own for it.
/// Returns 0, or the errno of the step that was refused.
int cguard_fatal_signals_install(void);

/// Wipes what calls that have returned left on this thread's stack: the loader, binding a function at its first call, puts whole
/// vector registers there, and a secret may have passed through one.
void cguard_wipe_stack(void);

#ifdef __cplusplus
}
#endif

#endif
