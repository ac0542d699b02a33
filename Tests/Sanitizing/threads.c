// Uses the thread pool from several threads, within its own work, while its size changes, and
// around forks. Built with the thread sanitizer; see .ci/sanitize.
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ab_threads.h"

enum { parts = 64, rounds = 400 };

/// Plain numbers, so that the sanitizer sees whether the pool keeps its users apart.
typedef struct tally {
  int done[parts], inner;
} tally;

static void count(void *context, size_t part) { ((tally *)context)->done[part]++; }

static void count_within(void *context, size_t part) {
  tally within = {0};
  ab_share(parts, count, &within);
  ab_lock_memory();
  for (int i = 0; i < parts; i++) ((tally *)context)->inner += within.done[i];
  ab_unlock_memory();
  count(context, part);
}

static int checked(void) {
  tally own = {0};
  for (int i = 0; i < rounds; i++) ab_share(parts, i % 8 ? count : count_within, &own);
  for (int i = 0; i < parts; i++)
    if (own.done[i] != rounds) return 1;
  return own.inner == rounds / 8 * parts * parts ? 0 : 2;
}

static void *use(void *argument) {
  (void)argument;
  return (void *)(intptr_t)checked();
}

static int forked(void) {
  const pid_t copy = fork();
  if (copy == 0) _exit(checked());
  int status = -1;
  return copy > 0 && waitpid(copy, &status, 0) == copy ? status : -1;
}

int main(void) {
  pthread_t users[3];
  intptr_t wrong = 0;
  ab_set_threads(4);
  for (int i = 0; i < 3; i++) pthread_create(&users[i], NULL, use, NULL);
  for (int i = 0; i < 20; i++) {
    ab_set_threads((size_t)(1 + i % 5));
    wrong |= forked() | checked();
  }
  for (int i = 0; i < 3; i++) {
    void *result;
    pthread_join(users[i], &result);
    wrong |= (intptr_t)result;
  }
  printf("the pool: %s\n", wrong ? "wrong counts" : "every part once");
  return wrong != 0;
}
