/* Sources/CXLSXWriter/shim.h: libxlsxwriter (https://libxlsxwriter.github.io) to write workbooks row by row.
 * Nothing but the library's own header. */
#ifndef EXPODESK_CXLSXWRITER_H
#define EXPODESK_CXLSXWRITER_H

#pragma clang module import SwiftGlibc

#include <xlsxwriter.h>

#endif
