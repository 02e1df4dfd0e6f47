/* One step: a program that is started, watched, ended and swept up after. */
#ifndef STEP_H
#define STEP_H

#include <stdbool.h>

#include "protocol.h"

enum { STRINGS_MAX = 512 };

struct step {
	struct step_header header;
	char *argv[STRINGS_MAX + 1], *envp[STRINGS_MAX + 1];
	char *keep[STRINGS_MAX + 1], *collect[STRINGS_MAX + 1];
	int input; /* read end of the program's stdin */
};

/* Answers with STDOUT, STDERR and FILE frames and one RESULT; afterwards no process but this one lives. */
void step_run(const struct step *step);

#endif
