// Ending everything a process started. Children may have groups of their own, but stay in the
// session. Only system calls, so that a signal handler may call it.
#define _GNU_SOURCE
#include "ChildProcess.h"
#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

struct entry {
  uint64_t inode;
  int64_t offset;
  unsigned short size;
  unsigned char type;
  char name[];
};

// The number that `text` begins with, or -1.
static long number(const char *text) {
  long value = 0;
  if (*text < '0' || *text > '9') return -1;
  while (*text >= '0' && *text <= '9') value = value * 10 + (*text++ - '0');
  return value;
}

// The session of the process whose folder in /proc has this name, or -1.
static long session_of(int processes, const char *name) {
  char path[32], text[512];
  size_t size = 0;
  while (name[size] && size < 20) { path[size] = name[size]; size++; }
  for (const char *rest = "/stat"; *rest; rest++) path[size++] = *rest;
  path[size] = 0;
  int file = (int)syscall(SYS_openat, processes, path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  if (count <= 0) return -1;
  text[count] = 0;
  char *end = text + count; // the name in parentheses may hold anything: fields begin behind it
  while (end > text && *end != ')') end--;
  int spaces = 0;
  while (*end && spaces < 4) spaces += *end++ == ' ';
  return spaces == 4 ? number(end) : -1;
}

static int kill_once(int processes, pid_t session) {
  char buffer[8192];
  int killed = 0;
  long count;
  lseek(processes, 0, SEEK_SET);
  while ((count = syscall(SYS_getdents64, processes, buffer, sizeof buffer)) > 0)
    for (long at = 0; at < count;) {
      struct entry *entry = (struct entry *)(buffer + at);
      at += entry->size;
      long process = number(entry->name);
      if (process <= 0 || process == getpid()) continue;
      if (session_of(processes, entry->name) == session && kill((pid_t)process, SIGKILL) == 0)
        killed++;
    }
  return killed;
}

void lp_kill_session(pid_t session) {
  int processes = (int)syscall(SYS_openat, AT_FDCWD, "/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (processes < 0) return;
  // What was killed may have started others meanwhile; zombies still count, so the rounds end.
  for (int round = 0; round < 3 && kill_once(processes, session) > 0; round++) {}
  close(processes);
}
