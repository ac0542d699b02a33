// The process in which the cells of one tab run.
//
// Arguments: the descriptor commands come from, the descriptor of the channel, and how many bytes of
// text a cell may put out. A command is a line: `run ENTRY PATH`, `attempt ENTRY PATH`, or
// `load - PATH`. The program ends with its commands.
#define _GNU_SOURCE
#include "ChildProcess.h"
#include "KernelChannel.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void perform(char *line) {
  char *rest = line, *verb = strsep(&rest, " "), *entry = strsep(&rest, " ");
  if (!entry || !rest) return;
  rest[strcspn(rest, "\n")] = 0;
  if (strcmp(verb, "attempt") == 0) {
    lk_attempt_unit(rest, entry);
  } else if (strcmp(verb, "load") == 0) {
    if (lk_load(rest)) lk_send(lk_message_unit_ended, "", 0);
  } else if (lk_run_unit(rest, entry) == 0) {
    lk_send(lk_message_unit_ended, "", 0);
  }
}

// The host is gone: end with everything the program started.
static void on_death_of_host(int number) {
  (void)number;
  lp_kill_session(getpid());
  _exit(1);
}

int main(int count, char **arguments) {
  FILE *commands = count == 4 ? fdopen(atoi(arguments[1]), "re") : NULL;
  if (!commands) {
    fputs("lectern-kernel: lectern starts this program to run the cells of a notebook\n", stderr);
    return 2;
  }
  signal(SIGHUP, on_death_of_host);
  char id[12];
  snprintf(id, sizeof id, "%d", (int)getpid());
  setenv(lp_session_variable, id, 1);
  lk_start(atoi(arguments[2]), strtoull(arguments[3], NULL, 10));
  char *line = NULL;
  size_t capacity = 0;
  while (getline(&line, &capacity, commands) > 0) perform(line);
  lk_end(0);
}
