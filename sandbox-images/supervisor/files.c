#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "channel.h"

enum { KEPT_MAX = 64 };

static int work = -1;

static struct kept {
	char name[256];
	int memory;
	mode_t mode;
	uint64_t size;
} kept[KEPT_MAX];
static size_t kept_count;

void files_open(void)
{
	work = open("/work", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (work < 0)
		fail("open /work");
}

static void check_name(const char *name)
{
	errno = 0;
	if (*name == 0 || strlen(name) > 255 || strchr(name, '/') || !strcmp(name, ".") || !strcmp(name, ".."))
		fail("not a plain file name");
}

void write_all(int fd, const void *bytes, size_t length)
{
	const char *at = bytes;
	while (length > 0) {
		ssize_t put = write(fd, at, length);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			fail("write a file");
		at += put;
		length -= (size_t)put;
	}
}

int files_create(const char *name)
{
	check_name(name);
	int fd = openat(work, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	if (fd < 0)
		fail("create %s", name);
	return fd;
}

/* -1 if there is no such regular file. O_NONBLOCK: opening a FIFO must not wait for its writer. */
static int open_regular(const char *name, struct stat *status)
{
	check_name(name);
	int fd = openat(work, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return -1;
	if (fstat(fd, status) < 0 || !S_ISREG(status->st_mode)) {
		close(fd);
		return -1;
	}
	return fd;
}

static void copy(int from, int to)
{
	static char buffer[FRAME_MAX];
	ssize_t got;
	while ((got = read(from, buffer, sizeof buffer)) > 0)
		write_all(to, buffer, (size_t)got);
	if (got < 0)
		fail("read a file");
}

int seal(int memory)
{
	char path[64];
	if (fcntl(memory, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) < 0)
		fail("seal");
	snprintf(path, sizeof path, "/proc/self/fd/%d", memory);
	int readable = open(path, O_RDONLY | O_CLOEXEC);
	if (readable < 0)
		fail("open sealed memory");
	close(memory);
	return readable;
}

static struct kept *find_kept(const char *name)
{
	for (size_t i = 0; i < kept_count; i++)
		if (!strcmp(kept[i].name, name))
			return &kept[i];
	return NULL;
}

bool files_keep(const char *name, uint64_t limit)
{
	struct stat status;
	int fd = open_regular(name, &status);
	if (fd < 0)
		return true;

	uint64_t total = (uint64_t)status.st_size;
	for (size_t i = 0; i < kept_count; i++)
		if (strcmp(kept[i].name, name) != 0)
			total += kept[i].size;
	struct kept *slot = find_kept(name);
	if (total > limit || (!slot && kept_count == KEPT_MAX)) {
		close(fd);
		return false;
	}

	int memory = memfd_create("kept", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (memory < 0)
		fail("memfd_create");
	copy(fd, memory);
	close(fd);
	if (slot)
		close(slot->memory);
	else
		slot = &kept[kept_count++];
	strcpy(slot->name, name);
	slot->memory = seal(memory);
	slot->mode = (status.st_mode & 0111) ? 0555 : 0444;
	slot->size = (uint64_t)status.st_size;
	return true;
}

void files_restore(void)
{
	for (size_t i = 0; i < kept_count; i++) {
		int fd = openat(work, kept[i].name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd < 0 && errno == EEXIST)
			continue; /* this step brings its own */
		if (fd < 0)
			fail("restore %s", kept[i].name);
		if (lseek(kept[i].memory, 0, SEEK_SET) < 0)
			fail("rewind");
		copy(kept[i].memory, fd);
		if (fchmod(fd, kept[i].mode) < 0)
			fail("chmod");
		close(fd);
	}
}

bool files_collect(const char *name, uint64_t *budget)
{
	static char buffer[FRAME_MAX];
	struct stat status;
	ssize_t got;
	int fd = open_regular(name, &status);

	if (fd < 0)
		return true;
	if ((uint64_t)status.st_size > *budget) {
		close(fd);
		return false;
	}
	*budget -= (uint64_t)status.st_size;
	channel_write(FRAME_FILE, name, strlen(name));
	while ((got = read(fd, buffer, sizeof buffer)) > 0)
		channel_write(FRAME_DATA, buffer, (size_t)got);
	if (got < 0)
		fail("read %s", name);
	close(fd);
	return true;
}

/* Files are removed; folders are handed to `folder`, which must make them go away. True if the folder was empty. */
static bool clear_folder(int folder, void (*visit)(int parent, const char *name, int top), int top)
{
	bool empty = true;
	struct dirent *entry;
	int copy_of_folder = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *listing = copy_of_folder < 0 ? NULL : fdopendir(copy_of_folder);

	if (!listing)
		fail("list a folder");
	while ((entry = readdir(listing))) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		empty = false;
		if (unlinkat(folder, entry->d_name, 0) < 0)
			visit(folder, entry->d_name, top);
	}
	closedir(listing);
	return empty;
}

/* A folder inside a folder moves up to the top, where its turn comes: no recursion, so no depth is too deep. */
static void move_to_top(int parent, const char *name, int top)
{
	static unsigned long counter;
	char moved[32];

	fchmodat(parent, name, 0700, 0);
	do
		snprintf(moved, sizeof moved, "wipe-%lu", counter++);
	while (renameat2(parent, name, top, moved, RENAME_NOREPLACE) < 0 && errno == EEXIST);
}

static void remove_folder(int top, const char *name, int unused)
{
	(void)unused;
	fchmodat(top, name, 0700, 0);
	int folder = openat(top, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder < 0)
		return;
	clear_folder(folder, move_to_top, top);
	close(folder);
	unlinkat(top, name, AT_REMOVEDIR);
}

static void wipe(int top)
{
	/* Every pass removes all folders that it sees; what moved up is seen by the next. The bound is one pass per inode. */
	for (int pass = 0; pass < 1 << 16; pass++)
		if (clear_folder(top, remove_folder, top))
			return;
	errno = 0;
	fail("a folder can't be emptied");
}

void files_wipe(void)
{
	static const char *const others[] = { "/tmp", "/dev/shm", "/dev/mqueue" };

	if (fchmod(work, 0700) < 0)
		fail("chmod /work");
	wipe(work);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		int top = open(others[i], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (top < 0)
			continue; /* not in this container */
		if (faccessat(top, ".", W_OK, 0) == 0)
			wipe(top);
		close(top);
	}
}
