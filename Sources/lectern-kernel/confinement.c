// What an answer to an exercise may not do: leave its folder, start programs, use the network.
//
// Files are the affair of Landlock (landlock(7)), everything else that of a seccomp filter
// (seccomp(2)). Neither can be undone; both hold for every thread.
#define _GNU_SOURCE
#include "confinement.h"
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <link.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { largest_file = 16 << 20 };

// Of the rights that the first version of Landlock knows, those for reading.
#define READING (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define OF_FILES (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE)

static __u64 all_rights(long version) {
  __u64 rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
#ifdef LANDLOCK_ACCESS_FS_REFER
  if (version >= 2) rights |= LANDLOCK_ACCESS_FS_REFER;
#endif
#ifdef LANDLOCK_ACCESS_FS_TRUNCATE
  if (version >= 3) rights |= LANDLOCK_ACCESS_FS_TRUNCATE;
#endif
  return rights;
}

static void grant(int rules, const char *path, __u64 rights) {
  struct landlock_path_beneath_attr rule = {rights, (int)syscall(SYS_openat, AT_FDCWD, path, O_PATH | O_CLOEXEC)};
  if (rule.parent_fd < 0) return;
  syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close(rule.parent_fd);
}

// The folders of the libraries that are loaded, in which others may be; those of cells are not.
static int grant_library(struct dl_phdr_info *info, size_t size, void *rules) {
  (void)size;
  char path[PATH_MAX];
  const char *name = strrchr(info->dlpi_name, '/');
  if (!name || strncmp(name, "/Lectern_", 9) == 0) return 0;
  if (strlen(info->dlpi_name) >= sizeof path || strstr(info->dlpi_name, "/.lectern/")) return 0;
  grant(*(int *)rules, dirname(strcpy(path, info->dlpi_name)), READING);
  return 0;
}

static int confine_files(void) {
  static const char *const readable[] = {"/usr/lib", "/lib", "/lib64", "/usr/share/zoneinfo", "units"};
  static const char *const files[] = {"/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/zero", "/dev/urandom"};
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return -1;
  __u64 rights = all_rights(version);
  struct landlock_ruleset_attr attributes = {.handled_access_fs = rights};
  int rules = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes.handled_access_fs, 0);
  if (rules < 0) return -1;
  for (size_t i = 0; i < sizeof readable / sizeof *readable; i++) grant(rules, readable[i], READING);
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    grant(rules, files[i], LANDLOCK_ACCESS_FS_READ_FILE | (strncmp(files[i], "/dev/", 5) ? 0 : LANDLOCK_ACCESS_FS_WRITE_FILE));
  dl_iterate_phdr(grant_library, &rules);
  grant(rules, "work", rights & ~(__u64)(LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK));
  long status = syscall(SYS_landlock_restrict_self, rules, 0);
  close(rules);
  return status == 0 ? 0 : -1;
}

#if defined __x86_64__
#define OWN_ARCH AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define OWN_ARCH AUDIT_ARCH_AARCH64
#endif

// Calls that are refused whatever their arguments: other programs and processes, the network,
// what Landlock does not look after, and what only an administrator does.
static const int refused[] = {
    SYS_execve, SYS_execveat, SYS_socket, SYS_socketpair, SYS_io_uring_setup, SYS_ptrace,
    SYS_process_vm_readv, SYS_process_vm_writev, SYS_pidfd_open, SYS_pidfd_send_signal, SYS_pidfd_getfd,
    SYS_tkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo, SYS_fchmod, SYS_fchmodat, SYS_fchown,
    SYS_fchownat, SYS_utimensat, SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr, SYS_removexattr,
    SYS_lremovexattr, SYS_fremovexattr, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_unshare,
    SYS_setns, SYS_bpf, SYS_perf_event_open, SYS_keyctl, SYS_add_key, SYS_request_key, SYS_reboot,
    SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_swapon, SYS_swapoff,
    SYS_sethostname, SYS_setdomainname, SYS_settimeofday, SYS_clock_settime, SYS_adjtimex, SYS_syslog,
    SYS_acct, SYS_quotactl, SYS_setpriority, SYS_ioprio_set, SYS_shmget, SYS_semget, SYS_msgget,
    SYS_mq_open, SYS_setsid, SYS_setpgid, SYS_name_to_handle_at, SYS_open_by_handle_at,
    SYS_userfaultfd, SYS_sched_setaffinity, SYS_fsopen, SYS_open_tree, SYS_move_mount,
#ifdef SYS_fork
    SYS_fork, SYS_vfork, SYS_chmod, SYS_chown, SYS_lchown, SYS_utime, SYS_utimes, SYS_futimesat, SYS_mknod,
#endif
    SYS_mknodat,
};

enum { most_steps = 256 };

static struct {
  struct sock_filter steps[most_steps];
  unsigned short count;
} filter;

static void step(unsigned short code, unsigned value, unsigned char yes, unsigned char no) {
  if (filter.count < most_steps) filter.steps[filter.count++] = (struct sock_filter){code, yes, no, value};
}

static void load(size_t offset) { step(BPF_LD | BPF_W | BPF_ABS, (unsigned)offset, 0, 0); }
static void give(unsigned answer) { step(BPF_RET | BPF_K, answer, 0, 0); }
static void refuse(int error) { give(SECCOMP_RET_ERRNO | (unsigned)error); }

// Lets the call through when its first argument has to do with this process only.
static void allow_for_self(int call, int zero) {
  step(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)call, 0, 5);
  load(offsetof(struct seccomp_data, args[0]));
  step(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)getpid(), 1, 0);
  step(BPF_JMP | BPF_JEQ | BPF_K, zero ? 0 : (unsigned)getpid(), 0, 1);
  give(SECCOMP_RET_ALLOW);
  refuse(EPERM);
}

static int confine_calls(void) {
#ifndef OWN_ARCH
  return -1;
#else
  filter.count = 0;
  load(offsetof(struct seccomp_data, arch));
  step(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCH, 1, 0);
  give(SECCOMP_RET_KILL_PROCESS);
  load(offsetof(struct seccomp_data, nr));
  step(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1); // the other set of calls of x86-64
  refuse(ENOSYS);
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
    step(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)refused[i], 0, 1);
    refuse(EPERM);
  }
  step(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1); // the C library then uses the older call
  refuse(ENOSYS);
  step(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 4);
  load(offsetof(struct seccomp_data, args[0]));
  step(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1);
  give(SECCOMP_RET_ALLOW);
  refuse(EPERM);
  allow_for_self(SYS_kill, 0);
  allow_for_self(SYS_tgkill, 0);
  allow_for_self(SYS_prlimit64, 1);
  give(SECCOMP_RET_ALLOW);
  if (filter.count == most_steps) return -1;
  struct sock_fprog program = {filter.count, filter.steps};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0 ? 0 : -1;
#endif
}

const char *confine(const char *root) {
  struct rlimit size = {largest_file, largest_file}, none = {0, 0};
  if (chdir(root) != 0) return "folder";
  setrlimit(RLIMIT_FSIZE, &size);
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  int files = confine_files();
  if (chdir("work") != 0) return "folder";
  int calls = confine_calls();
  return files == 0 ? (calls == 0 ? "" : "seccomp") : calls == 0 ? "landlock" : "landlock seccomp";
}
