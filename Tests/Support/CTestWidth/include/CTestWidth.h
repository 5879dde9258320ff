#ifndef CTESTWIDTH_H
#define CTESTWIDTH_H

/// How many tests run at a time, unless the environment says otherwise. Some stretch keys or crash on purpose for seconds; started all
/// at once they keep a small machine's few threads for minutes, and whoever waits for something waits for all the others too.
#define CTESTWIDTH "4"

#endif
