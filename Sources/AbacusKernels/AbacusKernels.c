#include "AbacusKernels.h"
