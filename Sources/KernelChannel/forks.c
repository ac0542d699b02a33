// The thread's number in copies of the process.
//
// Swift's `Mutex` remembers the number of the thread that uses it, in thread-local variables of each
// library, and writes it into the lock. In a copy the thread has another number: where some of these
// variables hold the old one and others are not set yet, a lock is taken under one number and can't
// be given back under the other. So a copy corrects them.
#define _GNU_SOURCE
#include "internal.h"
#include <link.h>
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

static _Thread_local volatile uint32_t forking; // the number of the thread that forks

static uint32_t number(void) { return (uint32_t)syscall(SYS_gettid); }

typedef struct {
  uint32_t from, to;
} renumbering_t;

// Corrects the thread-local variables of one library, as far as this thread has them.
static int renumber(struct dl_phdr_info *library, size_t size, void *context) {
  const renumbering_t *change = context;
  if (size < offsetof(struct dl_phdr_info, dlpi_tls_data) + sizeof(void *)) return 0;
  if (!library->dlpi_tls_data) return 0;
  for (size_t i = 0; i < library->dlpi_phnum; i++) {
    if (library->dlpi_phdr[i].p_type != PT_TLS) continue;
    uint32_t *words = library->dlpi_tls_data;
    const size_t count = library->dlpi_phdr[i].p_memsz / sizeof *words;
    for (size_t word = 0; word < count; word++)
      if (words[word] == change->from) words[word] = change->to;
  }
  return 0;
}

static void before_fork(void) { forking = number(); }

static void after_fork_in_copy(void) {
  renumbering_t change = {forking, number()};
  dl_iterate_phdr(renumber, &change);
}

void lk_watch_forks(void) { pthread_atfork(before_fork, NULL, after_fork_in_copy); }
