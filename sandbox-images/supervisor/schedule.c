#include "schedule.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "warm.h"

/* /proc/.../schedstat: time on a core, time waiting for one, turns; the first two in nanoseconds (proc(5)). */
static uint64_t wait_of(const char *pid, const char *thread)
{
	char path[600], text[128], *end;
	snprintf(path, sizeof path, "/proc/%s/task/%s/schedstat", pid, thread);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t length = fd < 0 ? -1 : read(fd, text, sizeof text - 1);

	if (fd >= 0)
		close(fd);
	if (length <= 0)
		return 0;
	text[length] = 0;
	strtoull(text, &end, 10);
	return strtoull(end, NULL, 10);
}

static uint64_t longest_of(const char *pid)
{
	char path[300];
	uint64_t longest = 0;
	struct dirent *entry;
	snprintf(path, sizeof path, "/proc/%s/task", pid);
	DIR *threads = opendir(path);

	while (threads && (entry = readdir(threads))) {
		uint64_t wait = isdigit((unsigned char)entry->d_name[0]) ? wait_of(pid, entry->d_name) : 0;
		if (wait > longest)
			longest = wait;
	}
	if (threads)
		closedir(threads);
	return longest;
}

uint64_t schedule_longest_wait(void)
{
	uint64_t longest = 0;
	struct dirent *entry;
	DIR *processes = opendir("/proc");

	while (processes && (entry = readdir(processes))) {
		long pid = isdigit((unsigned char)entry->d_name[0]) ? strtol(entry->d_name, NULL, 10) : 0;
		uint64_t wait = pid > 1 && !warm_is_template((pid_t)pid) ? longest_of(entry->d_name) : 0;
		if (wait > longest)
			longest = wait;
	}
	if (processes)
		closedir(processes);
	return longest;
}
