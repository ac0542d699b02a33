// Starting processes that cannot outlive us.
#define _GNU_SOURCE
#include "ChildProcess.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Runs in the child between `fork` and `execve`, where only system calls are allowed.
static void become(const lp_request *request, pid_t parent) {
  setsid();
  prctl(PR_SET_PDEATHSIG, request->death_signal);
  if (getppid() != parent) _exit(127);
  if (request->directory && chdir(request->directory) != 0) return;
  if (request->data_limit) {
    struct rlimit limit = {request->data_limit, request->data_limit};
    setrlimit(RLIMIT_DATA, &limit);
  }
  struct rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  enum { room = 16, above = 100 };
  int moved[room];
  if (request->descriptor_count > room) { errno = EINVAL; return; }
  for (size_t i = 0; i < request->descriptor_count; i++) {
    int from = request->descriptors[i];
    if (from < 0) from = open("/dev/null", O_RDWR);
    moved[i] = fcntl(from, F_DUPFD_CLOEXEC, above);
    if (moved[i] < 0) return;
  }
  for (size_t i = 0; i < request->descriptor_count; i++)
    if (dup2(moved[i], (int)i) < 0) return;
#ifdef SYS_close_range
  // Nothing else is handed down. Only on exec: the error pipe still has a word.
  syscall(SYS_close_range, (unsigned)request->descriptor_count, ~0u, 4);
#endif
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(request->path, request->arguments, request->environment);
}

pid_t lp_start(const lp_request *request) {
  int report[2];
  if (pipe2(report, O_CLOEXEC) != 0) return -errno;
  int safe = fcntl(report[1], F_DUPFD_CLOEXEC, 50); // out of the way of the child's descriptors
  close(report[1]);
  pid_t parent = getpid(), child = safe < 0 ? -1 : fork();
  if (child == 0) {
    become(request, parent);
    int why = errno;
    ssize_t written = write(safe, &why, sizeof why);
    _exit(written > 0 ? 127 : 126);
  }
  int error = child < 0 ? errno : 0, why = 0;
  if (safe >= 0) close(safe);
  ssize_t count;
  do count = read(report[0], &why, sizeof why);
  while (count < 0 && errno == EINTR);
  close(report[0]);
  if (child > 0 && count == sizeof why) {
    lp_wait(child);
    return -why;
  }
  return child < 0 ? -error : child;
}

int lp_watch(pid_t process) {
  int descriptor = (int)syscall(SYS_pidfd_open, process, 0);
  return descriptor < 0 ? -errno : descriptor;
}

int lp_wait(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return status;
}

int lp_peek(pid_t process) {
  siginfo_t information = {0};
  if (waitid(P_PID, (id_t)process, &information, WEXITED | WNOWAIT) != 0) return -1;
  int status = information.si_status;
  return information.si_code == CLD_EXITED ? (status & 0xFF) << 8 : status & 0x7F;
}

int64_t lp_peak_bytes(pid_t process) {
  siginfo_t information = {0};
  struct rusage usage = {0};
  // The library's waitid leaves out what the system call also tells.
  const long failed =
    syscall(SYS_waitid, P_PID, process, &information, WEXITED | WNOWAIT, &usage);
  return failed ? 0 : (int64_t)usage.ru_maxrss * 1024;
}

void lp_kill(pid_t process) {
  kill(process, SIGKILL);
  lp_kill_session(process);
}

int64_t lp_resident_bytes(pid_t process) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/statm", (int)process);
  FILE *file = fopen(path, "re");
  if (!file) return -1;
  long total = 0, resident = -1;
  if (fscanf(file, "%ld %ld", &total, &resident) != 2) resident = -1;
  fclose(file);
  return resident < 0 ? -1 : (int64_t)resident * sysconf(_SC_PAGESIZE);
}

int lp_memory_file(void) { return (int)syscall(SYS_memfd_create, "lectern", 1 /* close on exec */); }
