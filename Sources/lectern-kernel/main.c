// The process in which the cells of one tab run.
//
// Arguments: the descriptor commands come from, the descriptor of the channel, and how many bytes of
// text a cell may put out. A command is `run ENTRY PATH`, `attempt ENTRY PATH`, `load - PATH`,
// `check ENTRY SECRET PATH`, `confine - FOLDER`, or `keep` with a descriptor. The program ends with its commands.
#define _GNU_SOURCE
#include "ChildProcess.h"
#include "KernelChannel.h"
#include "confinement.h"
#include "snapshots.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static talk_t talk = {-1, -1, -1};

static void perform(char *line) {
  char *rest = line, *verb = strsep(&rest, " "), *entry = strsep(&rest, " ");
  if (!entry || !rest) return;
  if (strcmp(verb, "attempt") == 0) {
    lk_attempt_unit(rest, entry);
  } else if (strcmp(verb, "check") == 0) {
    char *path = rest, *secret = strsep(&path, " ");
    if (path && lk_check_unit(path, entry, secret) == 0) lk_send(lk_message_unit_ended, "", 0);
  } else if (strcmp(verb, "confine") == 0) {
    const char *lacking = confine(rest, talk);
    lk_send(lk_message_confined, lacking, strlen(lacking));
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
  if (count == 4) talk = (talk_t){atoi(arguments[1]), atoi(arguments[2]), -1};
  if (talk.commands < 3 || fcntl(talk.commands, F_SETFD, FD_CLOEXEC) != 0) {
    fputs("lectern-kernel: lectern starts this program to run the cells of a notebook\n", stderr);
    return 2;
  }
  signal(SIGHUP, on_death_of_host);
  char id[12];
  snprintf(id, sizeof id, "%d", (int)getpid());
  setenv(lp_session_variable, id, 1);
  lk_start(talk.channel, strtoull(arguments[3], NULL, 10));
  static char line[2 * 4096];
  int descriptors[lp_most_descriptors];
  size_t given;
  while (lp_receive_command(talk.commands, line, sizeof line, descriptors, &given) > 0) {
    if (given == 1 && strcmp(line, "keep") == 0) {
      keep((talk_t){talk.commands, talk.channel, descriptors[0]});
    } else {
      perform(line);
    }
  }
  lk_end(0);
}
