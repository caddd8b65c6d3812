/* benchmarks/qr_bare.c: QR pictures with libqrencode and libpng and nothing else, the peer of `make bench`.
 *
 *   qr_bare SCALE COUNT default|tuned
 *
 * COUNT passes of 34 digits in numeric mode at level M (version 1), quiet zone 4, 1 bit a pixel, written into memory.
 * `default` leaves libpng as it comes; `tuned` has it compress as expodesk does. Prints nanoseconds and bytes in all. */
#define _POSIX_C_SOURCE 200809L
#include <png.h>
#include <qrencode.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

enum { digits = 34, quiet = 4, most = 1 << 20 };

struct memory {
    size_t length;
    unsigned char bytes[most];
};

static struct memory memory;

static void append(png_structp png, png_bytep bytes, size_t count) {
    if (count > most - memory.length) png_error(png, "too large");
    memcpy(memory.bytes + memory.length, bytes, count);
    memory.length += count;
}

static void flush(png_structp png) { (void)png; }

/* The same passes as ours: a multiplicative generator (Park and Miller), its lowest decimal digit. */
static void pass(uint64_t *state, unsigned char text[digits]) {
    for (int i = 0; i < digits; i++) {
        *state = *state * 48271 % 2147483647;
        text[i] = (unsigned char)('0' + *state % 10);
    }
}

static void picture(const QRcode *code, int scale, int tuned) {
    int side = (code->width + 2 * quiet) * scale;
    size_t stride = ((size_t)side + 7) / 8;
    unsigned char row[4096];
    memory.length = 0;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    if (setjmp(png_jmpbuf(png))) exit(1);
    png_set_write_fn(png, NULL, append, flush);
    if (tuned) {
        png_set_filter(png, 0, PNG_FILTER_NONE);
        png_set_compression_level(png, 1);
        png_set_compression_strategy(png, Z_DEFAULT_STRATEGY);
        png_set_compression_mem_level(png, 5);
        png_set_compression_window_bits(png, 14);
    }
    png_set_IHDR(png, info, (png_uint_32)side, (png_uint_32)side, 1, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
    png_write_info(png, info);
    for (int y = 0; y < code->width + 2 * quiet; y++) {
        memset(row, 0xFF, stride);
        int module = y - quiet;
        if (module >= 0 && module < code->width) {
            for (int x = 0; x < code->width; x++) {
                if (!(code->data[module * code->width + x] & 1)) continue;
                for (int pixel = (x + quiet) * scale; pixel < (x + quiet + 1) * scale; pixel++) {
                    row[pixel / 8] &= (unsigned char)~(0x80 >> pixel % 8);
                }
            }
        }
        for (int again = 0; again < scale; again++) png_write_row(png, row);
    }
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    int scale = atoi(argv[1]), count = atoi(argv[2]), tuned = strcmp(argv[3], "tuned") == 0;
    if (scale < 1 || scale > 64 || count < 1) return 2;
    uint64_t state = 1, bytes = 0;
    struct timespec begun, ended;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    for (int i = 0; i < count; i++) {
        unsigned char text[digits];
        pass(&state, text);
        QRinput *input = QRinput_new2(0, QR_ECLEVEL_M);
        if (!input || QRinput_append(input, QR_MODE_NUM, digits, text) != 0) return 1;
        QRcode *code = QRcode_encodeInput(input);
        if (!code || code->version != 1) return 1;
        picture(code, scale, tuned);
        bytes += memory.length;
        QRcode_free(code);
        QRinput_free(input);
    }
    clock_gettime(CLOCK_MONOTONIC, &ended);
    long long spent = (ended.tv_sec - begun.tv_sec) * 1000000000LL + (ended.tv_nsec - begun.tv_nsec);
    printf("%lld %llu\n", spent, (unsigned long long)bytes);
    return 0;
}
