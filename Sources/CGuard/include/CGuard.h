#ifndef CGUARD_H
#define CGUARD_H

#include <stddef.h>
#include <sys/types.h>
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

/// A descriptor that becomes readable when an alarm rings, whose time goes on while the machine sleeps; -1 with errno set.
int cguard_alarm_create(void);

/// Lets the alarm ring after so many milliseconds; stops it for a negative number.
void cguard_alarm_set(int alarm, long long milliseconds);

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

/// From here on, every signal that ends a process wipes the arena, gives the terminal back, ends the commands that run, and ends the
/// process by that signal; a fault says so in one line on standard error. Signals that are ignored stay ignored, and a write past the
/// limit on the size of files fails. The calling thread, which has to be the one that uses the terminal, gets a stack of its own for it.
/// Returns 0, or the errno of the step that was refused.
int cguard_fatal_signals_install(void);

/// To be called first on each other thread: gives it a stack of its own for faults, and lets it be told of them.
/// Returns 0, or the errno of the step that was refused.
int cguard_thread_prepare(void);

/// Ends the process: wipes the arena, gives the terminal back, ends the commands that run, and runs nothing that libraries want done at
/// the end, because other threads may still be using them. Buffers of streams are lost. A fault of another thread meanwhile changes nothing.
_Noreturn void cguard_leave(int status);

/// The process is to end: where it has not done so in ten seconds, because a terminal takes no output or someone has to be waited for, it
/// leaves with this status. May be called from a signal handler.
void cguard_leave_in_time(int status);

/// From here on, what libraries open is closed in programs that are started: sockets, pipes and files have that from birth.
void cguard_close_on_exec(void);

/// Opens standard input, output and error where whoever started the program left them closed, in a way that reading or writing fails
/// as before: what is opened later is then not taken for one of them.
void cguard_hold_standard_descriptors(void);

/// A pipe that does not block and is closed in programs that are started. Returns 0, or the errno.
int cguard_pipe(int *_Nonnull ends);

/// The next connection of a listening socket, which does not block and is closed in programs that are started; -1 where there is none.
int cguard_accept(int listening);

/// A descriptor for the same file, closed in programs that are started; -1 where there is none left.
int cguard_duplicate(int descriptor);

/// How a program that is started stands to the terminal.
enum cguard_session { cguard_shares_session, cguard_own_session };

/// Starts a program with three descriptors and no others, where -1 stands for nothing at all, with no signal blocked or ignored.
/// Returns 0, or the errno.
int cguard_child_start(const char *_Nonnull path, char *_Nullable const *_Nonnull arguments, const int *_Nonnull descriptors,
                       enum cguard_session session, pid_t *_Nonnull child);

/// The child has ended, or may outlive this process.
void cguard_child_forget(pid_t child);

/// Sends a signal to a child and everything that it has started, 0 to look only. Returns how many processes still run.
int cguard_child_signal(pid_t child, int signal_number);

/// Ends all children that have not been forgotten, and what they have started, without waiting. May be called from a signal handler.
void cguard_children_end(void);

/// Wipes what calls that have returned left on this thread's stack: the loader, binding a function at its first call, puts whole
/// vector registers there, and a secret may have passed through one.
void cguard_wipe_stack(void);

#ifdef __cplusplus
}
#endif

#endif
