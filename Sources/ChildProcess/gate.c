// One instruction through which the kernel's own messages go.
#define _GNU_SOURCE
#include "gate.h"
#include <errno.h>
#include <unistd.h>

#if defined __x86_64__
__asm__(".text\n"
        ".hidden lp_gate\n.globl lp_gate\n.type lp_gate, @function\n"
        "lp_gate:\n"
        "  movq %rdi, %rax\n  movq %rsi, %rdi\n  movq %rdx, %rsi\n  movq %rcx, %rdx\n"
        "  syscall\n"
        ".hidden lp_gate_end\n.globl lp_gate_end\n"
        "lp_gate_end:\n"
        "  ret\n"
        ".size lp_gate, . - lp_gate\n");
#elif defined __aarch64__
__asm__(".text\n"
        ".hidden lp_gate\n.globl lp_gate\n.type lp_gate, %function\n"
        "lp_gate:\n"
        "  mov x8, x0\n  mov x0, x1\n  mov x1, x2\n  mov x2, x3\n"
        "  svc #0\n"
        ".hidden lp_gate_end\n.globl lp_gate_end\n"
        "lp_gate_end:\n"
        "  ret\n"
        ".size lp_gate, . - lp_gate\n");
#else
#define HAS_NO_GATE
long lp_gate(long number, long first, long second, long third) {
  long answer = syscall(number, first, second, third);
  return answer < 0 ? -errno : answer;
}
#endif

#ifdef HAS_NO_GATE
const void *lp_gate_address(void) { return NULL; }
#else
extern const char lp_gate_end[] __attribute__((visibility("hidden")));
const void *lp_gate_address(void) { return lp_gate_end; }
#endif
