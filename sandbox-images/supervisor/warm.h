/*
 * The warm template: a process that has already done what all programs of an image begin with (a Python interpreter
 * with NumPy, 0.1 s, or PyTorch imported, 1.5 to 2.5 s), and that forks itself for a step instead of having it done again.
 *
 * An image has one if /usr/local/libexec/assay-warm can be executed (warm.py). It is started
 * before the platform's first word and speaks over a socket, descriptor 3:
 *   template -> supervisor   "ready"
 *   supervisor -> template   struct warm_header, argv and environment as NUL-terminated strings; with them, as
 *                            SCM_RIGHTS: stdin, stdout, stderr, report pipe
 *   template -> supervisor   int32: pid of the new process, by then a child of the supervisor (its parent has ended)
 * The new process calls confine_self before anything of the student is looked at.
 *
 * The template runs no code of students, but as their user: it is not dumpable, and programs of phase `run` can't send
 * it signals. A step of phase `build` could; so it ends with the template killed, and steps after that start cold.
 */
#ifndef WARM_H
#define WARM_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "confine.h"
#include "step.h"

struct warm_header {
	struct step_header limits;
	uint32_t argc, envc;
} __attribute__((packed));

/* Starts the template, if the image has one. */
void warm_open(void);

/* Waits until it is ready or has failed; without it everything works, only slower. */
void warm_wait(void);

/* Whether the step is one that the template can run: `python3 [flags] script ...` of phase `run`. */
bool warm_accepts(const struct step *step);

/* Starts the step's program; false if the template couldn't, and is gone. */
bool warm_start(const struct step *step, const struct streams *streams, pid_t *program);

bool warm_alive(void);

bool warm_is_template(pid_t pid);

/* Whether no process lives but the supervisor and the template. */
bool warm_is_alone(void);

/* It has been killed. */
void warm_lost(void);

#endif
