// Messages to the host and the text streams of the process.
//
// Descriptors 1, 2 and the channel are datagram sockets that end in one receiver, so the system
// itself keeps the order of everything that is put out, by whomever. A datagram has a largest size;
// what is written here in one piece is sent in several.
#define _GNU_SOURCE
#include "gate.h"
#include "internal.h"
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { piece_size = 60000, slack = 65536 };

static int channel_descriptor = -1;
static size_t limit;
static atomic_size_t text_count;
static pthread_mutex_t channel_lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t raw_write(int descriptor, const void *bytes, size_t count) {
  return syscall(SYS_write, descriptor, bytes, count);
}

void lk_flush_output(void) {
  if (channel_descriptor < 0 || ftrylockfile(stdout) != 0) return;
  fflush_unlocked(stdout);
  funlockfile(stdout);
}

int lk_allows(int descriptor, size_t count) {
  if (channel_descriptor < 0 || (descriptor != 1 && descriptor != 2)) return 1;
  return atomic_fetch_add(&text_count, count) < limit + slack;
}

ssize_t lk_write_in_pieces(int descriptor, const char *bytes, size_t count) {
  size_t done = 0;
  while (done < count) {
    size_t size = count - done < piece_size ? count - done : piece_size;
    ssize_t written = raw_write(descriptor, bytes + done, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return done > 0 ? (ssize_t)done : -1;
    done += (size_t)written;
    if (done < count && !lk_allows(descriptor, 0)) return (ssize_t)count;
  }
  return (ssize_t)count;
}

static ssize_t cookie_write(void *cookie, const char *bytes, size_t count) {
  int descriptor = (int)(intptr_t)cookie;
  if (descriptor == 2) lk_flush_output();
  if (!lk_allows(descriptor, count)) return (ssize_t)count;
  ssize_t written = lk_write_in_pieces(descriptor, bytes, count);
  return written < 0 ? 0 : written;
}

static FILE *open_stream(int descriptor, int mode) {
  cookie_io_functions_t functions = {.write = cookie_write};
  FILE *stream = fopencookie((void *)(intptr_t)descriptor, "w", functions);
  if (!stream) return NULL;
  stream->_fileno = descriptor; // so that `fileno` and `isatty` answer as usual
  setvbuf(stream, NULL, mode, mode == _IONBF ? 0 : 1 << 15);
  return stream;
}

void lk_send_unlocked(enum lk_message kind, const void *bytes, size_t count) {
  if (channel_descriptor < 0) return;
  size_t done = 0;
  do {
    size_t size = count - done < piece_size ? count - done : piece_size;
    char head[2] = {(char)kind, done + size < count};
    struct iovec parts[2] = {{head, 2}, {(char *)bytes + done, size}};
    ssize_t sent;
    do sent = lp_gate(SYS_writev, channel_descriptor, (long)parts, 2);
    while (sent == -EINTR);
    if (sent < 0) return;
    done += size;
  } while (done < count);
}

void lk_send(enum lk_message kind, const void *bytes, size_t count) {
  fflush(stdout);
  pthread_mutex_lock(&channel_lock);
  lk_send_unlocked(kind, bytes, count);
  pthread_mutex_unlock(&channel_lock);
}

void lk_send_file(const char *path) { lk_send_unlocked(lk_message_file, path, strlen(path)); }

static void (*_Atomic on_cell_end)(void);

void lk_when_cell_ends(void (*body)(void)) { atomic_store(&on_cell_end, body); }

void lk_end_cell(void) {
  void (*body)(void) = atomic_exchange(&on_cell_end, NULL);
  if (body) body();
}

void lk_begin_cell(uint32_t ordinal) {
  lk_end_cell();
  char text[16];
  int count = snprintf(text, sizeof text, "%u", ordinal);
  lk_send(lk_message_cell_began, text, (size_t)count);
  atomic_store(&text_count, 0);
}

void lk_start(int channel, size_t text_limit) {
  limit = text_limit;
  FILE *output = open_stream(1, _IOLBF), *error = open_stream(2, _IONBF);
  if (output) stdout = output;
  if (error) stderr = error;
  lk_install_handlers();
  lk_watch_forks();
  channel_descriptor = channel;
}

_Noreturn void lk_end(int status) {
  fflush(stdout);
  fflush(stderr);
  _exit(status);
}
