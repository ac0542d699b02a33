#pragma once
#include <stddef.h>

// Threads that stay between calls, to share large work among the processors.
//
// The process may be forked at any time by any thread that is not inside a body: `fork` waits for
// the work under way, the parent keeps its threads, and the child starts its own when it first
// needs them. Threads without work sleep.

/// One part of a piece of work.
typedef void (*ab_body)(void *context, size_t part);

/// Calls `body` with 0, 1, … below `parts`, at the same time where that is possible, and returns
/// when all calls have returned.
///
/// While other work is under way (within a body, or on another thread) the calls are made one by
/// one on this thread. `parts` is below 65536.
void ab_share(size_t parts, ab_body body, void *context);

/// Returns how many threads take part in work, the calling one included: at first `ABACUS_THREADS`
/// when that is a number from 1 on, else the number of processors this process may use.
size_t ab_threads(void);

/// Sets how many threads take part in work, from 1 to 64. Not to be called by a body.
void ab_set_threads(size_t count);

/// Returns how many threads the pool has started in this process and not ended.
size_t ab_threads_started(void);

/// Takes the lock of the memory that tensors use again. A process may be forked while another
/// thread holds it: `fork` waits. (Swift's `Mutex` is no help here: on Linux it remembers the
/// thread by a number that is another one in the child.)
void ab_lock_memory(void);

/// Gives the lock back.
void ab_unlock_memory(void);
