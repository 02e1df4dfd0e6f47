/* The last things that happen between fork and the student's first instruction. */
#ifndef CONFINE_H
#define CONFINE_H

#include <stdint.h>

#include "protocol.h"

enum confine_stage { STAGE_CONFINE = 1, STAGE_EXEC = 2 };

/* What the child writes to the error pipe when it can't become the program. */
struct confine_error {
	int stage;
	int error;
};

struct program {
	char *const *argv;
	char *const *envp;
	const struct step_header *limits;
	int input, output, errors; /* become descriptors 0, 1, 2 */
	int report;                /* error pipe, close-on-exec */
};

/* Runs in the forked child; never returns. */
_Noreturn void confine_and_exec(const struct program *program);

#endif
