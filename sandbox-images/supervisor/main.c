/*
 * The supervisor: PID 1 of every sandbox container, and the only code of the platform in it.
 *
 * Theory of operation
 *
 * It is told over stdin what to run, runs it under limits (step.c, confine.c), answers over stdout (protocol.h), and
 * leaves nothing of one step for the next: all processes are killed and reaped, every writable place is emptied, and
 * what the platform wants to keep (a compiled program) lies in sealed memory that it writes anew before each step.
 *
 * It believes the platform and nobody else. The student's programs run under its user id but can't touch it:
 *   - as PID 1 of a pid namespace it gets no signal from inside that it has no handler for, SIGKILL and SIGSTOP included
 *     (pid_namespaces(7)); the only handler is the empty one for SIGCHLD;
 *   - it is not dumpable, so its /proc files belong to root and it can't be traced (prctl(2) PR_SET_DUMPABLE);
 *   - no descriptor of its channel survives into a program, and the frames carry a nonce that no program has seen.
 * It never parses what a program wrote. When stdin ends, because the worker closed it or died, it ends, and the kernel
 * kills whatever else is in the container.
 */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "cgroup.h"
#include "channel.h"
#include "files.h"
#include "step.h"
#include "warm.h"

static struct frame frame;

static void on_child(int signal_number)
{
	(void)signal_number;
}

static void prepare_process(void)
{
	struct sigaction action = { .sa_handler = on_child };
	sigset_t child;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	if (prctl(PR_SET_DUMPABLE, 0) < 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
	    sigprocmask(SIG_BLOCK, &child, NULL) < 0 || sigaction(SIGCHLD, &action, NULL) < 0 ||
	    signal(SIGPIPE, SIG_IGN) == SIG_ERR)
		_exit(2);
}

/* The next `count` strings of the frame; the spare NUL after the payload ends the last one. */
static char *take_strings(char *at, uint32_t count, char **strings)
{
	const char *end = (const char *)frame.payload + frame.length;

	errno = 0;
	if (count > STRINGS_MAX)
		fail("too many strings in a step");
	for (uint32_t i = 0; i < count; i++) {
		if (at >= end)
			fail("a step ends early");
		strings[i] = at;
		at += strlen(at) + 1;
	}
	strings[count] = NULL;
	return at;
}

static void read_step(struct step *step)
{
	static char strings[FRAME_MAX + 1];

	errno = 0;
	if (frame.type != FRAME_STEP || frame.length < sizeof step->header)
		fail("frame %u where a step should be", frame.type);
	/* The frame buffer is reused by the frames that follow: move the strings out of it. */
	memcpy(&step->header, frame.payload, sizeof step->header);
	char *at = (char *)frame.payload + sizeof step->header;
	at = take_strings(at, step->header.argc, step->argv);
	at = take_strings(at, step->header.envc, step->envp);
	at = take_strings(at, step->header.keepc, step->keep);
	take_strings(at, step->header.collectc, step->collect);
	if (step->header.argc == 0)
		fail("a step without a command");

	memcpy(strings, frame.payload, sizeof strings);
	char **lists[] = { step->argv, step->envp, step->keep, step->collect };
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		for (char **string = lists[i]; *string; string++)
			*string = strings + (*string - (char *)frame.payload);
}

/* Reads FILE, STDIN and DATA frames up to GO. */
static void read_inputs(struct step *step)
{
	int input = memfd_create("stdin", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	int target = -1;

	if (input < 0)
		fail("memfd_create");
	for (channel_read(&frame); frame.type != FRAME_GO; channel_read(&frame)) {
		errno = 0;
		if (frame.type == FRAME_DATA && target >= 0) {
			write_all(target, frame.payload, frame.length);
			continue;
		}
		if (target >= 0 && target != input)
			close(target);
		if (frame.type == FRAME_FILE)
			target = files_create((const char *)frame.payload);
		else if (frame.type == FRAME_STDIN)
			target = input;
		else
			fail("frame %u between a step and its go", frame.type);
	}
	if (target >= 0 && target != input)
		close(target);
	step->input = seal(input);
}

int main(void)
{
	static struct step step;
	const uint32_t version = PROTOCOL_VERSION;

	prepare_process();
	cgroup_open();
	warm_open();
	channel_open();
	files_open();
	warm_wait();
	channel_write(FRAME_READY, &version, sizeof version);
	for (;;) {
		channel_flush();
		channel_read(&frame);
		read_step(&step);
		read_inputs(&step);
		files_restore();
		step_run(&step);
		channel_flush();
		close(step.input);
		files_wipe();
	}
}
