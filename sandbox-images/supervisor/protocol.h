/*
 * The conversation between the platform and the supervisor, over the container's attached stdin and stdout.
 * The other end is libs/sandbox/src/protocol.ts; a change here is a change there, and of PROTOCOL_VERSION.
 *
 * Every frame: nonce[16] | type u32 | length u32 | payload[length], integers little-endian, length <= FRAME_MAX.
 * The platform picks a random nonce per container and sends it with HELLO; a frame with another nonce ends everything.
 *
 *   platform                                        supervisor
 *   HELLO version u32                          ->
 *                                              <-   READY version u32
 *   STEP  (struct step_header, then strings)   ->
 *   FILE  name, then DATA ...  (any number)    ->
 *   STDIN      then DATA ...  (at most once)   ->
 *   GO                                         ->
 *                                              <-   STDOUT / STDERR bytes, as they come
 *                                              <-   FILE name, then DATA ...  (collected files)
 *                                              <-   RESULT struct step_result
 *   STEP ...                                   ->
 *
 * FAILED text instead of any answer: the supervisor itself could not do its work, and ends. End of stdin ends it too.
 */
#ifndef PROTOCOL_H
#define PROTOCOL_H

#include <stdint.h>

enum { PROTOCOL_VERSION = 1, NONCE_BYTES = 16, FRAME_MAX = 65536 };

enum frame_type {
	FRAME_HELLO = 1,
	FRAME_STEP = 2,
	FRAME_FILE = 3,
	FRAME_DATA = 4,
	FRAME_STDIN = 5,
	FRAME_GO = 6,

	FRAME_READY = 16,
	FRAME_STDOUT = 17,
	FRAME_STDERR = 18,
	FRAME_RESULT = 19,
	FRAME_FAILED = 20,
};

struct frame_header {
	uint8_t nonce[NONCE_BYTES];
	uint32_t type;
	uint32_t length;
} __attribute__((packed));

enum phase { PHASE_BUILD = 0, PHASE_RUN = 1 };

/* Followed by NUL-terminated strings: argv, then environment, then files to keep, then files to collect. */
struct step_header {
	uint32_t phase;
	uint32_t argc, envc, keepc, collectc;
	uint32_t reserved;
	uint64_t cpu_ns, wall_ns;
	uint64_t output_bytes;  /* of stdout and of stderr, each */
	uint64_t stack_bytes;   /* of the main thread */
	uint64_t file_bytes;    /* of one file that the program writes, of all collected and of all kept files */
} __attribute__((packed));

enum step_kind {
	KIND_EXITED = 0,
	KIND_SIGNALLED = 1,
	KIND_CPU_TIME = 2,
	KIND_WALL_TIME = 3,
	KIND_MEMORY = 4,
	KIND_OUTPUT = 5,
};

struct step_result {
	uint32_t kind;
	uint32_t code; /* exit code or signal number */
	uint64_t cpu_ns, wall_ns;
	uint64_t peak_bytes;
} __attribute__((packed));

#endif
