// How a program ends before its time: signals, thrown errors, `exit`.
#define _GNU_SOURCE
#include "internal.h"
#include <dlfcn.h>
#include <execinfo.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

enum { most_frames = 64, trace_size = 16384 };

static const int fatal_signals[] = {
  SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS,
  SIGTERM, // the host asks for the end
};
static char trace_text[trace_size];
static void *thrown_frames[most_frames];
static int thrown_count;
static void *exact_place; // where a signal came; the other addresses are behind calls
static char *stack_low, *stack_high;

/// The Swift runtime's hook for debuggers and test libraries.
extern _Atomic(void (*)(void *)) _swift_willThrow;

static size_t write_frames(void *const *frames, int count, char *text, size_t capacity) {
  size_t used = 0;
  for (int i = 0; i < count; i++) {
    Dl_info info;
    if (!dladdr(frames[i], &info) || !info.dli_fname) continue;
    size_t offset = (size_t)((char *)frames[i] - (char *)info.dli_fbase);
    int size = snprintf(text + used, capacity - used, "%s\t%zx%s\n", info.dli_fname, offset,
                        frames[i] == exact_place ? "\t!" : "");
    if (size < 0 || used + (size_t)size >= capacity) break;
    used += (size_t)size;
  }
  return used;
}

static size_t write_trace(char *text, size_t capacity) {
  void *frames[most_frames];
  return write_frames(frames, backtrace(frames, most_frames), text, capacity);
}

static void *place_of(void *context) {
#if defined(__x86_64__)
  return (void *)((ucontext_t *)context)->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
  return (void *)((ucontext_t *)context)->uc_mcontext.pc;
#else
  return context ? NULL : NULL;
#endif
}

// Runs on its own stack, so that a stack that is used up can be reported too.
static void on_fatal_signal(int number, siginfo_t *info, void *context) {
  (void)info;
  exact_place = place_of(context);
  alarm(5); // should reporting itself hang
  if (ftrylockfile(stdout) == 0) fflush_unlocked(stdout);
  int used = snprintf(trace_text, trace_size, "%d\n", number);
  size_t count = (size_t)used + write_trace(trace_text + used, trace_size - (size_t)used);
  lk_send_unlocked(lk_message_crash, trace_text, count);
  signal(number, SIG_DFL);
  raise(number);
}

static void watch_throws(void);

void lk_install_handlers(void) {
  void *warm_up[2];
  backtrace(warm_up, 2); // loads the unwinder now rather than in a handler
  enum { stack_size = 256 * 1024 };
  stack_t stack = {.ss_size = stack_size};
  stack.ss_sp = mmap(NULL, stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (stack.ss_sp != MAP_FAILED) sigaltstack(&stack, NULL);
  struct sigaction action = {.sa_sigaction = on_fatal_signal};
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof fatal_signals / sizeof *fatal_signals; i++)
    sigaction(fatal_signals[i], &action, NULL);
  watch_throws();
}

// The Swift runtime calls this where an error is thrown; a program's last one is remembered. It
// follows frame pointers, which Swift code keeps, because a program may throw in a loop.
__attribute__((optnone)) static void note_throw(void *error) {
  (void)error;
  void **frame = __builtin_frame_address(0);
  int count = 0;
  while (count < most_frames && (char *)frame > stack_low && (char *)frame + 16 <= stack_high) {
    thrown_frames[count++] = frame[1];
    void **next = frame[0];
    if (next <= frame || (uintptr_t)next % sizeof(void *)) break;
    frame = next;
  }
  thrown_count = count;
}

static void watch_throws(void) {
  pthread_attr_t attributes;
  void *low;
  size_t size;
  if (pthread_getattr_np(pthread_self(), &attributes)) return;
  if (pthread_attr_getstack(&attributes, &low, &size) == 0) {
    stack_low = low;
    stack_high = (char *)low + size;
  }
  pthread_attr_destroy(&attributes);
  atomic_store(&_swift_willThrow, note_throw);
}

void lk_send_thrown(const void *text, size_t count) {
  size_t size = count < trace_size / 2 ? count : trace_size / 2;
  memcpy(trace_text, text, size);
  for (size_t i = 0; i < size; i++)
    if (trace_text[i] == '\n') trace_text[i] = '\r'; // the first line is the error
  trace_text[size] = '\n';
  size_t used = size + 1;
  used += write_frames(thrown_frames, thrown_count, trace_text + used, trace_size - used);
  lk_send(lk_message_thrown, trace_text, used);
}

void lk_send_exit(int status) {
  int used = snprintf(trace_text, trace_size, "%d\n", status);
  size_t count = (size_t)used + write_trace(trace_text + used, trace_size - (size_t)used);
  lk_send(lk_message_exit, trace_text, count);
}
