#include "warm.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <signal.h>
#include <unistd.h>

#include "channel.h"

static const char program_path[] = "/usr/local/libexec/assay-warm";
enum { SOCKET_FD = 3, PASSED = 4 };

static pid_t template = -1;
static int link_fd = -1;

static _Noreturn void become_template(int their_end)
{
	char *const argv[] = { (char *)program_path, NULL };
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	int null = open("/dev/null", O_RDWR);
	if (dup2(their_end, SOCKET_FD) < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0 ||
	    syscall(__NR_close_range, SOCKET_FD + 1, ~0u, 0) < 0)
		_exit(127);
	execv(program_path, argv); /* with the supervisor's environment, which the platform fixed with the container */
	_exit(127);
}

void warm_open(void)
{
	int ends[2];

	if (access(program_path, X_OK) < 0)
		return;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return;
	template = fork();
	if (template == 0)
		become_template(ends[1]);
	close(ends[1]);
	link_fd = ends[0];
}

bool warm_alive(void)
{
	return template > 0;
}

bool warm_is_template(pid_t pid)
{
	return template > 0 && pid == template;
}

void warm_lost(void)
{
	if (link_fd >= 0)
		close(link_fd);
	link_fd = -1;
	template = -1;
}

static void end_template(void)
{
	if (template > 0) {
		kill(template, SIGKILL);
		waitpid(template, NULL, 0);
	}
	warm_lost();
}

void warm_wait(void)
{
	char word[8];

	if (!warm_alive())
		return;
	struct pollfd fds[2] = {
		{ .fd = STDIN_FILENO, .events = 0 },
		{ .fd = link_fd, .events = POLLIN },
	};
	while (poll(fds, 2, -1) < 0 && errno == EINTR)
		;
	if (fds[0].revents & (POLLHUP | POLLERR))
		_exit(0);
	if (read(link_fd, word, sizeof word) <= 0)
		end_template();
}

bool warm_accepts(const struct step *step)
{
	char *const *argument = step->argv + 1;

	if (!warm_alive() || step->header.phase != PHASE_RUN || strcmp(step->argv[0], "python3") != 0)
		return false;
	for (; *argument && (*argument)[0] == '-'; argument++) {
		const char *letters = *argument + 1;
		/* Flags that don't change what a script means to do: isolation, no byte code, unbuffered, quiet. */
		if (*letters == 0 || strspn(letters, "IBusEPq") != strlen(letters))
			return false;
	}
	return *argument != NULL;
}

/* Appends strings; the platform's whole step fitted into a frame, so they do as well. */
static size_t append(char *buffer, size_t used, char *const *strings, uint32_t *count)
{
	for (; *strings; strings++, (*count)++) {
		size_t length = strlen(*strings) + 1;
		memcpy(buffer + used, *strings, length);
		used += length;
	}
	return used;
}

static bool send_job(const struct step *step, const struct streams *streams)
{
	static char buffer[sizeof(struct warm_header) + FRAME_MAX];
	struct warm_header header = { .limits = step->header };
	int passed[PASSED] = { streams->input, streams->output, streams->errors, streams->report };
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(sizeof passed)];
	} control = { 0 };

	uint32_t argc = 0, envc = 0;
	size_t length = append(buffer, sizeof header, step->argv, &argc);
	length = append(buffer, length, step->envp, &envc);
	header.argc = argc;
	header.envc = envc;
	memcpy(buffer, &header, sizeof header);
	struct iovec content = { buffer, length };
	struct msghdr message = { .msg_iov = &content, .msg_iovlen = 1, .msg_control = &control,
				  .msg_controllen = sizeof control.bytes };
	struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
	rights->cmsg_level = SOL_SOCKET;
	rights->cmsg_type = SCM_RIGHTS;
	rights->cmsg_len = CMSG_LEN(sizeof passed);
	memcpy(CMSG_DATA(rights), passed, sizeof passed);
	return sendmsg(link_fd, &message, MSG_NOSIGNAL) == (ssize_t)length;
}

bool warm_start(const struct step *step, const struct streams *streams, pid_t *program)
{
	int32_t pid;
	ssize_t got = -1;

	if (send_job(step, streams))
		do
			got = read(link_fd, &pid, sizeof pid);
		while (got < 0 && errno == EINTR);
	if (got == sizeof pid && pid > 1) {
		*program = pid;
		return true;
	}
	end_template();
	return false;
}

bool warm_is_alone(void)
{
	DIR *processes = opendir("/proc");
	struct dirent *entry;
	bool alone = processes != NULL;

	while (processes && (entry = readdir(processes))) {
		long pid = isdigit((unsigned char)entry->d_name[0]) ? strtol(entry->d_name, NULL, 10) : 0;
		if (pid > 1 && pid != template)
			alone = false;
	}
	if (processes)
		closedir(processes);
	return alone;
}
