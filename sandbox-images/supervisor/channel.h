/* Framed input and output on the supervisor's stdin and stdout. Nothing here is reachable from the student's process. */
#ifndef CHANNEL_H
#define CHANNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "protocol.h"

struct frame {
	uint32_t type;
	uint32_t length;
	uint8_t payload[FRAME_MAX + 1]; /* one spare byte, always NUL after the payload */
};

/* Waits for HELLO and adopts its nonce. */
void channel_open(void);

/* Blocks for the next frame. Ends the supervisor, and with it the container, at end of input. */
void channel_read(struct frame *frame);

/* Queues a frame; blocks only while the queue is full. length <= FRAME_MAX. */
void channel_write(enum frame_type type, const void *payload, size_t length);

/* Whether a further full frame fits without blocking. */
bool channel_has_room(void);

/* Bytes are waiting: poll stdout for POLLOUT and call channel_pump. */
bool channel_pending(void);

/* Writes what the pipe takes now. */
void channel_pump(void);

/* Writes everything that is queued. */
void channel_flush(void);

/* The student's process is forked from this one: forget what it must not know. */
void channel_forget(void);

/* Tells the platform why the supervisor can't go on, with errno, and ends. */
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
