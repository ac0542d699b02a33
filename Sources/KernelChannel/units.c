// Loading and running compiled units.
#define _GNU_SOURCE
#include "KernelChannel.h"
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef int (*unit_entry)(int, char **);

static void refuse(const char *name) {
  const char *why = dlerror();
  lk_send(lk_message_refused, why ? why : name, strlen(why ? why : name));
}

void *lk_load(const char *path) {
  void *library = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
  if (!library) refuse(path);
  return library;
}

int lk_run_unit(const char *path, const char *entry) {
  void *library = lk_load(path);
  if (!library) return -1;
  unit_entry run;
  *(void **)&run = dlsym(library, entry);
  if (!run) {
    refuse(entry);
    return -1;
  }
  static char name[] = "lectern";
  static char *arguments[] = {name, NULL};
  run(1, arguments);
  lk_end_cell();
  return 0;
}

// What programs with an event loop of their own are meant to call; libdispatch exports it.
extern void _dispatch_main_queue_callback_4CF(void *message);

void lk_serve_main_queue(void) { _dispatch_main_queue_callback_4CF(NULL); }

void lk_attempt_unit(const char *path, const char *entry) {
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) lk_end(lk_run_unit(path, entry) == 0 ? 0 : 70);
  // The host asks both for the end when the attempt takes too long: the copy knows where it is.
  struct sigaction ignoring = {.sa_handler = SIG_IGN}, usual;
  sigaction(SIGTERM, &ignoring, &usual);
  int status = 0;
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {}
  sigaction(SIGTERM, &usual, NULL);
  char text[16];
  int count = snprintf(text, sizeof text, "%d", child > 0 ? status : -1);
  lk_send(lk_message_attempt_ended, text, (size_t)count);
}
