#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// What a message to the host is; the first byte of its datagram. The second byte is 1 when the
/// message goes on in the next datagram from this socket.
enum lk_message {
  lk_message_cell_began = 'b',    // payload: ordinal of the cell, in decimal
  lk_message_unit_ended = 'u',    // the unit's last statement is done
  lk_message_display = 'd',       // payload: a Display in its wire form
  lk_message_echo = 'e',          // payload: text
  lk_message_thrown = 't',        // payload: the error as text, then "\n" and a trace
  lk_message_crash = 'c',         // payload: signal number, then "\n" and a trace
  lk_message_exit = 'x',          // payload: exit status, then "\n" and a trace
  lk_message_file = 'f',          // payload: the path of a file that was opened for reading
  lk_message_attempt_ended = 'a', // payload: wait status of the attempt's process
  lk_message_refused = 'l',       // payload: why a unit could not be loaded
  lk_message_verdict = 'v',       // payload: the check's secret, "\n", and what the check found
  lk_message_kept = 'k',          // payload: id of the copy that goes on while a snapshot waits
  lk_message_not_kept = 'n',      // payload: why a copy would not be the same
};

/// Prepares the process: output streams, crash handlers, file watching. `text_limit` is how many
/// bytes of text a cell may send before the rest is dropped here already.
void lk_start(int channel, size_t text_limit);

/// Sends one message after everything printed so far. Safe from any thread.
void lk_send(enum lk_message kind, const void *bytes, size_t count);

/// Ends the cell before, flushes the output streams, and gives the next cell a fresh text allowance.
void lk_begin_cell(uint32_t ordinal);

/// Has `body` called, once, when the cell that runs now has ended.
void lk_when_cell_ends(void (*body)(void));

/// Does what waits for the end of the cell.
void lk_end_cell(void);

/// Sends `text`, a line feed, and the trace of the last thrown error.
void lk_send_thrown(const void *text, size_t count);

/// Loads the library at `path` for those loaded later. Returns its handle, or NULL when it can't be
/// loaded, which has then been reported.
void *lk_load(const char *path);

/// Loads the library at `path` and calls its function `entry`. Returns 0, or -1 when it can't be
/// loaded, which has then been reported.
int lk_run_unit(const char *path, const char *entry);

/// Does the same in a copy of the process, which ends with the unit, and reports how it ended.
void lk_attempt_unit(const char *path, const char *entry);

/// Does what `lk_run_unit` does for a unit that checks what was run before it.
///
/// Only while it runs does the process know `secret`, with which the host tells verdicts from what
/// other code sends. The last verdict is "done", and says that the check came to its end.
int lk_check_unit(const char *path, const char *entry, const char *secret);

/// Whether a check runs.
int lk_checks(void);

/// Sends what a check found, with its secret.
void lk_send_verdict(const void *text, size_t count);

/// Runs what waits on the main queue.
void lk_serve_main_queue(void);

/// Ends the process at once, without the program's own exit handlers.
_Noreturn void lk_end(int status);

// What the kernel's stand-ins for functions of the C library need.

/// Sends what standard output holds back, so that text on standard error comes after it.
void lk_flush_output(void);

/// Whether `count` more bytes of text on `descriptor` are within the cell's allowance.
int lk_allows(int descriptor, size_t count);

/// Writes bytes that may be more than one datagram holds.
ssize_t lk_write_in_pieces(int descriptor, const char *bytes, size_t count);

/// Reports that the program calls `exit`, with a trace.
void lk_send_exit(int status);

/// Reports that the program reads the file at `path`. Safe in any state.
void lk_send_file(const char *path);
