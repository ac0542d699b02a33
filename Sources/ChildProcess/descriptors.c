// Commands between the host and kernels, which may carry descriptors.
#define _GNU_SOURCE
#include "ChildProcess.h"
#include "gate.h"
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int lp_open_commands(int ends[2]) {
  return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0 ? 0 : errno;
}

int lp_send_command(int end, const char *text, const int *descriptors, size_t count) {
  char control[CMSG_SPACE(sizeof(int) * lp_most_descriptors)] = {0};
  struct iovec part = {(void *)text, strlen(text)};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (count > lp_most_descriptors) return EINVAL;
  if (count > 0) {
    message.msg_control = control;
    message.msg_controllen = CMSG_SPACE(sizeof(int) * count);
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    *head = (struct cmsghdr){CMSG_LEN(sizeof(int) * count), SOL_SOCKET, SCM_RIGHTS};
    memcpy(CMSG_DATA(head), descriptors, sizeof(int) * count);
  }
  ssize_t sent;
  do sent = sendmsg(end, &message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent < 0 ? errno : 0;
}

ssize_t lp_receive_command(int end, char *text, size_t capacity, int *descriptors, size_t *count) {
  char control[CMSG_SPACE(sizeof(int) * lp_most_descriptors)];
  struct iovec part = {text, capacity - 1};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  *count = 0;
  ssize_t size;
  do size = lp_gate(SYS_recvmsg, end, (long)&message, MSG_CMSG_CLOEXEC);
  while (size == -EINTR);
  if (size <= 0) return size < 0 ? -1 : 0;
  text[size] = 0;
  struct cmsghdr *head = CMSG_FIRSTHDR(&message);
  if (head && head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS) {
    *count = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    memcpy(descriptors, CMSG_DATA(head), sizeof(int) * *count);
  }
  return size;
}
