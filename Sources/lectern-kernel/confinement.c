// What an answer to an exercise may not do: leave its folder, start programs, use the network.
//
// Files are the affair of Landlock (landlock(7)), everything else that of a seccomp filter
// (filter.c). Neither can be undone.
#define _GNU_SOURCE
#include "confinement.h"
#include "ab_threads.h"
#include "filter.h"
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <link.h>
#include <linux/capability.h>
#include <linux/landlock.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { largest_file = 16 << 20, most_files = 128 };

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

// What a ruleset is for, with the members that later versions brought.
typedef struct {
  __u64 files, ports, scoped;
} ruleset_t;

// No signals to processes outside, and no sockets of theirs that have no place among the files.
static ruleset_t ruleset(long version) {
  enum { abstract_sockets = 1, signals = 2 };
  return (ruleset_t){all_rights(version), 0, version >= 6 ? abstract_sockets | signals : 0};
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

// Landlock holds for the thread that asks for it and those it starts.
static int confine_files(void) {
  static const char *const readable[] = {"/usr/lib", "/lib", "/lib64", "/usr/share/zoneinfo", "units"};
  static const char *const files[] = {"/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/zero", "/dev/urandom"};
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return -1;
  ruleset_t attributes = ruleset(version);
  __u64 rights = attributes.files;
  size_t size = version >= 6 ? sizeof attributes : sizeof attributes.files;
  int rules = (int)syscall(SYS_landlock_create_ruleset, &attributes, size, 0);
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

// What an administrator's program may do more than others is not for an answer.
static void drop_capabilities(void) {
  struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct none[2] = {{0, 0, 0}, {0, 0, 0}};
  syscall(SYS_capset, &head, none);
}

static void limit(int resource, rlim_t most) {
  struct rlimit both = {most, most};
  setrlimit(resource, &both);
}

// What is to be done without, as on a system that has none; for tests, and known before an answer runs.
static int is_lacking(const char *name) {
  const char *names = getenv("LECTERN_LACKS");
  return names && strstr(names, name);
}

const char *confine(const char *root, talk_t talk) {
  if (chdir(root) != 0) return "folder";
  limit(RLIMIT_FSIZE, largest_file);
  limit(RLIMIT_NOFILE, most_files);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_MEMLOCK, 0);
  limit(RLIMIT_MSGQUEUE, 0);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  int has_others = thread_count() > 1 + (int)ab_threads_started();
  int files = has_others || is_lacking("landlock") ? -1 : confine_files();
  if (chdir("work") != 0) return "folder";
  drop_capabilities();
  int calls = is_lacking("seccomp") ? -1 : filter_calls(talk.commands, talk.channel);
  return files == 0 ? (calls == 0 ? "" : "seccomp") : calls == 0 ? "landlock" : "landlock seccomp";
}
