#include "KernelChannel.h"
