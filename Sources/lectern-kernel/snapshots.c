// Snapshots: a process that waits as it was between two cells, and is copied to go on from there.
//
// The process itself becomes the snapshot and the copy goes on, so that what a later cell does to
// its process leaves all snapshots alone. They end when the host lets go of them.
#define _GNU_SOURCE
#include "snapshots.h"
#include "ChildProcess.h"
#include "KernelChannel.h"
#include "ab_threads.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { most_copies = 128 };

static struct {
  pid_t process;
  int watch;
} copies[most_copies];
static int copy_count;

// Calls `body` for each open descriptor above 2; ends when it returns something.
static const char *for_descriptors(const char *(*body)(int, talk_t), talk_t talk) {
  DIR *folder = opendir("/proc/self/fd");
  if (!folder) return "its open files cannot be seen";
  const char *found = NULL;
  for (struct dirent *entry; !found && (entry = readdir(folder));) {
    int descriptor = atoi(entry->d_name);
    if (entry->d_name[0] == '.' || descriptor == dirfd(folder)) continue;
    if (descriptor == talk.commands || descriptor == talk.channel) continue;
    if (descriptor != talk.control) found = body(descriptor, talk);
  }
  closedir(folder);
  return found;
}

static const char *shared(int descriptor, talk_t talk) {
  (void)talk;
  struct stat status;
  if (fstat(descriptor, &status) != 0 || S_ISREG(status.st_mode) || S_ISCHR(status.st_mode)) return NULL;
  if (descriptor < 3 && S_ISSOCK(status.st_mode)) return NULL;
  return S_ISDIR(status.st_mode) ? "it reads a folder" : "it has a pipe or a socket open";
}

int thread_count(void) {
  DIR *folder = opendir("/proc/self/task");
  if (!folder) return 1 << 20;
  int count = 0;
  for (struct dirent *entry; (entry = readdir(folder));) count += entry->d_name[0] != '.';
  closedir(folder);
  return count;
}

// Whether a line of the system's file at `path` satisfies `is`.
static int has_line(const char *path, int (*is)(const char *)) {
  FILE *file = fopen(path, "re");
  char line[4096];
  int found = 0;
  while (file && !found && fgets(line, sizeof line, file)) found = is(line);
  if (file) fclose(file);
  return found;
}

static int is_shared_mapping(const char *line) {
  const char *rights = strchr(line, ' '); // as in `7f00-7f01 rw-s 00000000 …`
  return rights && rights[2] == 'w' && rights[4] == 's';
}

static int is_timer(const char *line) { return strncmp(line, "ID:", 3) == 0; }

static int has_timer(void) {
  static const int kinds[] = {ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    struct itimerval timer;
    if (getitimer(kinds[i], &timer) == 0 && (timer.it_value.tv_sec || timer.it_value.tv_usec)) return 1;
  }
  return has_line("/proc/self/timers", is_timer);
}

// Why a copy of this process would not be the same as the process, or NULL.
static const char *obstacle(talk_t talk) {
  siginfo_t child;
  if (waitid(P_ALL, 0, &child, WEXITED | WNOHANG | WNOWAIT) == 0) return "it has started other processes";
  if (has_timer()) return "it has set a timer";
  // Those of the tensors sleep between cells, and a copy starts its own.
  if (thread_count() > 1 + (int)ab_threads_started()) return "it has threads of its own";
  if (has_line("/proc/self/maps", is_shared_mapping)) return "it shares memory";
  return for_descriptors(shared, talk);
}

// A copy shares its files' positions with the process it was copied from, unless it opens them anew.
static const char *open_anew(int descriptor, talk_t talk) {
  (void)talk;
  struct stat status;
  if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return NULL;
  int flags = fcntl(descriptor, F_GETFL), closing = fcntl(descriptor, F_GETFD);
  off_t position = lseek(descriptor, 0, SEEK_CUR);
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
  int anew = (int)syscall(SYS_openat, AT_FDCWD, path, flags & ~(O_CREAT | O_EXCL | O_TRUNC));
  if (anew < 0) return NULL;
  lseek(anew, position, SEEK_SET);
  dup3(anew, descriptor, closing & FD_CLOEXEC ? O_CLOEXEC : 0);
  close(anew);
  return NULL;
}

static void say(enum lk_message kind, const char *text) { lk_send(kind, text, strlen(text)); }

// What a copy does first: it is a program of its own, and ends with the snapshot it is of.
static void become_copy(pid_t parent, talk_t talk) {
  setsid();
  prctl(PR_SET_PDEATHSIG, SIGHUP);
  if (getppid() != parent) _exit(1);
  char id[12];
  snprintf(id, sizeof id, "%d", (int)getpid());
  setenv(lp_session_variable, id, 1);
  for_descriptors(open_anew, talk);
  say(lk_message_kept, id);
}

// Tells the host how the copies ended that are no more.
static void collect(int control, const struct pollfd *ready) {
  for (int i = copy_count - 1; i >= 0; i--) {
    if (!ready[i].revents) continue;
    int status = 0;
    struct rusage usage = {0};
    wait4(copies[i].process, &status, 0, &usage);
    char text[64];
    snprintf(text, sizeof text, "%d %d %ld", (int)copies[i].process, status, usage.ru_maxrss);
    lp_send_command(control, text, NULL, 0);
    close(copies[i].watch);
    copies[i] = copies[--copy_count];
  }
}

static void add(pid_t process) {
  if (process <= 0) return;
  copies[copy_count].process = process;
  copies[copy_count++].watch = lp_watch(process);
}

// The copy takes the place that the one before had: its streams get the same numbers.
static void take_streams(const int *given, const int *streams, int count) {
  for (int i = 0; i < count; i++)
    if (streams[i] >= 0) dup3(given[i], streams[i], streams[i] > 2 ? O_CLOEXEC : 0);
  for (int i = 0; i < count; i++) close(given[i]);
}

static void forget_copies(void) {
  for (int i = 0; i < copy_count; i++) close(copies[i].watch);
  copy_count = 0;
}

// Waits to be copied; returns in the copies.
static void wait_to_be_copied(int control, const int *streams, talk_t talk) {
  pid_t own = getpid();
  for (;;) {
    struct pollfd ready[most_copies + 1];
    for (int i = 0; i < copy_count; i++) ready[i] = (struct pollfd){copies[i].watch, POLLIN, 0};
    ready[copy_count] = (struct pollfd){control, POLLIN, 0};
    if (poll(ready, (nfds_t)copy_count + 1, -1) < 0) continue;
    int asked = ready[copy_count].revents;
    collect(control, ready);
    if (!asked) continue;
    char text[16];
    int given[lp_most_descriptors];
    size_t count;
    if (lp_receive_command(control, text, sizeof text, given, &count) <= 0) _exit(0);
    if (count != lp_most_descriptors) continue;
    pid_t copy = copy_count < most_copies ? fork() : -1;
    if (copy == 0) {
      forget_copies();
      close(control);
      take_streams(given, streams, (int)count);
      become_copy(own, talk);
      return;
    }
    if (copy < 0) { // whoever asked has to begin elsewhere
      const char answer[] = {lk_message_not_kept, 0};
      send(given[2], answer, sizeof answer, MSG_NOSIGNAL);
    }
    for (size_t i = 0; i < count; i++) close(given[i]);
    add(copy);
  }
}

void keep(talk_t talk) {
  const char *why = obstacle(talk);
  fflush(NULL);
  pid_t own = getpid(), copy = why ? -1 : fork();
  if (copy < 0) {
    close(talk.control);
    say(lk_message_not_kept, why ? why : strerror(errno));
    return;
  }
  if (copy == 0) {
    close(talk.control);
    become_copy(own, talk);
    return;
  }
  prctl(PR_SET_PDEATHSIG, 0); // the host lets go of a snapshot by closing its end
  int streams[] = {1, 2, talk.channel, talk.commands};
  struct stat status;
  for (int i = 0; i < 2; i++) // a program may have put a file there
    if (fstat(streams[i], &status) != 0 || !S_ISSOCK(status.st_mode)) streams[i] = -1;
  int nothing = (int)syscall(SYS_openat, AT_FDCWD, "/dev/null", O_RDWR | O_CLOEXEC);
  for (int i = 0; i < 4; i++)
    if (streams[i] >= 0) dup3(nothing, streams[i], streams[i] > 2 ? O_CLOEXEC : 0);
  close(nothing);
  add(copy);
  wait_to_be_copied(talk.control, streams, talk);
}
