#define _GNU_SOURCE
#include "CGuard.h"

#include <errno.h>
#include <sys/prctl.h>
#include <sys/resource.h>

int cguard_harden(void) {
    int refused = 0;
    struct rlimit none = {0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0)
        refused = errno;
    if (prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L) != 0)
        refused = errno;
    return refused;
}

int cguard_is_hardened(void) {
    struct rlimit limit;
    return prctl(PR_GET_DUMPABLE, 0L, 0L, 0L, 0L) == 0 && getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_max == 0;
}
