#pragma once

/// Refuses the system calls that an answer has no business with, for good and for every thread.
///
/// `commands` is read from and `channel` written to through the gate only (gate.h). Returns 0, or -1
/// when the system has no such filters.
int filter_calls(int commands, int channel);
