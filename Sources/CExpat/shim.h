/* Sources/CExpat/shim.h: expat (https://libexpat.github.io) to read the XML in a workbook as it streams by.
 * XML_Bool is a character in C; the one wrapper says what it means. */
#ifndef EXPODESK_CEXPAT_H
#define EXPODESK_CEXPAT_H

#pragma clang module import SwiftGlibc

#include <expat.h>

/* Stops for good: no handler is called after the present one. */
static inline void cx_stop(XML_Parser parser) { XML_StopParser(parser, XML_FALSE); }

#endif
