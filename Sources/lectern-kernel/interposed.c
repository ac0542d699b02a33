// Functions that stand in front of those of the same name in the libraries of the process.
#define _GNU_SOURCE
#include "KernelChannel.h"
#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

// A datagram has a largest size; a write that is too large is sent in pieces.
ssize_t write(int descriptor, const void *bytes, size_t count) {
  if (descriptor == STDERR_FILENO) lk_flush_output();
  if (!lk_allows(descriptor, count)) return (ssize_t)count;
  ssize_t written = syscall(SYS_write, descriptor, bytes, count);
  if (written < 0 && errno == EMSGSIZE) return lk_write_in_pieces(descriptor, bytes, count);
  return written;
}

// The C library can't reopen streams such as ours: theirs stay, and their descriptor moves.
FILE *freopen(const char *path, const char *mode, FILE *stream) {
  static FILE *(*real)(const char *, const char *, FILE *);
  *(void **)&real = dlsym(RTLD_NEXT, "freopen");
  if (stream != stdout && stream != stderr) return real ? real(path, mode, stream) : NULL;
  fflush(stream);
  FILE *file = path ? fopen(path, mode) : NULL;
  if (!file || dup2(fileno(file), stream == stdout ? 1 : 2) < 0) stream = NULL;
  if (file) fclose(file);
  return stream;
}

// Tells where in the chapter `exit` was called.
_Noreturn void exit(int status) {
  static void (*real)(int);
  static int is_ending;
  if (!is_ending) {
    is_ending = 1;
    lk_send_exit(status);
  }
  *(void **)&real = dlsym(RTLD_NEXT, "exit");
  if (real) real(status);
  _exit(status);
}

_Noreturn void lectern_error_at_top_level(void *error);

// What a unit calls when an error reaches its top level; the Swift runtime's own function would only
// crash. Both take the error in the first register.
_Noreturn void swift_errorInMain(void *error) { lectern_error_at_top_level(error); }
