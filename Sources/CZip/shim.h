/* Sources/CZip/shim.h: libzip (https://libzip.org) to read the archive that a workbook is.
 * Nothing but the library's own header. */
#ifndef EXPODESK_CZIP_H
#define EXPODESK_CZIP_H

#pragma clang module import SwiftGlibc

#include <zip.h>

#endif
