// The thread pool behind `ab_threads.h`.
//
// One piece of work at a time is published as a word that holds its number, its parts and the next
// part to do; whoever is awake claims parts by counting that up. So the thread that asked never
// waits for one that sleeps: it only waits for parts that others have begun.
#define _GNU_SOURCE
#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "ab_threads.h"

#define AB_MAX_THREADS 64
/// How long a thread looks for work, or for the end of the others' work, before it sleeps.
#define AB_SPIN_NANOSECONDS 50000

static struct {
  /// Held by the thread whose work is under way.
  pthread_mutex_t owner;
  ab_body body;
  void *context;
  size_t started;
  pthread_t threads[AB_MAX_THREADS];
  _Atomic size_t width;
  /// Number of the work << 32 | its parts << 16 | the next part.
  alignas(64) _Atomic uint64_t work;
  /// Counts up when there is something new to see; what threads without work sleep on.
  alignas(64) _Atomic uint32_t news;
  _Atomic uint32_t sleepers, allowed;
  /// Parts that have not ended, and whether the owner sleeps until they have.
  alignas(64) _Atomic uint32_t remaining;
  _Atomic uint32_t owner_sleeps;
} pool = {.owner = PTHREAD_MUTEX_INITIALIZER};

static void futex_wait(_Atomic uint32_t *word, uint32_t value) {
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, NULL, NULL, 0);
}

static void futex_wake(_Atomic uint32_t *word, int count) {
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, count, NULL, NULL, 0);
}

static void relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/// Looks at a word for a while; returns whether it has ceased (or come) to be `value`.
static bool spin_until(_Atomic uint32_t *word, uint32_t value, bool equal) {
  const int64_t end = now() + AB_SPIN_NANOSECONDS;
  do {
    for (int i = 0; i < 16; i++) {
      if ((atomic_load_explicit(word, memory_order_acquire) == value) == equal) return true;
      relax();
    }
  } while (now() < end);
  return false;
}

/// Does parts of the work under way until all have been begun.
static void take_part(void) {
  uint64_t work = atomic_load_explicit(&pool.work, memory_order_acquire);
  while ((work & 0xFFFF) < (work >> 16 & 0xFFFF)) {
    // The number of the work makes sure that a part of this one is claimed, and not of a later one.
    if (!atomic_compare_exchange_weak_explicit(
          &pool.work, &work, work + 1, memory_order_acquire, memory_order_acquire))
      continue;
    pool.body(pool.context, work & 0xFFFF);
    if (atomic_fetch_sub(&pool.remaining, 1) == 1 && atomic_load(&pool.owner_sleeps))
      futex_wake(&pool.remaining, 1);
    work = atomic_load_explicit(&pool.work, memory_order_acquire);
  }
}

static void *serve(void *argument) {
  const uint32_t index = (uint32_t)(uintptr_t)argument;
  for (;;) {
    const uint32_t seen = atomic_load(&pool.news);
    if (index >= atomic_load(&pool.allowed)) return NULL;
    take_part();
    if (spin_until(&pool.news, seen, false)) continue;
    atomic_fetch_add(&pool.sleepers, 1);
    while (atomic_load(&pool.news) == seen) futex_wait(&pool.news, seen);
    atomic_fetch_sub(&pool.sleepers, 1);
  }
}

static pthread_mutex_t memory = PTHREAD_MUTEX_INITIALIZER;

void ab_lock_memory(void) { pthread_mutex_lock(&memory); }

void ab_unlock_memory(void) { pthread_mutex_unlock(&memory); }

// Fork: only the thread that holds both locks forks, so that nothing is under way meanwhile.

static void before_fork(void) {
  pthread_mutex_lock(&pool.owner);
  pthread_mutex_lock(&memory);
}

static void after_fork_in_parent(void) {
  pthread_mutex_unlock(&memory);
  pthread_mutex_unlock(&pool.owner);
}

static void after_fork_in_child(void) {
  pool.started = 0;
  atomic_store(&pool.sleepers, 0);
  after_fork_in_parent();
}

__attribute__((constructor)) static void watch_forks(void) {
  pthread_atfork(before_fork, after_fork_in_parent, after_fork_in_child);
}

/// Starts threads until there are `wanted`; fewer when the system has no more. They leave all
/// signals to the others, but for those that their own faults raise.
static void start(size_t wanted) {
  if (pool.started >= wanted) return;
  static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS};
  sigset_t blocked, before;
  sigfillset(&blocked);
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) sigdelset(&blocked, faults[i]);
  pthread_sigmask(SIG_SETMASK, &blocked, &before);
  atomic_store(&pool.allowed, (uint32_t)wanted);
  while (pool.started < wanted) {
    void *index = (void *)(uintptr_t)pool.started;
    if (pthread_create(&pool.threads[pool.started], NULL, serve, index) != 0) break;
    pool.started++;
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void publish(size_t parts, ab_body body, void *context) {
  pool.body = body;
  pool.context = context;
  atomic_store(&pool.remaining, (uint32_t)parts);
  const uint64_t number = (atomic_load(&pool.work) >> 32) + 1;
  atomic_store_explicit(&pool.work, number << 32 | parts << 16, memory_order_release);
  atomic_fetch_add(&pool.news, 1);
  const size_t useful = parts - 1 < pool.started ? parts - 1 : pool.started;
  if (atomic_load(&pool.sleepers) > 0) futex_wake(&pool.news, (int)useful);
}

static void await_end(void) {
  if (spin_until(&pool.remaining, 0, true)) return;
  atomic_store(&pool.owner_sleeps, 1);
  for (uint32_t left; (left = atomic_load(&pool.remaining)) > 0;)
    futex_wait(&pool.remaining, left);
  atomic_store(&pool.owner_sleeps, 0);
}

void ab_share(size_t parts, ab_body body, void *context) {
  const size_t width = ab_threads();
  if (parts < 2 || width < 2 || pthread_mutex_trylock(&pool.owner) != 0) {
    for (size_t part = 0; part < parts; part++) body(context, part);
    return;
  }
  start((parts < width ? parts : width) - 1);
  publish(parts, body, context);
  take_part();
  await_end();
  pthread_mutex_unlock(&pool.owner);
}

static size_t usable_processors(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return (size_t)CPU_COUNT(&set);
  return (size_t)sysconf(_SC_NPROCESSORS_ONLN);
}

size_t ab_threads(void) {
  const size_t width = atomic_load_explicit(&pool.width, memory_order_relaxed);
  if (width > 0) return width;
  const char *text = getenv("ABACUS_THREADS");
  const long wanted = text ? strtol(text, NULL, 10) : 0;
  const size_t count = wanted > 0 ? (size_t)wanted : usable_processors();
  size_t none = 0, chosen = count > AB_MAX_THREADS ? AB_MAX_THREADS : count;
  return atomic_compare_exchange_strong(&pool.width, &none, chosen) ? chosen : none;
}

void ab_set_threads(size_t count) {
  pthread_mutex_lock(&pool.owner);
  atomic_store(&pool.width, count > AB_MAX_THREADS ? AB_MAX_THREADS : count);
  if (pool.started >= count) {
    atomic_store(&pool.allowed, (uint32_t)count - 1);
    atomic_fetch_add(&pool.news, 1);
    futex_wake(&pool.news, INT_MAX);
    while (pool.started >= count) pthread_join(pool.threads[--pool.started], NULL);
  }
  pthread_mutex_unlock(&pool.owner);
}

size_t ab_threads_started(void) {
  pthread_mutex_lock(&pool.owner);
  const size_t started = pool.started;
  pthread_mutex_unlock(&pool.owner);
  return started;
}
