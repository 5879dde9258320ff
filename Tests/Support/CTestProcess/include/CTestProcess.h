#ifndef CTESTPROCESS_H
#define CTESTPROCESS_H

#include <stddef.h>

/// How many tests run at a time, unless the environment says otherwise. Some stretch keys or crash on purpose for seconds; started all
/// at once they keep a small machine's few threads for minutes, and whoever waits for something waits for all the others too.
#define TESTS_AT_A_TIME "4"

/// Bytes that are allocated and were not freed, in all arenas. Unlike the resident memory it does not hang on where free pieces happen to lie.
size_t allocated_bytes(void);

#endif
