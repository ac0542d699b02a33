// Ending everything a process started. Children may have groups of their own, but stay in the
// session; those that leave it carry its mark in their environment. Only system calls, so that a signal handler may call it.
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

// Whether the process with this folder has `mark` in the environment it was started with: one that
// made a session of its own still has that.
static int is_marked(int processes, const char *name, const char *mark) {
  char path[32], text[4096 + 64];
  size_t size = 0, matched = 0;
  while (name[size] && size < 20) { path[size] = name[size]; size++; }
  for (const char *rest = "/environ"; *rest; rest++) path[size++] = *rest;
  path[size] = 0;
  int file = (int)syscall(SYS_openat, processes, path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  int is_entry = 1, found = 0; // at the start of an entry, or matching since there
  ssize_t count;
  while (!found && (count = read(file, text, sizeof text)) > 0)
    for (ssize_t i = 0; i < count && !found; i++) {
      found = is_entry && !text[i] && matched && !mark[matched];
      is_entry = !text[i] || (is_entry && text[i] == mark[matched]);
      matched = text[i] && is_entry ? matched + 1 : 0;
    }
  close(file);
  return found;
}

static void write_mark(char *mark, pid_t session) {
  const char *name = lp_session_variable "=";
  while (*name) *mark++ = *name++;
  char digits[12];
  size_t count = 0;
  do digits[count++] = (char)('0' + session % 10);
  while ((session /= 10) > 0);
  while (count > 0) *mark++ = digits[--count];
  *mark = 0;
}

static int kill_once(int processes, pid_t session, const char *mark) {
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
      int is_ours = session_of(processes, entry->name) == session
                    || is_marked(processes, entry->name, mark);
      if (is_ours && kill((pid_t)process, SIGKILL) == 0) killed++;
    }
  return killed;
}

void lp_kill_session(pid_t session) {
  int processes = (int)syscall(SYS_openat, AT_FDCWD, "/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (processes < 0) return;
  char mark[64];
  write_mark(mark, session);
  // What was killed may have started others meanwhile; zombies still count, so the rounds end.
  for (int round = 0; round < 3 && kill_once(processes, session, mark) > 0; round++) {}
  close(processes);
}
