#pragma once
#include "KernelChannel.h"
#include <stddef.h>

/// Sends without flushing or locking; for the crash handler.
void lk_send_unlocked(enum lk_message kind, const void *bytes, size_t count);

/// Installs the handlers of fatal signals and of the death of the host.
void lk_install_handlers(void);

/// Writes the calls that led here, innermost first, one line each: the library's path, a tab, and
/// the offset in it in hexadecimal. Returns how many bytes were written.
size_t lk_trace(char *text, size_t capacity);
