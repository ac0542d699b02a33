#pragma once
#include "gate.h"
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// How a child process is started.
typedef struct {
  const char *path;             // the program's file
  char *const *arguments;       // from argument zero, ended by NULL
  char *const *environment;     // ended by NULL
  const char *directory;        // where it works; NULL for where we are
  const int *descriptors;       // descriptor i of the child; -1 is /dev/null
  size_t descriptor_count;
  int death_signal;             // what it gets when the thread that started it ends
  uint64_t data_limit;          // bytes of private memory (RLIMIT_DATA); 0 for no limit
} lp_request;

/// Starts a process in a session of its own. Returns its id, or minus the error number.
///
/// The child dies with the calling *thread*, whatever ends that: call `lp_wait` in the same one.
pid_t lp_start(const lp_request *request);

/// Returns a descriptor that becomes readable when `process` ends, or minus the error number.
int lp_watch(pid_t process);

/// Collects `process`. Returns its wait status, or -1.
int lp_wait(pid_t process);

/// Returns the wait status of `process`, which has ended, and leaves it to be collected.
int lp_peek(pid_t process);

/// Returns the most memory that `process`, which has ended, held at once, and leaves it to be
/// collected.
int64_t lp_peak_bytes(pid_t process);

/// Kills `process`, which `lp_start` started, and everything it started.
void lp_kill(pid_t process);

/// The variable a process sets to its own id so that what it starts can be told by it.
#define lp_session_variable "LECTERN_SESSION"

/// Kills every process of `session` but this one, and those with `session` in their environment.
/// Safe in a signal handler.
void lp_kill_session(pid_t session);

/// The most descriptors a command carries.
enum { lp_most_descriptors = 4 };

/// Opens two ends between which commands go. Returns 0 or the error number.
int lp_open_commands(int ends[2]);

/// Sends a command, and with it `count` descriptors, of which the receiver gets its own. Returns 0 or
/// the error number.
int lp_send_command(int end, const char *text, const int *descriptors, size_t count);

/// Waits for a command. Returns its size, 0 when the other end is closed, or -1. The text is ended by
/// a zero; `descriptors` has room for `lp_most_descriptors`, all to be closed when a program starts.
ssize_t lp_receive_command(int end, char *text, size_t capacity, int *descriptors, size_t *count);

/// The ends of a kernel's streams: three senders and the one receiver that keeps their order, and
/// the two ends for commands.
typedef struct {
  int receiver, output, error, channel, commands, commander;
} lp_streams;

/// Opens streams. Returns 0 or the error number.
int lp_open_streams(lp_streams *streams);

/// What `lp_receive` found.
enum { lp_nothing = 0, lp_output = 'o', lp_error = 'e', lp_channel = 'c', lp_ended = 'x' };

/// Waits up to `milliseconds` for a datagram or the end of the process that `watch` watches.
/// Stores the datagram's size in `size` and returns its sender. `lp_ended` comes after the last one.
int lp_receive(int receiver, int watch, void *bytes, size_t capacity, size_t *size,
               int milliseconds);

/// How many bytes of memory `process` has resident, or -1.
int64_t lp_resident_bytes(pid_t process);

/// Opens a file that lives in memory only. Returns its descriptor, or -1.
int lp_memory_file(void);
