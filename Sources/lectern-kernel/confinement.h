#pragma once
#include "snapshots.h"

// Confines the process for good: it works in `work` below `root`, may write nowhere else, read
// only there, in `units` beside it and where the system's libraries are, start no processes, and
// open no connections; what it says to the host goes through the gate only (gate.h). Returns the
// names of what the system lacks for that; none is "".
const char *confine(const char *root, talk_t talk);
