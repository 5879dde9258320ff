#include "CGuard.h"

#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

int cguard_alarm_create(void) {
    return timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
}

void cguard_alarm_set(int alarm, long long milliseconds) {
    struct itimerspec wanted = {0};
    if (milliseconds > 0) {
        wanted.it_value.tv_sec = milliseconds / 1000;
        wanted.it_value.tv_nsec = milliseconds % 1000 * 1000000;
    } else if (milliseconds == 0) {
        // Zero would stop it.
        wanted.it_value.tv_nsec = 1;
    }
    // Setting it also takes back that it has rung.
    timerfd_settime(alarm, 0, &wanted, NULL);
}
