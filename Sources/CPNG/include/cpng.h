/* Sources/CPNG/include/cpng.h: black and white PNG files through libpng.
 * A C target of its own because libpng reports errors by longjmp, which must not cross Swift frames. */
#ifndef EXPODESK_CPNG_H
#define EXPODESK_CPNG_H

#include <stddef.h>
#include <stdint.h>

/* A growing buffer. Starts as all zeroes; keep one for many images, then free it once. */
struct cpng_buffer {
    uint8_t *bytes;
    size_t length;
    size_t capacity;
};

enum cpng_result {
    cpng_ok = 0,
    cpng_wrong_size = 1,    /* a width, height or row length that does not fit together */
    cpng_out_of_memory = 2,
    cpng_library_error = 3  /* libpng refused; not seen with rows that passed the checks */
};

/* Writes a 1-bit grayscale PNG of `width` x `row_count * repeat` pixels into `buffer`, replacing what it held.
 * `rows` holds `row_count` packed rows of exactly (width + 7) / 8 bytes, first pixel in the highest bit, 1 is white;
 * each is written `repeat` times. Same rows, same bytes: there is no time stamp. */
enum cpng_result cpng_write(struct cpng_buffer *buffer, const uint8_t *rows, uint32_t width, uint32_t row_count,
                            uint32_t repeat);

void cpng_free(struct cpng_buffer *buffer);

#endif
