/* Sources/CUTF8Proc/shim.h: utf8proc for Swift.
 * Swift imports the options as separate enum constants that cannot be or-ed without casts, and takes the result
 * of utf8proc_map as a pointer whose free() would drag in Glibc. The wrappers below stand for those; nothing else
 * is here. */
#ifndef EXPODESK_CUTF8PROC_H
#define EXPODESK_CUTF8PROC_H

#include <stdlib.h>
#include <utf8proc.h>

/* NFC of `count` bytes of valid UTF-8 (NUL bytes allowed). Returns the length and sets *result to memory that
 * cu_free gives back, or a negative error of utf8proc with *result NULL. */
static inline utf8proc_ssize_t cu_nfc(const unsigned char *bytes, utf8proc_ssize_t count, unsigned char **result) {
    *result = NULL;
    return utf8proc_map(bytes, count, result, (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
}

static inline void cu_free(unsigned char *bytes) { free(bytes); }

#endif
