#pragma once

/// The descriptors by which the host and this process talk.
typedef struct {
  int commands, channel;
  int control; // of the snapshot that is being made, else -1
} talk_t;

/// Makes this process a snapshot, which waits at `talk.control` to be copied, and lets a copy go on.
///
/// Returns in each copy. When a copy would not be the same, says so and returns in this process.
void keep(talk_t talk);

/// How many threads the process has.
int thread_count(void);
