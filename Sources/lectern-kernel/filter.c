// The filter for the system calls of a confined process: seccomp(2).
#define _GNU_SOURCE
#include "filter.h"
#include "gate.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined __x86_64__
#define OWN_ARCH AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define OWN_ARCH AUDIT_ARCH_AARCH64
#endif

// Calls that are refused whatever their arguments, by what they are about.
static const int refused[] = {
    // Other programs and processes.
    SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_pidfd_open,
    SYS_pidfd_send_signal, SYS_pidfd_getfd, SYS_tkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo,
    SYS_kcmp, SYS_process_madvise, SYS_migrate_pages, SYS_move_pages, SYS_setsid, SYS_setpgid,
    // Sockets: the process has those that it talks by, which could be connected to others.
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_sendto,
    SYS_sendmsg, SYS_sendmmsg, SYS_recvfrom, SYS_recvmsg, SYS_recvmmsg, SYS_setsockopt, SYS_shutdown,
    // Other ways to read and write, and memory that is not counted as the process's.
    SYS_io_uring_setup, SYS_io_setup, SYS_splice, SYS_tee, SYS_vmsplice, SYS_sendfile, SYS_preadv2,
    SYS_pwritev2, SYS_memfd_create, SYS_shmget, SYS_shmat, SYS_semget, SYS_msgget, SYS_mq_open,
    SYS_mlock, SYS_mlock2, SYS_mlockall, SYS_remap_file_pages,
    // What of files Landlock does not look after.
    SYS_fchmod, SYS_fchmodat, SYS_fchown, SYS_fchownat, SYS_utimensat, SYS_setxattr, SYS_lsetxattr,
    SYS_fsetxattr, SYS_removexattr, SYS_lremovexattr, SYS_fremovexattr, SYS_mknodat, SYS_flock,
    SYS_name_to_handle_at, SYS_open_by_handle_at, SYS_inotify_add_watch, SYS_fanotify_init,
    // What is for administrators.
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_unshare, SYS_setns, SYS_fsopen, SYS_fspick,
    SYS_open_tree, SYS_move_mount, SYS_bpf, SYS_perf_event_open, SYS_keyctl, SYS_add_key,
    SYS_request_key, SYS_reboot, SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load,
    SYS_swapon, SYS_swapoff, SYS_sethostname, SYS_setdomainname, SYS_settimeofday, SYS_clock_settime,
    SYS_clock_adjtime, SYS_adjtimex, SYS_syslog, SYS_acct, SYS_quotactl, SYS_vhangup, SYS_capset,
    SYS_setuid, SYS_setgid, SYS_setreuid, SYS_setregid, SYS_setresuid, SYS_setresgid, SYS_setgroups,
    SYS_personality, SYS_userfaultfd,
    // The limits of the process and its share of the machine.
    SYS_setrlimit, SYS_setpriority, SYS_ioprio_set, SYS_sched_setaffinity, SYS_sched_setscheduler,
    SYS_sched_setparam, SYS_sched_setattr, SYS_mbind, SYS_set_mempolicy,
#ifdef SYS_fork // Calls that newer architectures have not.
    SYS_fork, SYS_vfork, SYS_chmod, SYS_chown, SYS_lchown, SYS_utime, SYS_utimes, SYS_futimesat,
    SYS_mknod, SYS_iopl, SYS_ioperm, SYS_modify_ldt,
#endif
};

// What is asked of files that are open: none sends signals or has others wait.
static const int refused_controls[] = {F_SETOWN, F_SETSIG, F_SETOWN_EX, F_SETLEASE, F_NOTIFY,
                                       F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW};
static const unsigned allowed_requests[] = {FIONREAD, FIONBIO, FIOCLEX, FIONCLEX, TCGETS, TIOCGWINSZ};

enum { last_known = 446, most_steps = 1024 }; // landlock_restrict_self

static struct {
  struct sock_filter steps[most_steps];
  unsigned short count;
} filter;

static void step(unsigned short code, unsigned value, unsigned char yes, unsigned char no) {
  if (filter.count < most_steps) filter.steps[filter.count++] = (struct sock_filter){code, yes, no, value};
}

static void load(size_t offset) { step(BPF_LD | BPF_W | BPF_ABS, (unsigned)offset, 0, 0); }
static void load_call(void) { load(offsetof(struct seccomp_data, nr)); }
static void load_argument(int index) { load(offsetof(struct seccomp_data, args) + 8 * (size_t)index); }
static void is(unsigned value, unsigned char yes, unsigned char no) { step(BPF_JMP | BPF_JEQ | BPF_K, value, yes, no); }
static void has(unsigned bits, unsigned char yes, unsigned char no) { step(BPF_JMP | BPF_JSET | BPF_K, bits, yes, no); }
static void give(unsigned answer) { step(BPF_RET | BPF_K, answer, 0, 0); }
static void allow(void) { give(SECCOMP_RET_ALLOW); }
static void refuse(int error) { give(SECCOMP_RET_ERRNO | (unsigned)error); }

static void refuse_foreign_calls(unsigned arch) {
  load(offsetof(struct seccomp_data, arch));
  is(arch, 1, 0);
  give(SECCOMP_RET_KILL_PROCESS);
}

// What comes through the gate is the kernel's own.
static void allow_gate(void) {
  uintptr_t gate = (uintptr_t)lp_gate_address();
  if (!gate) return;
  load(offsetof(struct seccomp_data, instruction_pointer));
  is((unsigned)gate, 0, 3);
  load(offsetof(struct seccomp_data, instruction_pointer) + 4);
  is((unsigned)((uint64_t)gate >> 32), 0, 1);
  allow();
}

// Refuses `call` when its argument at `index` is `value`.
static void refuse_with(int call, int index, unsigned value) {
  is((unsigned)call, 0, 4);
  load_argument(index);
  is(value, 0, 1);
  refuse(EPERM);
  load_call();
}

static void refuse_streams(int commands, int channel) {
  const int calls[] = {
      SYS_read, SYS_readv, SYS_write, SYS_writev, SYS_dup, SYS_dup3, SYS_fcntl,
#ifdef SYS_dup2
      SYS_dup2,
#endif
  };
  if (!lp_gate_address()) return;
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
    refuse_with(calls[i], 0, (unsigned)commands);
    refuse_with(calls[i], 0, (unsigned)channel);
  }
}

static void refuse_requests(void) {
  const size_t count = sizeof allowed_requests / sizeof *allowed_requests;
  is(SYS_ioctl, 0, (unsigned char)(count + 2));
  load_argument(1);
  for (size_t i = 0; i < count; i++) is(allowed_requests[i], (unsigned char)(count - i), 0);
  refuse(ENOTTY);
  load_call(); // which, with an allowed request, is still to be looked at
  is(SYS_ioctl, 0, 1);
  allow();
}

// Threads may be started, but no processes.
static void allow_threads(void) {
  is(SYS_clone3, 0, 1); // the C library then uses the older call
  refuse(ENOSYS);
  is(SYS_clone, 0, 5);
  load_argument(0);
  has(CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET, 1, 0);
  has(CLONE_THREAD, 1, 0);
  refuse(EPERM);
  allow();
}

// Lets the call through when its first argument is this process.
static void allow_for_self(int call) {
  is((unsigned)call, 0, 4);
  load_argument(0);
  is((unsigned)getpid(), 0, 1);
  allow();
  refuse(EPERM);
}

// Limits may be asked for, not set.
static void allow_asking_limits(void) {
  is(SYS_prlimit64, 0, 6);
  load_argument(2);
  is(0, 0, 3);
  load(offsetof(struct seccomp_data, args[2]) + 4);
  is(0, 0, 1);
  allow();
  refuse(EPERM);
}

// Threads may be named; what the process dies with stays.
static void allow_naming(void) {
  is(SYS_prctl, 0, 5);
  load_argument(0);
  is(PR_SET_NAME, 2, 0);
  is(PR_GET_NAME, 1, 0);
  refuse(EPERM);
  allow();
}

int filter_calls(int commands, int channel) {
#ifndef OWN_ARCH
  return -1 - 0 * (commands + channel);
#else
  filter.count = 0;
  refuse_foreign_calls(OWN_ARCH);
  allow_gate();
  load_call();
  // Newer calls than these, and on x86-64 the other set of them.
  step(BPF_JMP | BPF_JGT | BPF_K, last_known, 0, 1);
  refuse(ENOSYS);
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
    is((unsigned)refused[i], 0, 1);
    refuse(EPERM);
  }
  refuse_streams(commands, channel);
  for (size_t i = 0; i < sizeof refused_controls / sizeof *refused_controls; i++)
    refuse_with(SYS_fcntl, 1, (unsigned)refused_controls[i]);
  refuse_requests();
  allow_threads();
  allow_for_self(SYS_kill);
  allow_for_self(SYS_tgkill);
  allow_asking_limits();
  allow_naming();
  allow();
  if (filter.count == most_steps) return -1;
  struct sock_fprog program = {filter.count, filter.steps};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0 ? 0 : -1;
#endif
}
