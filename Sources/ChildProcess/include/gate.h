#pragma once

/// Makes a system call with an instruction of its own, whose address a filter can know (seccomp(2)
/// tells filters where a call comes from). Returns what the system does: minus the error number
/// when it fails.
long lp_gate(long number, long first, long second, long third);

/// The address behind that instruction; NULL where there is none.
const void *lp_gate_address(void);
