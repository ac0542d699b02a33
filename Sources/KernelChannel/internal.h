#pragma once
#include "KernelChannel.h"
#include <stddef.h>

/// Sends without flushing or locking; for the crash handler.
void lk_send_unlocked(enum lk_message kind, const void *bytes, size_t count);

/// Installs the handlers of fatal signals.
void lk_install_handlers(void);

/// Has copies of the process correct what they remember of their thread.
void lk_watch_forks(void);
