/*
 * The student's files: put, kept, collected, wiped. All of it happens while no process of the student lives, so that
 * nothing changes under our hands, and still nothing is opened through a symbolic link or a path of more than one name.
 */
#ifndef FILES_H
#define FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Opens /work; call once. */
void files_open(void);

/* Creates an empty file in /work and returns its descriptor. */
int files_create(const char *name);

/* Copies a regular file of /work into sealed memory; false if all kept files would be larger than the limit. */
bool files_keep(const char *name, uint64_t limit);

/* Puts the kept files that are not there into /work, read-only. */
void files_restore(void);

/* Sends a regular file of /work as FILE and DATA frames, counting down `*budget`; false if it is larger than that. */
bool files_collect(const char *name, uint64_t *budget);

/* Empties every writable place of the container. */
void files_wipe(void);

/* Writes all, or ends the supervisor. */
void write_all(int fd, const void *bytes, size_t length);

/* A descriptor on memory that can be read and never changed again: closes `memory`. */
int seal(int memory);

#endif
