#include "channel.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static uint8_t nonce[NONCE_BYTES];

/* Output queue: bytes [queue_start, queue_end) are not yet written. */
static uint8_t queue[8 * (FRAME_MAX + sizeof(struct frame_header))];
static size_t queue_start, queue_end;

static void read_exactly(void *buffer, size_t length)
{
	uint8_t *at = buffer;
	while (length > 0) {
		ssize_t got = read(STDIN_FILENO, at, length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			_exit(0); /* the platform is gone: end, and the container with us */
		at += got;
		length -= (size_t)got;
	}
}

static void read_frame(struct frame *frame, struct frame_header *header)
{
	read_exactly(header, sizeof *header);
	if (header->length > FRAME_MAX)
		fail("frame of %u bytes", header->length);
	frame->type = header->type;
	frame->length = header->length;
	read_exactly(frame->payload, header->length);
	frame->payload[header->length] = 0;
}

void channel_open(void)
{
	static struct frame hello;
	struct frame_header header;
	uint32_t version;

	if (fcntl(STDOUT_FILENO, F_SETFL, O_NONBLOCK) < 0)
		_exit(2);
	read_frame(&hello, &header);
	if (hello.type != FRAME_HELLO || hello.length != sizeof version)
		_exit(2);
	memcpy(nonce, header.nonce, sizeof nonce);
	memcpy(&version, hello.payload, sizeof version);
	if (version != PROTOCOL_VERSION)
		fail("protocol version %u is not %d", version, PROTOCOL_VERSION);
}

void channel_read(struct frame *frame)
{
	struct frame_header header;
	read_frame(frame, &header);
	if (memcmp(header.nonce, nonce, sizeof nonce) != 0)
		fail("wrong nonce");
}

bool channel_has_room(void)
{
	return sizeof queue - queue_end >= FRAME_MAX + sizeof(struct frame_header);
}

bool channel_pending(void)
{
	return queue_end > queue_start;
}

void channel_pump(void)
{
	while (channel_pending()) {
		ssize_t put = write(STDOUT_FILENO, queue + queue_start, queue_end - queue_start);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0 && errno == EAGAIN)
			break;
		if (put < 0)
			_exit(0);
		queue_start += (size_t)put;
	}
	memmove(queue, queue + queue_start, queue_end - queue_start);
	queue_end -= queue_start;
	queue_start = 0;
}

static void wait_writable(void)
{
	struct pollfd fds[2] = {
		{ .fd = STDIN_FILENO, .events = 0 },
		{ .fd = STDOUT_FILENO, .events = POLLOUT },
	};
	if (poll(fds, 2, -1) > 0 && (fds[0].revents & (POLLHUP | POLLERR)))
		_exit(0);
}

void channel_flush(void)
{
	channel_pump();
	while (channel_pending()) {
		wait_writable();
		channel_pump();
	}
}

void channel_write(enum frame_type type, const void *payload, size_t length)
{
	struct frame_header header = { .type = type, .length = (uint32_t)length };

	while (!channel_has_room()) {
		wait_writable();
		channel_pump();
	}
	memcpy(header.nonce, nonce, sizeof nonce);
	memcpy(queue + queue_end, &header, sizeof header);
	memcpy(queue + queue_end + sizeof header, payload, length);
	queue_end += sizeof header + length;
	channel_pump();
}

void channel_forget(void)
{
	explicit_bzero(nonce, sizeof nonce);
	explicit_bzero(queue, queue_end);
}

void fail(const char *format, ...)
{
	char text[512];
	int error = errno;
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	if (error != 0) {
		size_t used = strlen(text);
		snprintf(text + used, sizeof text - used, " (%s)", strerror(error));
	}
	channel_write(FRAME_FAILED, text, strlen(text));
	channel_flush();
	_exit(2);
}
