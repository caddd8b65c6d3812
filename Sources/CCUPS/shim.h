/* Sources/CCUPS/shim.h: libcups (https://openprinting.github.io/cups) to ask the print service about its printers.
 * Nothing but the library's own header. */
#ifndef EXPODESK_CCUPS_H
#define EXPODESK_CCUPS_H

#pragma clang module import SwiftGlibc

#include <cups/cups.h>

#endif
