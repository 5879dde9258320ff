#include "CTestProcess.h"

#include <stdlib.h>

// Before the testing library looks.
__attribute__((constructor)) static void set_width(void) {
    setenv("SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH", TESTS_AT_A_TIME, 0);
}
