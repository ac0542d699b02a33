// The streams of a kernel: datagram sockets whose datagrams the system keeps in one order.
//
// The sockets are named while they are connected, in a folder nobody else may enter, and have no
// name afterwards: nobody can send to the receiver but those who were given a sender.
#define _GNU_SOURCE
#include "ChildProcess.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static struct sockaddr_un named(const char *folder, char name) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  snprintf(address.sun_path, sizeof address.sun_path, "%s/%c", folder, name);
  return address;
}

static int open_named(const char *folder, char name) {
  int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return -1;
  int size = 1 << 20;
  setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
  struct sockaddr_un address = named(folder, name);
  if (bind(descriptor, (struct sockaddr *)&address, sizeof address) == 0) return descriptor;
  close(descriptor);
  return -1;
}

int lp_open_streams(lp_streams *streams) {
  char folder[] = "/tmp/lectern-XXXXXX";
  if (!mkdtemp(folder)) return errno;
  static const char names[] = {'r', lp_output, lp_error, lp_channel};
  int opened[4] = {-1, -1, -1, -1}, error = 0;
  struct sockaddr_un receiver = named(folder, 'r');
  for (int i = 0; i < 4 && !error; i++) {
    opened[i] = open_named(folder, names[i]);
    if (opened[i] < 0) error = errno;
    if (!error && i > 0 && connect(opened[i], (struct sockaddr *)&receiver, sizeof receiver) != 0)
      error = errno;
  }
  for (int i = 0; i < 4; i++) unlink(named(folder, names[i]).sun_path);
  rmdir(folder);
  int commands[2] = {-1, -1};
  if (!error) error = lp_open_commands(commands);
  for (int i = 0; i < 4 && error; i++)
    if (opened[i] >= 0) close(opened[i]);
  *streams = (lp_streams){opened[0], opened[1], opened[2], opened[3], commands[0], commands[1]};
  return error;
}

static int take(int receiver, void *bytes, size_t capacity, size_t *size) {
  struct sockaddr_un from = {0};
  socklen_t length = sizeof from;
  ssize_t count;
  do
    count = recvfrom(receiver, bytes, capacity, MSG_DONTWAIT, (struct sockaddr *)&from, &length);
  while (count < 0 && errno == EINTR);
  if (count < 0) return lp_nothing;
  *size = (size_t)count;
  size_t end = strnlen(from.sun_path, sizeof from.sun_path);
  return end > 0 ? from.sun_path[end - 1] : lp_nothing;
}

int lp_receive(int receiver, int watch, void *bytes, size_t capacity, size_t *size,
               int milliseconds) {
  int sender = take(receiver, bytes, capacity, size);
  if (sender != lp_nothing) return sender;
  struct pollfd waiting[2] = {{receiver, POLLIN, 0}, {watch, POLLIN, 0}};
  if (poll(waiting, 2, milliseconds) <= 0) return lp_nothing;
  sender = take(receiver, bytes, capacity, size);
  if (sender != lp_nothing) return sender;
  return waiting[1].revents ? lp_ended : lp_nothing;
}
