#include "cgroup.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One number in a file of the cgroup file system, read again and again through one descriptor. */
struct counter {
	int fd;
	const char *key; /* NULL: the file is the number; else the word before it */
	uint64_t scale;
};

static struct counter oom_kills = { .fd = -1 };
static struct counter cpu = { .fd = -1 };

static bool try_open(struct counter *counter, const char *path, const char *key, uint64_t scale)
{
	if (counter->fd < 0)
		*counter = (struct counter){ open(path, O_RDONLY | O_CLOEXEC), key, scale };
	return counter->fd >= 0;
}

void cgroup_open(void)
{
	try_open(&oom_kills, "/sys/fs/cgroup/memory.events", "oom_kill ", 1);
	try_open(&oom_kills, "/sys/fs/cgroup/memory/memory.oom_control", "oom_kill ", 1);

	try_open(&cpu, "/sys/fs/cgroup/cpu.stat", "usage_usec ", 1000);
	try_open(&cpu, "/sys/fs/cgroup/cpuacct/cpuacct.usage", NULL, 1);
	try_open(&cpu, "/sys/fs/cgroup/cpu,cpuacct/cpuacct.usage", NULL, 1);
}

static bool read_counter(const struct counter *counter, uint64_t *value)
{
	char text[1024];
	const char *at = text;
	ssize_t length = counter->fd < 0 ? -1 : pread(counter->fd, text, sizeof text - 1, 0);

	if (length <= 0)
		return false;
	text[length] = 0;
	if (counter->key) {
		/* At the start of a line: `oom_kill ` is also the start of nothing else, but `x_oom_kill ` would match. */
		for (at = strstr(text, counter->key); at && at != text && at[-1] != '\n';)
			at = strstr(at + 1, counter->key);
		if (!at)
			return false;
		at += strlen(counter->key);
	}
	*value = strtoull(at, NULL, 10) * counter->scale;
	return true;
}

uint64_t cgroup_oom_kills(void)
{
	uint64_t kills = 0;
	read_counter(&oom_kills, &kills);
	return kills;
}

bool cgroup_cpu_ns(uint64_t *ns)
{
	return read_counter(&cpu, ns);
}
