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

/* A program's standard streams, and the pipe that reports what failed before it ran (close-on-exec). */
struct streams {
	int input, output, errors;
	int report;
};

/* Runs in the forked child; never returns. */
_Noreturn void confine_and_exec(const struct step_header *limits, struct streams streams, char *const *argv,
				char *const *envp);

/* The same for a child that goes on as it is instead of executing a file (see warm.h); closes the report pipe. */
void confine_self(const struct step_header *limits, int input, int output, int errors, int report);

#endif
